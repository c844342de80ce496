# mixed-operators: += and *= on one variable
@njit(parallel=True)
def f(a):
    s = 1.0
    for i in prange(a.size):
        s += a[i]                 ### \bs\b.*reduction
        s *= 2.0                  ### \bs\b.*reduction
    return s

fails(f, np.arange(4.0))
case(f, np.arange(4.0), only="serial")
---
# max-and-plus: max(s, x) and += on one variable
def f(a):
    s = 0.0
    for i in prange(a.size):
        s = max(s, a[i])          ### \bs\b.*reduction
        s += 1.0                  ### \bs\b.*reduction
    return s

fails(f, np.arange(4.0))
---
# or-and-plus: |= and += on one variable
def f(a):
    s = 0
    for i in prange(a.size):
        if i % 2:
            s |= a[i]             ### \bs\b.*reduction
        else:
            s += a[i]             ### \bs\b.*reduction
    return s

fails(f, np.arange(4))
---
# A9-read-in-mid-loop: a reduction variable read while it grows
def f(a):
    s = 0.0
    out = np.zeros_like(a)
    for i in prange(a.size):
        s += a[i]
        out[i] = s                ### \bs\b.*(read|reduction)
    return out

fails(f, np.arange(4.0))
case(f, np.arange(4.0), only="serial")
---
# reduction-in-condition: the reduction variable decides a branch
def f(a):
    s = 0.0
    n = 0
    for i in prange(a.size):
        s += a[i]
        if s > 10.0:              ### \bs\b.*(read|reduction)
            n += 1
    return n

fails(f, np.arange(40.0))
---
# reduction-in-own-addend: s += s * x
def f(a):
    s = 1.0
    for i in prange(a.size):
        s += s * a[i]             ### \bs\b.*(reduction|iteration|carried|read)
    return s

fails(f, np.arange(4.0))
---
# power-reduction: s **= x depends on the order
def f(a):
    s = 2.0
    for i in prange(a.size):
        s **= a[i]                ### \bs\b.*(\*\*|reduction|carried)
    return s

fails(f, np.ones(4))
---
# floor-reduction: s //= x depends on the order
def f(a):
    s = 2.0**40
    for i in prange(a.size):
        s //= a[i]                ### \bs\b.*(//|reduction|carried)
    return s

fails(f, np.full(4, 3.0))
---
# remainder-reduction: s %= x depends on the order
def f(a):
    s = 1000
    for i in prange(a.size):
        s %= a[i]                 ### \bs\b.*(%|reduction|carried)
    return s

fails(f, np.array([70, 9]))
---
# reversed-minus: s = x - s is no reduction
def f(a):
    s = 0.0
    for i in prange(a.size):
        s = a[i] - s              ### \bs\b.*(reduction|carried|iteration)
    return s

fails(f, np.arange(4.0))
---
# reversed-divide: s = x / s is no reduction
def f(a):
    s = 1.0
    for i in prange(a.size):
        s = a[i] / s              ### \bs\b.*(reduction|carried|iteration)
    return s

fails(f, 1 + np.arange(4.0))
---
# polynomial: s = s * x + c carries a value
def f(a):
    s = 0.0
    for i in prange(a.size):
        s = s * 0.5 + a[i]        ### \bs\b.*(reduction|carried|iteration)
    return s

fails(f, np.arange(4.0))
---
# generator: a linear congruential generator carries its state
def f(n):
    x = 12345
    out = np.zeros(n)
    for i in prange(n):
        x = (x * 1103515245 + 12345) % 2147483648    ### \bx\b.*(carried|iteration|reduction|read|private)
        out[i] = x
    return out

fails(f, 10)
case(f, 10, only="serial")
---
# private-read-first: a private name is read before it is assigned
def f(a):
    t = 0.0
    out = np.zeros(a.size)
    for i in prange(a.size):
        out[i] = t                ### \bt\b.*(before|assigned|carried|iteration)
        t = a[i]
    return out

