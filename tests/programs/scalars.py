# add-int: the smallest program
def f(a, b):
    return a + b

case(f, 2, 3, want=5)
case(f, -7, 7, want=0)
---
# add-float: ints and floats mix as Python mixes them
def f(a, b):
    return a + b

case(f, 2.5, 3, want=5.5)
case(f, 1, 0.25, want=1.25)
case(f, 1e308, 1e308, want=float("inf"))
---
# add-bool: True + True is the int 2
def f(a, b):
    return a + b

case(f, True, True, want=2)
case(f, True, 3, want=4)
case(f, False, 0.5, want=0.5)
---
# subtract-multiply: operators and their precedence
def f(a, b, c):
    return a - b * c - -a

case(f, 5, 3, 2, want=4)
case(f, 0.5, 3, 2, want=-5.0)
---
# true-division: / of ints is a float
def f(a, b):
    return a / b

case(f, 7, 2, want=3.5)
case(f, 6, 3, want=2.0)
case(f, -7.0, 2, want=-3.5)
---
# floor-division-ints: // rounds down for every pair of signs
def f(a, b):
    return a // b

case(f, 7, 2, want=3)
case(f, -7, 2, want=-4)
case(f, 7, -2, want=-4)
case(f, -7, -2, want=3)
---
# floor-division-floats: // of floats is a float
def f(a, b):
    return a // b

case(f, 7.5, 2.0, want=3.0)
case(f, -7.5, 2.0, want=-4.0)
case(f, 1.0, 0.1, want=9.0)
case(f, 6.0, -4, want=-2.0)
---
# remainder-ints: % has the sign of the divisor
def f(a, b):
    return a % b

case(f, 7, 3, want=1)
case(f, -7, 3, want=2)
case(f, 7, -3, want=-2)
case(f, -7, -3, want=-1)
case(f, 6, 3, want=0)
---
# remainder-floats: % of floats, sign of the divisor, infinite divisor
def f(a, b):
    return a % b

case(f, 5.5, 2.0, want=1.5)
case(f, -5.5, 2.0, want=0.5)
case(f, 5.5, -2.0, want=-0.5)
case(f, -1.0, float("inf"), want=float("inf"))
case(f, -1e-20, 3.0, want=3.0)
---
# remainder-zero-sign: a zero remainder carries the divisor's sign
def f(a, b):
    return math.copysign(1.0, a % b)

case(f, -6.0, 3.0, want=1.0)
case(f, 6.0, -3.0, want=-1.0)
---
# divmod: quotient and remainder at once
def f(a, b):
    q, r = divmod(a, b)
    return q, r

case(f, -17, 5, want=(-4, 3))
case(f, 17.5, -5.0, want=(-4.0, -2.5))
---
# power-ints: int ** non-negative literal stays int
def f(a):
    return a ** 2, a ** 3, a ** 0

case(f, -5, want=(25, -125, 1))
case(f, 0.5, want=(0.25, 0.125, 1.0))
---
# power-negative-literal: int ** -1 is a float
def f(a):
    return a ** -1, a ** -2

case(f, 4, want=(0.25, 0.0625))
---
# power-variable: exponents as arguments
def f(a, b):
    return a ** b

case(f, 3, 13, want=1594323)
case(f, 2.0, -3, want=0.125)
case(f, 2, 0.5, want=2 ** 0.5)
case(f, -2.0, 3, want=-8.0)
---
# power-mod: pow with three arguments
def f(a, b, m):
    return pow(a, b), pow(a, b, m)

case(f, 7, 5, 13, want=(16807, 11))
---
# power-precedence: ** binds tighter than a minus before it, from right to left
def f(a):
    return -a ** 2, 2 ** 3 ** 2, (-a) ** 2

case(f, 3, want=(-9, 512, 9))
---
# int-wrap: int64 wraps around where Python would grow
def f(a, b):
    return a + b

case(f, 2**63 - 1, 1, oracle=-2**63)
case(f, -2**63, -1, oracle=2**63 - 1)
---
# int-wrap-multiply: a product keeps its low 64 bits
def f(n):
    h = 14695981039346656037 - 2**64
    for i in range(n):
        h = (h ^ i) * 1099511628211
    return h

