"""Python's own random module."""

import numpy as np
from draws import (
    TWO_PI,
    draw_beta,
    draw_gamma,
    draw_lognormal,
    draw_normal,
    draw_pareto,
    draw_triangular,
    draw_uniform,
    draw_vonmises,
    draw_weibull,
)
from library import function, random_bits, random_exponential, random_integer, random_uniform


@function("random.random")
def py_random():
    """Uniform in [0, 1)."""
    return random_uniform()


@function("random.uniform")
def py_uniform(a, b):
    """Uniform between a and b."""
    return draw_uniform(a, b)


@function("random.gauss", "random.normalvariate")
def py_gauss(mu=0.0, sigma=1.0):
    """Normal."""
    return draw_normal(mu, sigma)


@function("random.expovariate")
def py_expovariate(lambd=1.0):
    """Exponential with that rate."""
    return random_exponential() / lambd


@function("random.betavariate")
def py_betavariate(alpha, beta):
    """Beta."""
    return draw_beta(alpha, beta)


@function("random.gammavariate")
def py_gammavariate(alpha, beta):
    """Gamma."""
    if alpha <= 0 or beta <= 0:
        raise ValueError("gammavariate: alpha and beta must be > 0.0")
    return draw_gamma(alpha, beta)


@function("random.lognormvariate")
def py_lognormvariate(mu=0.0, sigma=1.0):
    """The exponential of a normal."""
    return draw_lognormal(mu, sigma)


@function("random.paretovariate")
def py_paretovariate(alpha):
    """Pareto I."""
    return 1.0 + draw_pareto(alpha)


@function("random.weibullvariate")
def py_weibullvariate(alpha, beta):
    """Weibull with a scale."""
    return alpha * draw_weibull(beta)


@function("random.vonmisesvariate")
def py_vonmisesvariate(mu, kappa):
    """Von Mises, in [0, 2 pi)."""
    return draw_vonmises(mu, kappa) % TWO_PI


@function("random.triangular")
def py_triangular(low=0.0, high=1.0, mode=None):
    """Triangular; the mode is in the middle unless given."""
    m = (low + high) / 2 if mode is None else mode
    if high == low:
        return float(low)
    return draw_triangular(low, m, high)


@function("random.getrandbits")
def py_getrandbits(k):
    """k random bits, at most 64, as uint64."""
    if k < 0 or k > 64:
        raise ValueError("number of bits must be in [0, 64]")
    if k == 0:
        return np.uint64(0)
    return random_bits() >> np.uint64(64 - k)


@function("random.choice")
def py_choice(seq):
    """One item of a sequence."""
    if len(seq) == 0:
        raise IndexError("Cannot choose from an empty sequence")
    return seq[random_integer(0, len(seq))]


@function("random.randint")
def py_randint(a, b):
    """An integer from a to b, both included."""
    if b < a:
        raise ValueError(f"empty range for randrange() ({a}, {b + 1}, {b + 1 - a})")
    return random_integer(a, b + 1)


@function("random.randrange")
def py_randrange(start, stop=None, step=1):
    """An item of range(start, stop, step)."""
    lo = 0 if stop is None else start
    hi = start if stop is None else stop
    if step == 0:
        raise ValueError("zero step for randrange()")
    n = (hi - lo + step - 1) // step if step > 0 else (hi - lo + step + 1) // step
    if n <= 0:
        raise ValueError("empty range for randrange()")
    return lo + step * random_integer(0, n)
