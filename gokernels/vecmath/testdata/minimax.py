"""Recreates the polynomials of coeffs.go: Remez exchange at 60 digits, then rounding.

Each polynomial p minimises max |w(t)*(f(t)-p(t))| on [a, b]. Coefficients are rounded to the
target format from the lowest order up; after each rounding the rest is fitted again, so that
the higher coefficients absorb the rounding of the lower ones. Where the exchange does not settle
in doing so (erf), least squares on the nodes of Chebyshev take its place, less than a bit worse.
Run: python minimax.py   (needs mpmath)
"""
from mpmath import mp, mpf, matrix, lu_solve, cos, pi, log, exp, sin, sqrt, atan, asin, erf, erfc

mp.dps = 60


def remez(f, w, a, b, low, n, rounds=12):
    """Coefficients of t**low .. t**(n-1) that minimise max |w*(f-p)| on [a, b]."""
    k = n - low
    xs = [(a + b) / 2 + (b - a) / 2 * cos(pi * (k - i) / k) for i in range(k + 1)]
    for _ in range(rounds):
        m = matrix(k + 1, k + 1)
        v = matrix(k + 1, 1)
        for i, x in enumerate(xs):
            for j in range(k):
                m[i, j] = w(x) * x ** (low + j)
            m[i, k] = (-1) ** i
            v[i] = w(x) * f(x)
        sol = lu_solve(m, v)
        xs = extrema(lambda x: w(x) * (f(x) - sum(sol[j] * x ** (low + j) for j in range(k))), a, b, k + 1)
        if xs is None:
            break
    return [sol[j] for j in range(k)]


def extrema(err, a, b, n):
    """The n alternating peaks of err on [a, b], or None when they no longer move apart."""
    steps = 40 * n
    grid = [a] + [(a + b) / 2 - (b - a) / 2 * cos(pi * (k + mpf(1) / 2) / steps) for k in range(steps)] + [b]
    peaks = []
    for x in grid:
        e = err(x)
        if peaks and (e > 0) == (peaks[-1][1] > 0):
            if abs(e) > abs(peaks[-1][1]):
                peaks[-1] = (x, e)
        else:
            peaks.append((x, e))
    while len(peaks) > n:
        peaks.pop(0 if abs(peaks[0][1]) < abs(peaks[-1][1]) else -1)
    sizes = [abs(e) for _, e in peaks]
    if len(peaks) < n or max(sizes) < min(sizes) * mpf("1.001"):
        return None
    return [x for x, _ in peaks]


def least(f, w, a, b, low, n):
    """What remez gives, nearly, by least squares."""
    k = n - low
    xs = [(a + b) / 2 + (b - a) / 2 * cos(pi * (i + mpf(1) / 2) / (5 * k)) for i in range(5 * k)]
    m = matrix(len(xs), k)
    v = matrix(len(xs), 1)
    for i, x in enumerate(xs):
        for j in range(k):
            m[i, j] = w(x) * x ** (low + j)
        v[i] = w(x) * f(x)
    sol = lu_solve(m, v)
    return [sol[j] for j in range(k)]


def rounded(x, bits):
    man, e = mp.frexp(x)
    return mp.ldexp(mp.nint(mp.ldexp(man, bits)), e - bits)


def fit(name, f, w, a, b, n, bits=53, solve=remez):
    """Prints the rounded coefficients of one polynomial and the error that they leave."""
    a, b, fixed = mpf(a), mpf(b), []
    scale = max(abs(a), abs(b))  # work on [-1, 1]: powers of a small t make the system singular
    fs, ws = (lambda t: f(t * scale)), (lambda t: w(t * scale))
    if a < 0:  # 0 is inside: the powers above a fixed one vanish there, so round the one fit directly
        fixed = [rounded(c / scale**j, bits) for j, c in enumerate(remez(fs, ws, a / scale, b / scale, 0, n))]
    while len(fixed) < n:
        k = len(fixed)
        rest = lambda t: fs(t) - sum(c * scale**j * t**j for j, c in enumerate(fixed))
        c = solve(rest, ws, a / scale, b / scale, k, n)
        fixed.append(rounded(c[0] / scale**k, bits))
    ts = [a + (b - a) * (k + mpf(1) / 2) / 2000 for k in range(2000)]
    e = max(abs(w(t) * (f(t) - sum(c * t**j for j, c in enumerate(fixed)))) for t in ts)
    print("%s, %d terms: error 2^%s" % (name, n, mp.nstr(log(e, 2), 5)))
    for c in fixed:
        print("\t%s," % (repr(float(c)) if bits == 53 else mp.nstr(c, 10)))


