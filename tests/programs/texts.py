# compare: equality and order of strings
def f(a, b):
    return a == b, a != b, a < b

case(f, "abc", "abd", want=(False, True, True))
case(f, "é", "é", want=(True, False, False))
---
# mode-argument: a string argument chooses what is done
def f(a, mode):
    if mode == "sum":
        return a.sum()
    elif mode == "max":
        return a.max()
    else:
        raise ValueError("unknown mode " + mode)

case(f, np.arange(4.0), "sum", want=6.0)
case(f, np.arange(4.0), "max", want=3.0)
case(f, np.arange(4.0), "min", raises=(ValueError, "^unknown mode min$"))
---
# mode-prange: the string is compared inside a parallel loop
def f(a, mode):
    b = np.empty_like(a)
    for i in prange(a.size):
        b[i] = a[i] * 2 if mode == "double" else a[i]
    return b

case(f, np.arange(5.0), "double")
case(f, np.arange(5.0), "same")
---
# membership: a string in a tuple of strings
def f(s):
    return s in ("x", "y"), s not in ("z",)

case(f, "x", want=(True, True))
case(f, "z", want=(False, False))
---
# length-truth: length and truth of strings
def f(s):
    return len(s), not s

case(f, "größe", want=(5, False))
case(f, "", want=(0, True))
---
# result: a string is returned
def f(n):
    if n > 0:
        return "positive"
    return "other"

case(f, 1, want="positive")
case(f, 0, want="other")
---
# concatenate: + of strings
def f(a):
    return "<" + a + ">"

case(f, "go", want="<go>")
---
# raise-format: f-strings in messages
def f(i, x):
    if x < 0.0:
        raise ValueError(f"row {i}: {x} is negative")
    return x

case(f, 3, -1.5, raises=(ValueError, r"^row 3: -1\.5 is negative$"))
case(f, 3, 1.5, want=1.5)
---
# raise-format-spec: conversions in f-strings
def f(i, x):
    raise ValueError(f"{i:03d} {x:.3f} {x!r} {i}%")

case(f, 7, 2.5, raises=(ValueError, r"^007 2\.500 2\.5 7%$"))
---
# raise-percent: old formatting
def f(i, name):
    raise KeyError("no %s at %d" % (name, i))

case(f, 7, "value", raises=(KeyError, "no value at 7"))
---
# raise-several: an exception with several arguments
def f(i):
    raise ValueError("bad", i, 2.5)

case(f, 4, raises=(ValueError, r"\('bad', 4, 2\.5\)"))
---
# str-of-number: str() of ints and floats in a message
def f(i, x):
    raise RuntimeError("i=" + str(i) + " x=" + str(x))

case(f, -3, 1e22, raises=(RuntimeError, r"^i=-3 x=1e\+22$"))
case(f, 0, 0.1, raises=(RuntimeError, r"^i=0 x=0\.1$"))
---
# index-slice: characters and slices of a string
def f(s):
    return s[0], s[-1], s[1:3]

case(f, "kernel", want=("k", "l", "er"))
---
# for-characters: iteration over characters
def f(s, c):
    n = 0
    for x in s:
        if x == c:
            n += 1
    return n

case(f, "banana", "a", want=3)
---
# print: numbers, strings and arrays of scalars go to sys.stdout
import contextlib
import io

@njit
def show(n, x):
    for i in range(n):
        print("i =", i, x, i % 2 == 0)
    print()

def f(n, x):
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        show(n, x)
    return text.getvalue()

case(f, 2, 1.5, want="i = 0 1.5 True\ni = 1 1.5 False\n\n", only="decorated")
