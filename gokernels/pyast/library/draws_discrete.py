"""Discrete random numbers, arrangements and choices."""

import math

import numpy as np
from draws import draw_beta, draw_gamma, filled1, filled2, filled3, need, positive_uniform
from library import function, int_limits, lgamma, random_exponential, random_integer, random_uniform
from scans import cumsum
from shapes import as_shape, size_of
from sorting import first_greater

SMALL_COUNT = 20  # below this many trials they are simulated one by one
SMALL_MEAN = 10.0  # below this mean Poisson numbers are counted; the method for greater ones is valid from 10 on


def draw_binomial(n, p):
    """Binomial: for many trials, cut by the beta distribution of an order statistic (L. Devroye, Non-Uniform Random Variate
    Generation, 1986, X.4.3); few are simulated.
    """
    count = 0
    trials = int(n)
    q = float(p)
    while trials > SMALL_COUNT and q > 0 and q < 1:
        i = (trials + 1) // 2
        y = draw_beta(float(i), float(trials + 1 - i))
        if y <= q:
            count += i
            trials -= i
            q = (q - y) / (1.0 - y)
        else:
            trials = i - 1
            q = q / y
    for _ in range(trials):
        if random_uniform() < q:
            count += 1
    return count


def draw_poisson(lam):
    """Poisson: small means by counting exponentials, others by PTRS (W. Hoermann, Insurance Math. Econ. 12 (1993) 39)."""
    if lam < SMALL_MEAN:
        k = -1
        t = 0.0
        while t <= lam:
            t += random_exponential()
            k += 1
        return k
    b = 0.931 + 2.53 * math.sqrt(lam)
    a = -0.059 + 0.02483 * b
    alpha = 1.1239 + 1.1328 / (b - 3.4)
    limit = 0.9277 - 3.6224 / (b - 2.0)
    while True:
        u = random_uniform() - 0.5
        v = positive_uniform()
        us = 0.5 - abs(u)
        if us <= 0:
            continue
        x = math.floor((2.0 * a / us + b) * u + lam + 0.43)
        if us >= 0.07 and v <= limit:
            return int(x)
        if x >= 0 and not (us < 0.013 and v > us):
            if math.log(v * alpha / (a / (us * us) + b)) <= x * math.log(lam) - lam - lgamma(x + 1.0):
                return int(x)


def draw_geometric(p):
    """Geometric from 1 on, by inversion (Devroye 1986, X.2)."""
    if p == 1:
        return 1
    x = math.ceil(random_exponential() / -math.log1p(-p))
    return max(int(min(x, 9.2e18)), 1)


def draw_negative_binomial(n, p):
    """Negative binomial: Poisson with a gamma mean (Devroye 1986, X.4.7)."""
    return draw_poisson(draw_gamma(n, (1.0 - p) / p))


def draw_hypergeometric(ngood, nbad, nsample):
    """Hypergeometric: the urn itself, drawn from the smaller side (Devroye 1986, X.4.8)."""
    total = ngood + nbad
    sample = min(nsample, total - nsample)
    good = ngood
    left = total
    for _ in range(sample):
        if random_uniform() * left < good:
            good -= 1
        left -= 1
    taken = ngood - good
    return taken if sample == nsample else ngood - taken


def draw_zipf(a):
    """Zipf by rejection (Devroye 1986, X.6.1)."""
    b = 2.0 ** (a - 1.0)
    while True:
        x = math.floor(min(positive_uniform() ** (-1.0 / (a - 1.0)), 9.2e18))
        t = (1.0 + 1.0 / x) ** (a - 1.0)
        if random_uniform() * x * (t - 1.0) / (b - 1.0) <= t / b:
            return int(x)


def draw_logseries(p):
    """Logarithmic series: A. W. Kemp, Applied Statistics 30 (1981) 249, method LK."""
    v = random_uniform()
    if v >= p or p == 0:
        return 1
    q = -math.expm1(math.log1p(-p) * positive_uniform())
    if v <= q * q and v > 0:
        return int(math.floor(1.0 + math.log(v) / math.log(q)))
    return 1 if v >= q else 2


