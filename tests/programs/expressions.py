# fused: one expression over three arrays
@njit(parallel=True)
def f(a, b, c):
    return np.sqrt(a * a + b * b) / (1.0 + c) - 2 * a

case(f, np.arange(1000.0), np.ones(1000), np.arange(1000.0)[::-1])
---
# operators: every arithmetic operator between arrays
def f(a, b):
    return a + b, a - b, a * b, a / b, a // b, a % b, a ** 2, -a, +a, abs(a)

case(f, np.linspace(-5, 5, 23), np.linspace(1, 9, 23))
case(f, np.arange(-8, 9), np.arange(1, 18))
---
# bit-operators: & | ^ ~ << >> on int arrays
def f(a, b):
    return a & b, a | b, a ^ b, ~a, a << 2, b >> 1

case(f, np.arange(-20, 20), np.arange(40))
case(f, np.arange(40, dtype=np.uint8), np.arange(40, dtype=np.uint8)[::-1])
---
# comparisons: comparisons and logic on arrays
def f(a, b):
    return a < b, a <= b, a == b, a != b, (a > 0) & (b > 0), ~(a > b)

case(f, np.array([1.0, np.nan, -3.0]), np.array([1.0, 2.0, 3.0]))
---
# scalars: arrays with Python scalars on either side
def f(a, x):
    return 2 - a, a - 2, x / (a + 1), 2 ** a, a * x + x

case(f, np.arange(9.0), 1.5)
case(f, np.arange(9), 3)
---
# temporaries: intermediate arrays used twice
def f(a):
    t = a * 2 + 1
    u = t * t
    v = np.exp(-u / 1000) + t
    return v - u, t

case(f, np.linspace(0, 5, 101))
---
# sum-of-expression: a reduction over an expression
def f(a, b):
    return np.sum((a - b) ** 2), (a * b).mean(), np.max(a + b), (a - b).min()

case(f, np.sin(np.arange(500.0)), np.cos(np.arange(500.0)))
---
# normalise: reductions and expressions in turns
def f(a):
    b = (a - a.mean()) / a.std()
    return b, b.sum(), np.abs(b).max()

case(f, np.arange(100.0) ** 1.5, rtol=1e-9)
---
# D-broadcast-size-one: broadcasting over axes of size 1, in parallel too
def f(a, b, c):
    return a + b, a * c, b * c, a + b + c

case(f, np.arange(24.0).reshape(6, 4), np.arange(6.0).reshape(6, 1), np.arange(4.0))
---
# broadcast-runtime-one: a size that happens to be 1 broadcasts as well
def f(a, b):
    return a + b

case(f, np.arange(4.0), np.ones(1))
case(f, np.ones(1), np.arange(4.0))
case(f, np.ones((1, 1)), np.arange(12.0).reshape(3, 4))
case(f, np.zeros(0), np.ones(1))
---
# broadcast-3d: one, two and three dimensions together
def f(a, b, c):
    return a * b - c

case(f, np.arange(24.0).reshape(2, 3, 4), np.arange(12.0).reshape(3, 4), np.arange(4.0))
case(f, np.arange(3.0).reshape(3, 1, 1), np.arange(2.0).reshape(2, 1), np.arange(5.0))
---
# outer: an outer product by broadcasting
def f(a, b):
    d = a[:, None] - b[None, :]
    return np.sqrt(d * d).sum()

case(f, np.arange(30.0), np.arange(20.0))
---
# slices: expressions over shifted slices
def f(a):
    return a[1:] - a[:-1], (a[2:] - 2 * a[1:-1] + a[:-2]) * 0.5

case(f, np.arange(50.0) ** 2)
---
# A7-overlap-inplace: a[1:] += a[:-1] reads the old values
def f(a):
    a[1:] += a[:-1]

case(f, np.arange(10.0), want=None)
case(f, np.arange(5000.0), want=None)
---
# A7-overlap-assign: a[1:] = a[:-1] + … reads the old values
def f(a):
    a[1:] = a[:-1] * 2 + 1
    a[:-2] = a[2:] - a[1:-1]

case(f, np.arange(3000.0), want=None)
---
# A7-overlap-2d: rows and columns shifted onto themselves
def f(a):
    a[1:, 1:] += a[:-1, :-1]
    a[:, ::-1] = a * 1.0

case(f, np.arange(120.0).reshape(10, 12), want=None)
---
# inplace: every in-place operator on whole arrays
def f(a, b):
    a += b
    a -= 2
    a *= b
    a /= 3
    a //= 0.5
    a %= 7
    a **= 2
    return a

