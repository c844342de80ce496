"""Small functions whose wire form, lowered for the given types, is compared with golden texts; see generate.py."""

import math

import numpy as np
from gokernels import prange

TYPES = {}
HALF = 0.5


def types(text, parallel=False):
    """Note for which argument types a function is lowered."""
    def note(f):
        TYPES[f.__name__] = f, text, parallel
        return f
    return note


@types("int,int")
def scalar_loop(n, k):
    s = 0
    for i in range(n):
        s += i // k
    return s


@types("f64[1]C", parallel=True)
def prange_sum(a):
    s = 0.0
    for i in prange(a.size):
        s += a[i] * HALF
    return s


@types("f64[1]C", parallel=True)
def guarded_max(a):
    best = -math.inf
    at = -1
    for i in prange(a.size):
        if a[i] > best:
            best = a[i]
            at = i
    return best, at


@types("f64[1]C", parallel=True)
def last_private(a):
    t = -1.0
    for i in prange(a.size):
        if a[i] > 0.0:
            t = a[i]
    return t


@types("i64[1]C,int", parallel=True)
def histogram(k, n):
    h = np.zeros(n)
    for i in prange(k.size):
        h[k[i]] += 1.0
    return h


@types("f64[1]C,f64[1]C", parallel=True)
def array_expression(a, b):
    return np.sqrt(a * a + b * b)


@types("int")
def recursion(n):
    if n < 2:
        return n
    return recursion(n - 1) + recursion(n - 2)


@types("int,int")
def break_else(n, k):
    for i in range(n):
        if i == k:
            break
    else:
        i = -1
    return i


@types("int")
def maybe_unset(n):
    for i in range(n):
        if i % 3 == 1:
            found = i
    return found


@types("int")
def try_finally(n):
    s = 0
    try:
        s = 10 // n
    except ZeroDivisionError:
        s = -1
    finally:
        s += 1
    return s


@types("(int,float),list(int)")
def containers(t, x):
    x.append(t[0])
    d = {k: v * t[1] for k, v in enumerate(x)}
    return d, {k for k in x}, f"{t[1]:.2f}"


@types("f64[2]C,int")
def closures(a, n):
    def row(i, k=2):
        return a[i % n, k:].sum()

    return max([row(i) for i in range(n)]), (lambda x: x + n)(1)


@types("int")
def generators(n):
    def halves(k):
        while k > 0:
            if k % 5 == 4:
                return
            yield k, k / 2
            k //= 2

    s = 0
    for i, (k, h) in enumerate(halves(n)):
        if h > 100:
            continue
        s += i * k
    return s, [k for k, h in halves(n)]


@types("f64[1]C,f64")
def optionals(a, v):
    found = None
    for i in range(len(a)):
        if a[i] == v:
            found = i
            break
    if found is None:
        return None
    return found + 1


@types("f64[2]C")
def recast(a):
    return a.strides[0], a.view("uint8")
