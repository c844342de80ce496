# basic: each iteration writes its own element
@njit(parallel=True)
def f(a):
    b = np.empty_like(a)
    for i in prange(a.size):
        b[i] = a[i] * 2 + 1
    return b

case(f, np.arange(1000.0))
case(f, np.arange(1.0))
case(f, np.zeros(0))
---
# start-stop: with a negative start
def f(n):
    out = np.zeros(2 * n)
    for i in prange(-n, n):
        out[i + n] = i * 0.5
    return out

case(f, 7)
---
# empty-range: nothing runs
def f(a, b):
    t = 5
    for i in prange(a, b):
        t += i
    return t

case(f, 4, 4, want=5)
case(f, 4, -4, want=5)
case(f, 0, -2**62, want=5)
---
# D-step: any step, also negative and known only at run time
def f(a, b, s):
    out = np.zeros(100)
    n = 0
    for i in prange(a, b, s):
        out[i] = i
        n += 1
    return out, n

case(f, 3, 50, 4)
case(f, 50, 3, -3)
case(f, 0, 99, 98)
case(f, 5, 5, -1)
---
# step-zero: a zero step is an error
def f(s):
    t = 0
    for i in prange(0, 10, s):
        t += 1
    return t

case(f, 0, raises=(ValueError, "must not be zero"))
---
# bound-dtypes: bounds of every integer dtype; the index is signed
def f(n):
    out = np.zeros(20, np.int64)
    for i in prange(n):
        out[i] = i - 5
    return out

case(f, np.int32(7))
case(f, np.uint8(7))
case(f, np.uint64(7))
case(f, True)
---
# bound-float: a float is no bound
def f(x):
    t = 0
    for i in prange(x):           ### (float|range|integer)
        t += i
    return t

fails(f, 3.0, only="both")
---
# large-bounds: far from zero
def f(base, n):
    out = np.zeros(n, np.int64)
    for i in prange(base, base + n):
        out[i - base] = i
    return out

case(f, 2**62, 9)
case(f, -2**63 + 1, 9)
---
# nested: an inner prange
def f(n, m):
    out = np.zeros((n, m))
    for i in prange(n):
        for j in prange(m):
            out[i, j] = i * 10 + j
    return out

case(f, 7, 5)
case(f, 0, 5)
case(f, 5, 0)
---
# nested-triangle: the inner bound depends on the outer index
def f(n):
    out = np.zeros((n, n))
    for i in prange(n):
        for j in prange(i, n):
            out[i, j] = i - j
    return out

case(f, 13)
---
# nested-imperfect: statements between the two loops
def f(a):
    out = np.zeros(a.shape)
    for i in prange(a.shape[0]):
        top = a[i, 0]
        for j in range(1, a.shape[1]):
            top = max(top, a[i, j])
        for j in prange(a.shape[1]):
            out[i, j] = a[i, j] / top
    return out

case(f, np.arange(1.0, 31.0).reshape(5, 6))
---
# inside-serial: a prange inside an ordinary loop
def f(n, steps):
    a = np.arange(n) * 1.0
    b = np.zeros(n)
    for t in range(steps):
        for i in prange(n):
            b[i] = a[i] + a[(i + 1) % n]
        a, b = b, a
    return a

case(f, 10, 5)
---
# inside-if-while: a prange under an if in a while
def f(a, n):
    k = 0
    while k < n:
        if k % 2 == 0:
            for i in prange(a.size):
                a[i] += k
        else:
            for i in prange(a.size):
                a[i] *= 2
        k += 1

case(f, np.arange(20.0), 5, want=None)
---
# called: a parallel kernel called from serial code and from a parallel loop
@njit(parallel=True)
def total(row):
    s = 0.0
    for j in prange(row.size):
        s += row[j]
    return s

def f(a):
    out = np.zeros(a.shape[0])
    for i in prange(a.shape[0]):
        out[i] = total(a[i])
    return out, total(out)

case(f, np.arange(48.0).reshape(6, 8))
---
# called-recursive: a parallel kernel that calls itself from its loop
@njit(parallel=True)
def tree(depth):
    if depth == 0:
        return 1
    t = 0
    for i in prange(3):
        t += tree(depth - 1)
    return t

case(tree, 4, want=81, only="decorated")
---
# index-copy: `j = i; j += 1` is no assignment to the loop index
def f(n):
    out = np.zeros(n + 1)
    for i in prange(n):
        j = i
        j += 1
        out[j] = i
    return out

case(f, 20)
---
# index-arithmetic: // % ** and shifts of the signed index
def f(n):
    out = np.zeros((n, 4), np.int64)
    for i in prange(-3, n - 3):
        out[i + 3, 0] = i // 2
        out[i + 3, 1] = i % 3
        out[i + 3, 2] = i ** 2
        out[i + 3, 3] = i >> 1
    return out

