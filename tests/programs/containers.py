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
---
# specs: specs
@njit
def helper(x):
    l = []
    l.append(x)
    return l

def specs(n):
    a = helper(n)
    b = helper(2.5)
    return str(a) + str(b)

case(specs, 3)
---
# chunky: chunky
from gokernels import parallel_chunksize
def chunky(n):
    a = np.zeros(n)
    with parallel_chunksize(2):
        for i in prange(n):
            a[i] = i
    return a

case(chunky, 4)
---
# arrays: arrays
def arrays(n):
    x = [np.arange(k) for k in range(n)]
    x.append(np.ones(2, dtype=np.int64))
    d = {k: np.full(k, 2.0) for k in range(n)}
    return sum([a.sum() for a in x]), d[2].sum(), len(x[-1])

case(arrays, 3)
---
# tryclosure: tryclosure
def tryclosure(n):
    f = lambda v: v + 1
    try:
        if n == 3: raise ValueError
        f = lambda v: v + 2
    except ValueError:
        pass
    return n

case(tryclosure, 3)
---
# whiletrue: whiletrue
def whiletrue(n):
    k = 0
    while True:
        try:
            k += 1
            if k < n: continue
            if k > n: return -1
            break
        finally:
            k += 10
    return k

case(whiletrue, 3)
---
# partry: partry
def partry(a):
    s = 0.0
    for i in prange(a.size):
        try:
            if a[i] > 2: raise ValueError("b")
            s += a[i]
        except ValueError:
            s += 100
    return s

case(partry, np.arange(4.0))
---
# tryaroundpar: tryaroundpar
def tryaroundpar(a):
    last = -1.0
    try:
        for i in prange(a.size):
            last = a[i] * 2
        raise KeyError("k")
    except KeyError:
        return last

case(tryaroundpar, np.arange(4.0))
---
# reslist: reslist
def reslist(n):
    x = [1]
    if n: x = [2.5, 3.5]
    return x

case(reslist, 2)
---
# elselist: elselist
def elselist(n):
    for v in [1, 2, 3]:
        if v == n: break
    else:
        v = -1
    return v

case(elselist, 5)
---
# usedafter: usedafter
def usedafter(n):
    for v in [1, 2, 3]:
        w = v
    return v, w

case(usedafter, 5)
---
# strloop: strloop
def strloop(s):
    out = ""
    for i, c in enumerate(s):
        out = c * 1 + out if False else c + out
    return out

case(strloop, 'abc')
---
# strmul: strmul
def strmul(s):
    return s * 2 + "-" * 3

case(strmul, 'abc')
---
# globalerr: globalerr
def globalerr(n):
    x = [1, 2, 3]
    x[n] = 4
    return x

case(globalerr, 3, raises=(IndexError, ''))
---
# idx: idx
def idx():
    return [1, 2, 3].index(5)

case(idx, raises=(ValueError, ''))
---
# idx2: idx2
def idx2():
    x = {1, 2}
    x.remove(9)
    return x

case(idx2, raises=(KeyError, ''))
---
# idx3: idx3
def idx3():
    "abc".index("q")
    return 1

case(idx3, raises=(ValueError, ''))
---
# msg: msg
def msg(n):
    try:
        raise ValueError("a", n)
    except ValueError as e:
        return str(e)

case(msg, 7)
---
# forelse-fin: forelse fin
def forelse_fin(n):
    r = []
    for i in range(3):
        try:
            for j in range(3):
                if j == n: break
                r.append(j)
            else:
                r.append(100)
        finally:
            r.append(-1)
    return r

case(forelse_fin, 1)
---
# loopnew: loopnew
def loopnew(n):
    for i in range(n):
        try:
            v = 10 // i
        except ZeroDivisionError:
            v = -1
        w = v
    return v, w

case(loopnew, 3)
---
# try-else: try else
def try_else(n):
    log = []
    for k in range(n):
        try:
            if k == 1:
                raise ValueError("one")
            log.append(k)
        except ValueError as e:
            log.append(100 + len(str(e)))
        else:
            log.append(50)
        finally:
            log.append(-k)
    return log

case(try_else, 3)
---
# fin-return: fin return
def fin_return(k):
    log = [0]
    try:
        if k == 0:
            return log
        if k == 1:
            raise KeyError("a")
        log.append(5)
    except KeyError:
        log.append(7)
        return log
    finally:
        log.append(9)
    return log

