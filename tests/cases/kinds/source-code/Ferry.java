package example.harbour;

import java.util.ArrayList;
import java.util.List;

/** 渡船。 */
public final class Ferry {
    private final List<String> passengers = new ArrayList<>();
    private final int seats;

    public Ferry(int seats) {
        this.seats = seats;
    }

    public synchronized boolean board(String name) {
        if (passengers.size() >= seats) {
            return false;
        }
        return passengers.add(name);
    }

    public static void main(String[] args) {
        Ferry ferry = new Ferry(3);
        for (String name : args) {
            System.out.println(name + (ferry.board(name) ? "上船了" : "等下一班"));
        }
    }
}