def wrapped(n):
    h = 14695981039346656037
    for i in range(n):
        h = (h ^ i) * 1099511628211 % 2**64
    return h - 2**64

case(f, 20, oracle=wrapped)
---
# int-wrap-negate: the most negative int is its own negative
def f(a):
    return -a, abs(a)

case(f, -2**63, oracle=(-2**63, -2**63))
case(f, -5, want=(5, 5))
---
# shifts: >> of a negative number keeps its sign
def f(a, k):
    return a << k, a >> k

case(f, 5, 3, want=(40, 0))
case(f, -5, 1, want=(-10, -3))
case(f, -1, 62, want=(-2**62, -1))
---
# shifts-wide: a shift by 64 or more gives 0, or -1 to the right of a negative
def f(a, k):
    return a << k, a >> k

case(f, 3, 64, oracle=(0, 0))
case(f, -3, 70, oracle=(0, -1))
---
# shift-negative: a negative shift count is an error
def f(a, k):
    return a << k

case(f, 1, -1, raises=(ValueError, "negative shift count"))
---
# bitwise: and, or, xor, invert of ints
def f(a, b):
    return a & b, a | b, a ^ b, ~a

case(f, 0b1100, 0b1010, want=(0b1000, 0b1110, 0b0110, -13))
case(f, -6, 3, want=(2, -5, -7, 5))
---
# bitwise-bool: and, or, xor of bools are bools
def f(a, b):
    return a & b, a | b, a ^ b

case(f, True, False, want=(False, True, True))
---
# compare: six operators, ints against floats
def f(a, b):
    return a < b, a <= b, a == b, a != b, a >= b, a > b

case(f, 1, 2, want=(True, True, False, True, False, False))
case(f, 2, 2.0, want=(False, True, True, False, True, False))
---
# compare-nan: nothing equals nan, nothing is below it
def f(a, b):
    return a < b, a <= b, a == b, a != b, a >= b, a > b

case(f, float("nan"), 1.0, want=(False, False, False, True, False, False))
case(f, float("nan"), float("nan"), want=(False, False, False, True, False, False))
---
# compare-chained: a < b < c, the middle evaluated once
def f(a, b, c):
    return a < b < c, a < b > c, a == b == c != a + 1

case(f, 1, 2, 3, want=(True, False, False))
case(f, 4, 4, 4, want=(False, False, True))
---
# compare-large: an int64 beyond 2**53 does not equal its float neighbour
def f(a, b):
    return a == b, a < b

case(f, 2**53 + 1, 2.0**53, want=(False, False), oracle=lambda a, b: (a == b, a < b))
---
# and-or-value: `and` and `or` give one of their operands
def f(a, b):
    return a and b, a or b

case(f, 0, 5, want=(0, 5))
case(f, 3, 5, want=(5, 3))
case(f, 0.0, 2.5, want=(0.0, 2.5))
---
# and-or-short: the right side is not evaluated when the left decides
def f(a, n):
    return n > 0 and a // n > 2, n == 0 or a % n == 1

case(f, 7, 0, want=(False, True))
case(f, 7, 2, want=(True, True))
---
# not-truth: truth of numbers
def f(x):
    if x:
        return 1
    return 0

case(f, 0, want=0)
case(f, -2, want=1)
case(f, 0.0, want=0)
case(f, float("nan"), want=1)
case(f, 1j, want=1)
case(f, False, want=0)
---
# not-operator: `not` gives a bool
def f(x):
    return not x, not not x

case(f, 3, want=(False, True))
case(f, 0.0, want=(True, False))
---
# ternary: a conditional expression evaluates one side
def f(a, b):
    return a // b if b != 0 else -1

case(f, 9, 2, want=4)
case(f, 9, 0, want=-1)
---
# unify-int-float: int on one path and float on another is float
def f(c):
    x = 1
    if c:
        x = 2.5
    return x

case(f, True, want=2.5)
case(f, False, oracle=1.0)
---
# unify-return: a function that returns int here and float there returns float
def f(x):
    if x > 0:
        return x
    return 0

case(f, 2.5, want=2.5)
case(f, -1.0, oracle=0.0)
---
# int-conversion: int() cuts towards zero, also from bool
def f(x):
    return int(x)

