# if-elif-else: the first true branch wins
def f(x):
    if x < 0:
        return -1
    elif x == 0:
        return 0
    elif x < 10:
        return 1
    else:
        return 2

case(f, -5, want=-1)
case(f, 0, want=0)
case(f, 5, want=1)
case(f, 50, want=2)
---
# for-range: one, two and three arguments
def f(a, b, s):
    t = 0
    for i in range(a):
        t += i
    for i in range(a, b):
        t = t * 2 + i
    for i in range(b, a, s):
        t = t * 3 + i
    return t

case(f, 2, 9, -2)
case(f, -3, 4, -1)
case(f, 4, 2, 1)
---
# range-variable-after: the loop variable keeps its last value
def f(n):
    i = -1
    for i in range(n):
        pass
    return i

case(f, 5, want=4)
case(f, 0, want=-1)
---
# range-step-variable: a step known only at run time, of either sign
def f(a, b, s):
    t = 0
    for i in range(a, b, s):
        t = t * 10 + i
    return t

case(f, 1, 8, 3, want=147)
case(f, 8, 1, -3, want=852)
---
# range-step-zero: a zero step is an error
def f(s):
    t = 0
    for i in range(0, 5, s):
        t += i
    return t

case(f, 0, raises=(ValueError, r"range\(\) arg 3 must not be zero"))
---
# range-changed: assigning the loop variable does not change the loop
def f(n):
    t = 0
    for i in range(n):
        t += i
        i = 100
    return t, i

case(f, 4, want=(6, 100))
---
# range-bound-once: the bound is evaluated once
def f(n):
    t = 0
    for i in range(n):
        n = 1
        t += n
    return t

case(f, 5, want=5)
---
# while-loop: Euclid's algorithm
def f(a, b):
    while b:
        a, b = b, a % b
    return a

case(f, 252, 105, want=21)
case(f, 7, 0, want=7)
---
# while-else: else runs unless the loop is broken
def f(n, stop):
    k = 0
    while k < n:
        if k == stop:
            break
        k += 1
    else:
        return -1
    return k

case(f, 5, 3, want=3)
case(f, 5, 9, want=-1)
---
# for-else: primes by trial division
def f(n):
    count = 0
    for p in range(2, n):
        for d in range(2, p):
            if p % d == 0:
                break
        else:
            count += 1
    return count

case(f, 60, want=17)
---
# for-else-empty: the else of an empty loop runs
def f(n):
    r = 0
    for i in range(n):
        r = i
    else:
        r += 100
    return r

case(f, 0, want=100)
case(f, 3, want=102)
---
# break-continue: in nested loops they act on the inner one
def f(n):
    t = 0
    for i in range(n):
        if i % 3 == 0:
            continue
        for j in range(n):
            if j > i:
                break
            if (i + j) % 2:
                continue
            t += i * j
    return t

case(f, 10)
---
# while-true: left by return and by break
def f(n):
    k = 0
    while True:
        k += 1
        if k * k > n:
            return k
        if k > 1000:
            break
    return -1

case(f, 50, want=8)
case(f, 10**9, want=-1)
---
# early-return: from inside two loops
def f(a, x):
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            if a[i, j] == x:
                return i, j
    return -1, -1

case(f, np.arange(12).reshape(3, 4), 7, want=(1, 3))
case(f, np.arange(12).reshape(3, 4), 99, want=(-1, -1))
---
# for-over-array: elements of a 1-D array
def f(a):
    s = 0.0
    for x in a:
        s += x * x
    return s

case(f, np.arange(5.0))
case(f, np.arange(10.0)[::-3])
case(f, np.zeros(0))
---
# for-over-rows: rows of a 2-D array are views
def f(a):
    s = 0.0
    for row in a:
        row[0] += 1.0
        s += row.sum()
    return s

case(f, np.arange(6.0).reshape(3, 2))
---
# enumerate-zip: counters and pairs
def f(a, b):
    s = 0.0
    for k, x in enumerate(a):
        s += k * x
    for x, y in zip(a, b):
        s += x * y
    for k, (x, y) in enumerate(zip(b, a), 10):
        s += k * (x - y)
    return s

