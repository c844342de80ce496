"""The programs that are compared with every peer, in plain Python: as `suite_vectors`, made with the names of a compiler."""

from __future__ import annotations

import math

import numpy as np

prange = range
root = math.sqrt(2 * math.pi)


def exp_linear(a, b):
    """exp(2.1 a + 3.2 b), as an array expression."""
    return np.exp(2.1 * a + 3.2 * b)


def exp_linear_into(out, a, b):
    """exp(2.1 a + 3.2 b), as a loop into an array."""
    for i in prange(len(out)):
        out[i] = math.exp(2.1 * a[i] + 3.2 * b[i])


def gaussians(x, means, widths):
    """Values at x of normal densities, each divided by their number."""
    return np.exp(-0.5 * ((x - means) / widths) ** 2) / widths / root / means.shape[0]


def kde(x, means, widths):
    """Kernel density estimate at x."""
    return (np.exp(-0.5 * ((x - means) / widths) ** 2) / widths).mean() / root


def monte_carlo_pi(n):
    """Four times the share of n random points that lie in the unit circle."""
    inside = 0
    for _ in prange(n):
        x = np.random.random()
        y = np.random.random()
        if x * x + y * y < 1:
            inside += 1
    return 4 * inside / n


def mandelbrot(out, limit):
    """Escape times, without complex numbers."""
    height, width = out.shape
    for j in prange(height):
        for i in range(width):
            cr = -2 + 3 * i / width
            ci = -1 + 2 * j / height
            zr = 0.0
            zi = 0.0
            k = 0
            while k < limit and zr * zr + zi * zi < 4:
                t = zr * zr - zi * zi + cr
                zi = 2 * zr * zi + ci
                zr = t
                k += 1
            out[j, i] = k


def squares(a):
    """A * a."""
    return a * a


def total(a):
    """Sum of the elements."""
    s = 0
    for i in prange(len(a)):
        s += a[i]
    return s
