# arithmetic: + - * / ** and abs
def f(a, b):
    return a + b, a - b, a * b, a / b, a ** 2, abs(a), -a

case(f, 1 + 2j, 3 - 1j)
case(f, 2, 3j)
case(f, 1 + 2j, 0.5)
---
# parts: real, imag, conjugate, construction
def f(z, x):
    return z.real, z.imag, z.conjugate(), complex(x, 2), complex(x), z * 1j

case(f, 1 + 2j, 0.5)
---
# compare: == and !=
def f(a, b):
    return a == b, a != b

case(f, 1 + 2j, 1 + 2j, want=(True, False))
case(f, 1 + 0j, 1.0, want=(True, False))
---
# division-zero: ZeroDivisionError
def f(a, b):
    return a / b

case(f, 1 + 1j, 0j, raises=(ZeroDivisionError, "zero|modulo"))
---
# order-refused: complex numbers have no order
def f(a, b):
    return a < b                  ### (<|complex)

fails(f, 1j, 2j, only="both")
---
# cmath: functions of complex numbers
import cmath

def f(z):
    return cmath.exp(z), cmath.log(z), cmath.sqrt(z), cmath.sin(z), cmath.cos(z), cmath.tanh(z), cmath.phase(z)

case(f, 1 + 2j)
case(f, -1.5 - 0.5j)
---
# cmath-polar: polar and rectangular form
import cmath

def f(z):
    r, phi = cmath.polar(z)
    return r, phi, cmath.rect(r, phi), cmath.isnan(z), cmath.isinf(z), cmath.pi

case(f, -1 + 1j)
---
# arrays: elementwise arithmetic and functions
def f(a):
    return a * a, a / (1 + 1j), np.exp(a), np.abs(a), np.angle(a), np.conj(a), a ** 2

case(f, np.array([1 + 2j, -3j, 0.5]))
---
# array-parts: .real and .imag are views
def f(a):
    a.real[0] = 7.0
    a.imag[:] = 1.0
    return a.real.sum(), a.imag

case(f, np.zeros(3, np.complex128))
---
# reductions: sum, prod, mean, dot
def f(a):
    return a.sum(), np.prod(a), a.mean(), np.dot(a, a), np.vdot(a, a)

case(f, np.exp(1j * np.arange(9.0)))
---
# complex64: single precision
def f(a):
    b = np.empty_like(a)
    for i in range(a.size):
        b[i] = a[i] * a[i] + 1
    return b

case(f, np.array([1 + 2j, -3j], np.complex64))
---
# unify: a float variable that becomes complex
def f(n):
    z = 0.0
    for i in range(n):
        z = z * z + 0.1j
    return z

case(f, 3)
case(f, 0, oracle=0j)
---
# julia-prange: complex iteration in lanes
def f(c, n):
    out = np.zeros((n, n), np.int64)
    for i in prange(n):
        for j in range(n):
            z = complex(3.0 * i / n - 1.5, 3.0 * j / n - 1.5)
            k = 0
            while k < 50 and z.real * z.real + z.imag * z.imag < 4.0:
                z = z * z + c
                k += 1
            out[i, j] = k
    return out

case(f, -0.7 + 0.27j, 20)