fails(f, np.arange(4.0))
case(f, np.arange(4.0), only="serial")
---
# private-read-conditional: assigned on one path only, read on both
def f(a):
    t = 0.0
    out = np.zeros(a.size)
    for i in prange(a.size):
        if a[i] > 0:
            t = a[i]
        out[i] = t                ### \bt\b.*(before|assigned|carried|iteration)
    return out

fails(f, np.array([1.0, -1.0, 2.0]))
---
# two-names: a pair of values carried through two names
def f(n):
    a, b = 0, 1
    out = np.zeros(n, np.int64)
    for i in prange(n):
        a, b = b, a + b           ### \b[ab]\b.*(before|assigned|carried|iteration|read)
        out[i] = a
    return out

fails(f, 10)
---
# swap-arrays: array names swapped in the body
def f(a, b):
    for i in prange(a.size):
        a[i] = b[i] + 1.0         ### \b[ab]\b.*(before|assigned|carried|iteration|read)
        a, b = b, a
    return a

fails(f, np.zeros(4), np.ones(4))
---
# A9-recurrence: b[i] = b[i - 1] + …
def f(b):
    for i in prange(1, b.size):
        b[i] = b[i - 1] + 1.0     ### \bb\b.*(iteration|depend|carried)

fails(f, np.zeros(5))
case(f, np.zeros(5), want=None, only="serial")
---
# recurrence-forward: b[i] = b[i + 1]: the element may be written already
def f(b):
    for i in prange(b.size - 1):
        b[i] = b[i + 1] * 2.0     ### \bb\b.*(iteration|depend|carried)

fails(f, np.arange(5.0))
---
# recurrence-rows: row i reads row i - 1
def f(b):
    for i in prange(1, b.shape[0]):
        for j in range(b.shape[1]):
            b[i, j] += b[i - 1, j]    ### \bb\b.*(iteration|depend|carried)

fails(f, np.ones((4, 3)))
---
# recurrence-local: the read goes through a local name
def f(b):
    for i in prange(1, b.size):
        t = b[i - 1]              ### \bb\b.*(iteration|depend|carried)
        b[i] = t + 1.0            ### \bb\b.*(iteration|depend|carried)