case(f, np.arange(1.0, 30.0), np.full(29, 2.0))
---
# inplace-alias: b is a; a += 1 is seen through both
def f(a):
    b = a
    a += 1
    c = a + 0
    b *= 2
    return a.sum(), b.sum(), c.sum()

case(f, np.arange(10.0))
---
# rebinding-versus-inplace: a = a + 1 leaves the argument alone
def f(a):
    a = a + 1
    a *= 2
    return a

case(f, np.arange(5.0))
---
# order-of-statements: a write between two reads is not moved
def f(a, b):
    c = a + b
    a[0] = 100.0
    d = a + b
    b[:] = c
    return c, d, b.sum()

case(f, np.arange(6.0), np.ones(6))
---
# A10-fusion-dependence: loops that look alike but depend on each other stay in order
def f(a):
    b = a * 2
    for i in range(1, b.size):
        b[i] += b[i - 1]
    c = b[::-1] + a
    return c, b

case(f, np.arange(40.0))
---
# A10-fusion-shifted: the second expression reads neighbours of the first's result
def f(a):
    b = a * a
    c = b[1:] - b[:-1]
    b[:] = 0.0
    return c, b

case(f, np.arange(300.0))
---
# A10-hoisting: an allocation in the loop is new in every iteration
def f(n):
    out = np.zeros((n, 3))
    for i in prange(n):
        t = np.zeros(3)
        t[i % 3] += 1.0
        out[i] = t
    return out

case(f, 50)
---
# A10-reordering: a scalar changed between two parallel loops
def f(a):
    k = 1.0
    for i in prange(a.size):
        a[i] += k
    k = 10.0
    b = a * k
    k = 100.0
    for i in prange(a.size):
        b[i] += k
    return b

case(f, np.arange(100.0))
---
# A10-aliased-arguments: two arguments that are one array
def f(a, b):
    a += 1
    b *= 2
    return a + b

same = np.arange(50.0)
case(f, same, same)
case(f, same[:49], same[1:])
---
# where-mask: np.where and mask assignment in one pass
def f(a):
    b = np.where(a > 0, np.sqrt(np.abs(a)), -a)
    b[b > 2] = 2.0
    return b

case(f, np.linspace(-4, 9, 77))
---
# conditional-array: an array chosen by an if
def f(a, b, c):
    if c:
        t = a
    else:
        t = b + 1
    t[0] = -1.0
    return t * 2

case(f, np.arange(4.0), np.ones(4), True)
case(f, np.arange(4.0), np.ones(4), False)
---
# in-loop: array expressions inside a serial loop
def f(a, n):
    for k in range(n):
        a = a * 0.5 + k
        a[k] = 0.0
    return a

case(f, np.arange(8.0), 5)
---
# fill-copy: whole-array assignment from scalar, array and expression
def f(a, b):
    a[:] = 3.0
    b[...] = a * 2
    a[:] = b
    a.fill(0.5)
    return a.sum() + b.sum()

case(f, np.zeros(9), np.ones(9))
---
# layouts: C and Fortran operands together, reversed and strided
def f(a, b):
    c = a + b
    return c, c.sum(), (a * b.T.T)[1, 2]

case(f, np.arange(12.0).reshape(3, 4), np.asfortranarray(np.arange(12.0).reshape(3, 4)))
case(f, np.arange(48.0).reshape(6, 8)[::2, ::-2], np.arange(12.0).reshape(4, 3).T)
---
# user-function: a kernel called inside an expression, element by element
@vectorize
def clamp(x, lo):
    if x < lo:
        return lo
    return x

def f(a):
    return clamp(a * 2, 3.0) + 1

case(f, np.arange(10.0))
---
# large: more elements than one chunk, results the same for every thread count
def f(a):
    return (np.sin(a) ** 2 + np.cos(a) ** 2).sum(), (a * 1e-3).sum()

case(f, np.arange(200000.0))
---
# mixed-dtypes: int, float32 and bool arrays in one expression
def f(a, b, m):
    return a * b + m, (a > 3) * b, m & (b > 1)

case(f, np.arange(9), np.arange(9, dtype=np.float32), np.arange(9) % 2 == 0)
---
# ints-exact: int64 products above 2**53 are exact
def f(a):
    return a * a + 1, (a * a).sum()

case(f, np.arange(2**31 - 5, 2**31 + 5))