@function("numpy.random.binomial")
def binomial(n, p, size=None):
    """Binomial."""
    need(n >= 0, "n < 0")
    need(p >= 0 and p <= 1, "p < 0, p > 1 or p is NaN")
    return filled2(draw_binomial, np.int64, n, p, size)


@function("numpy.random.poisson")
def poisson(lam=1.0, size=None):
    """Poisson."""
    need(lam >= 0, "lam < 0 or lam is NaN")
    need(lam <= 9.2e18, "lam value too large")
    return filled1(draw_poisson, np.int64, lam, size)


@function("numpy.random.geometric")
def geometric(p, size=None):
    """Geometric, from 1 on."""
    need(p > 0 and p <= 1, "p <= 0, p > 1 or p contains NaNs")
    return filled1(draw_geometric, np.int64, p, size)


@function("numpy.random.negative_binomial")
def negative_binomial(n, p, size=None):
    """Negative binomial."""
    need(n > 0, "n <= 0")
    need(p > 0 and p <= 1, "p <= 0, p > 1 or p is NaN")
    return filled2(draw_negative_binomial, np.int64, n, p, size)


@function("numpy.random.hypergeometric")
def hypergeometric(ngood, nbad, nsample, size=None):
    """Hypergeometric."""
    need(ngood >= 0, "ngood < 0")
    need(nbad >= 0, "nbad < 0")
    need(nsample >= 0, "nsample < 0")
    need(ngood + nbad >= nsample, "ngood + nbad < nsample")
    return filled3(draw_hypergeometric, np.int64, ngood, nbad, nsample, size)


@function("numpy.random.zipf")
def zipf(a, size=None):
    """Zipf."""
    need(a > 1, "a <= 1 or a is NaN")
    return filled1(draw_zipf, np.int64, a, size)


@function("numpy.random.logseries")
def logseries(p, size=None):
    """Logarithmic series."""
    need(p >= 0 and p < 1, "p < 0, p >= 1 or p is NaN")
    return filled1(draw_logseries, np.int64, p, size)


@function("numpy.random.randint")
def randint(low, high=None, size=None, dtype=np.int64):
    """Integers from low to before high, or from 0 to before low."""
    lo = 0 if high is None else low
    hi = low if high is None else high
    need(hi > lo, "low >= high")
    need(lo >= int_limits(dtype)[0], "low is out of bounds for dtype")
    need(hi - 1 <= int_limits(dtype)[1], "high is out of bounds for dtype")
    return filled2(random_integer, dtype, int(lo), int(hi), size)


@function("numpy.random.random_integers")
def random_integers(low, high=None, size=None):
    """Integers from low to high, both included, or from 1 to low."""
    lo = 1 if high is None else low
    hi = low if high is None else high
    return randint(lo, hi + 1, size)


def multinomial_into(dst, n, pvals):
    """One draw: binomials, each given those before (Devroye 1986, XI.1.3)."""
    left = n
    rest = 1.0
    dst[...] = 0
    for i in range(len(pvals) - 1):
        if left > 0 and rest > 0:
            dst[i] = draw_binomial(left, min(pvals[i] / rest, 1.0))
            left -= dst[i]
        rest -= pvals[i]
    if len(pvals) > 0:
        dst[len(pvals) - 1] = left


@function("numpy.random.multinomial")
def multinomial(n, pvals, size=None):
    """Multinomial: counts along the last axis."""
    need(n >= 0, "n < 0")
    s = 0.0
    for i in range(len(pvals) - 1):
        need(pvals[i] >= 0 and pvals[i] <= 1, "pvals < 0, pvals > 1 or pvals contains NaNs")
        s += pvals[i]
    need(s <= 1.0 + 1e-12, "sum(pvals[:-1]) > 1.0")
    if size is None:
        r = np.zeros(len(pvals), np.int64)
        multinomial_into(r, n, pvals)
        return r
    else:
        shape = as_shape(size)
        many = np.zeros((size_of(shape), len(pvals)), np.int64)
        for i in range(many.shape[0]):
            multinomial_into(many[i], n, pvals)
        return many.reshape(shape + (len(pvals),))


