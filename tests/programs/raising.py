# raise-lowest: the exception of the lowest iteration is raised, once
@njit(parallel=True)
def f(a):
    out = np.zeros(a.size)
    for i in prange(a.size):
        if a[i] < 0:
            raise ValueError(f"negative at {i}")
        out[i] = math.sqrt(a[i])
    return out

bad = np.arange(10000.0)
bad[[137, 138, 5000, 9999]] = -1
case(f, bad, raises=(ValueError, "^negative at 137$"))
case(f, np.arange(100.0))
---
# A2-raise-in-helper: an exception in a function called from the body
@njit
def root(x, i):
    if x < 0:
        raise ValueError(f"x={x} in {i}")
    return math.sqrt(x)

def f(a):
    s = 0.0
    for i in prange(a.size):
        s += root(a[i], i)
    return s

case(f, np.arange(50.0))
case(f, np.where(np.arange(5000) % 1000 == 999, -2.5, 1.0), raises=(ValueError, r"^x=-2\.5 in 999$"))
---
# A2-raise-two-deep: through two levels of helpers
@njit
def inner(x):
    if x == 13:
        raise KeyError(x)
    return x * 2

@njit
def outer(x):
    return inner(x) + 1

def f(n):
    s = 0
    for i in prange(n):
        s += outer(i)
    return s

case(f, 10, want=100)
case(f, 100, raises=(KeyError, "^13$"))
---
# A5-bounds-read: IndexError from a parallel loop
def f(a, n):
    s = 0.0
    for i in prange(n):
        s += a[i]
    return s

case(f, np.arange(100.0), 100, want=4950.0)
case(f, np.arange(100.0), 102, raises=(IndexError, "index 100 is out of bounds for axis 0 with size 100"))
---
# A5-bounds-write: IndexError for a write, with the lowest index
def f(a, k):
    for i in prange(k.size):
        a[k[i]] = i

case(f, np.zeros(1000), np.arange(1000), want=None)
case(f, np.zeros(1000), np.arange(3000), raises=(IndexError, "index 1000 is out of bounds"))
case(f, np.zeros(10), np.array([1, -10, -11, 12]), raises=(IndexError, "index -11 is out of bounds"))
---
# bounds-2d: the axis is named in a parallel loop
def f(a):
    for i in prange(a.shape[0]):
        for j in range(a.shape[0]):
            a[i, j] = i + j

case(f, np.zeros((5, 5)), want=None)
case(f, np.zeros((6, 5)), raises=(IndexError, "index 5 is out of bounds for axis 1 with size 5"))
---
# bounds-stencil: i + 1 runs off the end in the last iteration only
def f(a, b):
    for i in prange(a.size):
        b[i] = a[i] + a[i + 1]

case(f, np.arange(500.0), np.zeros(500), raises=(IndexError, "index 500 is out of bounds"))
---
# bounds-wrap: i - 1 wraps to the last element in iteration 0
def f(a):
    b = np.zeros_like(a)
    for i in prange(a.size):
        b[i] = a[i - 1]
    return b

case(f, np.arange(100.0))
---
# A6-division: 1 / 0 of Python numbers raises in a parallel loop
def f(n, z):
    s = 0.0
    for i in prange(n):
        s += 1 / (i - z)
    return s

case(f, 100, -1)
case(f, 100, 42, raises=(ZeroDivisionError, "zero|modulo"))
---
# division-floor-modulo: // and % by a zero that comes from the index
def f(n, z):
    s = 0
    for i in prange(n):
        s += 100 // (i - z)
    return s

def g(n, z):
    s = 0
    for i in prange(n):
        s += 100 % (i - z)
    return s

case(f, 50, -1)
case(f, 50, 7, raises=(ZeroDivisionError, "zero|modulo"))
case(g, 50, 7, raises=(ZeroDivisionError, "zero|modulo"))
---
# division-in-masked-branch: a division that no iteration reaches does not raise
def f(n):
    out = np.zeros(n)
    for i in prange(n):
        k = i % 5
        if k != 0:
            out[i] = 1 / k
    return out

