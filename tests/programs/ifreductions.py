# A1-max-if: the maximum written with an if
def f(a):
    best = -1e9
    for i in prange(a.size):
        if a[i] > best:
            best = a[i]
    return best

case(f, np.sin(np.arange(1000.0)))
case(f, np.zeros(0), want=-1e9)
---
# A1-min-if: the other directions and operand orders
def f(a):
    lo, hi, last = 1e9, -1e9, -1e9
    for i in prange(a.size):
        if a[i] < lo:
            lo = a[i]
        if hi < a[i]:
            hi = a[i]
        if a[i] >= last:
            last = a[i]
    return lo, hi, last

case(f, np.sin(np.arange(1000.0)))
---
# A1-argmax-if: value and index; the first maximum wins
def f(a):
    best, at = -1e9, -1
    for i in prange(a.size):
        if a[i] > best:
            best = a[i]
            at = i
    return best, at

case(f, np.sin(np.arange(1000.0)))
case(f, np.array([3.0, 9.0, 1.0, 9.0, 9.0]), want=(9.0, 1))
case(f, np.full(5, -2e9), want=(-1e9, -1))
---
# A1-argmax-ties: with >= the last maximum wins
def f(a):
    best, at = -1.0, -1
    for i in prange(a.size):
        if a[i] >= best:
            best = a[i]
            at = i
    return best, at

case(f, np.array([3, 9, 1, 9, 9, 0] * 50), oracle=(9.0, 298))
---
# A1-argmin-2d: two indices and the value, from nested loops
def f(a):
    best, bi, bj = np.inf, -1, -1
    for i in prange(a.shape[0]):
        for j in range(a.shape[1]):
            if a[i, j] < best:
                best = a[i, j]
                bi, bj = i, j
    return best, bi, bj

case(f, np.cos(np.arange(120.0)).reshape(10, 12))
---
# A1-argmax-payload: other values of the winner are kept with it
def f(a, b):
    best, x, y = -1.0, 0.0, 0.0
    for i in prange(a.size):
        t = a[i] * b[i]
        if t > best:
            best, x, y = t, a[i], b[i]
    return best, x, y

case(f, np.abs(np.sin(np.arange(400.0))), np.abs(np.cos(np.arange(400.0))))
---
# A1-found-flag: if …: found = True
def f(a, x):
    found = False
    for i in prange(a.size):
        if a[i] == x:
            found = True
    return found

case(f, np.arange(1000), 777, want=True)
case(f, np.arange(1000), 1777, want=False)
---
# A1-all-flag: ok = True; if …: ok = False
def f(a):
    ok = True
    for i in prange(a.size):
        if a[i] < 0:
            ok = False
    return ok

case(f, np.arange(1000), want=True)
case(f, np.arange(1000) - 1, want=False)
---
# A1-count-if: counting under a condition, int written out
def f(a):
    n = 0
    for i in prange(a.size):
        if a[i] % 3 == 0 and a[i] > 10:
            n = n + 1
    return n

case(f, np.arange(1000))
---
# A1-max-ternary: best = x if x > best else best
def f(a):
    best = -1e9
    for i in prange(a.size):
        best = a[i] if a[i] > best else best
    return best

case(f, np.sin(np.arange(500.0)))
---
# A1-max-nan: the if form skips nan exactly as the serial loop does
def f(a):
    best = -1.0
    for i in prange(a.size):
        if a[i] > best:
            best = a[i]
    return best

case(f, np.array([np.nan, 3.0, np.nan, 2.0, 5.0, np.nan]), want=5.0)
---
# arg-max-unset: the position has no value before the loop
def f(a):
    best = -1.0
    for i in prange(a.size):
        if a[i] > best:
            best = a[i]
            at = i
    return best, at

case(f, np.sin(np.arange(3000.0) * 7.7))
case(f, np.zeros(0), raises=(UnboundLocalError, "at"))
