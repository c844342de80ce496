# plus-float: the sum of an array
@njit(parallel=True)
def f(a):
    s = 0.0
    for i in prange(a.size):
        s += a[i]
    return s

case(f, np.arange(10000.0) / 7)
case(f, np.zeros(0), want=0.0)
---
# plus-int: exact, from a start that is not zero
def f(a, start):
    s = start
    for i in prange(a.size):
        s += a[i]
    return s

case(f, np.arange(1000), 17, want=499517)
case(f, np.arange(0), 17, want=17)
---
# plus-int-wraps: an int64 sum wraps
def f(n):
    s = 2**62
    for i in prange(n):
        s += 2**61
    return s

case(f, 4, oracle=-2**62 - 2**63 + 2**63)
case(f, 2, oracle=-2**63)
---
# minus: s -= x keeps the initial value once
def f(a):
    s = 1000.0
    for i in prange(a.size):
        s -= a[i]
    return s

case(f, np.arange(100.0))
---
# times: a product
def f(a):
    p = 0.5
    for i in prange(a.size):
        p *= a[i]
    return p

case(f, 1 + np.arange(50.0) / 100)
case(f, np.zeros(0), want=0.5)
---
# times-int: an integer product that wraps
def f(n):
    p = 1
    for i in prange(1, n + 1):
        p *= i
    return p

case(f, 20, want=2432902008176640000)
case(f, 25, oracle=7034535277573963776)
---
# divide: s /= x
def f(a):
    s = 1e6
    for i in prange(a.size):
        s /= a[i]
    return s

case(f, 1 + np.arange(20.0) / 10)
---
# written-out: s = s + x and x = s - …, * and /
def f(a):
    s, d, p, q = 1.0, 2.0, 3.0, 4.0
    for i in prange(a.size):
        s = s + a[i]
        d = d - a[i]
        p = p * a[i]
        q = q / a[i]
    return s, d, p, q

case(f, 1 + np.arange(30.0) / 50)
---
# D-operand-order: s = x + s and p = x * p
def f(a):
    s, p = 0.5, 2.0
    for i in prange(a.size):
        s = a[i] + s
        p = a[i] * p
    return s, p

case(f, 1 + np.arange(30.0) / 50)
---
# D-mixed-plus-minus: s += a and s -= b on one variable
def f(a, b):
    s = 10.0
    for i in prange(a.size):
        s += a[i]
        s -= b[i] * 0.5
    return s

case(f, np.arange(200.0), np.arange(200.0)[::-1])
---
# mixed-times-divide: p *= a and p /= b on one variable
def f(a, b):
    p = 1.0
    for i in prange(a.size):
        p *= a[i]
        p /= b[i]
    return p

case(f, 1 + np.arange(20.0), 2 + np.arange(20.0))
---
# max-min-builtin: either operand order, start from the data or from elsewhere
def f(a):
    lo, hi, cap = a[0], a[0], 1e9
    for i in prange(a.size):
        lo = min(lo, a[i])
        hi = max(a[i], hi)
        cap = min(a[i] + 3, cap)
    return lo, hi, cap

case(f, np.cos(np.arange(500.0)))
case(f, np.arange(500)[::-1] - 250, oracle=(-250, 249, -247.0))
---
# max-start-wins: the initial value is part of the result
def f(a):
    hi = 100.0
    for i in prange(a.size):
        hi = max(hi, a[i])
    return hi

case(f, np.arange(50.0), want=100.0)
case(f, np.arange(200.0), want=199.0)
---
# D-np-maximum: np.maximum and np.minimum of scalars; nan propagates
def f(a):
    lo, hi = a[0], a[0]
    for i in prange(a.size):
        hi = np.maximum(hi, a[i])
        lo = np.minimum(a[i], lo)
    return lo, hi

case(f, np.sin(np.arange(300.0)))
case(f, np.array([1.0, np.nan, 3.0, 2.0]))
---
# D-or-and-xor: |= &= ^= of ints
def f(a):
    o, n, x = 0, -1, 5
    for i in prange(a.size):
        o |= a[i]
        n &= a[i]
        x ^= a[i]
    return o, n, x

case(f, np.array([12, 6, 44, 1020, 4]))
case(f, np.arange(0), want=(0, -1, 5))
---
# D-bool-or-and: |= and &= of comparisons
def f(a):
    some, every = False, True
    for i in prange(a.size):
        some |= a[i] > 90
        every &= a[i] >= 0
    return some, every

case(f, np.arange(100), want=(True, True))
case(f, np.arange(50) - 1, want=(False, False))
---
# D-and-or-keywords: ok = ok and c, found = found or c
def f(a):
    ok, found = True, False
    for i in prange(a.size):
        ok = ok and a[i] < 100
        found = found or a[i] == 7
    return ok, found

case(f, np.arange(100), want=(True, True))
case(f, np.arange(8, 200), want=(False, False))
---
# bit-written-out: s = s | x and x = a ^ x
def f(a):
    s, x = 0, 0
    for i in prange(a.size):
        s = s | a[i]
        x = a[i] ^ x
    return s, x

case(f, np.arange(37))
---
# conditional: updates in if, elif and else
def f(a):
    pos, neg, zero = 0.0, 100.0, 0
    for i in prange(a.size):
        if a[i] > 0:
            pos += a[i]
        elif a[i] < 0:
            neg += a[i]
        else:
            zero += 1
    return pos, neg, zero

case(f, np.arange(-50.0, 60.0))
---
# same-in-branches: one variable updated differently in each branch
def f(a):
    s = 0.0
    for i in prange(a.size):
        if i % 2:
            s += a[i]
        else:
            s -= 2 * a[i]
    return s

