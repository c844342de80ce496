"""Kernels by name: histogram, bincount, dot, where, clip, random; and where they differ from NumPy on purpose."""

import math
import threading
import time

import numpy as np
import oracles as o
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gokernels as gk
from gokernels import kernels as k

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")
RNG = np.random.default_rng(11)
MODEST = settings(deadline=None, derandomize=True, max_examples=100)


def equal(got, want):
    np.testing.assert_array_equal(got, want, strict=True)


# ---- where NumPy is left on purpose ----

@pytest.mark.parametrize("kernel", o.ELEMENTWISE, ids=o.case_id)
def test_float16_results_are_float64(kernel):
    """NumPy gives float16 for bools and integers of 8 bits; kernels give float64, or float32 for mixed ones."""
    for dtype in ("bool", "int8", "uint8"):
        if dtype in kernel.types:
            values = o.arguments(kernel, dtype, (5,), RNG)
            want = o.outcome(o.oracle, kernel, values)
            if getattr(want, "dtype", None) == np.float16:
                assert o.function(kernel)(*values).dtype == np.float64


def test_dtypes_that_are_the_inputs():
    """erf, gaussians, kde and exp_linear keep float32, where NumPy's expressions end in float64."""
    a = np.ones(3, np.float32)
    assert k.erf(a).dtype == np.float32
    assert k.gaussians(0.5, a, a).dtype == np.float32
    assert k.kde(0.5, a, a).dtype == np.float32
    assert k.exp_linear(0.5, a, 0.5, np.ones(3, bool)).dtype == np.float32
    assert {"erf", "gaussians", "kde", "exp_linear"} == o.OTHER_DTYPE


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_negative_zero_is_smaller_than_zero(dtype):
    """NumPy's answer depends on the SIMD path it takes."""
    for n in (1, 9, 1025):
        a, b = np.full(n, -0.0, dtype), np.zeros(n, dtype)
        for one, other in ((a, b), (b, a)):
            assert np.signbit(k.minimum(one, other)).all()
            assert not np.signbit(k.maximum(one, other)).any()
        mixed = np.concatenate([a, b, a])
        assert np.signbit(k.min(mixed))
        assert not np.signbit(k.max(mixed))


def test_no_warnings(recwarn):
    """NumPy warns of division by zero, NaN and empty means; kernels do not."""
    k.divide(1, np.zeros(3))
    k.floor_divide(np.arange(3), 0)
    k.log(np.array([-1.0, 0.0]))
    assert np.isnan(k.mean([]))
    assert np.isnan(k.var(np.ones(1), ddof=1))
    assert not recwarn.list


def test_dot_of_other_dimensions_is_refused():
    """NumPy multiplies scalars and contracts higher dimensions; dot here is the product of vectors and matrices."""
    for a, b in ((2.0, 3.0), (np.ones(3), 2.0), (np.ones((2, 2, 2)), np.ones(2)), (np.ones(2), np.ones((2, 2, 2)))):
        with pytest.raises(ValueError, match=r"dot: a and b must have 1 or 2 dimensions"):
            k.dot(a, b)


def test_gaussians_of_one_mean_without_dimensions():
    """NumPy's expression has no shape[0] there; the number of means is 1."""
    want = math.exp(-0.5 * ((0.5 - 1) / 2) ** 2) / 2 / math.sqrt(2 * math.pi)
    assert k.gaussians(0.5, 1.0, 2.0) == pytest.approx(want, rel=1e-14)


def test_several_axes_are_refused():
    with pytest.raises(TypeError, match=r"axis: expected an integer or None.*one after the other"):
        k.sum(np.ones((2, 3)), axis=(0, 1))


def test_accuracy_of_float32_sums():
    """Added in float64 and rounded once: nearer than NumPy's."""
    a = RNG.random(1_000_000, np.float32)
    exact = math.fsum(a)
    assert k.sum(a) == np.float32(exact)
    assert k.mean(a) == np.float32(exact / a.size)


