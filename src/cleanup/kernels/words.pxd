import cython

cdef long long NUMBER_BITS, HALF, HALF_MASK, MULTIPLIER, SECOND_MULTIPLIER, SHIFT, LONGEST_WORD

@cython.locals(
    end=cython.longlong, key=cython.longlong, cost=cython.longlong, size=cython.longlong,
    width=cython.longlong, before=cython.longlong, slot=cython.longlong,
)
cpdef long long cut(
    const short[::1] number, const long long[::1] keys, const short[::1] costs, long long mask,
    const short[::1] alone, const int[::1] code, long long[::1] best, signed char[::1] sizes)