case(f, np.arange(4.0), np.arange(6.0) * 2)
---
# zip-shortest: zip stops with the shortest
def f(a, b, c):
    n = 0
    for x, y, z in zip(a, b, c):
        n += 1
    return n

case(f, np.zeros(5), np.zeros(3), np.zeros(4), want=3)
---
# reversed-range: from the last to the first
def f(n):
    t = 0
    for i in reversed(range(n)):
        t = t * 10 + i
    return t

case(f, 4, want=3210)
---
# for-over-tuple: elements of a literal tuple
def f(x):
    s = 0.0
    for c in (0.5, 1.5, 2.5):
        s = s * x + c
    return s

case(f, 2.0, want=7.5)
---
# swap: simultaneous assignment evaluates the right side first
def f(a, b, c):
    a, b, c = b, c, a
    a, b = a + b, a - b
    return a, b, c

case(f, 1, 2, 3, want=(5, -1, 1))
---
# chained-assignment: one value for several targets
def f(n):
    x = y = z = n
    y += 1
    z += x + y
    return x, y, z

case(f, 3, want=(3, 4, 10))
---
# walrus: assignment inside an expression
def f(n):
    t = 0
    while (k := n - t) > 3:
        t += 1
    return t, k

case(f, 10, want=(7, 3))
---
# conditional-definition: a name defined on both paths
def f(c):
    if c > 0:
        x = 10
        y = x + 1
    else:
        y = 5
        x = y * 2
    return x * y

case(f, 1, want=110)
case(f, -1, want=50)
---
# unbound-local: reading a name that no path has assigned
def f(c):
    if c:
        x = 1
    return x

case(f, True, want=1)
case(f, False, raises=(UnboundLocalError, "x"))
---
# pass-docstring: statements without effect
def f(x):
    """Give x back."""
    pass
    "a string"
    x
    return x

case(f, 4, want=4)
---
# annotations: annotated arguments and variables
def f(x: float, n: int = 2) -> float:
    y: float = x * n
    k: int
    k = 3
    return y + k

case(f, 1.5, want=6.0)
---
# assert-true: an assertion that holds
def f(x):
    assert x > 0
    assert x < 100, "too large"
    return x

case(f, 5, want=5)
case(f, -1, raises=(AssertionError, "^$"))
case(f, 100, raises=(AssertionError, "^too large$"))
---
# deep-nesting: eight levels of loops and ifs
def f(n):
    t = 0
    for a in range(n):
        if a % 2:
            for b in range(a):
                while b < n:
                    if b == 2:
                        for c in range(b):
                            if c:
                                t += a * b * c
                    b += 1
        else:
            t -= 1
    return t

case(f, 6)
---
# try-except: an exception caught inside the kernel
def f(a, b):
    try:
        r = a // b
    except Exception:
        r = -1
    return r

case(f, 7, 2, want=3)
case(f, 7, 0, want=-1)
---
# try-bare: a bare except and statements after it
def f(a, i):
    r = 0.0
    try:
        r = a[i]
        r += 1.0
    except:
        r = -1.0
    return r * 2

case(f, np.arange(3.0), 2, want=6.0)
case(f, np.arange(3.0), 3, want=-2.0)
---
# try-type: the handler of the right class is taken
def f(a, i, d):
    try:
        return a[i] // d
    except ZeroDivisionError:
        return -1
    except IndexError:
        return -2

case(f, (4, 6), 1, 2, want=3)
case(f, (4, 6), 1, 0, want=-1)
case(f, (4, 6), 5, 1, want=-2)
---
# try-else-finally: else without exception, finally always
def f(x):
    t = 0
    try:
        if x < 0:
            raise ValueError("negative")
        t += 1
    except ValueError:
        t += 10
    else:
        t += 100
    finally:
        t += 1000
    return t