@pytest.mark.parametrize("n", [10, 1000, 100_000])
def test_sum_at_least_as_good_as_pairwise(n):
    for a in (RNG.random(n), RNG.normal(size=n), RNG.normal(size=n) * 2.0 ** RNG.integers(-30, 30, n)):
        bound = np.spacing(np.abs(a).sum()) * max(1.0, math.log2(n))
        assert abs(k.sum(a) - math.fsum(a)) <= bound


def test_variance_far_from_zero():
    """Two passes: a large mean takes no digits, as in NumPy."""
    a = 1e9 + RNG.random(100_000)
    assert k.var(a) == pytest.approx(np.var(a.astype(np.longdouble)), rel=1e-10)
    assert k.std(a) == pytest.approx(np.std(a.astype(np.longdouble)), rel=1e-10)


# ---- where and clip ----

@pytest.mark.parametrize("cond", o.ztable.DTYPES)
def test_where_takes_any_condition(cond):
    c = o.numbers(cond, (50,), RNG, small=True) * o.numbers("bool", (50,), RNG)
    x, y = RNG.random(50), np.arange(50)
    equal(k.where(c, x, y), np.where(c, x, y))
    equal(k.where(c, 1, 0), np.where(c, 1, 0))
    equal(k.where(c, np.float32(1), 0.5), np.where(c, np.float32(1), 0.5))


def test_where_of_nan_is_true_and_broadcasts():
    c = np.array([[np.nan], [0.0], [-0.0], [np.inf]])
    equal(k.where(c, np.arange(3), -1.5), np.where(c, np.arange(3), -1.5))
    assert k.where(True, 1, 2) == 1
    with pytest.raises(TypeError, match=r"missing"):
        k.where(c)


@pytest.mark.parametrize("dtype", o.ztable.DTYPES)
def test_clip(dtype):
    a = o.numbers(dtype, (100,), RNG)
    lo, hi = a.dtype.type(1), a.dtype.type(0)
    for low, high in ((hi, lo), (lo, hi), (a[::-1], hi), (lo, a[::-1]), (a, a)):
        equal(k.clip(a, low, high), np.clip(a, low, high))
    if dtype != "bool":
        equal(k.clip(a, 2, 9), np.clip(a, 2, 9))


def test_clip_of_nan():
    a = np.array([np.nan, 1.0, 5.0, -np.inf, np.inf])
    for low, high in ((0, 2), (np.nan, 2.0), (0.0, np.nan), (-np.inf, np.inf), (2, 0)):
        equal(k.clip(a, low, high), np.clip(a, low, high))


def test_clip_refuses_bounds_that_do_not_fit():
    with pytest.raises(OverflowError, match=r"^hi: "):
        k.clip(np.ones(3, np.uint8), 0, 300)
    with pytest.raises(OverflowError, match=r"^lo: "):
        k.clip(np.ones(3, np.uint8), -1, 3)


# ---- dot ----

DOTS = [((0,), (0,)), ((1,), (1,)), ((1025,), (1025,)), ((3, 4), (4,)), ((4,), (4, 3)), ((3, 4), (4, 5)), ((0, 4), (4, 5)),
        ((3, 0), (0, 5)), ((3, 4), (4, 0)), ((1, 1), (1, 1)), ((65, 67), (67, 63)), ((130, 5), (5, 131)), ((2, 1000), (1000, 2)),
        ((1, 300), (300, 1)), ((300, 1), (1, 300)), ((200, 200), (200, 200))]


@pytest.mark.parametrize(("a", "b"), DOTS)
@pytest.mark.parametrize("dtype", ["float64", "float32", "int64", "uint8", "bool", "int16"])
def test_dot_shapes(a, b, dtype):
    dot = o.BY_NAME["dot"]
    a, b = o.numbers(dtype, a, RNG), o.numbers(dtype, b, RNG)
    o.check(dot, [a, b])
    if a.size > 10_000:
        return
    for way in ("Fortran", "gaps", "backwards", "odd address", "byte-swapped"):
        o.check(dot, [o.LAYOUTS[way](a), b], way)
        o.check(dot, [a, o.LAYOUTS[way](b)], way)


