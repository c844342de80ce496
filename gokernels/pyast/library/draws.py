"""Continuous random numbers: np.random.* and random.*. Each says where its algorithm is published."""

import math

import numpy as np
from library import function, prange, random_exponential, random_normal, random_uniform

TWO_PI = 6.283185307179586


def filled0(draw, dtype, size):
    """draw() once, or an array of draws of that size."""
    if size is None:
        return draw()
    else:
        r = np.empty(size, dtype)
        flat = r.reshape(-1)
        for i in prange(len(flat)):
            flat[i] = draw()
        return r


def filled1(draw, dtype, a, size):
    """draw(a) once, or an array of draws of that size."""
    if size is None:
        return draw(a)
    else:
        r = np.empty(size, dtype)
        flat = r.reshape(-1)
        for i in prange(len(flat)):
            flat[i] = draw(a)
        return r


def filled2(draw, dtype, a, b, size):
    """draw(a, b) once, or an array of draws of that size."""
    if size is None:
        return draw(a, b)
    else:
        r = np.empty(size, dtype)
        flat = r.reshape(-1)
        for i in prange(len(flat)):
            flat[i] = draw(a, b)
        return r


def filled3(draw, dtype, a, b, c, size):
    """draw(a, b, c) once, or an array of draws of that size."""
    if size is None:
        return draw(a, b, c)
    else:
        r = np.empty(size, dtype)
        flat = r.reshape(-1)
        for i in prange(len(flat)):
            flat[i] = draw(a, b, c)
        return r


def positive_uniform():
    """A number in (0, 1]: safe for logarithms."""
    return 1.0 - random_uniform()


def draw_uniform(low, high):
    """Uniform from low to high."""
    return low + (high - low) * random_uniform()


def draw_normal(loc, scale):
    """Normal."""
    return loc + scale * random_normal()


def draw_exponential(scale):
    """Exponential."""
    return scale * random_exponential()


def draw_gamma(shape, scale):
    """Gamma: G. Marsaglia and W. W. Tsang, ACM Trans. Math. Software 26 (2000) 363; below 1 by its section 6."""
    if shape == 0 or scale == 0:
        return 0.0
    boost = 1.0
    a = float(shape)
    if a < 1:
        boost = positive_uniform() ** (1.0 / a)
        a += 1.0
    d = a - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        x = random_normal()
        v = 1.0 + c * x
        if v > 0:
            v = v * v * v
            u = positive_uniform()
            if u < 1.0 - 0.0331 * x * x * x * x or math.log(u) < 0.5 * x * x + d * (1.0 - v + math.log(v)):
                return scale * boost * d * v


def draw_beta(a, b):
    """Beta: M. D. Joehnk, Metrika 8 (1964) 5, if both are at most 1, else from two gammas (Devroye 1986, IX.3)."""
    if a <= 1 and b <= 1:
        while True:
            u = positive_uniform()
            v = positive_uniform()
            x = u ** (1.0 / a)
            y = v ** (1.0 / b)
            if x + y <= 1:
                if x + y > 0:
                    return x / (x + y)
                p = math.log(u) / a
                q = math.log(v) / b
                m = max(p, q)
                return math.exp(p - m - math.log(math.exp(p - m) + math.exp(q - m)))
    x = draw_gamma(a, 1.0)
    y = draw_gamma(b, 1.0)
    return x / (x + y)


def draw_chisquare(df):
    """Chi-square: twice a gamma of df / 2."""
    return 2.0 * draw_gamma(df / 2.0, 1.0)


def draw_f(dfnum, dfden):
    """F: a ratio of chi-squares over their degrees."""
    return draw_chisquare(dfnum) * dfden / (draw_chisquare(dfden) * dfnum)


def draw_t(df):
    """Student's t: normal over the root of chi-square over df."""
    return random_normal() / math.sqrt(draw_chisquare(df) / df)


def draw_lognormal(mean, sigma):
    """The exponential of a normal."""
    return math.exp(mean + sigma * random_normal())


def draw_laplace(loc, scale):
    """Laplace by inversion (Devroye 1986, II.2)."""
    u = random_uniform()
    if u < 0.5:
        return loc + scale * math.log(2.0 * u) if u > 0 else draw_laplace(loc, scale)
    return loc - scale * math.log(2.0 - 2.0 * u)