case(f, 11)
---
# index-float: the index in float arithmetic
def f(n):
    out = np.zeros(n)
    for i in prange(n):
        out[i] = (i - 3) / 2 + i * 0.1 + math.sin(i)
    return out

case(f, 12)
---
# reversed-index: a[n - 1 - i] and a[-i - 1]
def f(a):
    n = a.size
    b, c = np.zeros(n), np.zeros(n)
    for i in prange(n):
        b[i] = a[n - 1 - i]
        c[i] = a[-i - 1]
    return b, c

case(f, np.arange(17.0))
---
# pndindex: all indices of a shape, in parallel
from gokernels import pndindex

def f(a):
    out = np.zeros(a.shape)
    s = 0.0
    for ij in pndindex(a.shape):
        out[ij] = a[ij] * 2
        s += a[ij]
    return out, s

case(f, np.arange(20.0).reshape(4, 5))
---
# comprehension: an array comprehension over a prange
def f(n):
    return np.array([i * 0.5 + 1 for i in prange(n)])

case(f, 25)
---
# else-clause: the else of a prange without break runs once
def f(a):
    done = 0
    for i in prange(a.size):
        a[i] = i
    else:
        done += 1
    return done

case(f, np.zeros(8), want=1)
---
# serial-result-used: the value of one loop feeds the next
def f(a):
    s = 0.0
    for i in prange(a.size):
        s += a[i]
    m = s / a.size
    v = 0.0
    for i in prange(a.size):
        v += (a[i] - m) ** 2
    return m, v / a.size

case(f, np.arange(100.0))
---
# serial-prange-is-range: without parallel=True anything goes
def f(a):
    for i in prange(1, a.size):
        a[i] += a[i - 1]
        if a[i] > 20:
            break
    return i

case(f, np.arange(30.0), only="serial")
---
# unused-loop: a loop whose body changes nothing
def f(n):
    for i in prange(n):
        pass
    return n

case(f, 100, want=100)
---
# independent-by-index: what looks dependent and is not
def f(d, a, w):
    n = d.shape[0]
    for i in prange(n):
        for j in range(i):
            d[i, j] = i - j
            d[j, i] = i - j
    for i in prange(a.size // 3):
        for j in range(3):
            a[i * 3 + j] = a[i * 3 + j] + j
    for i in prange(a.size // 2):
        t = a[i]
        a[i] = a[a.size - 1 - i]
        a[a.size - 1 - i] = t
    for i in prange(a.size // w):
        a[i * w:(i + 1) * w] += i
    for k in prange(d.size):
        d[k // n, k % n] += k
    for i in prange(1, a.size):
        a[i] = a[i] / a[0]
    b = np.zeros_like(a)
    for i in prange(a.size):
        b[(i + 1) % a.size] = a[i]
    return b

case(f, np.zeros((30, 30)), np.arange(1.0, 301.0), 10)
---
# swapped-arrays: two arrays that change places between loops
def f(a, b):
    for k in range(5):
        for i in prange(1, a.size - 1):
            b[i] = (a[i - 1] + a[i + 1]) / 2
        a, b = b, a
    return a

case(f, np.arange(300.0) ** 2, np.zeros(300))
---
# disjoint-views: columns, halves
def f(p, a):
    x = p[:, 0]
    y = p[:, 1]
    for i in prange(x.size):
        x[i] = y[i] * 2
    h = a.size // 2
    low = a[:h]
    high = a[h:]
    for i in prange(h):
        t = low[i]
        low[i] = high[i]
        high[i] = t

case(f, np.arange(600.0).reshape(300, 2), np.arange(300.0))
---
# after-a-loop-within: what an inner loop assigns, read behind it; it made a turn in every iteration, or that is an error

def escape(n, limit, out):
    for y in prange(len(out)):
        t = 0
        for k in range(n):
            t += k * y
            if t > limit:
                break
        out[y] = k

def both(m, out):
    for y in prange(len(out)):
        for k in range(m[y]):
            last = k * 2
        out[y] = last + k
    return k, last

def sometimes(m, out):
    for y in prange(len(out)):
        for k in range(m[y]):
            if k > 2:
                last = k
        out[y] = last

case(escape, 10, 40, np.zeros(23, np.int64))
case(escape, 1, 0, np.zeros(3, np.int64))
case(escape, 0, 7, np.zeros(9, np.int64), raises=(UnboundLocalError, "'k'"))
case(both, np.arange(1, 20), np.zeros(19, np.int64))
case(both, np.array([0, 2, 3]), np.zeros(3, np.int64), raises=(UnboundLocalError, "'last'"))
case(sometimes, np.full(12, 6), np.zeros(12, np.int64))
case(sometimes, np.full(12, 2), np.zeros(12, np.int64), raises=(UnboundLocalError, "'last'"))