def test_dot_of_a_matrix_with_itself_turned():
    a = o.numbers("float64", (70, 90), RNG)
    o.check(o.BY_NAME["dot"], [a, a.T])
    o.check(o.BY_NAME["dot"], [a.T, a])


def test_dot_shapes_that_do_not_fit():
    for a, b in (((3,), (4,)), ((3, 4), (3,)), ((3,), (4, 3)), ((3, 4), (3, 4))):
        with pytest.raises(ValueError, match=r"dot: the shapes do not fit together: a .*, b "):
            k.dot(np.ones(a), np.ones(b))


def test_dot_nan_and_infinity():
    a = np.zeros((9, 9))
    a[3, 4], a[7, 0] = np.nan, np.inf
    for b in (np.eye(9), np.zeros((9, 9)), a):
        equal(k.dot(a, b), np.dot(a, b))


# ---- histogram ----

def same_histogram(a, *args, **options):
    """Counts and edges are NumPy's; or both refuse, as where floats are too coarse for so many bins."""
    got, want = o.outcome(k.histogram, a, *args, **options), o.outcome(np.histogram, a, *args, **options)
    if isinstance(want, Exception) or isinstance(got, Exception):
        assert type(got) is type(want), (got, want)
        return
    equal(got[1], want[1])
    equal(got[0], want[0])


@pytest.mark.parametrize("dtype", [d for d in o.ztable.DTYPES if d != "bool"])
@pytest.mark.parametrize("n", [0, 1, 9, 1025, 300_000])
def test_histogram(dtype, n):
    a = o.numbers(dtype, (n,), RNG)
    for bins in (1, 10, 7, 100):
        same_histogram(a, bins)
    same_histogram(a, 5, (-1, 4))
    same_histogram(a, 3, range=(0.5, 1.5))
    if n > 1:  # of one large integer there are no edges
        assert k.histogram(a)[0].sum() == n


def test_histogram_of_bools_is_numpys():
    """NumPy warns and takes them as uint8."""
    a = o.numbers("bool", (100,), RNG)
    equal(k.histogram(a, 2, (0, 1))[0], np.histogram(a.astype(np.uint8), 2, (0, 1))[0])


@pytest.mark.parametrize("bins", [1, 2, 3, 7, 10, 49, 1000])
@pytest.mark.parametrize("ends", [(0, 1), (-1, 1), (0.1, 0.7), (-1e-3, 1e3), (1e15, 1e15 + 10), (0, 5e-324 * 2000)])
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_values_on_the_edges(bins, ends, dtype):
    """Exactly on every edge, and one step beside it: each bin is half open, the last one closed."""
    edges = np.linspace(*ends, bins + 1).astype(dtype)
    a = np.concatenate([edges, np.nextafter(edges, np.array(np.inf, dtype)), np.nextafter(edges, np.array(-np.inf, dtype))])
    same_histogram(a, bins, ends)


@pytest.mark.parametrize("seed", range(5))
def test_histogram_of_float32_agrees_with_its_edges(seed):
    """Edges of float32 are rounded; the counts are those between the edges that are returned."""
    a = np.random.default_rng(seed).random(50_000, np.float32)
    for bins in (7, 100, 1000):
        same_histogram(a, bins)
        same_histogram(a, bins, (np.float32(0.1), np.float32(0.7)))
        counts, edges = k.histogram(a, bins, (0.1, 0.7))
        equal(counts, np.histogram(a, edges)[0])


def test_histogram_ignores_what_is_outside():
    a = np.array([-np.inf, np.nan, -1, 0, 0.5, 1, 2, np.inf, np.nan])
    same_histogram(a, 4, (0, 1))
    same_histogram(a, 1, (-1, 2))


