#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_SIGNS 64

/* 灯亮一下是一个字，灭一下也是一个字 */
struct lamp {
    int on;
    char signs[MAX_SIGNS];
};

static void blink(struct lamp *lamp, char sign)
{
    size_t length = strlen(lamp->signs);

    if (length + 1 < MAX_SIGNS) {
        lamp->signs[length] = sign;
        lamp->signs[length + 1] = '\0';
    }
    lamp->on = !lamp->on;
}

int main(int argc, char **argv)
{
    struct lamp lamp = {0};

    for (int i = 1; i < argc; i++)
        blink(&lamp, argv[i][0]);
    printf("灯%s：%s\n", lamp.on ? "亮" : "灭", lamp.signs);
    return EXIT_SUCCESS;
}
