/* 灯塔的灯 */
#ifndef LAMP_H
#define LAMP_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lamp lamp_t;

lamp_t *lamp_new(size_t seconds);
void lamp_free(lamp_t *lamp);

#ifdef __cplusplus
}
#endif

#endif
