# fibonacci: two calls, deep enough that the code stops to look for signals
@njit
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)

def f(n):
    return fib(n)

case(f, 25, want=75025)
---
# queens: recursion over bits, in a loop
@njit
def queens(full, columns, left, right):
    if columns == full:
        return 1
    count = 0
    free = full & ~(columns | left | right)
    while free:
        bit = free & -free
        free ^= bit
        count += queens(full, columns | bit, (left | bit) << 1, (right | bit) >> 1)
    return count

case(queens, 255, 0, 0, 0, want=92)
---
# ackermann: a call within the arguments of a call
@njit
def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))

case(ackermann, 2, 9, want=21)
---
# quicksort: in place, with strides and with types
@njit
def sort(a, lo, hi):
    i, j = lo, hi
    p = a[(lo + hi) // 2]
    while i <= j:
        while a[i] < p:
            i += 1
        while a[j] > p:
            j -= 1
        if i <= j:
            a[i], a[j] = a[j], a[i]
            i += 1
            j -= 1
    if lo < j:
        sort(a, lo, j)
    if i < hi:
        sort(a, i, hi)

def f(a):
    sort(a, 0, len(a) - 1)
    return a

case(f, np.cos(np.arange(500.0)))
case(f, np.cos(np.arange(500.0))[::-3])
case(f, (np.arange(300) * 7919 % 301).astype(np.int32))
case(f, np.sin(np.arange(300.0)).astype(np.float32))
---
# mutual: even and odd, one of which has a loop
@njit
def even(n, a):
    if n == 0:
        return a.sum()
    return odd(n - 1, a)

@njit
def odd(n, a):
    for i in range(a.size):
        a[i] += n
    if n == 0:
        return -1.0
    return even(n - 1, a)

case(even, 30, np.zeros(7))
case(even, 31, np.zeros(7))
---
# flood-fill: a recursion over a grid in two dimensions
@njit
def fill(grid, i, j, color):
    if i < 0 or j < 0 or i >= grid.shape[0] or j >= grid.shape[1] or grid[i, j] != 0:
        return 0
    grid[i, j] = color
    return 1 + fill(grid, i + 1, j, color) + fill(grid, i - 1, j, color) + fill(grid, i, j + 1, color) + fill(grid, i, j - 1, color)

def f(grid):
    return fill(grid, 0, 0, 5), grid

case(f, (np.add.outer(np.arange(12), 3 * np.arange(15)) % 5 == 0).astype(np.int64))
case(f, np.asfortranarray((np.add.outer(np.arange(12), 3 * np.arange(15)) % 5 == 0).astype(np.int64)))
---
# pair: two results of different types, one of them in single precision
@njit
def halves(x, n):
    if n == 0:
        return n, x, False
    k, y, odd = halves(x / np.float32(2), n - 1)
    return k + n, y + x, not odd

case(halves, np.float32(3.5), 20)
---
# sines: a function that the code calls out at every level
@njit
def nested(x, n):
    if n == 0:
        return x
    return math.gamma(1.5 + math.sin(nested(x, n - 1)))

case(nested, 0.5, 40)
---
# prange: recursion in each iteration
@njit
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def f(n):
    out = np.zeros(n, np.int64)
    for i in prange(n):
        out[i] = fib(i % 12) + fib(3)
    return out

case(f, 60)
---
# reduction: recursion in a sum over a parallel loop
@njit
def collatz(n):
    if n == 1:
        return 0
    if n % 2 == 0:
        return 1 + collatz(n // 2)
    return 1 + collatz(3 * n + 1)

def f(n):
    most, total = 0, 0
    for i in prange(1, n):
        steps = collatz(i)
        total += steps
        most = max(most, steps)
    return most, total

case(f, 1000)
---
# raise-at-depth: an exception and its arguments from within many calls
@njit
def down(a, n):
    if n < 0:
        raise ValueError(f"no level {n} of {a.size}")
    if n == 3:
        raise KeyError(n)
    if n > 1000:
        return 0.0
    return down(a, n - 2) + a[n]

case(down, np.arange(90.0), 80, raises=(ValueError, "no level -2 of 90"))
case(down, np.arange(90.0), 81, raises=(KeyError, "3"))
---
# index-at-depth: an index out of bounds within many calls
@njit
def walk(a, i, n):
    if n == 0:
        return a[i]
    a[i] += 1
    return walk(a, i + 1, n - 1)

case(walk, np.zeros(50), 0, 49, want=0.0)
case(walk, np.zeros(50), 0, 60, raises=(IndexError, ""))
---
# caught: the caller catches what a recursion raises, again and again
@njit
def down(n):
    if n == 0:
        raise ValueError("bottom")
    if n < 0:
        return n
    return down(n - 1)

def f(n):
    s = 0
    for i in range(n):
        try:
            s += down(i)
        except ValueError:
            s += 1
    return s

case(f, 9, want=9)
---
# too-deep: recursion without end raises, and the next call works
@njit
def endless(n, x):
    if n < 0:
        return x
    return endless(n + 1, x) + 1.0

@njit
def tower(n, x):
    if n == 0:
        return x
    return tower(n - 1, x) + 1.0

def f(n):
    s = 0.0
    for i in range(n):
        try:
            s += endless(i, 1.0)
        except RecursionError:
            s += tower(i, 2.0)
    return s

case(endless, 0, 0.0, raises=(RecursionError, "recursion"))
case(f, 4, want=14.0)
---
# read-only: recursion reads what it may not write
@njit
def total(a, n):
    if n == 0:
        return 0.0
    return a[n - 1] + total(a, n - 1)

@njit
def scale(a, n):
    if n == 0:
        return 0
    a[n - 1] *= 2
    return scale(a, n - 1)

def fixed(n):
    a = np.arange(float(n))
    a.flags.writeable = False
    return a

case(total, fixed(20), 20, want=190.0)
case(scale, np.arange(5.0), 5)