def near_zero(f, series):
    """f, but its series for arguments at which the quotient would cancel."""
    return lambda t: series(t) if abs(t) < mpf("1e-9") else f(t)


def main():
    q = near_zero(lambda r: (exp(r) - 1 - r) / r**2, lambda r: sum(r**j / mp.factorial(j + 2) for j in range(8)))
    h = log(mpf(2)) / 2 * mpf("1.0001")
    w = lambda r: abs(r) + mpf(10) ** -5
    fit("expQ", q, w, -h, h, 11)
    fit("expQ32", q, w, -h, h, 6, 24)
    fit("expQ32Wide", q, w, -h, h, 7)

    def log_quotient(z):
        s = sqrt(z)
        return (log((1 + s) / (1 - s)) - 2 * s) / (s * z)

    p = near_zero(log_quotient, lambda z: mpf(2) / 3 + 2 * z / 5 + 2 * z * z / 7)
    t = near_zero(lambda z: (p(z) - mpf(2) / 3) / z, lambda z: mpf(2) / 5 + 2 * z / 7 + 2 * z * z / 9)
    zm = ((sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1)) ** 2 * mpf("1.0001")
    fit("logP", p, lambda z: z / 2, zm / 1000, zm, 7)
    fit("logP32", p, lambda z: z / 2, zm / 1000, zm, 4, 24)
    fit("logP32Wide", p, lambda z: z / 2, zm / 1000, zm, 5)
    fit("logT", t, lambda z: z * z / 2, zm / 1000, zm, 8)

    s = near_zero(lambda z: (sin(sqrt(z)) - sqrt(z)) / (sqrt(z) * z), lambda z: -mpf(1) / 6 + z / 120 - z * z / 5040)
    c = near_zero(lambda z: (cos(sqrt(z)) - 1 + z / 2) / z**2, lambda z: mpf(1) / 24 - z / 720 + z * z / 40320)
    zm = (pi / 4) ** 2 * mpf("1.0002")
    fit("sinS", s, lambda z: z, zm / 1000, zm, 6)
    fit("sinS32", s, lambda z: z, zm / 1000, zm, 4)
    fit("cosC", c, lambda z: z * z / cos(sqrt(z)), zm / 1000, zm, 6)
    fit("cosC32", c, lambda z: z * z / cos(sqrt(z)), zm / 1000, zm, 4)

    a = lambda z: (asin(sqrt(z)) - sqrt(z)) / (sqrt(z) * z)
    fit("asinR", a, lambda z: z * sqrt(z) / asin(sqrt(z)), mpf(1) / 4000, mpf("0.25001"), 13)
    zm = (sqrt(mpf(2)) - 1) ** 2 * mpf("1.0002")
    a = near_zero(lambda z: (atan(sqrt(z)) - sqrt(z)) / (sqrt(z) * z), lambda z: -mpf(1) / 3 + z / 5 - z * z / 7)
    fit("atanQ", a, lambda z: z * sqrt(z) / atan(sqrt(z)), zm / 1000, zm, 12)

    e = lambda z: erf(sqrt(z)) / sqrt(z) - 1
    fit("erfA", e, lambda z: sqrt(z) / erf(sqrt(z)), mpf(1) / 1000, mpf("1.0001"), 13, solve=least)
    e = lambda t: -log(erfc(t)) / t - 1
    fit("erfB", e, lambda t: t * erfc(t) / erf(t), mpf("0.9999"), mpf("5.95"), 19, solve=least)


if __name__ == "__main__":
    main()
