# helper: one kernel calls another
@njit
def square(x):
    return x * x

def f(a, b):
    return square(a) + square(b)

case(f, 3, 4, want=25)
case(f, 0.5, 2, want=4.25)
---
# defaults: default arguments of a kernel and of a helper
@njit
def scale(x, by=10, plus=0.5):
    return x * by + plus

def f(x, n=3):
    return scale(x) + scale(x, 2) + scale(x, plus=n)

case(f, 1, want=10.5 + 2.5 + 13)
case(f, 1, 4, want=10.5 + 2.5 + 14)
---
# keywords: arguments by name, in any order
@njit
def weigh(x, y, z):
    return x + 10 * y + 100 * z

def f(a):
    return weigh(z=a, x=1, y=2), weigh(a, z=0, y=a)

case(f, 5, want=(521, 55))
case(f, kwargs={"a": 5}, want=(521, 55))
---
# keyword-only: arguments after a star, with their default
def f(x, *, k=3):
    return x * k

case(f, 2, want=6)
case(f, 2, kwargs={"k": 5}, want=10)
---
# varargs: *args is a tuple
def f(x, *rest):
    t = x
    for r in rest:
        t = t * 10 + r
    return t, len(rest)

case(f, 1, want=(1, 0))
case(f, 1, 2, 3, want=(123, 2))
---
# star-call: a tuple spread over the arguments of a helper
@njit
def volume(a, b, c):
    return a * b + c

def f(t):
    return volume(*t), volume(1, *t[1:])

case(f, (2, 3, 4), want=(10, 7))
---
# wrong-count: a wrong number of arguments is a TypeError
def f(a, b):
    return a + b

case(f, 1, raises=(TypeError, ""))
case(f, 1, 2, 3, raises=(TypeError, ""))
case(f, 1, kwargs={"c": 2}, raises=(TypeError, ""))
---
# returns-tuple: a helper returns several values
@njit
def polar(x, y):
    return math.hypot(x, y), math.atan2(y, x)

def f(x, y):
    r, phi = polar(x, y)
    return r * math.cos(phi), r * math.sin(phi)

case(f, 3.0, 4.0)
---
# returns-array: a helper makes the array
@njit
def ramp(n, step):
    a = np.empty(n)
    for i in range(n):
        a[i] = i * step
    return a

def f(n):
    return ramp(n, 0.5) + ramp(n, 1)

case(f, 4)
---
# writes-argument: a helper changes its array argument
@njit
def bump(a, i):
    a[i] += 1

def f(a):
    for i in range(a.size):
        bump(a, i)
        bump(a, 0)

case(f, np.zeros(4))
---
# rebinding: assigning an argument's name does not change the caller's
@njit
def clear(a, n):
    a = np.zeros(3)
    n += 1
    return a.sum() + n

def f(a, n):
    s = clear(a, n)
    return s, n, a[0]

case(f, np.ones(3), 5, want=(6.0, 5, 1.0))
---
# recursion: factorial, a type found through its base case
@njit
def fact(n):
    if n <= 1:
        return 1
    return n * fact(n - 1)

case(fact, 15, want=1307674368000)
---
# recursion-two: Fibonacci calls itself twice
@njit
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

case(fib, 15, want=610)
---
# recursion-mutual: two kernels call each other
@njit
def is_even(n):
    if n == 0:
        return True
    return is_odd(n - 1)

@njit
def is_odd(n):
    if n == 0:
        return False
    return is_even(n - 1)

case(is_even, 11, want=False)
case(is_odd, 11, want=True)
---
# recursion-arrays: bisection over a shrinking range of one array
@njit
def find(a, x, lo, hi):
    if lo >= hi:
        return lo
    mid = (lo + hi) // 2
    if a[mid] < x:
        return find(a, x, mid + 1, hi)
    return find(a, x, lo, mid)

case(find, np.arange(0.0, 50.0, 2.5), 31.0, 0, 20, want=13)
---
# recursion-deep: five hundred levels
@njit
def depth(n):
    if n == 0:
        return 0
    return 1 + depth(n - 1)

case(depth, 500, want=500)
---
# recursion-endless: recursion without end raises, it does not crash
@njit
def down(n):
    if n < -(10**15):
        return 0
    return down(n - 1) + 1

case(down, 0, raises=(RecursionError, "recursion"))
---
# function-argument: a kernel called through an argument
@njit
def half(x):
    return x / 2

@njit
def triple(x):
    return x * 3

def f(g, x):
    return g(g(x))

case(f, half, 8, want=2.0)
case(f, triple, 2, want=18)
---
# function-argument-array: map a kernel over an array
@njit
def cube(x):
    return x ** 3

@njit
def apply(g, a):
    b = np.empty_like(a)
    for i in range(a.size):
        b[i] = g(a[i])
    return b

def f(a):
    return apply(cube, a)

case(f, np.arange(4.0))
---
# function-tuple: functions in a tuple of constants
@njit
def up(x):
    return x + 1

@njit
def twice(x):
    return x * 2

def f(x):
    for g in (up, twice, up):
        x = g(x)
    return x

case(f, 5, want=13)
---
# inner-function: a function defined in a kernel
def f(a, b):
    def area(x):
        return x * x
    return area(a) - area(b)

case(f, 5, 3, want=16)
---
# inner-closure: an inner function reads the outer's variables
def f(a, k):
    def shift(x):
        return x * k + offset
    offset = 100
    s = 0
    for i in range(a):
        s += shift(i)
    return s

case(f, 4, 10, want=460)
---
# lambda-inside: a lambda bound to a name
def f(x):
    g = lambda y: y * 2 + x
    return g(3) + g(4)

case(f, 10, want=34)
---
# closure-factory: kernels made by a factory keep their constants
def make(k):
    @njit
    def scaled(x):
        return x * k
    return scaled

