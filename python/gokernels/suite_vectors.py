"""Kernels of the suite over vectors: elementwise, reductions, recurrences, random numbers, many small problems.

Plain Python, as a user of Numba writes it. `suite.compiled` makes each function twice, with `prange` of the compiler
that it is for; undecorated they are the oracle.
"""

from __future__ import annotations

import math

import numpy as np

prange = range

# ---- elementwise ----


def axpy(a, x, y, out):
    """Multiple of one vector plus another."""
    for i in prange(len(x)):
        out[i] = a * x[i] + y[i]


def add(x, y, out):
    """Sum of two vectors."""
    for i in prange(len(x)):
        out[i] = x[i] + y[i]


def horner(x, out):
    """Polynomial of degree 7."""
    for i in prange(len(x)):
        v = x[i]
        out[i] = ((((((0.1 * v - 0.3) * v + 0.5) * v - 0.7) * v + 0.9) * v - 1.1) * v + 1.3) * v - 1.5


def waves(x):
    """Array expression of sines and cosines."""
    return np.sin(x) * np.cos(2 * x) + 0.5 * np.sin(3 * x) ** 2


def softplus(x, out):
    """Logarithm of an exponential."""
    for i in prange(len(x)):
        out[i] = math.log1p(math.exp(-abs(x[i]))) + max(x[i], 0.0)


def leaky(x, out):
    """Two branches that differ in cost."""
    for i in prange(len(x)):
        if x[i] > 0:
            out[i] = x[i]
        else:
            out[i] = 0.01 * x[i]


def bands(x, out):
    """Four branches, as of a tax table."""
    for i in prange(len(x)):
        v = x[i]
        if v < 10_000:
            out[i] = 0.0
        elif v < 30_000:
            out[i] = 0.2 * (v - 10_000)
        elif v < 70_000:
            out[i] = 4_000 + 0.4 * (v - 30_000)
        else:
            out[i] = 20_000 + 0.5 * (v - 70_000)


def hypotenuse(x, y):
    """Array expression with a square root."""
    return np.sqrt(x * x + y * y)


def mixed(x, out):
    """Bits mixed by shifts, exclusive ors and products."""
    for i in prange(len(x)):
        v = x[i]
        v = (v ^ (v >> 16)) * 0x45D9F3B
        v = (v ^ (v >> 13)) & 0x7FFFFFFF
        out[i] = v ^ (v >> 15)


def remainders(x, m, out):
    """Floor division and modulo of integers."""
    for i in prange(len(x)):
        out[i] = x[i] // m + x[i] % m


def to_index(x, low, width, out):
    """Float to integer: bin numbers."""
    for i in prange(len(x)):
        out[i] = int((x[i] - low) / width)


def gathered(x, where, out):
    """Elements picked by an index array."""
    for i in prange(len(where)):
        out[i] = x[where[i]]


def haversine(lat1, lon1, lat2, lon2, out):
    """Distances on a sphere, in kilometres."""
    for i in prange(len(lat1)):
        u = math.sin((lat2[i] - lat1[i]) / 2)
        v = math.sin((lon2[i] - lon1[i]) / 2)
        out[i] = 12742 * math.asin(math.sqrt(u * u + math.cos(lat1[i]) * math.cos(lat2[i]) * v * v))


def black_scholes(spot, strike, years, rate, sigma, call, put):
    """Prices of European options."""
    for i in prange(len(spot)):
        root = sigma * math.sqrt(years[i])
        d1 = (math.log(spot[i] / strike[i]) + (rate + 0.5 * sigma * sigma) * years[i]) / root
        d2 = d1 - root
        n1 = 0.5 * (1 + math.erf(d1 / math.sqrt(2.0)))
        n2 = 0.5 * (1 + math.erf(d2 / math.sqrt(2.0)))
        paid = strike[i] * math.exp(-rate * years[i])
        call[i] = spot[i] * n1 - paid * n2
        put[i] = paid * (1 - n2) - spot[i] * (1 - n1)


# ---- reductions ----


def total(x):
    """Sum."""
    s = 0
    for i in prange(len(x)):
        s += x[i]
    return s


def dot(x, y):
    """Scalar product."""
    s = 0.0
    for i in prange(len(x)):
        s += x[i] * y[i]
    return s


def extremes(x):
    """Smallest and largest element, by min and max."""
    low = x[0]
    high = x[0]
    for i in prange(len(x)):
        low = min(low, x[i])
        high = max(high, x[i])
    return low, high


def deviation(x):
    """Standard deviation, in two passes of array expressions."""
    mean = x.sum() / len(x)
    return math.sqrt(((x - mean) ** 2).sum() / len(x))


def log_sum_exp(x):
    """Logarithm of a sum of exponentials."""
    top = x.max()
    return top + math.log(np.exp(x - top).sum())


def inside(x, low, high):
    """Count of elements between two bounds."""
    count = 0
    for i in prange(len(x)):
        if low <= x[i] < high:
            count += 1
    return count


def largest_at(x):
    """Index of the largest element, found in one thread."""
    best = 0
    for i in range(1, len(x)):
        if x[i] > x[best]:
            best = i
    return best


def first_at(x, value):
    """Linear search with an early end."""
    for i in range(len(x)):
        if x[i] == value:
            return i
    return -1


def kahan(x):
    """Compensated sum: an order that must be kept."""
    s = 0.0
    c = 0.0
    for i in range(len(x)):
        y = x[i] - c
        t = s + y
        c = (t - s) - y
        s = t
    return s


# ---- recurrences ----


def running(x, out):
    """Prefix sum."""
    s = 0
    for i in range(len(x)):
        s += x[i]
        out[i] = s