case(f, np.arange(101.0))
---
# inner-loops: updates in inner serial loops
def f(a):
    s = 0.0
    n = 0
    for i in prange(a.shape[0]):
        for j in range(a.shape[1]):
            s += a[i, j]
            if a[i, j] > 50:
                n += 1
                break
    return s, n

case(f, np.arange(96.0).reshape(8, 12))
---
# nested-prange: an update inside two pranges
def f(n, m):
    s = 0
    for i in prange(n):
        for j in prange(m):
            s += i * j
    return s

case(f, 13, 17, want=78 * 136)
---
# row-sum-private: a reduction of the inner loop is private to the outer
def f(a):
    out = np.zeros(a.shape[0])
    for i in prange(a.shape[0]):
        s = 0.0
        for j in prange(a.shape[1]):
            s += a[i, j]
        out[i] = s
    return out

case(f, np.arange(60.0).reshape(12, 5))
---
# two-loops: two loops reduce into one variable
def f(a):
    s = 1.0
    for i in prange(a.size):
        s += a[i]
    s *= 2
    for i in prange(a.size):
        s -= a[i] / 2
    return s

case(f, np.arange(64.0))
---
# serial-outer: a reduction in a prange inside a serial loop
def f(a, n):
    s = 0.0
    for t in range(n):
        for i in prange(a.size):
            s += a[i] * t
    return s

case(f, np.arange(20.0), 5)
---
# complex: a complex sum and product
def f(a):
    s, p = 0j, 1 + 0j
    for i in prange(a.size):
        s += a[i] * 1j
        p *= a[i]
    return s, p

case(f, np.exp(1j * np.arange(40.0) / 9))
---
# float32: exact float32 sums
def f(a):
    s = np.float32(0)
    for i in prange(a.size):
        s += a[i]
    return s

case(f, np.arange(200, dtype=np.float32) / 4)
---
# int-plus-float: an int start becomes float
def f(a):
    s = 0
    for i in prange(a.size):
        s += a[i]
    return s

case(f, np.arange(10.0) / 2, want=22.5)
---
# bool-counts: adding comparisons counts them
def f(a):
    n = 0
    for i in prange(a.size):
        n += a[i] > 10
    return n

case(f, np.arange(100), want=89)
---
# several: sums, extremes and counts in one loop
def f(a):
    s, q, n, lo, hi = 0.0, 0.0, 0, np.inf, -np.inf
    for i in prange(a.size):
        x = a[i]
        s += x
        q += x * x
        n += 1
        lo = min(lo, x)
        hi = max(hi, x)
    return s / n, q / n - (s / n) ** 2, lo, hi

case(f, np.cos(np.arange(1000.0)))
---
# expression-of-call: the addend is computed by a helper and local names
@njit
def weight(x):
    return 1.0 / (1.0 + x * x)

def f(n):
    h = 1.0 / n
    s = 0.0
    for i in prange(n):
        x = (i + 0.5) * h
        y = 4.0 * weight(x)
        s += y
    return s * h

case(f, 2000, rtol=1e-11)
---
# array-plus: a whole array as accumulator
def f(a):
    h = np.zeros(4)
    for i in prange(a.shape[0]):
        h += a[i]
    return h

case(f, np.arange(400.0).reshape(100, 4))
---
# array-times-minus: h *= row and g -= row, initial values kept
def f(a):
    h = np.full(3, 2.0)
    g = np.full(3, 7.0)
    for i in prange(a.shape[0]):
        h *= a[i]
        g -= a[i]
    return h, g

case(f, 1 + np.arange(60.0).reshape(20, 3) / 100)
---
# array-written-out: h = h + row
def f(a):
    h = np.ones(3)
    for i in prange(a.shape[0]):
        h = h + a[i] * 2
    return h

case(f, np.arange(60.0).reshape(20, 3))
---
# array-scalar: an array accumulator gains a scalar
def f(n):
    h = np.zeros((2, 3))
    for i in prange(n):
        h += i
    return h

case(f, 10)
---
# array-2d-outer: sums of outer products
def f(a):
    c = np.zeros((3, 3))
    for i in prange(a.shape[0]):
        c += a[i, :, None] * a[i, None, :]
    return c

case(f, np.cos(np.arange(120.0)).reshape(40, 3))
---
# array-slice-outside: a slice taken before the loop accumulates
def f(a):
    big = np.zeros(10)
    h = big[2:6]
    for i in prange(a.shape[0]):
        h += a[i]
    return big

case(f, np.arange(80.0).reshape(20, 4))
---
# array-argument: an argument array accumulates in place
def f(h, a):
    for i in prange(a.shape[0]):
        h += a[i]

case(f, np.full(4, 0.5), np.arange(80.0).reshape(20, 4), want=None)
---
# A9-array-maximum: h = np.maximum(h, row) and minimum
def f(a):
    h, g = np.full(4, -1e9), np.full(4, 1e9)
    for i in prange(a.shape[0]):
        h = np.maximum(h, a[i])
        g = np.minimum(a[i], g)
    return h, g

case(f, np.sin(np.arange(200.0)).reshape(50, 4))
---
# A9-whole-slice: h[:] += row reduces like h += row
def f(a):
    h = np.zeros(4)
    for i in prange(a.shape[0]):
        h[:] += a[i]
    return h

case(f, np.arange(400.0).reshape(100, 4))
---
# E-same-bits: a float sum of values of very different size has the same bits at 1, 2, 4, 7 threads
def f(n):
    s = 0.0
    for i in prange(n):
        s += 1.0 / (i + 1) ** 3 * (1e8 if i % 3 == 0 else 1e-8)
    return s

case(f, 100000, rtol=1e-10)
---
# functools-reduce: reduce of a helper over an array
from functools import reduce

def f(a):
    return reduce(lambda x, y: x + y, a, 1.0)

case(f, np.arange(100.0))
