# argument-dtypes: a kernel sees the dtype of every NumPy scalar
def f(x):
    return np.full(2, x)

case(f, np.int8(-3))
case(f, np.uint8(200))
case(f, np.int16(-300))
case(f, np.uint16(60000))
case(f, np.int32(-70000))
case(f, np.uint32(4000000000))
case(f, np.int64(-5))
case(f, np.uint64(2**63 + 5))
case(f, np.float32(0.1))
case(f, np.float64(0.1))
case(f, np.complex64(1 + 2j))
case(f, np.bool_(True))
---
# array-argument-dtypes: one kernel compiled for arrays of every dtype
def f(a):
    b = a + a
    return b

for name in "int8 uint8 int16 uint16 int32 uint32 int64 uint64 float32 float64 complex64 complex128".split():
    case(f, np.arange(5).astype(name))
---
# weak-int: a Python int takes the dtype of the array
def f(a, k):
    return a + k, a * 2, 3 - a

for name in "int8 uint8 int16 int32 uint32 float32 float64".split():
    case(f, np.array([1, 2, 3], name), 1)
---
# weak-float: a Python float leaves float32 as it is
def f(a, x):
    return a * x, a + 0.5, 1.0 / a

case(f, np.array([1, 2, 4], np.float32), 0.5)
case(f, np.array([1, 2, 4], np.int32), 0.5)
case(f, np.array([1, 2, 4], np.complex64), 0.5)
---
# strong-scalar: a NumPy scalar argument promotes as its dtype does
def f(a, x):
    return a * x

case(f, np.array([1, 2], np.float32), np.float64(0.1))
case(f, np.array([1, 2], np.float32), np.float32(0.1))
case(f, np.array([1, 2], np.int8), np.int32(1000))
case(f, np.array([1, 2], np.int32), np.float32(0.5))
---
# A11-int-float32: an int64 or int32 array with a float32 array gives float64
def f(a, b):
    return a + b, a * b, a / b

case(f, np.array([1, 2, 3], np.int64), np.array([0.5, 1.5, 2.5], np.float32))
case(f, np.array([1, 2, 3], np.int32), np.array([0.5, 1.5, 2.5], np.float32))
case(f, np.array([1, 2, 3], np.int16), np.array([0.5, 1.5, 2.5], np.float32))
case(f, np.array([1, 2, 3], np.int8), np.array([0.5, 1.5, 2.5], np.float32))
---
# signed-unsigned: mixed signedness takes the next wider signed type
def f(a, b):
    return a + b

case(f, np.array([1], np.int8), np.array([200], np.uint8))
case(f, np.array([-1], np.int32), np.array([4000000000], np.uint32))
case(f, np.array([-1], np.int64), np.array([7], np.uint64))
---
# float32-stays: a float32 scalar with Python floats is float32
def f(x):
    return np.full(1, x * 0.1 + 1.0)

case(f, np.float32(3.0), want=np.array([1.3], np.float32))
---
# float32-rounds: float32 arithmetic rounds to 24 bits at every step
def f(a):
    b = np.empty_like(a)
    for i in range(a.size):
        b[i] = (a[i] + 1.0) - 1.0
    return b

case(f, np.array([1e-9, 0.1, 3e7], np.float32))
---
# narrow-wrap: arithmetic of int8 and uint8 arrays wraps
def f(a, b):
    return a + b, a * b, a - b

case(f, np.array([127, -128, 100], np.int8), np.array([1, 1, 100], np.int8))
case(f, np.array([255, 0, 16], np.uint8), np.array([1, 1, 16], np.uint8))
---
# element-wrap: elements of an int32 array times a Python int stay int32
def f(a):
    b = np.empty(a.size, np.int64)
    for i in range(a.size):
        b[i] = a[i] * 2
    return b

case(f, np.array([2**30, -2**31, 5], np.int32), want=np.array([-2**31, 0, 10]))
---
# unsigned-subtract: uint64 elements wrap below zero
def f(a, b):
    return a - b

case(f, np.array([3, 5], np.uint64), np.array([5, 3], np.uint64))
---
# true-divide-dtypes: / of ints is float64, of int8 float64 too, of float32 float32
def f(a, b):
    return a / b

for name in "int8 uint8 int16 int32 int64 uint64 float32 bool".split():
    case(f, np.array([1, 1, 0], name), np.array([1, 1, 1], name))
---
# bool-arrays: + of bools is or, * is and
def f(a, b):
    return a + b, a * b, a & b, a | b, a ^ b, ~a

case(f, np.array([True, True, False, False]), np.array([True, False, True, False]))
---
# bool-with-ints: a bool array counts as 0 and 1
def f(m, a):
    return m * a, m + 1, m + 0.5

case(f, np.array([True, False]), np.array([3, 4], np.int16))
---
# power-dtypes: ** between arrays and scalars
def f(a, b):
    return a ** b, a ** 2, a ** 0.5, 2 ** b