def draw_logistic(loc, scale):
    """Logistic by inversion (Devroye 1986, II.2)."""
    u = random_uniform()
    if u == 0:
        return draw_logistic(loc, scale)
    return loc + scale * math.log(u / (1.0 - u))


def draw_gumbel(loc, scale):
    """Gumbel by inversion: minus the logarithm of an exponential."""
    e = random_exponential()
    if e == 0:
        return draw_gumbel(loc, scale)
    return loc - scale * math.log(e)


def draw_weibull(a):
    """Weibull by inversion."""
    return 0.0 if a == 0 else random_exponential() ** (1.0 / a)


def draw_pareto(a):
    """Pareto II (Lomax) by inversion."""
    return math.expm1(random_exponential() / a)


def draw_power(a):
    """Power function by inversion."""
    return positive_uniform() ** (1.0 / a)


def draw_rayleigh(scale):
    """Rayleigh by inversion."""
    return scale * math.sqrt(2.0 * random_exponential())


def draw_triangular(left, mode, right):
    """Triangular by inversion."""
    u = random_uniform()
    width = right - left
    if u <= (mode - left) / width:
        return left + math.sqrt(u * width * (mode - left))
    return right - math.sqrt((1.0 - u) * width * (right - mode))


def draw_vonmises(mu, kappa):
    """Von Mises: D. J. Best and N. I. Fisher, Applied Statistics 28 (1979) 152."""
    if kappa < 1e-8:  # uniform to double precision
        return TWO_PI * random_uniform() - math.pi
    if kappa > 1e6:  # normal with variance 1 / kappa to double precision of the samples
        x = mu + random_normal() / math.sqrt(kappa)
        return math.fmod(math.fmod(x + math.pi, TWO_PI) + TWO_PI, TWO_PI) - math.pi
    tau = 1.0 + math.sqrt(1.0 + 4.0 * kappa * kappa)
    rho = (tau - math.sqrt(2.0 * tau)) / (2.0 * kappa)
    r = (1.0 + rho * rho) / (2.0 * rho)
    while True:
        z = math.cos(math.pi * random_uniform())
        w = (1.0 + r * z) / (r + z)
        c = kappa * (r - w)
        u = positive_uniform()
        if c * (2.0 - c) > u or math.log(c / u) + 1.0 >= c:
            x = math.acos(min(max(w, -1.0), 1.0))
            y = mu + (x if random_uniform() < 0.5 else -x)
            return math.fmod(math.fmod(y + math.pi, TWO_PI) + TWO_PI, TWO_PI) - math.pi


def draw_wald(mean, scale):
    """Inverse Gaussian: J. R. Michael, W. R. Schucany and R. W. Haas, American Statistician 30 (1976) 88."""
    y = random_normal()
    m = mean / (2.0 * scale)
    b = mean * y * y
    x = mean + m * (b - math.sqrt(4.0 * scale * b + b * b))
    if random_uniform() <= mean / (mean + x):
        return x
    return mean * mean / x


def draw_cauchy():
    """Cauchy: a ratio of normals."""
    d = random_normal()
    return random_normal() / d if d != 0 else draw_cauchy()


def need(ok, what):
    """ValueError unless ok."""
    if not ok:
        raise ValueError(f"{what}")


@function("numpy.random.random", "numpy.random.random_sample", "numpy.random.ranf", "numpy.random.sample")
def random_sample(size=None):
    """Uniform in [0, 1)."""
    return filled0(random_uniform, np.float64, size)


@function("numpy.random.rand")
def rand(*dims):
    """Uniform in [0, 1), of that shape."""
    if len(dims) == 0:
        return random_uniform()
    return filled0(random_uniform, np.float64, dims)


@function("numpy.random.randn")
def randn(*dims):
    """Standard normal, of that shape."""
    if len(dims) == 0:
        return random_normal()
    return filled0(random_normal, np.float64, dims)


@function("numpy.random.standard_normal")
def standard_normal(size=None):
    """Normal with mean 0 and variance 1."""
    return filled0(random_normal, np.float64, size)


@function("numpy.random.standard_exponential")
def standard_exponential(size=None):
    """Exponential with mean 1."""
    return filled0(random_exponential, np.float64, size)


@function("numpy.random.standard_cauchy")
def standard_cauchy(size=None):
    """Cauchy."""
    return filled0(draw_cauchy, np.float64, size)


@function("numpy.random.uniform")
def uniform(low=0.0, high=1.0, size=None):
    """Uniform in [low, high)."""
    if not np.isfinite(high - low):
        raise OverflowError("Range exceeds valid bounds")
    return filled2(draw_uniform, np.float64, low, high, size)


