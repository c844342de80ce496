"""Writes golden.txt, what NumPy answers where this package promises the very same values.

Lines of golden.txt, all numbers in hexadecimal:
    special DTYPE BYTES     the values that are tried
    result KERNEL DTYPE CRC the CRC-32 of the results of all pairs, triples or reductions of them
A NaN counts as the one quiet NaN, and where -0 and 0 tie (minimum, maximum, clip, min, max) as 0.

usage: python golden.py > golden.txt      (NumPy 2.4.6 on x86-64 wrote the one that is checked in)
"""
import zlib

import numpy as np

np.seterr(all="ignore")
DTYPES = "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64".split()
FLOATS = [0.0, -0.0, 1, -1, 2, -2, 0.5, -0.5, 1.5, 2.5, -2.5, 3, 7.5, -7.5, 1e-3, 100.25, -1e5,
          np.inf, -np.inf, np.nan, 1e-310, 1e300, -1e300, 2.0**53, 2.0**63, -2.0**63]
INTS = [0, 1, 2, 3, 5, 7, 8, 10, 31, 63, 64, 100]
UNARY = "floor ceil trunc rint sqrt negative absolute sign square reciprocal isnan isinf isfinite invert logical_not".split()
BINARY = ("add subtract multiply divide floor_divide remainder minimum maximum bitwise_and bitwise_or bitwise_xor "
          "left_shift right_shift equal not_equal less less_equal greater greater_equal logical_and logical_or logical_xor power").split()
REDUCTIONS = "sum prod min max argmin argmax any all cumsum".split()
TIES = ("minimum", "maximum", "clip", "min", "max")


def special(name):
    d = np.dtype(name)
    if d.kind == "b":
        return np.array([False, True])
    if d.kind == "f":
        return np.array(FLOATS).astype(d)
    i = np.iinfo(d)
    values = INTS + [i.max, i.max - 1, i.max // 2]
    if d.kind == "i":
        values += [-1, -2, -3, -7, -10, i.min, i.min + 1]
    return np.array([v for v in values if i.min <= v <= i.max], d)


def crc(kernel, arrays):
    check = 0
    for a in arrays:
        a = np.array(a)  # a copy
        if a.dtype.kind == "f":
            a[np.isnan(a)] = np.nan
            if kernel in TIES:
                a[a == 0] = 0
        check = zlib.crc32(a.tobytes(), check)
    return check


def result(kernel, name, *arrays):
    try:
        got = [getattr(np, kernel)(*arrays)]
    except TypeError:
        return  # the kernel does not take this dtype
    if got[0].dtype != np.float16:
        print("result", kernel, name, f"{crc(kernel, got):08x}")


def reduced(kernel, name, s):
    whole = s[:len(s) // 2 * 2].reshape(2, -1)
    if whole.dtype.kind == "f" and kernel in ("sum", "prod", "cumsum"):
        return  # rounded in another order
    got = [getattr(np, kernel)(s), *(getattr(np, kernel)(whole, axis=k) for k in range(2))]
    print("result", kernel, name, f"{crc(kernel, got):08x}")


def main():
    for name in DTYPES:
        s = special(name)
        print("special", name, s.tobytes().hex())
        a, b = np.repeat(s, len(s)), np.tile(s, len(s))
        for kernel in UNARY:
            result(kernel, name, s)
        for kernel in BINARY:
            exact = s.dtype.kind in "biu"
            if kernel != "power":
                result(kernel, name, a, b)
            elif exact:
                result(kernel, name, a, b % 11 if s.dtype.kind != "b" else b)
        result("where", name, a > b, a, b)
        result("clip", name, a, b, b[::-1].copy())
        for kernel in REDUCTIONS:
            reduced(kernel, name, s)


main()
