# ifs: if, elif, else and a conditional expression in the body
def f(a):
    out = np.zeros(a.size)
    for i in prange(a.size):
        x = a[i]
        if x < -1.0:
            out[i] = -1.0
        elif x < 1.0:
            out[i] = x
        else:
            out[i] = 1.0 if x < 5.0 else 5.0
    return out

case(f, np.linspace(-8, 8, 33))
---
# continue: skipped iterations
def f(a):
    out = np.full(a.size, -1.0)
    for i in prange(a.size):
        if a[i] < 0:
            continue
        out[i] = math.sqrt(a[i])
    return out

case(f, np.linspace(-3, 9, 25))
---
# inner-while: a while loop of different length in every iteration
def f(n):
    out = np.zeros(n, np.int64)
    for i in prange(n):
        k, steps = i + 1, 0
        while k != 1:
            k = k // 2 if k % 2 == 0 else 3 * k + 1
            steps += 1
        out[i] = steps
    return out

case(f, 60)
---
# inner-break: break, continue and else of inner loops
def f(a):
    out = np.zeros(a.shape[0], np.int64)
    for i in prange(a.shape[0]):
        for j in range(a.shape[1]):
            if a[i, j] < 0:
                continue
            if a[i, j] > 5:
                out[i] = j
                break
        else:
            out[i] = -1
    return out

case(f, np.array([[1, 2, 9], [-9, 0, 1], [7, 8, 9], [1, 6, 6]]))
---
# private-scalar: a name assigned in the body is private to the iteration
def f(a, b):
    t = 100.0
    out = np.zeros(a.size)
    for i in prange(a.size):
        t = a[i] + b[i]
        u = t * t
        out[i] = u - t
    return out

case(f, np.arange(50.0), np.ones(50))
---
# private-array: an array made in the body is private
def f(n):
    out = np.zeros(n)
    for i in prange(n):
        buf = np.zeros(5)
        for j in range(5):
            buf[j] = i * j
        out[i] = buf.sum() + buf[-1]
    return out

case(f, 40)
---
# private-conditional: assigned and read on the same path
def f(a):
    out = np.zeros(a.size)
    for i in prange(a.size):
        if a[i] > 0:
            t = a[i] * 2
            out[i] = t
        else:
            t = -a[i]
            out[i] = t + 1
    return out

case(f, np.linspace(-2, 2, 21))
---
# helper-calls: helpers with defaults and keywords, in the body
@njit
def blend(x, y, w=0.25):
    return x * w + y * (1 - w)

def f(a, b):
    out = np.zeros(a.size)
    for i in prange(a.size):
        out[i] = blend(a[i], b[i]) + blend(y=a[i], x=b[i], w=0.5)
    return out

case(f, np.arange(20.0), np.ones(20))
---
# helper-writes: a helper that writes into the row it is given
@njit
def normalise(row, dst):
    s = row.sum()
    for j in range(row.size):
        dst[j] = row[j] / s

def f(a):
    out = np.zeros_like(a)
    for i in prange(a.shape[0]):
        normalise(a[i], out[i])
    return out

case(f, np.arange(1.0, 25.0).reshape(6, 4))
---
# row-slices: array expressions on rows in the body
def f(a):
    out = np.zeros_like(a)
    for i in prange(a.shape[0]):
        out[i] = a[i] * 2 - a[i, ::-1]
        out[i, 0] = a[i].max()
    return out

case(f, np.arange(24.0).reshape(6, 4))
---
# columns: writes down the columns of C and Fortran arrays
def f(a):
    for j in prange(a.shape[1]):
        for i in range(1, a.shape[0]):
            a[i, j] += a[i - 1, j]

