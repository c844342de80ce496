# list-literal: made, indexed, assigned, measured
def f(a, b):
    x = [a, b, a]
    x[1] = a + b
    return x[0] + x[-1], len(x), x[1]

case(f, 2, 3, want=(4, 3, 5))
---
# list-append: a list that grows
def f(n):
    x = []
    for i in range(n):
        if i % 3 == 0:
            x.append(i * 0.5)
    s = 0.0
    for v in x:
        s += v
    return s, len(x)

case(f, 10)
---
# list-result: a list is returned as a list
def f(n):
    return [i * i for i in range(n)]

case(f, 4, want=[0, 1, 4, 9])
---
# list-methods: pop, insert, extend, reverse, index, count, remove, clear
def f():
    x = [5, 3, 8]
    x.insert(1, 7)
    x.extend([1, 3])
    a = x.pop()
    b = x.pop(0)
    x.reverse()
    k, c = x.index(7), x.count(3)
    x.remove(8)
    y = x.copy()
    x.clear()
    return a, b, k, c, y, len(x)

case(f)
---
# list-sort: in place, reversed, and sorted()
def f(a):
    x = [v for v in a]
    x.sort()
    y = sorted(x, reverse=True)
    x.sort(reverse=True)
    return x[0], y[-1], sorted(a)[1]

case(f, np.array([3.0, 1.0, 2.0]))
---
# list-slices: slices, negative steps, concatenation, repetition
def f(n):
    x = [i for i in range(n)]
    return x[2:5], x[::-2], x[:2] + x[-2:], [0] * 3

case(f, 8)
---
# list-argument: a list of numbers as an argument
def f(x):
    s = 0.0
    for v in x:
        s += v
    return s, len(x), x[-1]

case(f, [1.5, 2.5, 3.0], want=(7.0, 3, 3.0))
---
# list-index-error: beyond the end, and pop of an empty list
def f(x, i):
    return x[i]

def g():
    x = [1]
    x.pop()
    return x.pop()

case(f, [1, 2], 2, raises=(IndexError, "list index out of range"))
case(g, raises=(IndexError, "pop from empty list"))
---
# list-array: a list becomes an array
def f(n):
    x = [1.5]
    for i in range(n):
        x.append(x[-1] * 2)
    return np.array(x)

case(f, 5)
---
# list-of-arrays: arrays in a list
def f(n):
    parts = [np.full(k, 1.0 * k) for k in range(1, n)]
    s = 0.0
    for p in parts:
        s += p.sum()
    return s, parts[-1]

case(f, 5)
---
# list-of-tuples: a stack of pairs
def f(n):
    stack = [(0, n)]
    steps = 0
    while len(stack) > 0:
        lo, hi = stack.pop()
        steps += 1
        if hi - lo > 1:
            mid = (lo + hi) // 2
            stack.append((lo, mid))
            stack.append((mid, hi))
    return steps

case(f, 10, want=19)
---
# list-truth-in: truth, membership, equality
def f():
    x = [2, 4]
    y = [i for i in range(0)]
    return 4 in x, 5 in x, x == [2, 4], not y

case(f, want=(True, False, True, True))
---
# list-alias: two names of one list
def f():
    x = [1]
    y = x
    y.append(2)
    x[0] = 7
    return y

case(f, want=[7, 2])
---
# list-min-max-sum: builtins over lists
def f(x):
    return min(x), max(x), sum(x), len(x)

case(f, [3, 1, 2], want=(1, 3, 6, 3))
---
# list-nested: a list of lists
def f(n):
    rows = [[i * j for j in range(3)] for i in range(n)]
    rows[1].append(9)
    t = 0
    for r in rows:
        t += sum(r) * len(r)
    return t

case(f, 3)
---
# dict-count: counting with a dict, in insertion order
def f(a):
    d = {}
    for x in a:
        if x in d:
            d[x] += 1
        else:
            d[x] = 1
    best = -1
    for k, n in d.items():
        if n > 1:
            best = max(best, k)
    return len(d), best

case(f, np.array([3, 1, 3, 5, 5, 2]), want=(4, 5))
---
# dict-methods: get, pop, keys, values, setdefault, del
def f():
    d = {1: 0.5, 2: 1.5, 7: 2.0}
    s = 0.0
    for v in d.values():
        s += v
    k = 0
    for x in d.keys():
        k += x
    a = d.get(9, -1.0)
    b = d.pop(7)
    c = d.setdefault(3, 4.0)
    del d[1]
    return s, k, a, b, c, len(d)

case(f, want=(4.0, 10, -1.0, 2.0, 4.0, 2))
---
# dict-key-error: a missing key
def f(k):
    d = {1: 10}
    return d[k]

case(f, 1, want=10)
case(f, 2, raises=(KeyError, "2"))
---
# dict-order: iteration follows insertion
def f():
    d = {5: 1}
    d[3] = 2
    d[9] = 3
    d[5] = 4
    t = 0
    for k in d:
        t = t * 100 + k * 10 + d[k]
    return t

case(f, want=543293)
---
# dict-tuple-keys: tuples and strings as keys
def f(n):
    d = {(0, 0): 1}
    for i in range(n):
        d[(i, i % 2)] = i
    names = {"a": 1, "b": 2}
    return len(d), d[(3, 1)], names["b"], "c" in names

case(f, 5, want=(5, 3, 2, False))
---
# dict-result: a dict is returned as a dict
def f(n):
    d = {}
    for i in range(n):
        d[i] = i * 0.5
    return d

case(f, 3, want={0: 0.0, 1: 0.5, 2: 1.0})
---
# set-basic: add, membership, length, discard
def f(a):
    s = set()
    for x in a:
        s.add(x)
    s.discard(99)
    s.remove(a[0])
    return len(s), 5 in s, a[0] in s

case(f, np.array([1, 5, 1, 7]), want=(2, True, False))
---
# set-operators: union, intersection, difference, subset
def f():
    a, b = {1, 2, 3}, {2, 3, 4}
    return len(a | b), len(a & b), len(a - b), len(a ^ b), {2} <= a

case(f, want=(4, 2, 1, 2, True))
---
# set-sorted: the elements of a set, sorted
def f(a):
    return sorted(set(a))

case(f, [5, 1, 5, 2], want=[1, 2, 5])
---
# private-list-prange: a list made inside the body belongs to the iteration
def f(n):
    out = np.zeros(n)
    for i in prange(n):
        x = []
        for j in range(i):
            x.append(j * 1.0)
        s = 0.0
        for v in x:
            s += v
        out[i] = s + len(x)
    return out

case(f, 9)
---
# private-dict-prange: a dict and a set made inside the body
def f(a):
    out = np.zeros(a.shape[0], np.int64)
    for i in prange(a.shape[0]):
        d = {}
        seen = set()
        for j in range(a.shape[1]):
            d[a[i, j]] = j
            seen.add(a[i, j] % 2)
        out[i] = len(d) * 10 + len(seen)
    return out

case(f, np.array([[1, 2, 1], [4, 4, 4], [1, 2, 3]]), want=np.array([22, 11, 32]))
---
# shared-list-read: a list that no iteration changes is shared
def f(a):
    weights = [0.5, 1.5, 2.5]
    out = np.zeros(a.size)
    for i in prange(a.size):
        out[i] = a[i] * weights[i % 3]
    return out

case(f, np.arange(7.0))
