# inner: an inner function that yields
def f(n):
    def evens(m):
        for i in range(m):
            yield i * 2
    s = 0
    for v in evens(n):
        s += v
    return s

case(f, 5, want=20)
case(f, 0, want=0)
---
# module: a decorated generator, plain ones, with defaults, keywords and *args
@njit
def upto(n):
    for i in range(n):
        yield i

def given(a, b=2, *rest):
    yield a
    yield b
    for x in rest:
        yield x

def f(n):
    s = 0
    for x in upto(n):
        s = s * 3 % 1009 + x
    kept = [0]
    for x in given(1):
        kept.append(x)
    for x in given(1, 3, 4, 5):
        kept.append(x)
    for x in given(b=7, a=6):
        kept.append(x)
    return s, kept

case(f, 9)
---
# consumers: list, sum, comprehensions, any, max, sorted, enumerate, zip
def upto(n):
    for i in range(n):
        yield i * i % 7

def f(n, a):
    pairs = [(k, x) for k, x in enumerate(upto(n), 5)]
    dots = 0.0
    for x, y, z in zip(a, upto(n), range(100)):
        dots += x * y * z
    return (list(upto(n)), sum(upto(n)), [x + 1 for x in upto(n) if x % 2], any(x == 2 for x in upto(n)), max(upto(n)),
            sorted(upto(n)), pairs, dots)

case(f, 9, np.arange(6.0))
case(f, 3, np.arange(6.0))
---
# endless: only as far as the loop goes; zip asks the left one first
def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b

def f(limit, xs):
    even, last = 0, -1
    for i, x in enumerate(fibonacci()):
        if x > limit:
            break
        if x % 2:
            continue
        even += x
        last = i
    else:
        even = -1
    s = 0.0
    for x, y in zip(xs, fibonacci()):
        s += x * y
    for y, x in zip(fibonacci(), xs):
        s -= x / (y + 1)
    return even, last, s

case(f, 1000, np.arange(6.0))
case(f, 0, np.zeros(0))
---
# zip-order: how far each side gets
def noted(seen, n):
    for i in range(n):
        seen[i] += 1
        yield i
    seen[n] += 1

def f(a, left, right):
    s = 0.0
    for x, i in zip(a, noted(left, 5)):
        s += x * i
    for i, x in zip(noted(right, 5), a):
        s += x * i
    return s, left, right

case(f, np.arange(3.0), np.zeros(8, np.int64), np.zeros(8, np.int64))
case(f, np.arange(7.0), np.zeros(8, np.int64), np.zeros(8, np.int64))
case(f, np.zeros(0), np.zeros(8, np.int64), np.zeros(8, np.int64))
---
# nested: loops over generators in each other, else, break, continue, return
def upto(n):
    for i in range(n):
        yield i

def f(n):
    s = 0
    for a in upto(n):
        for b in upto(a):
            if b == 3:
                continue
            if a == 7:
                break
            s += a * b
        else:
            s += 100
        for b in upto(2):
            for a2 in upto(b):
                s += a2 + b
        if s > 2000:
            return -s
    return s

case(f, 6)
case(f, 12)
case(f, 30)
---
# several-yields: of different types, a return between them
def ends(a):
    yield 1
    if len(a) > 2:
        yield a[0] + a[-1]
        return
    yield -1.5

def f(a):
    s = 1.0
    for x in ends(a):
        s = s * 3 + x
    return s

case(f, np.arange(1, 5.0))
case(f, np.arange(1, 3.0))
---
# yield-from: generators, ranges, arrays
def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b

def many(n, xs):
    yield from range(3)
    yield from xs
    for p in fibonacci():
        if p > n:
            return
        yield p

def f(n, xs):
    return list(many(n, xs))

case(f, 9, np.array([4, 5]))
---
# tuples: several values at a time, types that widen in the loop
def pairs(a):
    for i in range(len(a)):
        for j in range(i):
            yield i, j, a[i] * a[j]

def f(a):
    s, best = 0, (0, 0)
    for i, j, v in pairs(a):
        if v > s:
            best = i, j
        s = s + v / (i + j)
    return s, best

case(f, np.arange(1, 7.0))
---
# views: rows are views, as everywhere
def rows(a):
    for i in range(len(a)):
        yield a[i]