case(f, np.ones((5, 7)), want=None)
case(f, np.asfortranarray(np.ones((5, 7))), want=None)
case(f, np.ones((10, 7))[::2, ::-1], want=None)
---
# strided-block: iteration i writes a block of its own
def f(n):
    a = np.zeros(4 * n)
    for i in prange(n):
        for k in range(4):
            a[4 * i + k] = i * 10 + k
        a[4 * i:4 * i + 2] += 0.5
    return a

case(f, 9)
---
# several-outputs: many arrays written in one loop
def f(a):
    s, c, n = np.empty_like(a), np.empty_like(a), np.zeros(a.size, np.int32)
    for i in prange(a.size):
        s[i] = math.sin(a[i])
        c[i] = math.cos(a[i])
        n[i] = i
        a[i] = s[i] * s[i] + c[i] * c[i]
    return s, c, n

case(f, np.linspace(0, 3, 40))
---
# read-neighbours: reading one array around i, writing another
def f(a):
    b = a.copy()
    for i in prange(1, a.size - 1):
        b[i] = (a[i - 1] + a[i] + a[i + 1]) / 3
    return b

case(f, np.arange(30.0) ** 2)
---
# in-place-own: reading and writing only the own element
def f(a):
    for i in prange(a.size):
        a[i] = a[i] * a[i] + 1
        a[i] -= 0.5

case(f, np.arange(33.0), want=None)
---
# permuted: writes through a permutation
def f(a, p):
    out = np.zeros_like(a)
    for i in prange(a.size):
        out[p[i]] = a[i]
    return out

case(f, np.arange(9.0), np.array([3, 1, 4, 0, 5, 8, 2, 6, 7]))
---
# zip-tuple-body: loops over tuples and zips in the body
def f(a, b):
    out = np.zeros(a.shape[0])
    for i in prange(a.shape[0]):
        s = 0.0
        for x, y in zip(a[i], b[i]):
            s += x * y
        for k, w in enumerate((0.5, 0.25)):
            s += w * k
        out[i] = s
    return out

case(f, np.arange(12.0).reshape(4, 3), np.ones((4, 3)))
---
# varied-work: iterations of very different cost keep the order of results
def f(n):
    out = np.zeros(n)
    for i in prange(n):
        s = 0.0
        for k in range((i % 7) ** 3):
            s += 1.0 / (k + 1)
        out[i] = s
    return out

case(f, 70)
---
# closure-body: an inner function called in the body
def f(a, k):
    def g(x):
        return x * k + 1
    for i in prange(a.size):
        a[i] = g(a[i])

case(f, np.arange(10.0), 3, want=None)
---
# dtypes: bodies in float32, int8, uint16, complex64 and bool
def f(a):
    out = np.empty_like(a)
    for i in prange(a.size):
        out[i] = a[a.size - 1 - i]
    return out

for name in "float32 int8 uint16 int32 uint64 complex64 complex128 bool".split():
    case(f, np.arange(37).astype(name))
