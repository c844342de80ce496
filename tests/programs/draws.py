# uniform: numbers from 0 to 1
def f(n):
    a = np.random.rand(n)
    return a.size, a.min() >= 0.0, a.max() < 1.0, abs(a.mean() - 0.5) < 0.05

case(f, 5000, want=(5000, True, True, True))
---
# scalar-forms: every scalar form in its range
import random

def f(n):
    ok = True
    for i in range(n):
        ok &= 0.0 <= np.random.random() < 1.0
        ok &= 2.0 <= np.random.uniform(2.0, 5.0) < 5.0
        ok &= 0.0 <= random.random() < 1.0
        ok &= 3 <= random.randint(3, 5) <= 5
        ok &= 3 <= np.random.randint(3, 6) <= 5
        ok &= np.random.exponential(2.0) >= 0.0
    return ok

case(f, 200, want=True)
---
# normal: mean and deviation of a large sample
def f(n):
    np.random.seed(3)
    a = np.random.normal(10.0, 2.0, n)
    b = np.random.standard_normal(n)
    c = np.random.randn(n)
    return abs(a.mean() - 10.0) < 0.2, abs(a.std() - 2.0) < 0.2, abs(b.mean()) < 0.1, abs(c.std() - 1.0) < 0.1

case(f, 5000, want=(True, True, True, True))
---
# shapes: arrays of any shape
def f(n, m):
    return np.random.random((n, m)).shape, np.random.rand(n, m, 2).shape, np.random.randint(0, 9, (m, n)).shape

case(f, 3, 4, want=((3, 4), (3, 4, 2), (4, 3)))
---
# seed-repeats: the same seed gives the same numbers, another one others
def f(n):
    np.random.seed(42)
    a = np.random.rand(n)
    np.random.seed(42)
    b = np.random.rand(n)
    np.random.seed(43)
    c = np.random.rand(n)
    return (a == b).all(), (a == c).any()

case(f, 100, want=(True, False))
---
# E-seed-prange: a seeded parallel loop has the same numbers for every thread count
@njit(parallel=True)
def f(n):
    np.random.seed(7)
    out = np.zeros(n)
    for i in prange(n):
        out[i] = np.random.random()
    return out

case(f, 5000, check=lambda r: 0 <= r.min() and r.max() < 1 and len(np.unique(r)) == 5000)
---
# E-seed-argument: a seed that is an argument; the loop repeats bit by bit
@njit(parallel=True)
def draw(seed, n):
    np.random.seed(seed)
    out = np.zeros(n)
    for i in prange(n):
        out[i] = np.random.normal()
    return out

def f(n):
    a, b, c = draw(1, n), draw(1, n), draw(2, n)
    return (a == b).all(), (a == c).any()

case(f, 1000, want=(True, False))
---
# E-seed-monte-carlo: a seeded estimate of pi is the same for every thread count
def f(n):
    np.random.seed(12)
    hits = 0
    for i in prange(n):
        x, y = np.random.random(), np.random.random()
        if x * x + y * y <= 1.0:
            hits += 1
    return 4.0 * hits / n

case(f, 20000, check=lambda r: abs(r - math.pi) < 0.1)
---
# E-two-loops: two loops after one seed draw different numbers
def f(n):
    np.random.seed(5)
    a, b = np.zeros(n), np.zeros(n)
    for i in prange(n):
        a[i] = np.random.random()
    for i in prange(n):
        b[i] = np.random.random()
    return (a == b).any(), abs(a.mean() - b.mean()) < 0.2

case(f, 1000, want=(False, True))
---
# E-array-draws: seeded array draws under parallel=True
def f(n):
    np.random.seed(5)
    a = np.random.normal(0.0, 1.0, n)
    return np.sqrt(a * a) + np.random.rand(n)

case(f, 3000, check=lambda r: r.shape == (3000,) and r.min() > 0)
---
# E-draw-in-helper: random numbers drawn in a called function
@njit
def step():
    return 1 if np.random.random() < 0.5 else -1

def f(n):
    np.random.seed(9)
    out = np.zeros(n, np.int64)
    for i in prange(n):
        k = 0
        for t in range(100):
            k += step()
        out[i] = k
    return out

case(f, 500, check=lambda r: abs(r.mean()) < 3 and (r % 2 == 0).all() and 50 < r.var() < 200)
---
# integers-range: every value of a small range occurs, none outside
def f(n):
    np.random.seed(1)
    h = np.zeros(6, np.int64)
    for i in range(n):
        h[np.random.randint(0, 6)] += 1
    return h.min() > n // 12, h.sum() == n

case(f, 3000, want=(True, True))
---
# distributions: means of the named distributions
def f(n):
    np.random.seed(8)
    return (np.random.poisson(4.0, n).mean(), np.random.exponential(3.0, n).mean(), np.random.gamma(2.0, 2.0, n).mean(),
            np.random.beta(2.0, 2.0, n).mean(), np.random.binomial(10, 0.3, n).mean(), np.random.chisquare(3.0, n).mean())

case(f, 20000, check=lambda r: np.allclose(r, (4, 3, 4, 0.5, 3, 3), rtol=0.1))
---
# distributions-more: triangular, weibull, lognormal, geometric, laplace, rayleigh
def f(n):
    np.random.seed(8)
    return (np.random.triangular(0.0, 1.0, 2.0, n).mean(), np.random.weibull(1.0, n).mean(),
            np.random.lognormal(0.0, 0.5, n).mean(), np.random.geometric(0.25, n).mean(), np.random.laplace(1.0, 1.0, n).mean())

case(f, 20000, check=lambda r: np.allclose(r, (1, 1, math.exp(0.125), 4, 1), rtol=0.1))
---
# shuffle-choice: permutations keep the elements
def f(n):
    np.random.seed(4)
    a = np.arange(n)
    np.random.shuffle(a)
    p = np.random.permutation(n)
    c = np.random.choice(a, 50)
    return a.sum(), (np.sort(p) == np.arange(n)).all(), (a == np.arange(n)).all(), (c >= 0).all() and (c < n).all()

case(f, 100, want=(4950, True, False, True))
---
# independent-streams: neighbouring iterations are not correlated
def f(n):
    np.random.seed(2)
    a = np.zeros(n)
    for i in prange(n):
        a[i] = np.random.random() - 0.5
    s = 0.0
    for i in prange(n - 1):
        s += a[i] * a[i + 1]
    return abs(s / n) < 0.01

case(f, 20000, want=True)