case(f, 2.9, want=2)
case(f, -2.9, want=-2)
case(f, True, want=1)
---
# int-conversion-nan: nan and infinity have no int
def f(x):
    return int(x)

case(f, float("nan"), raises=(ValueError, "cannot convert float NaN to integer"))
case(f, float("inf"), raises=(OverflowError, "cannot convert float infinity to integer"))
---
# float-bool-conversion: float() and bool()
def f(x):
    return float(x), bool(x)

case(f, 3, want=(3.0, True))
case(f, 0.0, want=(0.0, False))
case(f, True, want=(1.0, True))
---
# round-even: round() rounds halves to even and gives an int
def f(x):
    return round(x)

case(f, 0.5, want=0)
case(f, 1.5, want=2)
case(f, 2.5, want=2)
case(f, -2.5, want=-2)
case(f, 2.4999999, want=2)
---
# round-digits: round() to digits gives a float
def f(x, n):
    return round(x, n)

case(f, 2.675, 2, want=2.67)
case(f, 1234.5678, -2, want=1200.0)
case(f, 0.5, 0, want=0.0)
---
# min-max: of two and more scalars
def f(a, b, c):
    return min(a, b), max(a, b, c), min(a, b, c)

case(f, 3, 1, 2, want=(1, 3, 1))
case(f, -0.5, 1.5, 2.5, want=(-0.5, 2.5, -0.5))
---
# min-max-mixed: int and float unify to float
def f(a, b):
    return max(a, b)

case(f, 3, 1.5, oracle=3.0)
case(f, 1, 1.5, want=1.5)
---
# min-max-nan: Python's min and max keep the first unless the second is smaller
def f(a, b):
    return max(a, b), min(a, b)

case(f, float("nan"), 1.0, want=(float("nan"), float("nan")))
case(f, 1.0, float("nan"), want=(1.0, 1.0))
---
# abs: of int, float and complex
def f(x):
    return abs(x)

case(f, -3, want=3)
case(f, -2.5, want=2.5)
case(f, 3 - 4j, want=5.0)
---
# zero-sign: negative zero survives arithmetic
def f(x):
    return math.copysign(1.0, -x), math.copysign(1.0, x * -1.0), math.copysign(1.0, 0.0 - x)

case(f, 0.0, want=(-1.0, -1.0, 1.0))
---
# augmented: every in-place operator on a scalar
def f(a, b):
    x = a
    x += b
    x -= 1
    x *= 3
    x //= 2
    x %= 100
    x **= 2
    x <<= 2
    x >>= 1
    x |= 1
    x &= 0xFFF
    x ^= 5
    return x

case(f, 9, 4)
---
# augmented-divide: x /= y turns an int variable into a float
def f(a):
    x = a
    x /= 4
    return x

case(f, 10, want=2.5)
---
# constants: globals and literals of every base
LIMIT = 0x1F
SCALE = 1e-3

def f(x):
    return x * SCALE + LIMIT, 0b101, 0o17, 1_000_000

case(f, 2.0, want=(31.002, 5, 15, 1000000))
---
# none-argument: None as an argument and `is None`
def f(x, y):
    if y is None:
        return x
    return x + y

case(f, 2, None, want=2)
case(f, 2, 3, want=5)
---
# none-result: a function without return gives None
def f(a):
    a[0] = 5

case(f, np.zeros(2), want=None)
---
# division-by-zero: Python scalars raise for /, // and %
def f(a, b):
    return a / b

def g(a, b):
    return a // b

def h(a, b):
    return a % b

case(f, 1, 0, raises=(ZeroDivisionError, "zero|modulo"))
case(f, 1.0, 0.0, raises=(ZeroDivisionError, "zero|modulo"))
case(g, 1, 0, raises=(ZeroDivisionError, "zero|modulo"))
case(h, 1, 0, raises=(ZeroDivisionError, "zero|modulo"))
case(h, 1.5, 0.0, raises=(ZeroDivisionError, "zero|modulo"))
---
# division-numpy-model: error_model='numpy' gives infinity instead
def f(a, b):
    return a / b

case(f, 1.0, 0.0, oracle=float("inf"), options={"error_model": "numpy"})
case(f, -1.0, 0.0, oracle=float("-inf"), options={"error_model": "numpy"})
