# returned: None on one path, or at the end
def f(a, v):
    for i in range(len(a)):
        if a[i] == v:
            return i
    return None

def g(a, v):
    for x in a:
        if x > v:
            return x

def h(n):
    return np.arange(n) if n > 2 else None

case(f, np.arange(5.0), 3.0, want=3)
case(f, np.arange(5.0), 9.0, want=None)
case(g, np.arange(5.0), 3.0)
case(g, np.zeros(0), 3.0)
case(h, 5)
case(h, 1, want=None)
---
# asked: is None, is not None, ==, truth, or, not
def find(a, v):
    for i in range(len(a)):
        if a[i] == v:
            return i
    return None

def f(a, v):
    k = find(a, v)
    if k is None:
        return -1.0
    return a[k] * 2 + k

def g(a, v):
    k = find(a, v)
    if k is not None:
        s = a[k]
    else:
        s = -5.0
    if k:
        s += 100
    if not k and k == 0:
        s += 1000
    return s, k or 77, k == 3, k != 3, None is k, k if k is not None else -2

for v in (3.0, 0.0, 9.0):
    case(f, np.arange(5.0), v)
    case(g, np.arange(5.0), v)
---
# used: what needs a value raises where there is none
def find(a, v):
    for i in range(len(a)):
        if a[i] == v:
            return i

def f(a, v):
    return find(a, v) + 1

def g(a, v):
    return a[find(a, v)]

def h(a, v):
    return max(find(a, v), 2)

case(f, np.arange(5.0), 3.0, want=4)
case(f, np.arange(5.0), 9.0, raises=(TypeError, "None"), oracle=lambda a, v: None + 1)
case(g, np.arange(5.0), 3.0, want=3.0)
case(h, np.arange(5.0), 9.0, raises=(TypeError, "None"))
---
# from-none: names that start as None; loops, tries, swaps
def f(a):
    best = None
    for x in a:
        if best is None or x > best:
            best = x
    return best

def g(n):
    kept = None
    for i in range(n):
        if kept is None:
            kept = [i]
        else:
            kept.append(i * 2)
    return kept

def h(n):
    node, count = n, 0
    while node is not None:
        count += node
        node = node - 1 if node > 1 else None
    return count

def k(a, i):
    r = None
    try:
        r = a[i]
    except IndexError:
        pass
    return r

def swapped(a):
    x, y = None, a
    x, y = y, x
    return x, y

case(f, np.array([3.0, 7.0, 2.0]))
case(f, np.zeros(0))
case(g, 3)
case(g, 0)
case(h, 5)
case(k, np.arange(4.0), 2)
case(k, np.arange(4.0), 12)
case(swapped, 1)
---
# types: numbers that join, texts, arrays, tuples with None in them
def f(n):
    x = None
    if n == 1:
        x = 1.0
    elif n == 2:
        x = 2.5
    return x

def g(n):
    a = None
    if n > 2:
        a = np.arange(n)
    s = None if n < 2 else "abc"
    return (0 if a is None else a.sum()), s, str(s), f"{s} {s!r}", s == "abc"

def h(n):
    if n > 2:
        return n, None, "a"
    return None, 1.5, None

def equal(a, b):
    x = None if a < 0 else a
    y = None if b < 0 else b
    return x == y, x != y

for n in range(4):
    case(f, n)
    case(g, n)
    case(h, n)
for a, b in ((1, 2), (2, 2), (-1, 2), (-1, -1)):
    case(equal, a, b)
---
# recursion-with-none: a function that calls itself
@njit
def halved(n):
    if n < 0:
        return None
    if n == 0:
        return 1
    r = halved(n - 2)
    if r is None:
        return None
    return r * 2

def f(n):
    return halved(n)

case(f, 6, want=8)
case(f, 5, want=None)
---
# prange: None within an iteration, last values, found by if
def f(a):
    for i in prange(len(a)):
        t = None
        if a[i] > 1:
            t = a[i] * 2
        if t is not None:
            a[i] = t
    return a

def doubled(x):
    if x > 2:
        return x * 2

def g(a):
    s = 0.0
    for i in prange(len(a)):
        v = doubled(a[i])
        if v is not None:
            s += v
    return s

def last(a):
    x = None
    for i in prange(len(a)):
        x = a[i]
    return x

def found(a):
    at = None
    for i in prange(len(a)):
        if a[i] > 2:
            at = i
    return at

case(f, np.arange(5.0))
case(g, np.arange(999.0))
case(last, np.arange(400.0))
case(last, np.zeros(0))
case(found, np.arange(600.0))
case(found, np.zeros(600))
---
# prange-best: a value carried from None is no reduction
def f(a):
    best = None
    for i in prange(len(a)):
        if best is None or a[i] > best:  ### "best" is read before this iteration
            best = a[i]
    return best

fails(f, np.arange(4.0))
---
# none-in-list: items have one type
def f(n):
    return [n, None]  ### a list cannot hold both int and None

fails(f, 1, only="both")
