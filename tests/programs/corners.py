# max-nan: best = max(a[i], best) keeps Python's order
def f(a):
    best = -1.0
    for i in prange(a.size):
        best = max(a[i], best)
    return best

for k in range(4):
    x = np.array([3.0, 1.0, 2.0, 5.0, 4.0, 0.5, 7.0, 2.0])
    x[2 * k] = np.nan
    case(f, x)
y = np.arange(1000.0)
y[[5, 500]] = np.nan
case(f, y)
---
# max-nan-2: max nan 2
def f(a):
    best = -1.0
    for i in prange(a.size):
        best = max(best, a[i])
    return best

y = np.arange(1000.0)
y[[5, 500]] = np.nan
case(f, y)
y[0] = np.nan
case(f, y)
---
# max-nan-start: max nan start
def f(a):
    best = np.nan
    for i in prange(a.size):
        best = max(best, a[i])
    return best

case(f, np.arange(1000.0))
---
# guard-nan: guard nan
def f(a):
    best = a[0]
    for i in prange(a.size):
        if a[i] > best:
            best = a[i]
    return best

y = np.arange(1000.0)
y[[5, 500]] = np.nan
case(f, y)
y[0] = np.nan
case(f, y)
---
# neg-zero-max: neg zero max
def f(a):
    best = a[0]
    for i in prange(a.size):
        best = max(a[i], best)
    return best

case(f, np.array([0.0, -0.0, 0.0, -0.0]*100))
case(f, np.array([-0.0, 0.0, -0.0]*100))
---
# npmaximum: npmaximum
def f(a):
    best = a[0]
    for i in prange(a.size):
        best = np.maximum(a[i], best)
    return best

y = np.arange(1000.0)
y[[5, 500]] = np.nan
case(f, y)
---
# max-three: max three
def f(a, b):
    best = -1.0
    for i in prange(a.size):
        best = max(a[i], best, b[i])
    return best

y = np.arange(1000.0)
y[[5, 500]] = np.nan
case(f, y, np.arange(1000.0)[::-1].copy())
case(f, np.arange(1000.0), y)
---
# nan-into-int: nan into int
def f(a, o):
    for i in prange(a.size):
        o[i] = a[i]

case(f, np.array([1.0, np.nan]), np.zeros(2, np.int64), raises=(ValueError, 'cannot convert float NaN to integer'))
case(f, np.array([1.0, np.inf]), np.zeros(2, np.int64), raises=(OverflowError, 'cannot convert float infinity to integer'))
---
# nan-into-int32-scalar: nan into int32 scalar
def f(x, o):
    o[0] = x

case(f, math.nan, np.zeros(2, np.int32), raises=(ValueError, 'cannot convert float NaN to integer'))
case(f, math.inf, np.zeros(2, np.int32), raises=(OverflowError, 'cannot convert float infinity to integer'))
case(f, 1e300, np.zeros(2, np.int32), raises=(OverflowError, ''))
case(f, 3e9, np.zeros(2, np.int32), raises=(OverflowError, 'out of bounds for int32'), oracle=lambda x, o: o.__setitem__(0, x))
case(f, 3.9, np.zeros(2, np.int32))
case(f, 300.0, np.zeros(2, np.uint8), raises=(OverflowError, 'out of bounds for uint8'))
---
# append-alias: append alias
def f(n):
    x = [0]
    y = x
    for i in prange(n):
        y.append(i)    ### \b[xy]\b
    return len(x)

fails(f, 10)
---
# append-alias-inside: append alias inside
def f(n):
    x = [0]
    for i in prange(n):
        y = x
        y.append(i)    ### \b[xy]\b
    return len(x)

fails(f, 10)
---
# append-called: append called
@njit
def g(x, i):
    x.append(i)
def f(n):
    x = [0]
    for i in prange(n):
        g(x, i)    ### \b[xy]\b
    return len(x)

fails(f, 10)
---
# append-called-kw: append called kw
@njit
def g(x, i):
    x.append(i)
def f(n):
    x = [0]
    for i in prange(n):
        g(i=i, x=x)    ### \b[xy]\b
    return len(x)

fails(f, 10)
---
# append-deep: append deep
@njit
def h(z, i):
    z.append(i)
@njit
def g(x, i):
    h(x, i)
def f(n):
    x = [0]
    for i in prange(n):
        g(x, i)    ### \b[xy]\b
    return len(x)

