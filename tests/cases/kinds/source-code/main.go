package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

// Boat 是一条渡船。
type Boat struct {
	Name  string
	Seats int
}

func (b *Boat) Board(name string) error {
	if b.Seats == 0 {
		return fmt.Errorf("%s 上不去：%s 满了", name, b.Name)
	}
	b.Seats--
	return nil
}

func main() {
	boat := &Boat{Name: "白鹭", Seats: 3}
	scanner := bufio.NewScanner(os.Stdin)
	for scanner.Scan() {
		if err := boat.Board(strings.TrimSpace(scanner.Text())); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}