def test_histogram_of_equal_ends_is_widened():
    same_histogram(np.full(10, 3.0), 4)
    same_histogram(np.full(10, 3), 4, (3, 3))
    same_histogram(np.zeros(10), 10)


def test_histogram_of_other_shapes_and_lists():
    same_histogram(RNG.random((30, 40))[::2, ::-1], 6)
    same_histogram([1, 2, 2, 5], 3)
    same_histogram(np.array(2.5), 3)
    same_histogram(np.arange(100, dtype=">i4"), 7)


@MODEST
@given(st.lists(st.floats(-1e6, 1e6), max_size=50), st.integers(1, 30))
def test_histogram_of_anything(values, bins):
    same_histogram(np.array(values), bins)


@pytest.mark.parametrize("n", [-1, 0])
def test_histogram_refuses_bins(n):
    with pytest.raises(ValueError, match=r"bins"):
        k.histogram([1, 2], n)


@pytest.mark.parametrize("bins", [1.5, "auto", [0, 1, 2], None, True])
def test_histogram_takes_a_number_of_bins(bins):
    with pytest.raises(TypeError, match=r"^bins: expected an integer"):
        k.histogram([1, 2], bins)


@pytest.mark.parametrize("ends", [(2, 1), (0, np.nan), (-np.inf, 0), (0, np.inf)])
def test_histogram_refuses_ranges(ends):
    with pytest.raises(ValueError, match=r"range"):
        k.histogram([1, 2], 3, ends)


def test_histogram_refuses_nan_without_a_range():
    with pytest.raises(ValueError, match=r"range"):
        k.histogram([1, np.nan], 3)


# ---- bincount ----

@pytest.mark.parametrize("dtype", [d for d in o.ztable.DTYPES if not d.startswith("float")])
@pytest.mark.parametrize("n", [0, 1, 1000, 300_000])
def test_bincount(dtype, n):
    x = o.numbers(dtype, (n,), RNG, small=True)
    for least in (0, 1, 50, 10_000):
        equal(k.bincount(x, minlength=least), np.bincount(x.astype(np.int64), minlength=least))


@pytest.mark.parametrize("weights", o.ztable.DTYPES)
def test_bincount_with_weights(weights):
    bincount = o.BY_NAME["bincount"]
    for n in (1, 9, 5000, 300_000):
        x = RNG.integers(0, 30, n)
        w = o.numbers(weights, (n,), RNG, small=True)
        o.check(bincount, [x, w, 0], f"{n} {weights}")
        o.check(bincount, [x[::-1], w[::-1], 40], f"{n} {weights} backwards")


def test_bincount_of_nothing():
    """NumPy looks at no weights then: the counts are integers."""
    for weights in (None, [], np.empty(0)):
        for least in (0, 3):
            equal(k.bincount(np.empty(0, int), weights, least), np.bincount(np.empty(0, int), weights, least))


def test_bincount_of_lists():
    equal(k.bincount([1, 1, 3]), np.bincount([1, 1, 3]))
    equal(k.bincount([]), np.bincount([]))
    equal(k.bincount([1, 2], [0.5, 0.25]), np.bincount([1, 2], [0.5, 0.25]))


def test_bincount_refuses():
    for x, error in (([-1], ValueError), ([[1]], ValueError), (3, ValueError), ([1.5], TypeError)):
        with pytest.raises(error, match=r"\bx\b"):
            k.bincount(x)
    with pytest.raises(ValueError, match=r"weights"):
        k.bincount([1, 2], weights=[1.0])
    with pytest.raises(ValueError, match=r"^minlength: expected 0 or more, got -1"):
        k.bincount([1], minlength=-1)
    with pytest.raises(TypeError, match=r"^minlength: expected an integer"):
        k.bincount([1], minlength=None)
    with pytest.raises((MemoryError, ValueError)):
        k.bincount([2**62])


# ---- gaussians, kde, exp_linear, squares ----

