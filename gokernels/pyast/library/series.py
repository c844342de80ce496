"""Sequences in one dimension: convolution, correlation, covariance, polynomials, windows."""

import math

import numpy as np
from library import cast, function, inexact, kind, result_dtype
from matrices import matmul
from reduce import mean
from scalars import i0


def convolve_full(a, v):
    """The whole convolution: one multiple of a row after the other."""
    t = result_dtype(a, v)
    n = len(a)
    r = np.zeros(n + len(v) - 1, t)
    for j in range(len(v)):
        f = cast(t, v[j])
        for i in range(n):
            r[i + j] += cast(t, a[i]) * f
    return r


def middle(r, n, m, mode):
    """The part of a full convolution of n with m (n >= m) that the mode asks for."""
    if mode == "full":
        return r
    if mode == "same":
        lo = (m - 1) // 2
        return r[lo:lo + n]
    if mode == "valid":
        return r[m - 1:n]
    raise ValueError("mode must be one of 'full', 'same', or 'valid'")


@function("numpy.convolve")
def convolve(a, v, mode="full"):
    """Convolution."""
    if len(a) == 0:
        raise ValueError("a cannot be empty")
    if len(v) == 0:
        raise ValueError("v cannot be empty")
    if len(v) > len(a):
        return middle(convolve_full(v, a), len(v), len(a), mode)
    return middle(convolve_full(a, v), len(a), len(v), mode)


@function("numpy.correlate")
def correlate(a, v, mode="valid"):
    """Correlation: the convolution of a with the conjugate of v backwards."""
    if len(a) == 0:
        raise ValueError("first array argument cannot be empty")
    if len(v) == 0:
        raise ValueError("second array argument cannot be empty")
    w = np.conjugate(v[::-1])
    n = max(len(a), len(v))
    m = min(len(a), len(v))
    r = convolve_full(a, w)
    if mode == "same":
        lo = (m - 1) // 2 if len(a) >= len(v) else m // 2
        return r[lo:lo + n]
    return middle(r, n, m, mode)


def observations(m, y, rowvar):
    """Variables as rows, in float64 or complex128: those of m, then those of y."""
    a = m[np.newaxis, :] if m.ndim == 1 else (m if rowvar else m.T)
    if y is None:
        return a.astype(result_dtype(a, np.float64))
    else:
        b = y[np.newaxis, :] if y.ndim == 1 else (y if rowvar else y.T)
        x = np.empty((a.shape[0] + b.shape[0], a.shape[1]), result_dtype(a, b, np.float64))
        x[:a.shape[0]] = a
        x[a.shape[0]:] = b
        return x


def covariances(x, ddof):
    """The matrix of covariances of the rows."""
    d = x - mean(x, 1, keepdims=True)
    c = matmul(d, np.conjugate(d.T))
    return np.divide(c, cast(inexact(c), max(x.shape[1] - ddof, 0)))


@function("numpy.cov")
def cov(m, y=None, rowvar=True, bias=False, ddof=None):
    """Covariances: a matrix, or a number (an array without dimensions) for one variable."""
    x = observations(m, y, rowvar)
    c = covariances(x, (0 if bias else 1) if ddof is None else ddof)
    if m.ndim == 1 and y is None:
        return c[0, 0]
    return c


@function("numpy.corrcoef")
def corrcoef(x, y=None, rowvar=True):
    """Correlation coefficients."""
    c = covariances(observations(x, y, rowvar), 1)
    if x.ndim == 1 and y is None:
        return c[0, 0] / c[0, 0]
    n = c.shape[0]
    s = np.empty(n, np.float64)
    for i in range(n):
        s[i] = np.sqrt(c[i, i].real)
    r = np.empty((n, n), c.dtype)
    for i in range(n):
        for j in range(n):
            r[i, j] = limited(np.divide(np.divide(c[i, j], s[i]), s[j]))
    return r


def limited(v):
    """The number, its parts within -1 and 1."""
    if kind(v) == "c":
        return complex(min(max(v.real, -1.0), 1.0), min(max(v.imag, -1.0), 1.0))
    return np.minimum(np.maximum(v, -1.0), 1.0)


@function("numpy.polyval")
def polyval(p, x):
    """The polynomial with coefficients p, the highest power first: Horner's rule."""
    if isinstance(x, np.ndarray):
        r = np.zeros(x.shape, result_dtype(p, x))
        for i in range(len(p)):
            r[...] = r * x + p[i]
        return r
    else:
        y = cast(result_dtype(p, cast(result_dtype(x), x)), 0)
        for i in range(len(p)):
            y = y * x + p[i]
        return y


def cosine_window(M, a, b, c):
    """a - b cos(2 pi i / (M - 1)) + c cos(4 pi i / (M - 1)): F. J. Harris, Proc. IEEE 66 (1978) 51."""
    r = np.ones(max(M, 0), np.float64)
    if M > 1:
        for i in range(M):
            x = 2.0 * math.pi * i / (M - 1)
            r[i] = a - b * math.cos(x) + c * math.cos(2.0 * x)
    return r


@function("numpy.hanning")
def hanning(M):
    """Von Hann's window."""
    return cosine_window(M, 0.5, 0.5, 0.0)


@function("numpy.hamming")
def hamming(M):
    """Hamming's window."""
    return cosine_window(M, 0.54, 0.46, 0.0)


@function("numpy.blackman")
def blackman(M):
    """Blackman's window."""
    return cosine_window(M, 0.42, 0.5, 0.08)


@function("numpy.bartlett")
def bartlett(M):
    """The triangular window."""
    r = np.ones(max(M, 0), np.float64)
    if M > 1:
        for i in range(M):
            r[i] = 1.0 - abs(2.0 * i / (M - 1) - 1.0)
    return r


@function("numpy.kaiser")
def kaiser(M, beta):
    """Kaiser's window."""
    r = np.ones(max(M, 0), np.float64)
    if M > 1:
        for i in range(M):
            x = 2.0 * i / (M - 1) - 1.0
            r[i] = i0(beta * math.sqrt(1.0 - x * x)) / i0(float(beta))
    return r
