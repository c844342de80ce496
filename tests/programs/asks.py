# A4-negative-index: a[-i] wraps as in Python
@njit(parallel=True)
def f(a):
    out = np.zeros_like(a)
    for i in prange(a.size):
        out[i] = a[-i]
    return out

case(f, np.arange(100.0))
---
# A4-index-minus: i - k is a signed int, also as an index and in a float
def f(n, k):
    out = np.zeros((n, 2))
    for i in prange(n):
        d = i - k
        out[i, 0] = d
        out[i, 1] = d // 2 if d < 0 else d / 2
    return out

case(f, 20, 10)
---
# A4-index-of-table: a difference of two indices looks up a table
def f(t, n):
    out = np.zeros((n, n))
    for i in prange(n):
        for j in prange(n):
            out[i, j] = t[i - j] + t[abs(i - j)]
    return out

case(f, np.arange(30.0), 15)
---
# A4-range-of-index: range(i, -1, -1) counts down from the index
def f(n):
    out = np.zeros(n, np.int64)
    for i in prange(n):
        for j in range(i, -1, -1):
            out[i] = out[i] * 2 + j
    return out

case(f, 20)
---
# A4-index-dtype: arrays filled from the index are int64
def f(n):
    a = np.empty(n, np.int64)
    for i in prange(n):
        b = np.array([i, i - 1])
        a[i] = b.min()
    return a

case(f, 6)
---
# A7-230-slice-add: the oldest open report: y[1:] += y[:-1] under every way of running
def f(y):
    y[1:] += y[:-1]
    return y

case(f, np.ones(5), want=np.array([1.0, 2.0, 2.0, 2.0, 2.0]))
---
# A8-5462-row-assign: assigning a longer row in a prange is an error
def f(n):
    a = np.zeros((n, 3))
    for i in prange(n):
        a[i, :] = np.ones(4)
    return a

case(f, 5, raises=(ValueError, "could not broadcast"))
---
# A9-mid-loop-own-copy: an accumulator that belongs to the iteration may be read
def f(a):
    out = np.zeros(a.shape[0])
    for i in prange(a.shape[0]):
        s = 0.0
        for j in range(a.shape[1]):
            s += a[i, j]
            if s > 20.0:
                s = 0.0
            out[i] += s
    return out

case(f, np.arange(40.0).reshape(8, 5))
---
# A10-3699-conditional-allocation: an array that only some iterations make
def f(n):
    out = np.zeros(n)
    for i in prange(n):
        if i % 3 == 0:
            t = np.full(4, i * 1.0)
            out[i] = t.sum()
    return out

case(f, 40)
---
# A10-alias-in-loop: a view of the output taken in the loop
def f(n):
    out = np.zeros((n, 4))
    for i in prange(n):
        row = out[i]
        row += i
        row[0] = -1.0
        half = row[2:]
        half *= 2
    return out