case(f, 64)
---
# bounds-in-masked-branch: a wrong index that no iteration reaches does not raise
def f(a):
    b = np.zeros_like(a)
    for i in prange(a.size):
        if i + 3 < a.size:
            b[i] = a[i + 3]
        elif i > 1000000:
            b[i] = a[i * 2]
    return b

case(f, np.arange(45.0))
---
# float-elements-divide: array elements divide as NumPy does
def f(a, b):
    out = np.zeros_like(a)
    for i in prange(a.size):
        out[i] = a[i] / b[i]
    return out

case(f, np.array([1.0, -1.0, 0.0]), np.zeros(3), want=np.array([np.inf, -np.inf, np.nan]), options={"error_model": "numpy"})
---
# array-division: array division by zero gives inf and nan
def f(a, b):
    return a / b, 1.0 / b, a % b

case(f, np.array([1.0, -1.0, 0.0]), np.zeros(3))
---
# array-int-division: // and % of int arrays by zero give 0, / gives inf
def f(a, b):
    return a // b, a % b, a / b

case(f, np.array([7, -7, 0]), np.array([0, 2, 0]))
---
# assert-parallel: the message of the lowest failing assertion
def f(a):
    for i in prange(a.size):
        assert a[i] < 50, f"element {i}"
        a[i] = 0.0

case(f, np.arange(50.0), want=None)
case(f, np.arange(500.0), raises=(AssertionError, "^element 50$"))
---
# two-kinds: different exceptions in different iterations; the lower one wins
def f(a, x):
    s = 0.0
    for i in prange(x.size):
        if x[i] == 7:
            raise RuntimeError("seven")
        s += a[x[i]]
    return s

case(f, np.zeros(10), np.array([1, 2, 11, 7]), raises=(IndexError, "index 11 is out of bounds"))
case(f, np.zeros(10), np.array([1, 7, 11, 7]), raises=(RuntimeError, "^seven$"))
---
# nested-lowest: nested pranges report the lexicographically first
def f(n, m):
    out = np.zeros((n, m))
    for i in prange(n):
        for j in prange(m):
            if i * j > 20:
                raise ValueError(f"{i},{j}")
            out[i, j] = 1
    return out

case(f, 5, 5)
case(f, 30, 30, raises=(ValueError, "^1,21$"))
---
# step-lowest: with a negative step the first in order of iteration
def f(n):
    t = 0
    for i in prange(n, 0, -1):
        if i % 10 == 3:
            raise ValueError(f"at {i}")
        t += 1
    return t

case(f, 2, want=2)
case(f, 1000, raises=(ValueError, "^at 993$"))
---
# caught-around: an exception of a parallel loop is caught around it
def f(a):
    try:
        for i in prange(a.size):
            if a[i] > 5:
                raise ValueError("large")
    except ValueError:
        return -1
    return 1

case(f, np.arange(100.0), want=-1)
case(f, np.arange(3.0), want=1)
---
# caught-inside: an exception caught inside the body
def f(n, z):
    out = np.zeros(n)
    for i in prange(n):
        try:
            out[i] = 12 / (i - z)
        except ZeroDivisionError:
            out[i] = -1.0
    return out

case(f, 20, 4)
---
# after-exception: the kernel works again after it has raised
def f(a, n):
    s = 0.0
    for i in prange(n):
        s += a[i]
    return s

case(f, np.ones(8), 9, raises=(IndexError, "index 8"))
case(f, np.ones(8), 8, want=8.0)
---
# serial-state: what a serial loop wrote before the exception stays
def f(a):
    t = 0
    try:
        for i in range(10):
            a[i] = 1.0
            t = i
    except IndexError:
        return t
    return -1

