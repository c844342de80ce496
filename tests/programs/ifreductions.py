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
---
# min-max-elif: min and max with elif
def f(a):
    lo = a[0]
    hi = a[0]
    for i in prange(a.size):
        if a[i] < lo:
            lo = a[i]
        elif a[i] > hi:
            hi = a[i]
    return lo, hi

case(f, np.cos(np.arange(1000.0)))
---
# argmin-argmax-elif: where both are
def f(a):
    lo = a[0]
    hi = a[0]
    il = 0
    ih = 0
    for i in prange(a.size):
        if a[i] < lo:
            lo = a[i]
            il = i
        elif a[i] > hi:
            hi = a[i]
            ih = i
    return lo, hi, il, ih

case(f, np.cos(np.arange(1000.0)))
---
# two-guards: two guards on one best
def f(a, b):
    best = -1.0
    at = -1
    for i in prange(a.size):
        if a[i] > best:
            best = a[i]
            at = i
        if b[i] > best:
            best = b[i]
            at = -i
    return best, at

case(f, np.cos(np.arange(1000.0)), np.sin(np.arange(1000.0)))
---
# first-or-better: if at < 0 or a[i] > best
def f(a):
    at = -1
    best = 0.0
    for i in prange(a.size):
        if at < 0 or a[i] > best:
            best = a[i]
            at = i
    return best, at

case(f, -np.arange(1000.0) - 5)
case(f, np.cos(np.arange(1000.0)))
case(f, np.zeros(0))
---
# view-store: through a view
def f(a):
    v = a.view(np.int64)
    v[0] = 4607182418800017408
    return a

case(f, np.arange(6.0))
---
# squeeze: squeeze
def f(a):
    return np.squeeze(a, axis=0), a.squeeze(0)

case(f, np.arange(6.0).reshape(1, 6))
---
# match-int: match int
def f(n):
    match n:
        case 0:
            return 10
        case 1 | 2:
            return 20
        case k if k > 100:
            return k
        case _:
            return -1

case(f, 0)
case(f, 2)
case(f, 101)
case(f, 50)
---
# match-tuple: match tuple
def f(p):
    match p:
        case (0, y):
            return y
        case (x, 0):
            return x
        case (x, y):
            return x * y
    return 0

case(f, (0, 5))
case(f, (4, 0))
case(f, (4, 3))
---
# match-string: match string
def f(s):
    match s:
        case "add":
            r = 1
        case "sub" | "minus":
            r = 2
        case _:
            r = 3
    return r

case(f, "add")
case(f, "minus")
case(f, "x")
---
# flag-and-read: ok and …
def f(a):
    ok = True
    for i in prange(a.size):
        if ok and a[i] <= 0:
            ok = False
    return ok

case(f, np.arange(5))
case(f, np.arange(1, 5))
---
# flag-not: if not found and …
def f(a, x):
    found = False
    for i in prange(a.size):
        if not found and a[i] == x:
            found = True
    return found

case(f, np.arange(5), 3)
case(f, np.arange(1, 5), 9)
---
# lowest-index: the first place by min
def f(a, x):
    first = a.size
    for i in prange(a.size):
        if a[i] == x and i < first:
            first = i
    return first

case(f, np.arange(500) % 7, 3)
case(f, np.arange(500) % 7, 9)
---
# best-in-2d: best in 2d
def f(a):
    best = -np.inf
    bi, bj = -1, -1
    for i in prange(a.shape[0]):
        for j in range(a.shape[1]):
            v = a[i, j]
            if v > best:
                best = v
                bi, bj = i, j
    return best, bi, bj

case(f, np.cos(np.arange(600.0)).reshape(20, 30))
---
# best-max-call-and-guard: best max call and guard
def f(a):
    best = -np.inf
    n = 0
    for i in prange(a.size):
        if a[i] > 0:
            n += 1
            best = max(best, a[i])
    return best, n

case(f, np.cos(np.arange(600.0)))
---
# elif-crossed: starts the wrong way round
@njit(parallel=True)
def f(a):
    lo = np.inf
    hi = -np.inf
    for i in prange(a.size):
        if a[i] < lo:
            lo = a[i]
        elif a[i] > hi:
            hi = a[i]
    return lo, hi

def refuse(a):
    raise ValueError("the wrong way round")

case(f, np.arange(5.0), oracle=refuse, only="parallel", raises=(ValueError, "the wrong way round"))
---
# elif-per-row: private extremes of each row
def f(a, out):
    for i in prange(a.shape[0]):
        lo = np.inf
        hi = -np.inf
        for j in range(a.shape[1]):
            if a[i, j] < lo:
                lo = a[i, j]
            elif a[i, j] > hi:
                hi = a[i, j]
        out[i, 0] = lo
        out[i, 1] = hi

case(f, np.cos(np.arange(60.0)).reshape(6, 10), np.zeros((6, 2)))
---
# find-first: index of the first match, and the last
def f(a, x):
    found = False
    at = -1
    last = -1
    for i in prange(a.size):
        if not found and a[i] == x:
            found = True
            at = i
        if a[i] == x:
            last = i
    return at, last

case(f, np.arange(5000) % 700, 3)
case(f, np.arange(5000) % 7, 9)