def test_kde_is_the_sum_of_gaussians():
    means, widths = RNG.normal(size=10_000), 0.1 + RNG.random(10_000)
    for x in (-1.0, 0.0, 0.5, 3.0):
        assert k.kde(x, means, widths) == pytest.approx(k.gaussians(x, means, widths).sum(), rel=1e-12)


def test_kde_integrates_to_one():
    means, widths = RNG.normal(size=50), 0.1 + RNG.random(50)
    xs = np.linspace(-15, 15, 3001)
    assert sum(k.kde(x, means, widths) for x in xs) * (xs[1] - xs[0]) == pytest.approx(1, abs=1e-6)


def test_parameters_are_any_real_number():
    a = np.ones(2)
    for one in (1, 1.0, np.float32(1), np.int8(1), True, np.array(1.0)):
        np.testing.assert_allclose(k.exp_linear(one, a, 0, a), np.exp(a), rtol=1e-13)


# ---- random ----

def test_monte_carlo_pi():
    value = k.monte_carlo_pi(1_000_000, seed=1)
    assert isinstance(value, np.float64)
    assert abs(value - math.pi) < 5 * math.sqrt(math.pi * (4 - math.pi) / 1e6)
    assert (value / 4 * 1_000_000).is_integer()


def test_seeds():
    """The same seed repeats, two seeds differ, None is fresh, and all integers of 64 bits are seeds."""
    seeds = [0, 1, 2, 2**32, 2**63, 2**64 - 1]
    values = [k.monte_carlo_pi(100_000, seed=s) for s in seeds]
    assert values == [k.monte_carlo_pi(100_000, seed=np.uint64(s)) for s in seeds]
    assert len(set(values)) >= len(seeds) - 1  # equal counts by chance: 1 in 500
    assert len({k.monte_carlo_pi(1_000_000) for _ in range(8)}) > 4


def test_seed_estimates_are_spread_as_they_must_be():
    """Variance of 200 estimates: within 5 standard errors of the binomial one."""
    n = 10_000
    values = np.array([k.monte_carlo_pi(n, seed=s) for s in range(200)])
    ratio = values.var(ddof=1) / (math.pi * (4 - math.pi) / n)
    assert abs(ratio - 1) < 5 * math.sqrt(2 / 199)
    assert abs(values.mean() - math.pi) < 5 * math.sqrt(math.pi * (4 - math.pi) / n / 200)


@pytest.mark.parametrize("seed", [-1, 2**64, -(2**70)])
def test_seeds_out_of_range(seed):
    with pytest.raises(ValueError, match=r"^seed: expected an integer from 0 to"):
        k.monte_carlo_pi(10, seed=seed)


@pytest.mark.parametrize("n", [0, -1, -(2**62)])
def test_number_of_points_refused(n):
    with pytest.raises(ValueError, match=r"\bn\b"):
        k.monte_carlo_pi(n, seed=1)


def test_cancelled_and_timed_out():
    token = gk.CancelToken()
    token.cancel()
    out = np.full(5, 7.0)
    with pytest.raises(gk.Cancelled):
        k.exp(np.zeros(5), out=out, cancel=token)
    assert (out == 7).all()


@pytest.mark.parametrize("how", ["timeout", "cancel"])
def test_a_kernel_of_any_size_stops_at_once(how):
    """Within 50 ms is promised; tests/process measures that, here it ends at all long before its minutes are over."""
    token = gk.CancelToken()
    timer = threading.Timer(0.05, token.cancel)
    timer.start()
    start = time.perf_counter()
    with pytest.raises(TimeoutError if how == "timeout" else gk.Cancelled):
        k.monte_carlo_pi(10**12, seed=1, **({"timeout": 0.05} if how == "timeout" else {"cancel": token}))
    assert time.perf_counter() - start < 30
    timer.join()


def test_errors_of_progress_come_out():
    def report(done, total):
        raise KeyError("mine")

    with pytest.raises(KeyError, match=r"mine"):
        k.monte_carlo_pi(10**9, progress=report, timeout=60)