fails(f, 10)
---
# append-closure: append closure
def f(n):
    x = [0]
    def g(i):
        x.append(i)
    for i in prange(n):
        g(i)    ### \b[xy]\b
    return len(x)

fails(f, 10)
---
# append-lambda: append lambda
def f(n):
    x = [0]
    g = lambda i: x.append(i)
    for i in prange(n):
        g(i)    ### \b[xy]\b
    return len(x)

fails(f, 10)
---
# append-method-value: append method value
def f(n):
    x = [0]
    g = x.append
    for i in prange(n):
        g(i)    ### \b[xyg]\b
    return len(x)

fails(f, 10)
---
# append-in-tuple: append in tuple
def f(n):
    x = [0]
    t = (x, 1)
    for i in prange(n):
        t[0].append(i)    ### \b[xyt]\b
    return len(x)

fails(f, 10)
---
# append-list-of-lists: append list of lists
def f(n):
    x = [[0], [1]]
    for i in prange(n):
        x[0].append(i)    ### \b[xyt]\b
    return len(x[0])

fails(f, 10)
---
# append-own-list: append own list
def f(n):
    x = [[0] for k in range(n)]
    for i in prange(n):
        x[i].append(i)
    return [len(y) for y in x]

case(f, 10)
---
# iadd-list: iadd list
def f(n):
    x = [0]
    for i in prange(n):
        x += [i]    ### \b[xyt]\b
    return len(x)

fails(f, 10)
---
# iadd-list-alias: iadd list alias
def f(n):
    x = [0]
    for i in prange(n):
        y = x
        y += [i]    ### \b[xyt]\b
    return len(x)

fails(f, 10)
---
# set-add-alias: set add alias
@njit
def g(s, i):
    s.add(i)
def f(n):
    x = {0}
    for i in prange(n):
        g(x, i)    ### \b[xyt]\b
    return len(x)

fails(f, 10)
---
# dict-set-called: dict set called
@njit
def g(s, i):
    s[i] = i
def f(n):
    x = {0: 1}
    for i in prange(n):
        g(x, i)    ### \b[xyt]\b
    return len(x)

fails(f, 10)
---
# list-slice-assign: list slice assign
def f(n):
    x = [0]
    for i in prange(n):
        x[len(x):] = [i]    ### \b[xyt]\b
    return len(x)

fails(f, 10)
---
# del-list: del list
def f(n):
    x = [0] * 20
    for i in prange(n):
        del x[0]    ### \b[xyt]\b
    return len(x)

fails(f, 10)
---
# list-arg: list arg
@njit
def g(x, i):
    x.append(i)
def f(x, n):
    for i in prange(n):
        g(x, i)    ### \b[xyt]\b
    return len(x)

fails(f, [1, 2], 10)
---
# return-exception: return exception
def f(n):
    try:
        if n > 2:
            raise ValueError("big")
    except ValueError as e:
        return e    ### (exception|\be\b)
    return None

fails(f, 10, only="both")
---
# return-exception-made: return exception made
def f(n):
    e = ValueError("x")
    return e    ### (exception|\be\b)

fails(f, 10, only="both")
---
# huge-literal: huge literal
def f(n):
    return 10**20 * n    ### 64

fails(f, 10, only="both")
---
# huge-literal2: huge literal2
def f(n):
    return 100000000000000000000 * n    ### 64

fails(f, 10, only="both")
---
# huge-literal3: huge literal3
def f(n):
    return 2**63 - n

case(f, 10)
---
# big-shift: big shift
def f(n):
    return (1 << 70) + n    ### 64

fails(f, 10, only="both")
---
# fold-fits: fold fits
def f(n):
    return 2**70 // 2**60 + n

case(f, 10)
---
# huge-float: huge float
def f(n):
    return 1e20 * n + 1e20 / 1e3

case(f, 10)
---
# any-short: any short
def f(a):
    return any(1.0 / x > 0.1 for x in a)

case(f, np.array([1.0, 0.0]))
case(f, [1, 0])
---
# any-side: any side
def f(a):
    seen = []
    def g(x):
        seen.append(x)
        return x > 2
    r = any(g(x) for x in a)
    return r, len(seen)

