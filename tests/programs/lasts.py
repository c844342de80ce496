# A12-last-value: after the loop a private name has the value of the last iteration
@njit(parallel=True)
def f(a):
    t = -1.0
    for i in prange(a.size):
        t = a[i] * 2
    return t

case(f, np.arange(1000.0), want=1998.0)
case(f, np.zeros(0), want=-1.0)
---
# index-after: the loop index itself
def f(n):
    i = -5
    for i in prange(n):
        pass
    return i

case(f, 1000, want=999)
case(f, 0, want=-5)
---
# index-after-step: with a step
def f(a, b, s):
    i = 0
    for i in prange(a, b, s):
        pass
    return i

case(f, 3, 1000, 7)
case(f, 1000, 3, -7)
---
# conditional-last: the last iteration that assigned counts
def f(a):
    t = -1
    for i in prange(a.size):
        if a[i] % 7 == 0:
            t = a[i] * 10
    return t

case(f, np.arange(1, 1000), want=9940)
case(f, np.arange(1, 5), want=-1)
---
# conditional-index: the index of the last match
def f(a, x):
    at = -1
    for i in prange(a.size):
        if a[i] == x:
            at = i
    return at

case(f, np.array([1, 2, 1, 3, 1, 2] * 40), 3, want=237)
case(f, np.array([1, 2, 1]), 9, want=-1)
---
# several: independent last values of different types
def f(a):
    t, n, ok = 0.0, 0, False
    for i in prange(a.size):
        t = a[i] / 2
        n = i * i
        ok = a[i] > 3
    return t, n, ok

case(f, np.arange(77.0))
---
# only-in-loop: a name that exists only through the loop
def f(a):
    for i in prange(a.size):
        t = a[i] + 1
    return t

case(f, np.arange(50.0), want=50.0)
---
# only-in-loop-empty: without iterations the name is unbound
def f(n):
    for i in prange(n):
        t = i
    return t

case(f, 3, want=2)
case(f, 0, raises=(UnboundLocalError, "t"))
---
# array-last: the last private array
def f(n):
    t = np.zeros(3)
    for i in prange(n):
        t = np.full(3, i * 1.0)
    return t

case(f, 60)
case(f, 0)
---
# tuple-last: the last private tuple
def f(n):
    t = (0, 0.0)
    for i in prange(n):
        t = (i, i * 0.5)
    return t

case(f, 60, want=(59, 29.5))
---
# nested-last: the last value through two pranges, and an inner index
def f(n, m):
    t = -1
    j = -1
    for i in prange(n):
        for j in prange(m):
            t = i * 100 + j
    return t, j

case(f, 7, 5, want=(604, 4))
---
# inner-loop-last: an inner serial loop assigns
def f(a):
    t = 0.0
    for i in prange(a.shape[0]):
        for j in range(a.shape[1]):
            if a[i, j] > 10:
                t = a[i, j]
                break
    return t

case(f, np.arange(96.0).reshape(12, 8), want=88.0)
---
# beside-reduction: a last value beside a sum
def f(a):
    s, t = 0.0, 0.0
    for i in prange(a.size):
        t = a[i] * a[i]
        s += t
    return s, t

case(f, np.arange(100.0))
---
# continue-last: an iteration that continues does not assign
def f(a):
    t = -1
    for i in prange(a.size):
        if i % 10 > 3:
            continue
        t = i
    return t

case(f, np.zeros(200), want=193)
---
# read-next-loop: the last value of one loop is read by the next
def f(a):
    t = 0.0
    for i in prange(a.size):
        t = a[i]
    for i in prange(a.size):
        a[i] -= t
    return t

case(f, np.arange(40.0), want=39.0)
---
# loop-variable-rebound: a serial loop around it reads it
def f(n):
    t = 0
    s = 0
    for k in range(3):
        for i in prange(n):
            t = i + k
        s += t
    return s

case(f, 10, want=9 + 10 + 11)
