import cython

cdef long long NUMBER_BITS, COST_BITS, MULTIPLIER, SHIFT, ASCII, RESET

@cython.locals(
    total=cython.longlong, first=cython.longlong, second=cython.longlong, at=cython.longlong,
    key=cython.longlong, slot=cython.longlong, found=cython.longlong,
)
cpdef long long bits(
    const short[::1] index, const long long[::1] pairs, long long mask, const short[::1] backoff,
    const short[::1] alone, const int[::1] code, long long words)