case(fin_return, 0)
---
# fin-loop: fin loop
def fin_loop(n):
    log = []
    for i in range(n):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            log.append(i)
        finally:
            log.append(10 * i)
    return log

case(fin_loop, 5)
---
# fin-raise: fin raise
def fin_raise(k):
    out = []
    try:
        try:
            if k == 0:
                return out
            out.append(1)
        except ValueError:
            out.append(99)
        finally:
            out.append(2)
            raise ValueError("fin")
    except ValueError as e:
        out.append(len(str(e)))
    return out

case(fin_raise, 0)
---
# fin-swallow: fin swallow
def fin_swallow(k):
    try:
        raise ValueError("x")
    finally:
        return 5

case(fin_swallow, 0)
---
# nested: nested
def nested(k):
    s = ""
    try:
        try:
            if k == 0: raise ValueError("v")
            if k == 1: raise IndexError("i")
            if k == 2: raise ZeroDivisionError("z")
        except ValueError:
            s += "V"
            raise
        except (IndexError, KeyError) as e:
            s += str(e)
            raise RuntimeError("r" + str(e)) from e
    except RuntimeError as e:
        s += "R" + e.args[0]
    except Exception as e:
        s += "E" + str(e)
    else:
        s += "else"
    return s

case(nested, 0)
---
# widen: widen
def widen(k):
    x = 0
    try:
        x = 1
        if k: raise ValueError
        x = 2.5
    except ValueError:
        return x
    return x * 2

case(widen, 0)
---
# unset: unset
def unset(k):
    try:
        if k: raise ValueError
        y = 3
    except ValueError:
        pass
    return y

case(unset, True, raises=(UnboundLocalError, ''))
---
# comp-scope: comp scope
def comp_scope(n):
    x = 10
    a = [x * x for x in range(n)]
    b = {x: x + 1 for x in range(n) if x != 1}
    c = {x % 2 for x in range(n)}
    d = [(i, j) for i in range(n) for j in range(i) if (i + j) % 2]
    return x, a, len(b), b[2], len(c), d

case(comp_scope, 3)
---
# slices: slices
def slices():
    x = [0, 1, 2, 3, 4, 5]
    x[1:3] = [7, 8, 9]
    del x[0]
    del x[-2:]
    x[::2] = [0] * len(x[::2])
    return x, x[::-1], x[10:], x[-3:-1]

case(slices)
---
# strs: strs
def strs():
    s = " Hello, World "
    return (s.strip(), s.upper(), s.lower().count("o"), s.find("W"), s.strip().startswith("He"), s.endswith(("x", " ")),
       s.replace("l", "L"), "a,b,c".split(","), " a b  c ".split(), "-".join(["x", "y", "z"]), "12".isdigit(), "ab".isalpha(), "Ab".isupper(),
       s[::-1], s[2], "%5d|%-5s|%.2f|%x|%s" % (42, "ab", 3.14159, 255, (1, 2)), "{} {1:>4} {a:.1f}".replace("{} ", "") , "{0} {1:>4} {a:.1f}".format("q", 7, a=2.55), "7".zfill(3), "-7".zfill(4))

case(strs)
---
# fstr: fstr
def fstr(n, x):
    name = "bob"
    w = 8
    return f"{n} {x!r} {name!r:>6} {name:^7}| {x:{w}.2f} {n:+d} {n == 3} {[n, 1]} {(x,)} {None} {1j*n} {x:e}"

case(fstr, 3, 2.5)
---
# npstr: npstr
def npstr(a, b, c):
    return str(a[1]), str(b[1] / 3), f"{c[1]}", f"{a[1]!r}", str((a[1], c[2])), f"{b[1]/3:.3f}", str(b[1] > 0), repr(c[1] == 1)

case(npstr, np.arange(3.0), np.arange(3, dtype=np.float32), np.arange(3))
---
# sets: sets
def sets():
    a = {3, 1, 2}
    b = set([2, 3, 4])
    c = a | b
    return (sorted(c), sorted(a & b), sorted(a ^ b), sorted(a - b), a.issubset(c), c.issuperset(b), a.isdisjoint({9}), a == {1, 2, 3}, a < c, a != b,
       sorted(a.union([7, 8])), sorted(a.intersection((1, 9))))

case(sets)
---
# dicts: dicts
def dicts():
    d = {"a": 1, "b": 2}
    d["c"] = 3
    e = dict(d)
    e.update({"z": 26})
    ks = sorted(e.keys())
    t = 0
    for k, v in e.items():
        t += v * len(k)
    x = [v for v in d.values()]
    last = e.popitem()
    return ks, t, x, last, d == {"c": 3, "b": 2, "a": 1}, "a" in d, d.get("q", 0), list(d.items()), max(d.values()), len(d.keys())