def f(a):
    s = 0.0
    for r in rows(a):
        r[0] += 1
        s += r.sum()
    return s

case(f, np.arange(12.0).reshape(3, 4))
---
# closure: inner names are those of the function around, as they are when the loop runs
def f(n):
    k = 3
    def g():
        for i in range(n):
            yield i * k
    s = 0
    for x in g():
        s += x
    k = 5
    for x in g():
        s = s * 2 + x
    i = 1
    return s, i, k

case(f, 4)
---
# prange: loops over generators in the iterations of a parallel loop
def digits(n):
    while n > 0:
        yield n % 10
        n //= 10

def f(n):
    total, most = 0, 0
    out = np.zeros(n, np.int64)
    for i in prange(n):
        k = 0
        for d in digits(i):
            total += d
            k += d * d
        most = max(most, k)
        out[i] = k
    return total, most, out

case(f, 3000)
---
# raising: before and after a yield, in the loop, past the generator
def upto(n):
    for i in range(n):
        if i == 3:
            raise ValueError("three", i)
        yield i

def f(n, k):
    s = 0
    try:
        for x in upto(n):
            s += x
            assert x != k, "loop"
    except ValueError:
        s += 100
    except AssertionError:
        s += 1000
    return s

def g(n):
    s = 0
    for x in upto(n):
        s += x
    return s

case(f, 2, 7)
case(f, 6, 7)
case(f, 6, 1)
case(g, 6, raises=(ValueError, "three"))
---
# in-variables: made in one place, gone over in another; in both ways of an if
def upto(n):
    for i in range(n):
        yield i

def f(n, c):
    s = 0
    g = upto(n)
    for x in g:
        s += x
    if c:
        for x in upto(n):
            s += x
    else:
        for x in upto(2 * n):
            s -= x
    while n > 0:
        for x in upto(n):
            s = s * 2 + x
        n -= 1
    return s

case(f, 4, True)
case(f, 4, False)
---
# stack: a walk with a list of what is to do, functions within the generator
def walk(n, choose):
    half = lambda v: choose(v) // 2
    todo = [n]
    while todo:
        k = todo.pop()
        yield k
        if k > 1:
            todo.append(half(k))
            todo.append(k // 3)

def f(n):
    t = 0
    for k in walk(n, lambda v: v + 1):
        t = t * 3 % 1009 + k
    return t

case(f, 100)
---
# nothing: yield without a value
def times(n):
    for i in range(n):
        yield

def f(n):
    k = 0
    for _ in times(n):
        k += 1
    return k

case(f, 3, want=3)
---
# twice: a generator is used up
def upto(n):
    for i in range(n):
        yield i

def f(n):
    g = upto(n)
    s = 0
    for x in g:
        s += x
    for x in g:  ### a generator that is used twice
        s += x
    return s

fails(f, 3, only="both")
---
# outside: made outside the loop in which it is used
def upto(n):
    for i in range(n):
        yield i

def f(n):
    g = upto(n)
    s = 0
    for k in range(3):
        for x in g:  ### made outside the loop that goes over it
            s += x
    return s

fails(f, 3, only="both")
---
# yield-in-try: an exception of the loop's body would get into it
def careful(n):
    for i in range(n):
        try:
            yield i
        except ValueError:
            pass

def f(n):
    s = 0
    for x in careful(n):  ### yield within try or with
        s += x
    return s

fails(f, 3, only="both")
---
# sent: the value of a yield
def f(n):
    def g():
        x = yield n  ### whose value is used
        yield x
    s = 0
    for x in g():
        s += x
    return s

fails(f, 3, only="both")
---
# itself: a recursive generator
def down(n):
    if n > 0:
        yield n
        yield from down(n - 1)  ### a generator that goes over itself

def f(n):
    s = 0
    for x in down(n):
        s += x
    return s

fails(f, 3, only="both")
---
# next: one value at a time
def upto(n):
    for i in range(n):
        yield i

def f(n):
    return next(upto(n))  ### builtins.next is not supported

fails(f, 3, only="both")
---
# len-of-generator: it has none
def f(n):
    def g():
        yield n
    return len(g())  ### no len

fails(f, 3, only="both")
