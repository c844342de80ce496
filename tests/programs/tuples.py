# tuple-literal: made, indexed from both ends, measured
def f(a, b):
    t = (a, b, a + b)
    return t[0], t[-1], len(t)

case(f, 1, 2.5, want=(1, 3.5, 3))
---
# tuple-argument: tuples of mixed types as arguments
def f(t):
    n, x, a = t
    return n * x + a.sum()

case(f, (3, 0.5, np.ones(4)), want=5.5)
---
# tuple-unpack-nested: nested targets
def f(t):
    (a, b), c = t
    return a + b * c

case(f, ((1, 2), 3), want=7)
---
# tuple-star-target: a starred target takes the rest
def f(t):
    a, *rest = t
    return a, len(rest), rest[0] + rest[1]

case(f, (1, 2, 3), want=(1, 2, 5))
---
# tuple-slice: slices and sums of tuples
def f(t):
    return t[1:], t[:-1], t[::-1], t + (9,), (0,) * 3

case(f, (1, 2, 3), want=((2, 3), (1, 2), (3, 2, 1), (1, 2, 3, 9), (0, 0, 0)))
---
# tuple-dynamic-index: a homogeneous tuple indexed by a variable
def f(t):
    s = 0
    for i in range(len(t)):
        s = s * 10 + t[i]
    return s, t[-len(t)]

case(f, (3, 1, 4), want=(314, 3))
---
# tuple-index-error: beyond the end
def f(t, i):
    return t[i]

case(f, (1, 2, 3), 2, want=3)
case(f, (1, 2, 3), 3, raises=(IndexError, "tuple index out of range"))
case(f, (1, 2, 3), -4, raises=(IndexError, "tuple index out of range"))
---
# tuple-compare: lexicographic comparison
def f(a, b):
    return a < b, a == b, a != b, a >= b

case(f, (1, 2), (1, 3), want=(True, False, True, False))
case(f, (1, 2), (1, 2.0), want=(False, True, False, True))
case(f, (2,), (1, 5), want=(False, False, True, True))
---
# tuple-in: membership
def f(x):
    return x in (2, 3, 5), x not in (2, 3, 5)

case(f, 3, want=(True, False))
case(f, 4, want=(False, True))
---
# tuple-loop-carried: a tuple variable that changes in a loop
def f(n):
    state = (0, 1)
    for _ in range(n):
        state = (state[1], state[0] + state[1])
    return state

case(f, 10, want=(55, 89))
---
# tuple-of-arrays: arrays in a tuple are shared, not copied
def f(t):
    a, b = t
    a[0] = 7.0
    t[1][1] = 8.0
    return a[0] + b[1]

case(f, (np.zeros(2), np.zeros(3)), want=15.0)
---
# tuple-shape: shapes are tuples
def f(a):
    n, m = a.shape
    b = np.zeros(a.shape)
    c = np.zeros((m, n))
    return b.shape + c.shape, a.shape == (n, m), a.shape[1]

case(f, np.ones((2, 3)), want=((2, 3, 3, 2), True, 3))
---
# tuple-empty: the empty tuple
def f():
    t = ()
    return len(t), t + (1,)

case(f, want=(0, (1,)))
---
# tuple-nested-result: tuples in tuples come back as such
def f(x):
    return (x, (x + 1, (x + 2.5,))), None, True

case(f, 1, want=((1, (2, (3.5,))), None, True))
---
# tuple-min-max: tuples compared by max
def f(a, b):
    return max((a, 0), (b, 1))

case(f, 2, 2, want=(2, 1))
---
# named-tuple: fields by name and by position
from collections import namedtuple
Point = namedtuple("Point", ["x", "y"])

def f(p):
    return p.x * 2 + p[1], len(p)

case(f, Point(3, 4), want=(10, 2))
---
# named-tuple-result: a named tuple made in the kernel
from collections import namedtuple
Point = namedtuple("Point", "x y")

@njit
def mirror(p):
    return Point(p.y, p.x)

def f(p):
    q = mirror(p)
    return Point(y=q.x + 1, x=q.y)

case(f, Point(1.0, 2.0))
---
# named-tuple-typing: typing.NamedTuple with array fields
from typing import NamedTuple

class Grid(NamedTuple):
    values: np.ndarray
    step: float

def f(g):
    s = 0.0
    for i in range(len(g.values)):
        s += g.values[i] * g.step
    return s

case(f, Grid(np.arange(4.0), 0.5), want=3.0)
---
# tuple-prange: tuples inside a parallel loop
def f(a):
    out = np.empty((a.size, 2))
    for i in prange(a.size):
        lo, hi = (a[i], 0.0) if a[i] < 0.0 else (0.0, a[i])
        t = (lo, hi)
        out[i, 0] = t[0]
        out[i, 1] = t[1]
    return out

case(f, np.linspace(-1, 1, 9))
---
# tuple-mixed-loop: a loop over a tuple of different types
def f(a):
    s = 0.0
    for x in (1, 2.5, True):
        s = s * 10 + x
    for b in (a, a[1:]):
        s += b.sum()
    return s

case(f, np.arange(4.0))
---
# tuple-unrolled: the same through literal_unroll
from gokernels import literal_unroll

def f(t):
    s = 0.0
    for x in literal_unroll(t):
        s = s * 10 + x
    return s

case(f, (1, 2.5, np.float32(0.5)), want=125.5)