case(dicts)
---
# tupkeys: tupkeys
def tupkeys(n):
    d = {}
    for i in range(n):
        d[i, i * 0.5] = d.get((i - 1, (i - 1) * 0.5), 0) + 1
    s = {(i % 2, i % 3) for i in range(10)}
    for (a, b), v in d.items():
        s.add((a, int(b)))
    return d, sorted(s), (1, 0.5) in d

case(tupkeys, 5)
---
# tupkeyerror: tupkeyerror
def tupkeyerror(n):
    d = {(1, 2): 3}
    return d[1, n]

case(tupkeyerror, 7, raises=(KeyError, ''))
---
# sorting: sorting
def sorting():
    x = [(2, "b"), (1, "z"), (2, "a")]
    y = sorted(x)
    z = sorted(x, key=lambda t: t[1], reverse=True)
    w = sorted([3, -1, 2], key=abs)
    v = ["pear", "fig", "apple"]
    v.sort(key=len)
    u = sorted([1, -1, 2, -2], key=abs, reverse=True)
    return y, z, w, v, u, sorted("hello"), list(reversed([1, 2, 3]))

case(sorting)
---
# compares: compares
def compares():
    return [1, 2] < [1, 3], [1] < [1, 0], (1, "a") < (1, "b"), (1, 2) >= (1, 2), "a" < "b", [1, 2] == [1, 2.0], (1, 2) == (1, 2, 3), [[1]] == [[1]]

case(compares)
---
# nested-lists: nested lists
def nested_lists(n):
    rows = []
    for i in range(n):
        row = []
        for j in range(i):
            row.append(i * j * 0.5)
        rows.append(row)
    return rows, str(rows)

case(nested_lists, 4)
---
# adjacency: adjacency
def adjacency(n):
    g = [[] for _ in range(n)]
    g[0].append(1)
    g[1].append(2)
    return g

case(adjacency, 4)
---
# dictlists: dictlists
def dictlists(n):
    d = {}
    for i in range(n):
        k = i % 2
        if k not in d:
            d[k] = []
        d[k].append(i)
    return len(d), d[0], d[1], sum([len(v) for v in d.values()])

case(dictlists, 4)
---
# parse: parse
def parse(a, b):
    return int(a) + 1, float(b) * 2, ord("A"), chr(98), "b" in "abc", len("größe")

case(parse, '12', '2.5')
---
# parsebad: parsebad
def parsebad(a):
    try:
        return int(a)
    except ValueError as e:
        return len(str(e))

case(parsebad, '1x')
---
# printing: printing
def printing(n):
    print(n, 2.5, "x", [1, 2.0], (1,), {1: "a"}, {2}, None, True, sep="-", end="!\n")
    for i in range(n):
        print(f"{i:>3}", i / 3)

case(printing, 3)
---
# listrepeat: listrepeat
def listrepeat(n):
    x = [[0] * 2 for _ in range(n)]
    x[0][1] = 5
    y = [1, 2] * 2 + [3]
    z = y.copy()
    z += [9]
    z.insert(-1, 4)
    z.insert(100, 8)
    return x, y, z, z.index(3), z.count(1), 3 in y, [] == [], [1.5] * 0

case(listrepeat, 6)
---
# argmut: argmut
def argmut(x):
    x.sort()
    x.append(7)
    x[0] = 100
    return len(x)

case(argmut, [3, 1, 2])
---
# gens: gens
def gens(n):
    return sum(i * i for i in range(n)), any(i > 5 for i in range(n)), all(i < 5 for i in range(n)), max(i % 4 for i in range(n)), list(i for i in range(3)), sorted(i % 3 for i in range(5))

case(gens, 10)
---
# rows: rows
def rows(a):
    return [r.sum() for r in a], [x for x in a[0]], {int(v): i for i, v in enumerate(a[1])}

case(rows, np.arange(6).reshape(2, 3))
---
# zips: zips
def zips(n):
    return [(a, b) for a, b in zip([1, 2, 3], "abc")], [i * x for i, x in enumerate([5, 6])], {c: i for i, c in enumerate("xyz")}

case(zips, 3)
---
# walrus: walrus
def walrus(n):
    out = [y for x in range(n) if (y := x * 2) > 0]
    return out, y