case(f, np.array([1, 2, 3, 4, 5]))
---
# any-in-prange: any in prange
def f(a):
    out = np.zeros(a.size, np.bool_)
    for i in prange(a.size):
        out[i] = any(10 // a[j] > 5 for j in range(i, a.size))
    return out

case(f, np.array([1, 1, 3, 1, 1]))
---
# ok-and: ok and
def f(a):
    ok = True
    for i in prange(a.size):
        ok = ok and a[i] > 0
    return ok

case(f, np.arange(5))
case(f, np.arange(1, 5))
---
# ok-and-rev: ok and rev
def f(a):
    ok = True
    for i in prange(a.size):
        ok = a[i] > 0 and ok
    return ok

case(f, np.arange(5))
case(f, np.arange(1, 5))
---
# ok-and-divide: what is not computed after the first False could raise
def f(a):
    ok = True
    for i in prange(a.size):
        ok = ok and 10 // a[i] > 1    ### ok.*raise.*\n.*always
    return ok

fails(f, np.array([100, 0, 3] * 100))
case(f, np.array([100, 0, 3] * 100), only="serial")
---
# ok-divide-first: computed in every iteration
def f(a):
    ok = True
    for i in prange(a.size):
        ok = 100 // a[i] > 1 and ok
    return ok

case(f, np.arange(1, 200))
---
# ok-and-read: ok and read
def f(a):
    ok = True
    n = 0
    for i in prange(a.size):
        if ok and a[i] > 0:
            n += 1
    return n

case(f, np.arange(5))
---
# ok-if-false: ok if false
def f(a):
    ok = True
    for i in prange(a.size):
        if not a[i] > 0:
            ok = False
    return ok

case(f, np.arange(5))
case(f, np.arange(1, 5))
---
# newest-wins: max(x, best) takes what follows a nan
def f(a):
    best = -1.0
    low = 1e9
    for i in prange(a.size):
        best = max(a[i], best)
        low = min(a[i], low)
    return best, low

y = np.arange(3000.0)[::-1].copy()
y[500] = np.nan
case(f, y)
y[[7, 2999]] = np.nan
case(f, y)
y = np.cos(np.arange(3000.0)).cumsum()
y[[1000, 1001, 2000]] = np.nan
case(f, y)
case(f, np.array([np.nan, 1.0]))
case(f, np.zeros(0))
---
# newest-wins-conditional: not every iteration looks
def f(a):
    best = 0.5
    for i in prange(a.size):
        if i % 3 == 0:
            best = max(a[i], best)
    return best

y = -np.arange(3000.0)
case(f, y)
y[300] = np.nan
case(f, y)
y[2997:] = np.nan
case(f, y)
---
# newest-wins-start: the value of before is a nan
def f(a):
    best = np.nan
    for i in prange(a.size):
        best = min(a[i], best)
    return best

case(f, np.arange(1000.0))
y = np.arange(1000.0)
y[[5, 500]] = np.nan
case(f, y)
case(f, y[:0])
---
# newest-wins-elements: element updates h[k] = max(x, h[k])
def f(a, k, h):
    for i in prange(a.size):
        h[k[i]] = max(a[i], h[k[i]])    ### \bh\b.*nan
    return h

fails(f, np.arange(30.0), np.arange(30) % 7, np.full(7, 3.0))
---
# newest-wins-integers: there is no nan
def f(a):
    best = -5
    for i in prange(a.size):
        best = max(a[i], best)
    return best

case(f, np.arange(-3000, 0))
---
# endless-higher-iteration: an iteration that never ends does not hide the exception of a lower one
def f(n):
    out = np.zeros(n)
    for i in prange(n):
        if i == 0:
            raise ValueError("the first")
        while True:
            out[i] += 1.0
    return out

case(f, 1000, raises=(ValueError, "the first"))
---
# endless-in-called-function: the same in a called function and a nested loop
@njit
def spin(x):
    while x < 10.0:
        x *= 1.0
    return x

def f(n):
    out = np.zeros((n, 4))
    for i in prange(n):
        if i == 1:
            raise ValueError("the second")
        for j in prange(4):
            if i > 1:
                out[i, j] = spin(1.0)
    return out

case(f, 1000, raises=(ValueError, "the second"))
---
# nested-thread-numbers: a thread's number is one of the outer loop's
from gokernels import get_thread_id, get_num_threads

@njit(parallel=True)
def add(buffer, x):
    for j in prange(x.size):
        buffer[get_thread_id(), j] += x[j]

@njit
def step(buffer, x):
    add(buffer, x)

@njit(parallel=True)
def f(x, n):
    buffer = np.zeros((get_num_threads(), x.size))
    for i in prange(n):
        step(buffer, x)
    return buffer.sum(axis=0)

case(f, np.arange(5000.0), 64, want=64 * np.arange(5000.0))
---
# mixed-order-integers: min(s, x) and min(x, s) of integers
def f(a, b):
    s = 1000
    for i in prange(a.size):
        s = min(s, a[i])
        s = min(b[i], s)
    return s

case(f, np.arange(50, 900), np.arange(850) * 7 % 311 + 3)
---
# mixed-order-floats: the two differ for nan
def f(a, b):
    s = 1000.0
    for i in prange(a.size):
        s = min(s, a[i])    ### \bs\b.*nan
        s = min(b[i], s)
    return s

fails(f, np.arange(50.0), np.arange(50.0))
---
# alias-list-arg: a list argument changed by a helper through another name
@njit
def grow(x):
    y = x
    y.append(len(y))
    return len(y)

def f(x):
    n = grow(x)
    x[0] = 10
    return n, x[-1]

case(f, [1, 2, 3])
---
# any-all-list: of lists and arrays
def f(a):
    return any(a), all(a), any([x > 2 for x in a]), all((x < 9 for x in a)), any(x > 100 for x in a if x % 2 == 0)

case(f, np.array([0, 1, 5]))
case(f, [1, 2, 3])
---
# any-nested: two loops in a generator
def f(a, b):
    return any(x == y for x in a for y in b), all(x != y for x in a if x > 1 for y in b)

case(f, np.arange(5), np.array([9, 3]))
case(f, np.arange(5), np.array([9, 8]))
---
# any-in-while: a condition of a loop
def f(n):
    primes = [2]
    k = 3
    while len(primes) < n:
        if not any(k % p == 0 for p in primes if p * p <= k):
            primes.append(k)
        k += 2
    return primes

case(f, 12)
---
# match-in-loop: a small machine
def f(ops):
    acc = 0
    i = 0
    while i < ops.shape[0]:
        match ops[i, 0]:
            case 0:
                break
            case 1:
                acc += ops[i, 1]
            case 2:
                acc *= ops[i, 1]
            case 3 if acc > 5:
                i = ops[i, 1]
                continue
            case x if x < 0:
                acc -= x
            case _:
                acc = -1
        i += 1
    return acc

case(f, np.array([[1, 4], [2, 3], [3, 4], [1, 100], [-7, 0], [0, 0], [1, 9]]))
---
# match-nested: tuples of tuples, None and as
def f(p, q):
    match (p, q):
        case (0, 0):
            return 0
        case (a, b) if a == b:
            return a * 10
        case (1 | 2 as k, _):
            return k * 100
        case _:
            return -1

case(f, 0, 0)
case(f, 3, 3)
case(f, 2, 5)
case(f, 7, 5)
---
# match-prange: in a parallel loop
def f(a):
    out = np.zeros(a.size, np.int64)
    c = 0
    for i in prange(a.size):
        match a[i] % 4:
            case 0 | 2:
                out[i] = a[i] // 2
            case 1:
                out[i] = 3 * a[i] + 1
                c += 1
            case r:
                out[i] = -r
    return out, c

case(f, np.arange(50))
---
# store-nan-caught: a nan for an integer array raises where it is stored
def f(a, out):
    bad = 0
    for i in range(a.size):
        try:
            out[i] = a[i]
        except ValueError:
            bad += 1
    return bad

case(f, np.array([1.5, np.nan, 3.9]), np.zeros(3, np.int64))
---
# store-inf-parallel: the first bad element counts
def f(a, out):
    for i in prange(a.size):
        out[i] = a[i] * 2

x = np.arange(1000.0)
x[700] = np.inf
x[900] = np.nan
case(f, x, np.zeros(1000, np.int32), oracle=lambda a, o: int(math.inf), raises=(OverflowError, "cannot convert float infinity"))
---
# store-fill: a whole array and a slice
def f(out, x):
    out[:] = x
    out[1:3] += 1
    return out

case(f, np.zeros(4, np.int64), 2.9)
case(f, np.zeros(4, np.uint8), 7.5)
---
# exact-literals: constants of hashes
def f(n):
    h = 0xcbf29ce484222325 % 2**32
    k = (1 << 40) - 1
    return h + n, k & n, -(2**63) + n, 10**18 // 7, ~0, 3 - -2, 7 // -2, 7 % -2, 2**10 >> 3

case(f, 5)
---
# first-two-guards: first and last places, and the count
def f(a, lim):
    first = -1
    n = 0
    for i in prange(a.size):
        if a[i] > lim:
            n += 1
            if first < 0:
                first = i
    return first, n

case(f, np.cos(np.arange(3000.0)), 0.999)
case(f, np.cos(np.arange(3000.0)), 2.0)
---
# best-of-two-loops: one best through two pranges
def f(a, b):
    best = -np.inf
    at = -1
    for i in prange(a.size):
        if a[i] > best:
            best = a[i]
            at = i
    for i in prange(b.size):
        if b[i] > best:
            best = b[i]
            at = i + a.size
    return best, at

case(f, np.cos(np.arange(500.0)), np.cos(np.arange(500.0) + 0.0001))
---
# best-string-names: guarded names of several kinds
def f(a):
    best = 1e9
    at = 0
    sign = True
    for i in prange(a.size):
        d = abs(a[i] - 0.3)
        if d < best:
            best, at, sign = d, i, a[i] > 0.3
    return best, at, sign

case(f, np.cos(np.arange(2000.0)))
---
# max-of-helper: max in a helper and outside
@njit
def biggest(row):
    m = row[0]
    for x in row:
        m = max(x, m)
    return m

def f(a):
    m = -1.0
    for i in prange(a.shape[0]):
        m = max(m, biggest(a[i]))
    return m

case(f, np.cos(np.arange(60.0)).reshape(6, 10))
---
# enumerate-in-prange: loops over rows with enumerate and zip
def f(a, b):
    out = np.zeros(a.shape)
    for i in prange(a.shape[0]):
        for j, (x, y) in enumerate(zip(a[i], b[i])):
            out[i, j] = x * y + j
    return out

case(f, np.arange(12.0).reshape(3, 4), np.arange(12.0).reshape(3, 4) + 1)
---
# tuple-of-rows: a tuple of arrays, each iteration writes its own rows
def f(xs, ys):
    for i in prange(xs[0].shape[0]):
        for x, y in zip(xs, ys):
            y[i] = x[i].sum()
    return ys

z = np.arange(12.0).reshape(3, 4)
case(f, (z, z * 2), (np.zeros(3), np.zeros(3)))
---
# nested-tuple-fields: named tuples in named tuples
from collections import namedtuple
Grid = namedtuple("Grid", "u n")
World = namedtuple("World", "g dt")

def f(w):
    for i in prange(1, w.g.n - 1):
        w.g.u[1, i] = w.g.u[0, i - 1] * w.dt + w.g.u[0, i + 1]
    return w.g.u

case(f, World(Grid(np.arange(20.0).reshape(2, 10), 10), 0.5))
---
# nested-tuple-conflict: the same with one row
from collections import namedtuple
Grid = namedtuple("Grid", "u n")

def f(g):
    for i in prange(1, g.n - 1):
        g.u[0, i] = g.u[0, i - 1] * 2    ### g\.u.*iteration

fails(f, Grid(np.arange(20.0).reshape(2, 10), 10))
---
# while-two-pointers: two pointers within a row
def f(a):
    for i in prange(a.shape[0]):
        l, r = 0, a.shape[1] - 1
        while l < r:
            a[i, l], a[i, r] = a[i, r], a[i, l]
            l += 1
            r -= 1

case(f, np.arange(15.0).reshape(3, 5))
---
# random-walk-index: an index that wanders over a table
def f(table, n):
    out = np.zeros(n)
    m = table.size
    for i in prange(n):
        j = i % m
        for k in range(5):
            j = (j * 7 + 3) % m
        out[i] = table[j]
    return out

case(f, np.arange(11.0), 30)
---
# same-argument-read: one array read under two names
@njit(parallel=True)
def g(x, y, out):
    for i in prange(1, x.size):
        out[i] = x[i] * y[i - 1]

def f(a):
    out = np.zeros(a.size)
    g(a, a, out)
    return out

case(f, np.arange(9.0))
---
# views-of-one: neighbouring slices as arguments
@njit(parallel=True)
def g(x, y):
    for i in prange(x.size - 1):
        x[i] = y[i + 1] + 1

def f(a):
    n = a.size // 2
    g(a[:n], a[n:])
    g(a[::2], a[1::2])
    return a

case(f, np.arange(20.0))