case(f, np.zeros(6), want=5)
---
# reraise-kinds: the classes of exceptions that programs raise
def f(k):
    if k == 0:
        raise ValueError("v")
    if k == 1:
        raise TypeError("t")
    if k == 2:
        raise NotImplementedError("n")
    if k == 3:
        raise OverflowError("o")
    if k == 4:
        raise StopIteration("s")
    if k == 5:
        raise RuntimeError
    return k

for k, kind in enumerate([ValueError, TypeError, NotImplementedError, OverflowError, StopIteration, RuntimeError]):
    case(f, k, raises=(kind, "^.?$"))
---
# own-exception: a user's exception class
class TooHot(Exception):
    pass

def f(t):
    for i in prange(t.size):
        if t[i] > 100:
            raise TooHot("too hot", i)
    return 0

case(f, np.arange(50.0), want=0)
case(f, np.arange(200.0), raises=(TooHot, r"^\('too hot', 101\)$"))
---
# shape-mismatch: array expressions of different lengths are a ValueError
def f(a, b):
    return a + b

case(f, np.ones(3), np.ones(4), raises=(ValueError, "broadcast"))
case(f, np.ones((3, 4)), np.ones((3, 2)), raises=(ValueError, "broadcast"))
---
# A8-mismatch-in-body: a row assignment of the wrong length raises
def f(a, b):
    for i in prange(a.shape[0]):
        a[i] = b[i]

case(f, np.zeros((6, 3)), np.ones((6, 3)), want=None)
case(f, np.zeros((6, 3)), np.ones((6, 2)), raises=(ValueError, "could not broadcast"))
---
# A8-broadcast-in-body: an implicit broadcast in the body fills the whole row
def f(a, b):
    for i in prange(a.shape[0]):
        a[i] = b[i]
        a[i, 1:] += b[i]

case(f, np.zeros((6, 3)), np.arange(6.0), want=None)
case(f, np.zeros((6, 3)), np.arange(6.0).reshape(6, 1), want=None)
---
# exception-in-reduction: a reduction that fails leaves nothing behind
def f(h, k):
    for i in prange(k.size):
        if k[i] > 90:
            raise ValueError(f"bin {k[i]}")
        h[k[i] % 5] += 1
    return h.sum()

case(f, np.zeros(5), np.arange(90), want=90.0)
case(f, np.zeros(5), np.arange(200), raises=(ValueError, "^bin 91$"))
---
# mathematics-errors: math functions give nan and inf where Python's raise, as under Numba
def f(x):
    return math.sqrt(x)

def g(x):
    return math.log(x)

def h(x):
    return math.exp(x)

case(f, -1.0, oracle=lambda x: math.nan)
case(g, 0.0, oracle=lambda x: -math.inf)
case(h, 1000.0, oracle=lambda x: math.inf)
---
# B5-many-loops: forty parallel loops in one kernel, one of them raises
body = "".join(f"    for i in prange(a.size):\n        a[i] += {k}\n        assert a[i] < 800.0\n" for k in range(40))
space = {"prange": prange}
import linecache
linecache.cache["<forty>"] = (0, None, ("def f(a):\n" + body).splitlines(True), "<forty>")
exec(compile("def f(a):\n" + body, "<forty>", "exec"), space)

case(space["f"], np.zeros(16), want=None)
case(space["f"], np.full(16, 30.0), raises=(AssertionError, ""))
---
# loop-before-a-raise: what holds still in a loop that ends in an exception is computed before that loop
def f(a, b, n):
    t = 0
    for i in range(len(a)):
        if a[i] > 5:
            for j in range(n):
                if t > 60 and b[(i + n) % len(b), 1] > 3:
                    break
                t += int(b[(i + n) % len(b), 1]) * j
            raise ValueError("too much", t)
        t += a[i]
    return t

case(f, np.array([1, 2, 3]), np.arange(12).reshape(4, 3), 6)
case(f, np.array([1, 2, 9, 3]), np.arange(12).reshape(4, 3), 6, raises=(ValueError, "too much"))
case(f, np.array([1, 2, 9, 3]), np.arange(12).reshape(4, 3), 90, raises=(ValueError, "too much"))