def dirichlet_into(dst, alpha):
    """One draw: gammas over their sum (Devroye 1986, XI.4)."""
    total = 0.0
    for i in range(len(alpha)):
        dst[i] = draw_gamma(float(alpha[i]), 1.0)
        total += dst[i]
    for i in range(len(alpha)):
        dst[i] /= total


@function("numpy.random.dirichlet")
def dirichlet(alpha, size=None):
    """Dirichlet: fractions along the last axis."""
    for i in range(len(alpha)):
        need(alpha[i] > 0, "alpha <= 0")
    if size is None:
        r = np.empty(len(alpha), np.float64)
        dirichlet_into(r, alpha)
        return r
    else:
        shape = as_shape(size)
        many = np.empty((size_of(shape), len(alpha)), np.float64)
        for i in range(many.shape[0]):
            dirichlet_into(many[i], alpha)
        return many.reshape(shape + (len(alpha),))


@function("numpy.random.shuffle", "random.shuffle")
def shuffle(x):
    """Every order of the first axis equally likely, in place: R. Durstenfeld, CACM 7 (1964) 420."""
    if isinstance(x, np.ndarray) and x.ndim > 1:
        shuffle_slices(x)
    else:
        for i in range(len(x) - 1, 0, -1):
            j = random_integer(0, i + 1)
            v = x[i]
            x[i] = x[j]
            x[j] = v


def shuffle_slices(x):
    """As shuffle, for slices."""
    for i in range(len(x) - 1, 0, -1):
        j = random_integer(0, i + 1)
        v = x[i].copy()
        x[i] = x[j]
        x[j] = v


@function("numpy.random.permutation")
def permutation(x):
    """A shuffled copy, or the numbers before x shuffled."""
    r = x.copy() if isinstance(x, np.ndarray) else np.arange(x)
    shuffle(r)
    return r


def choice_count(a):
    """How many there are to choose from."""
    if isinstance(a, np.ndarray):
        return len(a)
    return a


def chosen(a, i):
    """The i-th to choose from."""
    if isinstance(a, np.ndarray):
        return a[i]
    return i


def check_probabilities(p, n):
    """ValueError unless they are n probabilities."""
    need(len(p) == n, "'a' and 'p' must have same size")
    for i in range(n):
        need(p[i] >= 0, "probabilities are not non-negative")
    need(abs(np.sum(p) - 1.0) <= 1e-8, "probabilities do not sum to 1")


def weighted_place(cdf):
    """A place, as likely as its step of the running sums."""
    return min(first_greater(cdf, random_uniform() * cdf[len(cdf) - 1]), len(cdf) - 1)


def places_with(n, m, p):
    """m places of n, any of them again."""
    r = np.empty(m, np.int64)
    if p is None:
        for i in range(m):
            r[i] = random_integer(0, n)
    else:
        cdf = cumsum(p)
        for i in range(m):
            r[i] = weighted_place(cdf)
    return r


def places_without(n, m, p):
    """m different places of n: the start of a shuffle, or one after the other by what weight is left."""
    need(m <= n, "Cannot take a larger sample than population when 'replace=False'")
    r = np.arange(n)
    if p is None:
        for i in range(m):
            j = random_integer(i, n)
            v = r[i]
            r[i] = r[j]
            r[j] = v
    else:
        need(np.count_nonzero(p) >= m, "Fewer non-zero entries in p than size")
        w = p.copy()
        for i in range(m):
            r[i] = weighted_place(cumsum(w))
            w[r[i]] = 0
    return r[:m]


@function("numpy.random.choice")
def choice(a, size=None, replace=True, p=None):
    """Items of a, or numbers before a: with or without repetition, with probabilities p."""
    n = choice_count(a)
    if n <= 0:
        raise ValueError("'a' cannot be empty unless no samples are taken")
    if p is not None:
        check_probabilities(p, n)
    if size is None:
        return chosen(a, random_integer(0, n) if p is None else weighted_place(cumsum(p)))
    else:
        shape = as_shape(size)
        m = size_of(shape)
        places = places_with(n, m, p) if replace else places_without(n, m, p)
        r = np.empty(m, a.dtype if isinstance(a, np.ndarray) else np.int64)
        for i in range(m):
            r[i] = chosen(a, places[i])
        return r.reshape(shape)