case(f, 1, want=1101)
case(f, -1, want=1010)
---
# try-loop: break and continue out of a try
def f(n):
    t = 0
    for i in range(n):
        try:
            if i == 2:
                continue
            if i == 5:
                break
            t += 10 // (i - 3)
        except ZeroDivisionError:
            t += 1000
    return t

case(f, 10)
---
# try-partial: assignments before the exception stay
def f(a):
    k = 0
    try:
        for i in range(100):
            a[i] = i
            k = i
    except IndexError:
        pass
    return k

case(f, np.zeros(4), want=3)
case(f, np.zeros(9), want=8)
case(f, np.zeros(40), want=39)
---
# try-partial-late: the same where a later part of the loop runs in lanes, and where an index by lane fails
def f(a, at, out):
    k = -1
    try:
        for i in range(at.size):
            out[i] = a[at[i]] * 2
            k = i
    except IndexError:
        pass
    return k

for n in range(5, 40, 3):
    at = np.arange(40)
    at[n] = 50
    case(f, np.arange(40.0), at, np.zeros(40), want=n - 1)
---
# comprehension-array: an array from a list comprehension
def f(n):
    return np.array([i * i for i in range(n)])

case(f, 6, want=np.array([0, 1, 4, 9, 16, 25]))
---
# comprehension-if: with a condition, and nested
def f(n):
    a = np.array([i for i in range(n) if i % 3 == 1])
    b = np.array([[i * 10 + j for j in range(3)] for i in range(2)])
    return a, b

case(f, 11)
---
# comprehension-scope: its variable does not leak
def f(n):
    i = 99
    t = sum([i * i for i in range(n)])
    return t, i

case(f, 4, want=(14, 99))
---
# generator-sum: sum, min, max, any and all over generator expressions
def f(n):
    s = sum(i * i for i in range(n))
    return s, any(i == 3 for i in range(n)), all(i < 4 for i in range(n))

case(f, 5, want=(30, True, False))
case(f, 0, want=(0, False, True))
---
# loop-type-change: a variable's type settles through the loop
def f(n):
    x = 0
    y = 1
    for i in range(n):
        x = y / 2
        y = x + i
    return x, y

case(f, 4)
---
# loop-carried: Fibonacci carries two values
def f(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a

case(f, 50, want=12586269025)
---
# set-by-some-turns: a name that only some turns of a loop set, read after it
def f(a):
    for i in range(a.size):
        if a[i] > 0.5:
            t = a[i]
    return t

case(f, np.array([0.1, 0.7, 0.2, 0.3]))
case(f, np.zeros(3), raises=(UnboundLocalError, "t"))
---
# set-before-break: a name of an earlier turn, after a break
def f(n):
    for i in range(n):
        if i == 3:
            break
        t = i
    return t

case(f, 10, want=2)
case(f, 0, raises=(UnboundLocalError, "t"))
---
# set-before-continue: a name of an earlier turn, after a continue
def f(n):
    i = 0
    while i < n:
        i += 1
        if i % 4 == 0:
            continue
        t = i
    return t

case(f, 4, want=3)
---
# deleted-by-some-turns: a name that a turn deletes
def f(n):
    t = 0
    while n > 0:
        n -= 1
        if n == 3:
            del t
    return t

case(f, 2, want=0)
case(f, 7, raises=(UnboundLocalError, "t"))
---
# closure-before-value: the name is a module's too, but local to the function around
hidden = 5

def f(n):
    def g():
        return hidden

    if n > 2:
        hidden = 3
    return g()

case(f, 4, want=3)
---
# element-before-call: a[0] += g(a) reads the element first
@njit
def g(a):
    a[0] += 1
    return a[0]

def f(a):
    a[0] += g(a)
    return a[0]

case(f, np.arange(3.0), want=1.0)
---
# range-zero: a step that is known to be 0
def f(n):
    s = 0
    for i in range(0, n, 0):
        s += 1
    return s

def g(n):
    k = 8
    return [i for i in reversed(range(0, n, k % 4))]

case(f, 5, raises=(ValueError, "must not be zero"))
case(g, 5, raises=(ValueError, "must not be zero"))