times3, times4 = make(3), make(4)

def f(x):
    return times3(x), times4(x), times3(times4(x))

case(f, 2, want=(6, 8, 24))
case(make(0.5), 3, want=1.5)
---
# closure-array: a closure over an array
def make():
    table = np.array([10.0, 20.0, 30.0])

    @njit
    def look(i):
        return table[i] + table[-1]
    return look

case(make(), 1, want=50.0)
---
# global-array: a global array is read
TABLE = np.array([5, 7, 11])

def f(i):
    return TABLE[i] * 2 + TABLE.sum()

case(f, 1, want=37)
---
# global-tuple: global tuples and strings are constants
WEIGHTS = (0.25, 0.5, 0.25)
MODE = "sum"

def f(a):
    t = 0.0
    for i in range(3):
        t += a[i] * WEIGHTS[i]
    if MODE == "sum":
        return t
    return -t

case(f, np.array([4.0, 8.0, 4.0]), want=6.0)
---
# module-attribute: functions reached through a module or an alias
import math as m
from math import sin, pi as PI
import numpy

def f(x):
    return m.cos(x) + sin(x) + numpy.sqrt(x) + PI + np.pi + m.e

case(f, 2.0)
---
# local-import-names: names imported from the package by the program
from gokernels import njit as compiled, prange as p

@compiled
def double(x):
    return x * 2

def f(n):
    t = 0
    for i in p(n):
        t += double(i)
    return t

case(f, 10, want=90)
---
# import-as-module: the package under Numba's usual alias
import gokernels as nb

@nb.njit
def inc(x):
    return x + 1

@nb.jit(nopython=True)
def f(n):
    t = 0
    for i in nb.prange(n):
        t += inc(i)
    return t

case(f, 10, want=55)
---
# decorators: every spelling of the decorator
@jit
def a1(x):
    return x + 1

@jit()
def a2(x):
    return x + 2

@njit(nogil=True, fastmath=True, cache=True)
def a3(x):
    return x + 3

@jit(nopython=True, error_model="python", boundscheck=True, inline="always")
def a4(x):
    return x + 4

a5 = njit(lambda x: x + 5)

def f(x):
    return a1(x), a2(x), a3(x), a4(x), a5(x)

case(f, 0, want=(1, 2, 3, 4, 5))
---
# signature-string: an eager signature casts later arguments
@njit("float64(float64, int64)")
def f(x, n):
    return x * n

case(f, 1.5, 2, want=3.0, only="decorated")
case(f, 3, 2, oracle=6.0, only="decorated")
---
# signature-types: signatures of type objects and lists of them
from gokernels import float64, int64, void

@njit([int64(int64), float64(float64)])
def f(x):
    return x * 2

@njit(void(float64[:], float64))
def g(a, x):
    for i in range(a.shape[0]):
        a[i] += x

case(f, 3, want=6, only="decorated")
case(f, 1.5, want=3.0, only="decorated")
case(g, np.zeros(3), 2.5, want=None, only="decorated")
---
# signature-void-string: the signature string of Numba's own multithreading example
@jit("void(double[:], double[:], double[:])", nopython=True, nogil=True)
def inner(result, a, b):
    for i in range(len(result)):
        result[i] = math.exp(2.1 * a[i] + 3.2 * b[i])

case(inner, np.zeros(5), np.arange(5) / 10.0, np.arange(5) / 20.0, want=None, only="decorated")
---
# static-method: a kernel kept in a class
class Tools:
    @staticmethod
    @njit
    def add(a, b):
        return a + b

    def total(self, a):
        return Tools.add(a, 1)

case(Tools.add, 2, 3, want=5)
case(Tools().total, 2, want=3, only="decorated")
---
# specialisation: one kernel for ints, floats, arrays, tuples
def f(x, y):
    return x + y

case(f, 1, 2, want=3)
case(f, 1.0, 2, want=3.0)
case(f, 1j, 2, want=2 + 1j)
case(f, np.arange(3), 2)
case(f, np.arange(3), np.ones(3))
case(f, (1, 2), (3.5,), want=(1, 2, 3.5))
---
# builtins: len, abs, sum, sorted on what they take
def f(a, t):
    return len(a), len(t), sum(t), abs(t[0]), max(t), min(t)

case(f, np.zeros((4, 2)), (-3, 1, 7), want=(4, 3, 5, 3, 7, -3))
---
# isinstance: a branch chosen by the argument's type
def f(x):
    if isinstance(x, float):
        return x * 0.5
    return x * 2.0

case(f, 3, want=6.0)
case(f, 3.0, want=1.5)
---
# shadowing: a local name hides a builtin and a global
sum_of = 7

def f(x):
    max = x + 1
    sum_of = max * 2
    return sum_of

case(f, 3, want=8)
---
# optional-array: an array argument that may be None is made by the kernel
def f(a, out=None):
    if out is None:
        out = np.zeros_like(a)
    for i in range(a.size):
        out[i] += a[i]
    return out

case(f, np.arange(4.0))
case(f, np.arange(4.0), np.ones(4))
---
# old-names: autojit and jit with nopython are the same decorator
from gokernels import autojit

@autojit
def old(x):
    return x + 1

def f(x):
    return old(x)

case(f, 1, want=2)
---
# plain-helper: an undecorated helper is compiled with its caller
def helper(x, k=2):
    return x * k

def f(a):
    out = np.zeros_like(a)
    for i in prange(a.size):
        out[i] = helper(a[i]) + helper(k=3, x=1.0)
    return out

case(f, np.arange(6.0))
---
# import-inside: modules and names imported in the body
def f(x):
    import math as m
    from math import cos
    return m.sin(x) + cos(x)

case(f, 0.5)
