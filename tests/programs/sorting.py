# sort: a sorted copy, in place, nan last
def f(a):
    b = np.sort(a)
    a.sort()
    return b

case(f, np.array([3.0, 1.0, np.nan, -2.0, 1.0]))
case(f, np.array([3, 1, -2, 1, 0]))
case(f, np.cos(np.arange(1000.0)))
case(f, np.array([True, False, True]))
---
# sort-views: reversed and strided views sorted in place
def f(a):
    a.sort()

case(f, np.cos(np.arange(20.0))[::-2], want=None)
---
# sort-descending: by a reversed view
def f(a):
    return np.sort(a)[::-1], -np.sort(-a)

case(f, np.array([3.0, 1.0, 2.0]))
---
# sort-rows: along the last and the first axis
def f(a):
    return np.sort(a), np.sort(a, axis=0)

case(f, np.cos(np.arange(12.0)).reshape(3, 4))
---
# argsort: of distinct values, and stable for equal ones
def f(a):
    k = np.argsort(a, kind="mergesort")
    return k, a[k]

case(f, np.cos(np.arange(200.0)))
case(f, np.array([2, 1, 2, 1, 2, 0]))
---
# argsort-method: default kind, distinct values
def f(a):
    return a.argsort(), np.argsort(a)[::-1]

case(f, np.array([0.3, 0.1, 0.2]))
---
# searchsorted: left and right, scalars and arrays
def f(a, x):
    return np.searchsorted(a, x), np.searchsorted(a, x, side="right")

case(f, np.array([1.0, 2.0, 2.0, 5.0]), 2.0, want=(1, 3))
case(f, np.array([1.0, 2.0, 2.0, 5.0]), np.array([0.0, 2.0, 9.0, 3.0]))
case(f, np.array([1, 3, 5]), np.array([3, 4]))
---
# digitize: bins of values
def f(x, edges):
    return np.digitize(x, edges), np.digitize(x, edges, right=True)

case(f, np.array([0.2, 1.0, 6.4, 3.0]), np.array([0.0, 1.0, 2.5, 4.0]))
---
# unique: sorted distinct values
def f(a):
    return np.unique(a), len(np.unique(a))

case(f, np.array([3, 1, 3, 2, 1]))
case(f, np.array([[2.5, 1.0], [1.0, 2.5]]))
---
# bincount: counts, with weights and a minimum length
def f(k, w):
    return np.bincount(k), np.bincount(k, w), np.bincount(k, minlength=9)

case(f, np.array([1, 3, 1, 5, 0]), np.array([0.5, 1.0, 2.0, 1.0, 3.0]))
---
# bincount-negative: negative values are an error
def f(k):
    return np.bincount(k)

case(f, np.array([1, -3]), raises=(ValueError, "negative|must not"))
---
# histogram: counts and edges, with a range
def f(a):
    h, e = np.histogram(a, 5)
    g, d = np.histogram(a, 4, (0.0, 1.0))
    return h, e, g, d

case(f, np.cos(np.arange(200.0)) ** 2)
---
# histogram-edges: bins given by their edges
def f(a, edges):
    return np.histogram(a, edges)[0]

case(f, np.array([0.0, 1.0, 2.5, 4.0, 4.0, 9.0]), np.array([0.0, 1.0, 2.0, 4.0]))
---
# interp: linear interpolation, clamped at the ends
def f(x, xp, fp):
    return np.interp(x, xp, fp)

case(f, np.linspace(-1, 4, 21), np.array([0.0, 1.0, 3.0]), np.array([10.0, 20.0, 0.0]))
case(f, 0.5, np.array([0.0, 1.0, 3.0]), np.array([10.0, 20.0, 0.0]), want=15.0)
---
# median: odd and even counts, of 2-D arrays
def f(a):
    return np.median(a)

case(f, np.array([3.0, 1.0, 2.0]), want=2.0)
case(f, np.array([4.0, 1.0, 2.0, 3.0]), want=2.5)
case(f, np.arange(12.0).reshape(3, 4))
case(f, np.array([1.0, np.nan]))
---
# percentile: scalars and arrays of percentages, quantile
def f(a, q):
    return np.percentile(a, q), np.percentile(a, 50), np.quantile(a, 0.25)

case(f, np.cos(np.arange(101.0)), 30.0)
case(f, np.cos(np.arange(100.0)), np.array([0.0, 12.5, 100.0]))
---
# partition: the k-th smallest is in its place
def f(a, k):
    p = np.partition(a, k)
    return p[k], p[:k].max() <= p[k], p[k:].min() >= p[k]

case(f, np.cos(np.arange(99.0)), 40)
---
# isin-intersect: membership and set functions of arrays
def f(a, b):
    return np.isin(a, b), np.intersect1d(a, b), np.union1d(a, b), np.setdiff1d(a, b)

case(f, np.array([1, 5, 2, 9]), np.array([2, 9, 11]))
---
# sort-in-prange: every row sorted by its own iteration
def f(a):
    out = np.zeros_like(a)
    med = np.zeros(a.shape[0])
    for i in prange(a.shape[0]):
        out[i] = np.sort(a[i])
        med[i] = np.median(a[i])
    return out, med

case(f, np.cos(np.arange(90.0)).reshape(10, 9))
---
# convolve-correlate: in their three modes
def f(a, v):
    return np.convolve(a, v), np.convolve(a, v, "same"), np.convolve(a, v, "valid"), np.correlate(a, v)

case(f, np.arange(6.0), np.array([1.0, 2.0, -1.0]))
---
# trapezoid-polynomials: integration, cov and corrcoef
def f(y, x):
    return np.trapezoid(y, x), np.trapezoid(y), np.corrcoef(x, y), np.cov(x, y)

case(f, np.arange(6.0) ** 2, np.linspace(0, 1, 6))