case(f, 30)
---
# A10-swap-loops: double buffering across parallel loops
def f(n, steps):
    a, b = np.zeros(n), np.zeros(n)
    a[n // 2] = 1.0
    for _ in range(steps):
        for i in prange(1, n - 1):
            b[i] = 0.5 * a[i] + 0.25 * (a[i - 1] + a[i + 1])
        a, b = b, a
    return a, b

case(f, 50, 9)
---
# A10-invariant-hoist: an invariant that a loop with no iterations must not evaluate
def f(a, n, z):
    for i in prange(n):
        a[i] = 10 // z
    return a

case(f, np.zeros(3), 0, 0)
case(f, np.zeros(3), 3, 5)
case(f, np.zeros(3), 2, 0, raises=(ZeroDivisionError, "zero|modulo"))
---
# A12-no-false-alarm: an inner loop variable reused by two loops
def f(a):
    s = np.zeros(a.shape[0])
    for i in prange(a.shape[0]):
        for k in range(a.shape[1]):
            s[i] += a[i, k]
        for k in range(3):
            s[i] *= 2
    return s

case(f, np.arange(20.0).reshape(5, 4))
---
# B5-9029-asserts: many assertions in one parallel loop
def f(a):
    s = 0.0
    for i in prange(a.size):
        assert a[i] >= 0
        assert a[i] < 1e6
        assert i >= 0
        assert i < a.size
        assert a[i] == a[i]
        assert a[i] != -1.0
        s += a[i]
    return s

case(f, np.arange(1000.0), want=499500.0)
case(f, np.array([1.0, np.nan]), raises=(AssertionError, "^$"))
---
# C1-threads-inherited: the number of threads is seen by child threads
import threading
from gokernels import get_num_threads, threads

def f():
    seen = []
    with threads(1):
        t = threading.Thread(target=lambda: seen.append(get_num_threads()))
        t.start()
        t.join()
    return seen

case(f, want=[1], only="decorated")
---
# C2-set-after-use: the number of threads may change after the first kernel
from gokernels import get_num_threads, set_num_threads

@njit(parallel=True)
def kernel(n):
    s = 0
    for i in prange(n):
        s += i
    return s

def f():
    old = get_num_threads()
    total = kernel(100)
    for n in (1, 3, 8):
        set_num_threads(n)
        total += kernel(100)
    set_num_threads(old)
    return total

case(f, want=4 * 4950, only="decorated")
---
# D-3729-broadcast-column: centring columns and rows under parallel=True
def f(a):
    return a - a.sum(axis=0) / a.shape[0], a / a.sum(axis=1).reshape(-1, 1), a - np.expand_dims(a[:, 0], 1)

case(f, np.arange(1.0, 25.0).reshape(6, 4))
---
# D-axis-parallel: reductions along axes of a large array
def f(a):
    return a.sum(axis=0), a.max(axis=1), a.mean(axis=0)

case(f, np.cos(np.arange(40000.0)).reshape(400, 100))
---
# D-2751-boolean-reduction: any written with |= over rows
def f(a):
    hit = False
    for i in prange(a.shape[0]):
        hit |= a[i].max() > 50
    return hit

case(f, np.arange(60).reshape(12, 5), want=True)
case(f, np.arange(50).reshape(10, 5), want=False)
---
# D-5923-reassociated: a + s, s first or last, several terms
def f(a, b):
    s, t = 0.0, 0.0
    for i in prange(a.size):
        s = a[i] + s + b[i]
        t = t + a[i] - b[i] * 2
    return s, t

case(f, np.arange(50.0), np.ones(50))
---
# D-6314-max-of-three: s = max(s, x, y)
def f(a, b):
    s = 0.0
    for i in prange(a.size):
        s = max(s, a[i], b[i])
    return s

case(f, np.arange(50.0), np.arange(80.0)[30:], want=79.0)
---
# D-raise-in-body: a loop with a raise in its body stays right
def f(a, limit):
    s = 0.0
    for i in prange(a.size):
        if a[i] > limit:
            raise ValueError("too large")
        s += a[i]
    return s

case(f, np.arange(1000.0), 2000.0, want=499500.0)
case(f, np.arange(1000.0), 200.0, raises=(ValueError, "^too large$"))
---
# E-mean-bits: means, variances and norms have the same bits for every thread count
def f(a):
    return a.mean(), a.var(), np.sqrt((a * a).sum()), a @ a

case(f, np.cos(np.arange(30000.0)) * 1e3)
---
# E-array-reduction-bits: a whole-array float reduction has the same bits
def f(a):
    h = np.zeros(3)
    for i in prange(a.shape[0]):
        h += np.sqrt(a[i])
    return h

case(f, np.arange(15000.0).reshape(5000, 3))
---
# E-product-bits: a float product and a minimum have the same bits
def f(a):
    p, lo = 1.0, 1e9
    for i in prange(a.size):
        p *= 1.0 + a[i] * 1e-4
        lo = min(lo, a[i] * 3.7)
    return p, lo

case(f, np.cos(np.arange(20000.0)), rtol=1e-11)
---
# F-globals-rebound: a global that is bound to another value is seen by the next call
SCALE = 3.0

@njit(parallel=True)
def f(a):
    for i in prange(a.size):
        a[i] *= SCALE
    return a

case(f, np.arange(10.0))
SCALE = 5.0
case(f, np.arange(10.0))
SCALE = 2
case(f, np.arange(10.0))
---
# F-helper-rebound: a helper that is defined again is seen by the next call
@njit
def g(x):
    return x + 1

def f(x):
    return g(x) * 10

case(f, 1, want=20)

@njit
def g(x):
    return x + 2

case(f, 1, want=30)
