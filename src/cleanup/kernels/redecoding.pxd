import cython

cdef long long NUMBER_BITS, COST_BITS, MULTIPLIER, SHIFT, LOST, BYTE_ORDER_MARK, MARK, QUESTION
cdef long long UTF8_WIDTH, ENTRY, EXIT, LOSS

@cython.locals(
    size=cython.longlong, row=cython.longlong, at=cython.longlong, byte=cython.longlong,
    width=cython.longlong, good=cython.longlong, whole=cython.bint, end=cython.longlong,
    last=cython.longlong, valid=cython.bint,
)
cpdef long long utf8_steps(
    const unsigned char[::1] data, int[::1] begins, int[::1] reads, int[::1] widths,
    int[::1] times)

@cython.locals(
    size=cython.longlong, row=cython.longlong, at=cython.longlong, byte=cython.longlong,
    second=cython.longlong, good=cython.longlong, width=cython.longlong,
)
cpdef long long multibyte_steps(
    const unsigned char[::1] data, const int[::1] pairs, const int[::1] triples, int[::1] begins,
    int[::1] reads, int[::1] widths, int[::1] times)

@cython.locals(
    size=cython.longlong, at=cython.longlong, kept=cython.longlong, before=cython.longlong,
    back=cython.longlong, number=cython.longlong, entry=cython.longlong, place=cython.longlong,
    first=cython.longlong, row=cython.longlong, second=cython.longlong, total=cython.longlong,
    key=cython.longlong, slot=cython.longlong, found=cython.longlong, end=cython.longlong,
    count=cython.longlong,
)
cpdef long long search(
    const short[::1] index, const long long[::1] pairs, long long mask, const short[::1] backoff,
    const short[::1] alone, const int[::1] code, const int[::1] sizes, const int[::1] begins,
    const int[::1] reads, const int[::1] widths, const int[::1] times, int[::1] cost,
    int[::1] last, int[::1] came, int[::1] step, int[::1] path)