---
# even-odd: elements 2 i are written and 2 i + 1 read: no dependence
def f(a):
    for i in prange(a.size // 2):
        a[2 * i] = a[2 * i + 1] * 2

case(f, np.arange(100.0), want=None)
---
# halves: the lower half is written from the upper half
def f(a):
    half = a.size // 2
    for i in prange(half):
        a[i] = a[i] + a[i + half]

case(f, np.arange(100.0), want=None)
---
# D-break: a break in the body ends the loop where Python ends it
def f(a):
    for i in prange(a.size):
        if a[i] < 0:
            break
        a[i] = 1.0
    return i

case(f, np.array([5.0] * 50 + [-1.0] + [5.0] * 50), want=50)
case(f, np.ones(20), want=19)
---
# D-return: a return in the body gives the lowest iteration's value
def f(a, x):
    for i in prange(a.size):
        if a[i] == x:
            return i
    return -1

case(f, np.array([1, 2, 3, 2, 1, 3] * 30), 3, want=2)
case(f, np.arange(100), 200, want=-1)
---
# D-break-else: the else of a broken loop is skipped
def f(a):
    r = 0
    for i in prange(a.size):
        if a[i] < 0:
            break
    else:
        r = 1
    return r

case(f, np.arange(100.0), want=1)
case(f, np.arange(100.0) - 50, want=0)
---
# tails: every length around the number of lanes
def f(a):
    out = np.zeros_like(a)
    s, n = 0.0, 0
    for i in prange(a.size):
        x = a[i]
        while x > 1.0:
            x *= 0.5
            n += 1
        out[i] = x
        s += x
    return out, s, n

for length in range(36):
    case(f, np.arange(length) * 1.5)
---
# masked-nest: loops that end at different times in different iterations
def f(n):
    out = np.zeros(n, np.int64)
    for i in prange(n):
        t = 0
        if i % 4 != 3:
            for j in range(i % 7):
                k = j
                while True:
                    k += 2
                    if k > i % 11:
                        break
                    if k % 3 == 0:
                        continue
                    t += k
                if t > 30:
                    break
            else:
                t += 1000
        out[i] = t
    return out

case(f, 90)
---
# uniform-branch: branches and loops decided by arguments, not by the iteration
def f(a, mode, n):
    out = np.zeros_like(a)
    for i in prange(a.size):
        x = a[i]
        if mode == 1:
            for k in range(n):
                x = x * 0.5 + k
        elif mode == 2:
            x = -x
        out[i] = x
    return out

case(f, np.arange(21.0), 1, 3)
case(f, np.arange(21.0), 2, 3)
case(f, np.arange(21.0), 3, 3)
---
# helper-returns: a helper that returns from several places, in lanes
@njit
def classify(x):
    if x < 0:
        return -1
    for k in range(10):
        if x < k * k:
            return k
    return 99

def f(a):
    out = np.zeros(a.size, np.int64)
    for i in prange(a.size):
        out[i] = classify(a[i])
    return out

case(f, np.linspace(-5, 100, 61))
---
# short-circuit: the right side of `and` is not evaluated where the left is false
def f(a, k):
    out = np.zeros(k.size, np.int64)
    for i in prange(k.size):
        if k[i] >= 0 and k[i] < a.size and a[k[i]] > 1.0:
            out[i] = 1
        if k[i] == 0 or 10 // k[i] > 2:
            out[i] += 2
    return out

case(f, np.array([0.5, 1.5, 2.5]), np.array([0, 1, 2, 3, -1, 7, -900, 1000000]))
---
# narrow-lanes: int8, uint8 and int32 arithmetic in the body wraps
def f(a, b):
    out = np.empty_like(a)
    for i in prange(a.size):
        out[i] = a[i] + b[i]
        out[i] = out[i] * b[i] - a[i]
    return out

for name in "int8 uint8 int16 uint16 int32 uint32 int64 uint64".split():
    case(f, (np.arange(50) * 5).astype(name), (np.arange(50) * 3 + 1).astype(name))
---
# float32-lanes: single precision throughout
def f(a):
    out = np.empty_like(a)
    s = np.float32(0)
    for i in prange(a.size):
        x = a[i] * a[i] - 0.5
        out[i] = x if x > 0 else -x / 3
        s = max(s, out[i])
    return out, s

case(f, np.linspace(-2, 2, 45).astype(np.float32))
---
# gather: reads through an index array, twice over
def f(a, k):
    out = np.zeros(k.size)
    for i in prange(k.size):
        out[i] = a[k[i]] + a[k[k[i]]]
    return out

case(f, np.cos(np.arange(40.0)), (np.arange(40) * 7 + 3) % 40)
---
# swap-rows: two-level state per iteration kept in tuples and scalars
def f(n, steps):
    out = np.zeros((n, 2))
    for i in prange(n):
        x, v = i * 0.1, 1.0
        for _ in range(steps):
            x, v = x + v * 0.01, v - x * 0.01
        out[i] = (x, v)
    return out

case(f, 23, 40)