case(walrus, 3)
---
# mid: mid
def mid(n):
    total = 0
    for i in range(5):
        try:
            total += 10 // (i - n)
        except ZeroDivisionError:
            total += 1000
            continue
        if total > 5000:
            break
    else:
        total += 7
    return total

case(mid, -1)
---
# parlist: parlist
def parlist(n):
    out = np.zeros(n)
    for i in prange(n):
        x = [j * 1.5 for j in range(i)]
        d = {j: j * j for j in range(i)}
        try:
            if i == 3: raise ValueError("x")
            out[i] = sum(x) + len(d)
        except ValueError:
            out[i] = -1
        finally:
            out[i] += 0.5
    return out

case(parlist, 5)
---
# whilepop: whilepop
def whilepop(n):
    q = [n]
    seen = set()
    while q:
        k = q.pop(0)
        if k in seen or k > 20:
            continue
        seen.add(k)
        q.append(k * 2)
        q.append(k + 1)
    return len(seen), sorted(seen)[:3]

case(whilepop, 3)
---
# growing: growing
def growing(n):
    x = [1]
    for v in x:
        if len(x) < 6:
            x.append(v + n)
    return x

case(growing, 2)
---
# shrinking: shrinking
def shrinking(n):
    x = [1, 2, 3, 4, 5, 6]
    s = 0
    for v in x:
        s += v
        x.pop()
    return s, x

case(shrinking, 2)
---
# dictchange: dictchange
def dictchange(n):
    d = {1: 2, 3: 4}
    for k in d:
        d[k + 10] = 1
    return len(d)

case(dictchange, 1, raises=(RuntimeError, ''))
---
# bare: bare
def bare(k):
    try:
        raise OSError("disk")
    except:
        try:
            raise
        except OSError as e:
            return str(e)

case(bare, 3)
---
# empties: empties
def empties(k):
    a = []
    b = {}
    c = set()
    return len(a), len(b), len(c), a, not a, sorted(a), list(b.items()), sum(a)

case(empties, 3)
---
# reraise-uncaught: reraise uncaught
def reraise_uncaught(k):
    try:
        x = [1][k]
    except KeyError:
        x = 0
    return x

case(reraise_uncaught, 3, raises=(IndexError, ''))
---
# inl: inl
def inl(k):
    def f(v):
        try:
            if v == 1: raise ValueError("q")
            return v * 2
        except ValueError:
            return -1
        finally:
            z.append(v)
    z = []
    try:
        a = f(0) + f(1) + f(2)
    finally:
        z.append(99)
    return a, z

case(inl, 3)
---
# dict-arguments: read and changed, by number, text and tuple
def f(d):
    s = 0.0
    for k in d:
        s += d[k] * k
    d[5] = s
    d[1] += 2
    del d[3]
    return len(d)

def g(d):
    d["z"] = d["a"] + "!"
    return d["z"], "b" in d, d.get("c", "none")

def h(d, k):
    d[k] = d.get(k, 0) + 1
    return sorted(d.values())

case(f, {1: 2.0, 3: 4.5})
case(g, {"a": "1", "c": "3"})
case(h, {(1, 2): 3, (4, 5): 6}, (4, 5))
case(h, {(1, 2): 3, (4, 5): 6}, (0, 0))
---
# dict-unchanged: only read
def f(d, n):
    s = 0
    for i in prange(n):
        s += d[i % 3]
    return s

case(f, {0: 1, 1: 2, 2: 3}, 1000)
---
# dict-raises: what was done before an exception stays, as in Python
def f(d):
    d[3] = 1.0
    return d[77]

case(f, {1: 1.0}, raises=(KeyError, "77"))
---
# set-arguments: read and changed
def f(s, x):
    inside = x in s
    s.add(7)
    s.discard(1)
    return inside, len(s), sum(s)

def g(s):
    s.add("b")
    return "a" in s

case(f, {1, 2, 3}, 2)
case(f, {1.5, 2.5}, 0.0)
case(g, {"a"})
---
# same-container-twice: two names for one
def f(a, b):
    a.append(1)
    b.append(2)
    return len(a), a[-1]

def g(n):
    x = [n]
    return f(x, x), x

case(g, 5)
---
# dict-in-prange: not from several iterations
def f(d, n):
    for i in prange(n):
        d[i] = 1  ### shared by all iterations

fails(f, {0: 1}, 10)
---
# dict-of-one-type: values keep theirs
def f(d):
    d[1] = "a"  ### cannot hold both

fails(f, {1: 1.0}, only="both")