def smoothed(x, alpha, out):
    """Exponential moving average: each element needs the one before."""
    s = x[0]
    for i in range(len(x)):
        s = alpha * x[i] + (1 - alpha) * s
        out[i] = s


def window_mean(x, width, out):
    """Moving average by a sum that slides."""
    s = 0.0
    for i in range(len(x)):
        s += x[i]
        if i >= width:
            s -= x[i - width]
        out[i] = s / min(i + 1, width)


def window_most(x, width, out):
    """Largest of each window."""
    for i in prange(len(x) - width + 1):
        most = x[i]
        for j in range(i + 1, i + width):
            if x[j] > most:
                most = x[j]
        out[i] = most


def drawdown(x):
    """Largest fall from what was highest before."""
    peak = x[0]
    worst = 0.0
    for i in range(len(x)):
        if x[i] > peak:
            peak = x[i]
        fall = peak - x[i]
        if fall > worst:
            worst = fall
    return worst


def lcg(seed, n):
    """Linear congruential generator: one long chain."""
    x = seed
    for _ in range(n):
        x = (1103515245 * x + 12345) & 0x7FFFFFFF
    return x


def tridiagonal(lower, diagonal, upper, right):
    """Thomas' algorithm."""
    n = len(diagonal)
    c = np.empty(n)
    d = np.empty(n)
    c[0] = upper[0] / diagonal[0]
    d[0] = right[0] / diagonal[0]
    for i in range(1, n):
        m = diagonal[i] - lower[i] * c[i - 1]
        c[i] = upper[i] / m
        d[i] = (right[i] - lower[i] * d[i - 1]) / m
    for i in range(n - 2, -1, -1):
        d[i] -= c[i] * d[i + 1]
    return d


# ---- a loop in each element ----


def logistic(rates, steps, out):
    """Logistic map, iterated."""
    for i in prange(len(rates)):
        x = 0.5
        for _ in range(steps):
            x = rates[i] * x * (1 - x)
        out[i] = x


def collatz(n, out):
    """Lengths of Collatz sequences."""
    for i in prange(n):
        k = i + 1
        length = 0
        while k != 1:
            if k % 2 == 0:
                k //= 2
            else:
                k = 3 * k + 1
            length += 1
        out[i] = length


def divisors(x, y, out):
    """Greatest common divisors by Euclid."""
    for i in prange(len(x)):
        a = x[i]
        b = y[i]
        while b != 0:
            a, b = b, a % b
        out[i] = a


def bits(x, out):
    """Counts of set bits, a bit a turn."""
    for i in prange(len(x)):
        v = x[i]
        count = 0
        while v != 0:
            v &= v - 1
            count += 1
        out[i] = count


def primes_by_division(n):
    """Count of primes below n, each by trial division."""
    count = 0
    for i in prange(n):
        prime = i >= 2
        k = 2
        while k * k <= i:
            if i % k == 0:
                prime = False
                break
            k += 1
        if prime:
            count += 1
    return count


def searched(sorted_values, wanted, out):
    """Binary searches."""
    for i in prange(len(wanted)):
        low = 0
        high = len(sorted_values)
        while low < high:
            middle = (low + high) // 2
            if sorted_values[middle] < wanted[i]:
                low = middle + 1
            else:
                high = middle
        out[i] = low


def roots(x, out):
    """Cube roots by Newton, until they stand still."""
    for i in prange(len(x)):
        r = x[i]
        for _ in range(60):
            step = (r * r * r - x[i]) / (3 * r * r)
            r -= step
            if abs(step) < 1e-12 * r:
                break
        out[i] = r


def lorenz(starts, steps, h, out):
    """Trajectories of the Lorenz system by Euler."""
    for i in prange(starts.shape[0]):
        x, y, z = starts[i, 0], starts[i, 1], starts[i, 2]
        for _ in range(steps):
            dx = 10.0 * (y - x)
            dy = x * (28.0 - z) - y
            dz = x * y - 8.0 / 3.0 * z
            x += h * dx
            y += h * dy
            z += h * dz
        out[i, 0] = x
        out[i, 1] = y
        out[i, 2] = z


def mandelbrot(out, limit):
    """Escape times with complex numbers."""
    height, width = out.shape
    for j in prange(height):
        for i in range(width):
            c = complex(-2 + 3 * i / width, -1 + 2 * j / height)
            z = 0j
            k = 0
            while k < limit and z.real * z.real + z.imag * z.imag < 4:
                z = z * z + c
                k += 1
            out[j, i] = k


# ---- random numbers ----


def walks(walkers, steps, out):
    """Random walks on a line."""
    for i in prange(walkers):
        at = 0
        for _ in range(steps):
            if np.random.random() < 0.5:
                at += 1
            else:
                at -= 1
        out[i] = at


def asian_option(paths, steps, spot, rate, sigma):
    """Price of an option on a mean, by Monte Carlo."""
    h = 1.0 / steps
    drift = (rate - 0.5 * sigma * sigma) * h
    spread = sigma * math.sqrt(h)
    paid = 0.0
    for _path in prange(paths):
        price = spot
        mean = 0.0
        for _step in range(steps):
            price *= math.exp(drift + spread * np.random.normal())
            mean += price
        paid += max(mean / steps - spot, 0.0)
    return math.exp(-rate) * paid / paths


def dice(throws):
    """Counts of sums of two dice."""
    counts = np.zeros(13, np.int64)
    for _ in range(throws):
        counts[np.random.randint(1, 7) + np.random.randint(1, 7)] += 1
    return counts / throws