@function("numpy.random.normal")
def normal(loc=0.0, scale=1.0, size=None):
    """Normal."""
    need(scale >= 0, "scale < 0")
    return filled2(draw_normal, np.float64, loc, scale, size)


@function("numpy.random.exponential")
def exponential(scale=1.0, size=None):
    """Exponential."""
    need(scale >= 0, "scale < 0")
    return filled1(draw_exponential, np.float64, scale, size)


@function("numpy.random.gamma")
def gamma(shape, scale=1.0, size=None):
    """Gamma."""
    need(shape >= 0, "shape < 0")
    need(scale >= 0, "scale < 0")
    return filled2(draw_gamma, np.float64, shape, scale, size)


@function("numpy.random.standard_gamma")
def standard_gamma(shape, size=None):
    """Gamma with scale 1."""
    need(shape >= 0, "shape < 0")
    return filled2(draw_gamma, np.float64, shape, 1.0, size)


@function("numpy.random.beta")
def beta(a, b, size=None):
    """Beta."""
    need(a > 0, "a <= 0")
    need(b > 0, "b <= 0")
    return filled2(draw_beta, np.float64, a, b, size)


@function("numpy.random.chisquare")
def chisquare(df, size=None):
    """Chi-square."""
    need(df > 0, "df <= 0")
    return filled1(draw_chisquare, np.float64, df, size)


@function("numpy.random.f")
def f(dfnum, dfden, size=None):
    """F."""
    need(dfnum > 0, "dfnum <= 0")
    need(dfden > 0, "dfden <= 0")
    return filled2(draw_f, np.float64, dfnum, dfden, size)


@function("numpy.random.standard_t")
def standard_t(df, size=None):
    """Student's t."""
    need(df > 0, "df <= 0")
    return filled1(draw_t, np.float64, df, size)


@function("numpy.random.lognormal")
def lognormal(mean=0.0, sigma=1.0, size=None):
    """The exponential of a normal."""
    need(sigma >= 0, "sigma < 0")
    return filled2(draw_lognormal, np.float64, mean, sigma, size)


@function("numpy.random.laplace")
def laplace(loc=0.0, scale=1.0, size=None):
    """Laplace."""
    need(scale >= 0, "scale < 0")
    return filled2(draw_laplace, np.float64, loc, scale, size)


@function("numpy.random.logistic")
def logistic(loc=0.0, scale=1.0, size=None):
    """Logistic."""
    need(scale >= 0, "scale < 0")
    return filled2(draw_logistic, np.float64, loc, scale, size)


@function("numpy.random.gumbel")
def gumbel(loc=0.0, scale=1.0, size=None):
    """Gumbel."""
    need(scale >= 0, "scale < 0")
    return filled2(draw_gumbel, np.float64, loc, scale, size)


@function("numpy.random.weibull")
def weibull(a, size=None):
    """Weibull."""
    need(a >= 0, "a < 0")
    return filled1(draw_weibull, np.float64, a, size)


@function("numpy.random.pareto")
def pareto(a, size=None):
    """Pareto II."""
    need(a > 0, "a <= 0")
    return filled1(draw_pareto, np.float64, a, size)


@function("numpy.random.power")
def power(a, size=None):
    """Power function."""
    need(a > 0, "a <= 0")
    return filled1(draw_power, np.float64, a, size)


@function("numpy.random.rayleigh")
def rayleigh(scale=1.0, size=None):
    """Rayleigh."""
    need(scale >= 0, "scale < 0")
    return filled1(draw_rayleigh, np.float64, scale, size)


@function("numpy.random.triangular")
def triangular(left, mode, right, size=None):
    """Triangular."""
    need(left <= mode, "left > mode")
    need(mode <= right, "mode > right")
    need(left != right, "left == right")
    return filled3(draw_triangular, np.float64, left, mode, right, size)


@function("numpy.random.vonmises")
def vonmises(mu, kappa, size=None):
    """Von Mises."""
    need(kappa >= 0, "kappa < 0")
    return filled2(draw_vonmises, np.float64, mu, kappa, size)


@function("numpy.random.wald")
def wald(mean, scale, size=None):
    """Inverse Gaussian."""
    need(mean > 0, "mean <= 0")
    need(scale > 0, "scale <= 0")
    return filled2(draw_wald, np.float64, mean, scale, size)