case(f, np.array([1, 2, 3], np.int32), np.array([2, 3, 0], np.int32))
case(f, np.array([1, 2, 3], np.float32), np.array([2, -1, 0.5], np.float32))
---
# power-negative-array: integer arrays refuse negative exponents
def f(a, b):
    return a ** b

case(f, np.array([2]), np.array([-1]), raises=(ValueError, "[Ii]ntegers to negative integer powers"))
---
# shift-dtypes: shifts of narrow arrays
def f(a, k):
    return a << k, a >> k

case(f, np.array([1, -7, 64], np.int8), 1)
case(f, np.array([1, 250], np.uint8), 2)
case(f, np.array([1, -7], np.int64), np.array([3, 2]))
---
# compare-dtypes: comparisons between different dtypes give bool arrays
def f(a, b):
    return a < b, a == b, a >= b

case(f, np.array([1, 2, 3], np.int8), np.array([1.5, 2.0, 2.5]))
case(f, np.array([-1, 5], np.int64), np.array([1, 5], np.uint64))
---
# complex-promote: complex64 with float64 array gives complex128
def f(a, b):
    return a * b, a + 1, b + 1j

case(f, np.array([1 + 1j], np.complex64), np.array([0.5]))
case(f, np.array([1 + 1j], np.complex64), np.array([0.5], np.float32))
---
# casts: explicit conversions by the names of dtypes
def f(x):
    return np.int8(x), np.uint8(x), np.int64(x), np.float32(x), np.float64(x), np.bool_(x)

case(f, 77.9, want=(77, 77, 77, np.float32(77.9), 77.9, True))
---
# casts-wrap: conversions of NumPy integers keep the low bits
def f(a):
    return a.astype(np.int8), a.astype(np.uint16), a.astype(np.uint64)

case(f, np.array([300, -1, 2**40 + 7]))
---
# astype: from every dtype to every other
def f(a):
    return a.astype(np.float32), a.astype(np.int32), a.astype(np.complex128), a.astype(np.bool_)

for name in "int8 uint16 int64 float32 float64 bool".split():
    case(f, np.array([0, 1, 3], name))
---
# store-cast: assignment to an element casts to the array's dtype
def f(a, x):
    a[0] = x
    a[1] = x * 2
    return a

case(f, np.zeros(2, np.int32), 2.9)
case(f, np.zeros(2, np.float32), 0.1)
case(f, np.zeros(2, np.complex64), 3)
case(f, np.zeros(2, np.bool_), 3)
---
# inplace-keeps: a += x keeps the dtype of a
def f(a, b):
    a += b
    a *= 2
    return a

case(f, np.ones(3, np.float32), np.full(3, 0.1))
case(f, np.ones(3, np.int16), np.full(3, 5, np.int8))
---
# inplace-refused: a float result does not fit into an int array
def f(a):
    a += 0.5                      ### a.*(cast|int64|float64)

fails(f, np.ones(3, np.int64), only="both")
---
# sum-dtypes: sum of narrow ints is int64 or uint64, of float32 float32
def f(a):
    return np.full(1, a.sum()), np.full(1, np.prod(a)), np.full(1, a.mean())

for name in "int8 uint8 int32 uint32 float32 float64 bool complex64".split():
    case(f, np.array([1, 1, 1, 1], name))
---
# unify-weak: a Python int variable that becomes a float in the loop is a float
def f(n):
    x = 0
    for i in range(n):
        x = x + 0.5
    return x

case(f, 3, want=1.5)
case(f, 0, oracle=0.0)
---
# unify-float32-sum: a float32 sum begun with 0.0 is right for exact values
def f(a):
    s = 0.0
    for i in range(a.size):
        s += a[i]
    return s

case(f, np.arange(100, dtype=np.float32) / 4)
---
# uint64-index-arithmetic: a uint64 element minus a Python int stays an integer
def f(a):
    return a[0] - 3

case(f, np.array([5], np.uint64), want=2)
---
# where-promotes: np.where takes the common dtype
def f(m, a, b):
    return np.where(m, a, b)

case(f, np.array([True, False]), np.array([1, 2], np.int32), np.array([0.5, 0.25], np.float32))
case(f, np.array([True, False]), np.array([1, 2], np.int8), np.array([3, 4], np.int64))
---
# dtype-attribute: a.dtype makes arrays of the same dtype
def f(a):
    b = np.zeros(a.shape, a.dtype)
    b[:] = a
    return b, a.itemsize, a.size, a.ndim, a.nbytes

case(f, np.arange(6, dtype=np.int16).reshape(2, 3))
case(f, np.arange(4, dtype=np.float32))
---
# ceil-floor-dtypes: ufuncs of float32 stay float32, of ints become float64
def f(a):
    return np.sqrt(a), np.exp(a), np.abs(a), np.square(a)

case(f, np.array([1, 4, 9], np.float32))
case(f, np.array([1, 4, 9], np.int64))
case(f, np.array([1, 4, 9], np.int32))