fails(f, np.zeros(5))
---
# recurrence-stride: b[2 * i] is read where b[i] is written
def f(b):
    for i in prange(b.size // 2):
        b[i] = b[2 * i] + 1.0     ### \bb\b.*(iteration|depend|carried)

fails(f, np.arange(8.0))
---
# prefix-sum: reading all earlier elements
def f(b):
    for i in prange(b.size):
        for j in range(i):
            b[i] += b[j]          ### \bb\b.*(iteration|depend|carried)

fails(f, np.ones(6))
---
# same-element: every iteration writes element 0
def f(a):
    out = np.zeros(1)
    for i in prange(a.size):
        out[0] = out[0] * 0.5 + a[i]   ### out.*(iteration|depend|carried|element)
    return out

fails(f, np.arange(4.0))
---
# B4-list-append: a list shared between iterations grows
def f(n):
    x = [0]
    for i in prange(n):
        x.append(i)               ### \bx\b.*(list|shared|append)
    return len(x)

fails(f, 5)
case(f, 5, want=6, only="serial")
---
# B4-dict-insert: a dict shared between iterations
def f(a):
    d = {0: 0}
    for i in prange(a.size):
        d[a[i]] = i               ### \bd\b.*(dict|shared)
    return len(d)

fails(f, np.array([3, 4, 3]))
---
# B4-set-add: a set shared between iterations
def f(a):
    s = {0}
    for i in prange(a.size):
        s.add(a[i])               ### \bs\b.*(set|shared)
    return len(s)

fails(f, np.array([3, 4, 3]))
---
# undefined-name: a name that does not exist
def f(x):
    return x + missing            ### missing.*(defined|found|unknown)

fails(f, 1, only="both")
---
# type-mismatch: a name that is a number here and an array there
def f(c):
    if c:
        x = 1.0                   ### \bx\b.*(float|array|type)
    else:
        x = np.zeros(3)           ### \bx\b.*(float|array|type)
    return x                      ### \bx\b.*(float|array|type)

fails(f, True, only="both")
---
# unknown-function: a NumPy function that is not supported is named
def f(a):
    return np.apply_along_axis(a) ### apply_along_axis

fails(f, np.ones(3), only="both")
---
# unknown-method: a method that arrays do not have
def f(a):
    return a.frobnicate()         ### frobnicate

fails(f, np.ones(3), only="both")
---
# python-object: an argument that is no number, array, tuple or string
class Thing:
    def __deepcopy__(self, memo):
        return self

def f(x):                         ### (\bx\b|Thing).*
    return x                      ### (\bx\b|Thing).*

fails(f, Thing(), only="both")
---
# object-array: an array of objects
def f(a):                         ### \ba\b.*object
    return a[0]                   ### \ba\b.*object

fails(f, np.array([1, "x"], object), only="both")
---
# wrong-operand: a string plus a number
def f(s):
    return s + 1                  ### (str|\+)

fails(f, "a", only="both")
---
# wrong-arity: a helper called with too few arguments
@njit
def add(a, b):
    return a + b

def f(x):
    return add(x)                 ### add.*(argument|missing|\bb\b)

fails(f, 1, only="both")
---
# with-statement: a statement that is not supported names itself
def f(x):
    with open("a") as g:          ### with|open
        return x

fails(f, 1, only="both")
---
# class-body: a class inside a kernel
def f(x):
    class A:                      ### class
        pass
    return x

fails(f, 1, only="both")
---
# kwargs-parameter: **kwargs has no type
def f(**kwargs):                  ### kwargs
    return 1

fails(f, only="both")
---
# global-statement: assigning a global
COUNT = 0

def f(x):
    global COUNT                  ### global|COUNT
    COUNT = x
    return x

fails(f, 1, only="both")
---
# async-function: await in a kernel
async def f(x):                   ### async
    return x

fails(f, 1, only="both")
---
# dimension-mismatch-static: more targets than the tuple has items
def f(t):
    a, b, c = t                   ### unpack|values|expected
    return a

fails(f, (1, 2), only="both")
---
# error-in-helper: the line of the helper is shown, wherever the call is
@njit
def inner(a):
    return a.nothing_like_this    ### nothing_like_this

def f(a):
    return inner(a) + 1

fails(f, np.ones(3), only="both")
---
# two-loops-second-wrong: the error names the loop that is wrong
def f(a):
    s = 0.0
    for i in prange(a.size):
        s += a[i]
    p = 1.0
    for k in prange(a.size):
        p += a[k]                 ### \bp\b.*reduction
        p *= a[k]                 ### \bp\b.*reduction
    return s + p

fails(f, np.arange(4.0))
---
# match-class: a pattern by class
def f(k):
    match k:                      ### pattern
        case int():
            return 10
        case _:
            return 30

fails(f, 0, only="both")
---
# alias-before: another name of the array, from before the loop
def f(a):
    b = a
    for i in prange(1, a.size):
        a[i] = b[i - 1] + 1.0     ### a.*(iteration|depend|carried)

fails(f, np.arange(300.0))
case(f, np.arange(300.0), only="serial")
---
# alias-view: a view of the array, shifted by one
def f(a):
    b = a[1:]
    for i in prange(a.size - 1):
        b[i] = a[i] + 1.0         ### b.*(iteration|depend|carried)

fails(f, np.arange(300.0))
case(f, np.arange(300.0), only="serial")
---
# alias-inside: another name, made in the body
def f(a):
    for i in prange(1, a.size):
        b = a
        b[i] = a[i - 1] + 1.0     ### b.*(iteration|depend|carried)

fails(f, np.arange(300.0))
case(f, np.arange(300.0), only="serial")
---
# alias-rows: two rows as views
def f(a):
    for i in prange(1, a.shape[0]):
        row = a[i]
        before = a[i - 1]
        for j in range(a.shape[1]):
            row[j] = before[j] + 1.0### row.*(iteration|depend|carried)

fails(f, np.zeros((300, 3)))
case(f, np.zeros((300, 3)), only="serial")
---
# alias-transposed: the same element by another order of axes
def f(a):
    t = a.T
    for i in prange(1, a.shape[0]):
        a[i, 0] = t[0, i - 1] + 1.0### a.*(iteration|depend|carried)

fails(f, np.zeros((300, 3)))
case(f, np.zeros((300, 3)), only="serial")
---
# alias-list: another name of a list
def f(n):
    x = [0.0] * n
    y = x
    for i in prange(1, n):
        y[i] = x[i - 1] + 1.0     ### y.*(iteration|depend|carried)
    return x[n - 1]

fails(f, 300)
case(f, 300, only="serial")
---
# index-halved: two iterations have one element
def f(a):
    for i in prange(a.size):
        a[i // 2] = i             ### a.*(iteration|depend|carried)

fails(f, np.arange(300.0))
case(f, np.arange(300.0), only="serial")
---
# index-modulo: the last of many iterations counts
def f(a, b):
    for i in prange(b.size):
        a[i % 7] = b[i]           ### a.*(iteration|depend|carried)

fails(f, np.zeros(7), np.arange(300.0))
case(f, np.zeros(7), np.arange(300.0), only="serial")
---
# index-mirrored: the whole range, both ways
def f(a):
    n = a.size
    for i in prange(n):
        a[n - 1 - i] = a[i]       ### a.*(iteration|depend|carried)

fails(f, np.arange(300.0))
case(f, np.arange(300.0), only="serial")
---
# index-clamped: min(i + 1, last)
def f(a):
    for i in prange(a.size):
        a[i] = a[min(i + 1, a.size - 1)] + 1### a.*(iteration|depend|carried)

fails(f, np.arange(300.0))
case(f, np.arange(300.0), only="serial")
---
# index-updated: j = i; j += 1
def f(a):
    for i in prange(a.size - 1):
        j = i
        j += 1
        a[i] = a[j] + 1           ### a.*(iteration|depend|carried)

fails(f, np.arange(300.0))
case(f, np.arange(300.0), only="serial")
---
# index-reassigned: the index itself is changed
def f(a):
    for i in prange(a.size - 1):
        t = a[i]                  ### a.*(iteration|depend|carried)
        i += 1
        a[i] = t                  ### a.*(iteration|depend|carried)

fails(f, np.arange(300.0))
case(f, np.arange(300.0), only="serial")
---
# index-walrus: the index is named on the way
def f(a):
    for i in prange(a.size - 1):
        a[(j := i + 1)] = a[i] + 1### a.*(iteration|depend|carried)

fails(f, np.arange(300.0))
case(f, np.arange(300.0), only="serial")
---
# index-window: windows of two iterations overlap
def f(a):
    for i in prange(a.size - 3):
        for j in range(3):
            a[i + j] = a[i + j] * 0.5 + i### a.*(iteration|depend|carried)

fails(f, np.arange(300.0))
case(f, np.arange(300.0), only="serial")
---
# index-pairs: several indices
def f(a):
    for i, j in gokernels.pndindex((29, 10)):
        a[i, j] = a[i + 1, j] + 1 ### a.*(iteration|depend|carried)

import gokernels

fails(f, np.arange(300.0).reshape(30, 10))
case(f, np.arange(300.0).reshape(30, 10), only="serial")
---
# slice-behind: the two elements before
def f(a):
    for i in prange(2, a.size):
        a[i] = a[i - 2:i].sum() * 0.3### a.*(iteration|depend|carried)

fails(f, np.arange(300.0))
case(f, np.arange(300.0), only="serial")
---
# slice-up-to: all elements before
def f(a):
    for i in prange(2, a.size):
        a[i] = np.sum(a[:i]) * 1e-3### a.*(iteration|depend|carried)

fails(f, np.arange(300.0))
case(f, np.arange(300.0), only="serial")
---
# slice-stored: slices of two iterations overlap
def f(a):
    for i in prange(a.size - 2):
        a[i:i + 2] = i            ### a.*(iteration|depend|carried)

fails(f, np.arange(300.0))
case(f, np.arange(300.0), only="serial")
---
# convolution-in-place: neighbours on both axes
def f(a):
    for i in prange(1, a.shape[0] - 1):
        for j in range(1, a.shape[1] - 1):
            s = 0.0
            for k in range(-1, 2):
                s += a[i + k, j]  ### a.*(iteration|depend|carried)
            a[i, j] = s / 3

fails(f, np.arange(300.0).reshape(30, 10))
case(f, np.arange(300.0).reshape(30, 10), only="serial")
---
# called-function: it writes what another iteration reads
@njit
def step(x, i):
    x[i] = x[i - 1] + 1

def f(a):
    for i in prange(1, a.size):
        step(a, i)                ### a.*(iteration|depend|carried)

fails(f, np.arange(300.0))
case(f, np.arange(300.0), only="serial")
---
# called-function-adds: every call updates one element
@njit
def count(x, i):
    x[0] += i

def f(a):
    for i in prange(1, 300):
        count(a, i)               ### a.*(iteration|element)

fails(f, np.zeros(3))
case(f, np.zeros(3), only="serial")
---
# row-of-all: a row that every iteration updates
def f(a, b):
    for i in prange(b.size):
        row = a[0]
        row[0] = b[i] + row[0]    ### row.*(iteration|element)

fails(f, np.zeros((3, 3)), np.arange(300.0))
---
# method-on-element: fill() of one row
def f(a):
    for i in prange(a.shape[0]):
        a[0].fill(i)              ### \ba\b.*element

fails(f, np.zeros((300, 4)))
---
# reduction-in-closure: an inner function reads the reduction variable
def f(a):
    s = 0.0

    def plus(x):
        return s + x

    for i in prange(a.size):
        s += a[i]
        a[i] = plus(1.0)          ### \bs\b.*(read|reduction)
    return s

fails(f, np.ones(300))
case(f, np.ones(300), only="serial")
---
# reduction-under-alias: another name of a scattered array is read
def f(k, n):
    h = np.zeros(5)
    g = h
    s = 0.0
    for i in prange(n):
        h[k[i]] += 1              ### h.*(element|iteration)
        s += g[0]
    return h, s

fails(f, np.arange(300) % 5, 300)
---
# reduction-by-own-max: max is the user's own function
def max(x, y):
    return x + y

def f(a):
    s = 0.0
    for i in prange(a.size):
        s = max(s, a[i])          ### \bs\b.*(read|iteration)
    return s

fails(f, np.arange(300.0))
case(f, np.arange(300.0), only="serial")
---
# deleted-name: a del in the loop, a read after it
def f(a):
    t = 0.0
    for i in prange(a.size):
        t = a[i]
        if i > 200:
            del t                 ### \bt\b.*delete
    return t

fails(f, np.arange(300.0))
---
# function-by-branch: one name, two functions
def f(n):
    def g(x):
        return x + 1

    if n > 2:
        def g(x):
            return x + 2
    return g(1)                   ### \bg\b.*(path|function)

fails(f, 4, only="both")
---
# function-by-turn: a function that a turn of the loop replaces
def f(n):
    s = 0
    g = lambda: 0
    for i in range(n):
        s += g()                  ### \bg\b.*(path|function)
        g = lambda: i * 10
    return s

fails(f, 4, only="both")
---
# type-by-turn: a name that is text in later turns
def f(n):
    x = 1
    s = 0
    for i in range(n):
        s += x                    ### \bx\b.*path
        x = "a"
    return s

fails(f, 4, only="both")
