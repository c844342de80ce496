"""The library in the kernel language, run as plain Python, against NumPy and the standard library."""

import ast
import cmath
import importlib
import inspect
import itertools
import math
import operator
import pathlib
import sys

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

FOLDER = pathlib.Path(__file__).parents[2] / "gokernels" / "pyast" / "library"
sys.path.insert(0, str(FOLDER))
import library  # noqa: E402

for source in sorted(FOLDER.glob("*.py")):
    if source.stem == "generate":  # a program, and the name of another one that test_generated imports
        continue
    importlib.import_module(source.stem)
sys.path.remove(str(FOLDER))
PREVIEW = settings(deadline=None, derandomize=True, max_examples=60)
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore::DeprecationWarning")
REAL = ("float64", "float32", "int64", "int32", "uint8", "bool")
ALL = (*REAL, "complex128", "complex64")
NO_BOOL = ("float64", "float32", "int64", "int32", "uint8", "complex128")


def outcome(f, args, kwargs):
    """The result, or the class of the exception, with copies of the arguments that f may have changed."""
    args = [a.copy() if isinstance(a, np.ndarray) and a.flags.owndata else a for a in args]
    try:
        return f(*args, **kwargs), args
    except Exception as e:
        return next(c for c in (np.linalg.LinAlgError, ValueError, IndexError, OverflowError, ZeroDivisionError, Exception)
                    if isinstance(e, c)), args


def same(got, want, where, exact=False):
    """Equal in structure, dtype, shape and value: floats to some units in the last place."""
    if isinstance(want, (tuple, list)) or isinstance(got, (tuple, list)):
        assert len(got) == len(want), where
        for g, w in zip(got, want, strict=True):
            same(g, w, where, exact)
    elif isinstance(want, type) or isinstance(got, type):
        assert got is want, (where, got, want)
    elif want is None or got is None:
        assert got is want, where
    else:
        g, w = np.asarray(got), np.asarray(want)
        assert (g.dtype, g.shape) == (w.dtype, w.shape), (where, g, w)
        if exact or g.dtype.kind not in "fc":
            np.testing.assert_array_equal(g, w, err_msg=str(where))
        else:
            tolerance = 1e-4 if g.dtype in ("f4", "c8") else 1e-11
            np.testing.assert_allclose(g, w, rtol=tolerance, atol=tolerance, err_msg=str(where))


def check(name, *args, oracle=None, exact=False, **kwargs):
    """The library's function does what the function of that name does."""
    if oracle is None:
        module, _, attribute = name.partition(".")
        oracle = operator.attrgetter(attribute)({"numpy": np, "math": math, "cmath": cmath}[module])
    got, after = outcome(library.FUNCTIONS[name], args, kwargs)
    want, expected = outcome(oracle, args, kwargs)
    same(got, want, (name, args, kwargs), exact)
    same(after, expected, ("arguments of", name, args, kwargs), exact)


def np_check(name, *args, **kwargs):
    check("numpy." + name, *args, **kwargs)


def method_check(name, a, *args, **kwargs):
    got, after = outcome(library.METHODS[name], (a, *args), kwargs)
    want, expected = outcome(getattr(np.ndarray, name), (a, *args), kwargs)
    same(got, want, (name, a, args, kwargs))
    same(after, expected, (name, a, args, kwargs))


@st.composite
def arrays(draw, dtypes=REAL, ndim=(1, 3), nan=True, longest=5):
    """Small arrays with many equal items, NaN and infinities among floats, of every layout."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    shape = tuple(draw(st.lists(st.integers(0, longest), min_size=ndim[0], max_size=ndim[1])))
    layout = draw(st.sampled_from(("C", "F", "back", "step", "long")))
    if layout == "long" and len(shape) == 1:
        shape = (draw(st.integers(0, 300)),)
    dtype = np.dtype(draw(st.sampled_from(dtypes)))
    wide = tuple(2 * n for n in shape) if layout == "step" else shape
    a = rng.integers(0 if dtype.kind in "ub" else -4, 2 if dtype.kind == "b" else 5, wide).astype(dtype)
    if dtype.kind in "fc":
        a += (rng.integers(0, 4, wide) / 4).astype(a.real.dtype)
        if dtype.kind == "c":
            a += (1j * rng.integers(-2, 3, wide)).astype(dtype)
        if nan and draw(st.booleans()):
            a[rng.random(wide) < 0.2] = np.nan
            if dtype.kind == "f":
                a[rng.random(wide) < 0.05] = np.inf
    if layout == "F":
        return np.asfortranarray(a)
    if layout == "back":
        return a[tuple(slice(None, None, -1) for _ in shape)]
    if layout == "step":
        return a[tuple(slice(None, None, 2) for _ in shape)]
    return a


def axes_of(a, several=True):
    """None, each axis from both ends, one outside, and pairs."""
    pairs = [(0, -1), (1, 0)] if several and a.ndim > 1 else []
    return [None, *range(-a.ndim, a.ndim + 1), *pairs]


# ---- the form of the sources ----

TREES = {p.stem: ast.parse(p.read_text()) for p in sorted(FOLDER.glob("*.py")) if p.stem != "generate"}
DEFINED = [(stem, node) for stem, tree in TREES.items() for node in tree.body if isinstance(node, ast.FunctionDef)]


def test_names_are_unique_and_documented():
    names = [node.name for _, node in DEFINED]
    assert sorted(names) == sorted(set(names))
    assert [node.name for _, node in DEFINED if not ast.get_docstring(node)] == []


def test_sizes():
    assert [p.name for p in FOLDER.glob("*.py") if len(p.read_text().splitlines()) > 500] == []
    lengths = sorted(node.end_lineno - node.lineno + 1 for _, node in DEFINED)
    assert lengths[len(lengths) // 2] <= 8 and lengths[int(0.9 * len(lengths))] <= 30 and lengths[-1] <= 80


def test_syntax_is_the_kernel_language():
    """No classes, generators, comprehensions, lambdas, with, try, or decorators but the registering ones."""
    banned = (ast.ClassDef, ast.Yield, ast.ListComp, ast.DictComp, ast.GeneratorExp, ast.Lambda, ast.With, ast.Try, ast.Global)
    for stem, node in DEFINED:
        if stem != "library":
            assert not [n for n in ast.walk(node) if isinstance(n, banned)], node.name
            assert {d.func.id for d in node.decorator_list} <= {"function", "method", "elementwise"}


@pytest.mark.parametrize("name", sorted(n for n in library.FUNCTIONS if n.startswith("numpy.") and ".random." not in n))
def test_parameters_are_numpys(name):
    try:
        theirs = inspect.signature(operator.attrgetter(name[6:])(np))
    except (ValueError, AttributeError):
        pytest.skip("no signature")
    f = library.ELEMENTWISE.get(name) or library.FUNCTIONS[name]
    if name in library.ELEMENTWISE or name in ("numpy.where", "numpy.trapz"):
        return
    mine = [p for p in inspect.signature(f).parameters.values() if p.kind != p.KEYWORD_ONLY]
    keywords = [p.name for p in theirs.parameters.values()]
    if any(p.kind in (p.POSITIONAL_ONLY, p.VAR_POSITIONAL) for p in theirs.parameters.values()):
        return
    free = [p.name for p in mine if p.name not in keywords and p.kind != p.VAR_POSITIONAL]
    assert not free, (free, keywords)
    positional = [p.name for p in theirs.parameters.values() if p.kind != p.KEYWORD_ONLY]
    bound = [p.name for p in mine]
    assert bound == positional[:len(bound)], (bound, positional)


# ---- reductions ----

NAN_NAMES = ["nansum", "nanprod", "nanmin", "nanmax", "nanmean", "nanvar", "nanstd", "nanmedian",
             "nanargmin", "nanargmax", "median"]

@pytest.mark.parametrize("name", ["sum", "prod", "mean", "var", "std", "count_nonzero"])
@PREVIEW
@given(a=arrays(ALL, (1, 3)))
def test_sums(name, a):
    for axis, keep in itertools.product(axes_of(a), (False, True)):
        np_check(name, a, axis=axis, keepdims=keep)
    if name in ("var", "std"):
        np_check(name, a, axis=0, ddof=1)
    if name in ("sum", "prod", "mean"):
        np_check(name, a, axis=-1, dtype=np.complex128)


@pytest.mark.parametrize("name", ["min", "max", "ptp", "any", "all", "argmin", "argmax"])
@PREVIEW
@given(a=arrays(REAL, (1, 3)))
def test_extremes(name, a):
    assume(name != "ptp" or a.dtype != bool)
    for axis, keep in itertools.product(axes_of(a, not name.startswith("arg")), (False, True)):
        np_check(name, a, axis=axis, keepdims=keep)


@pytest.mark.parametrize("name", NAN_NAMES)
@PREVIEW
@given(a=arrays(("float64", "float32", "int64"), (1, 3)))
def test_nan_reductions(name, a):
    finite = a[np.isfinite(a)] if a.dtype.kind == "f" else a
    assume(name not in ("nanmedian", "median", "nanargmin", "nanargmax") or a.size > 0)
    if name in ("nanargmin", "nanargmax"):
        assume(finite.size > 0)
    for axis, keep in itertools.product(axes_of(a, not name.startswith("nanarg")), (False, True)):
        np_check(name, a, axis=axis, keepdims=keep)


@PREVIEW
@given(a=arrays(("float64", "float32", "int64"), (1, 3)),
       q=st.sampled_from((0.0, 1.0, 0.5, 0.3, np.array([0.1, 0.9]), (0.2, 0.7), 1.5)))
def test_quantiles(a, q):
    assume(a.size > 0)
    for name, axis in itertools.product(("quantile", "nanquantile"), axes_of(a)):
        np_check(name, a, q, axis=axis)
        np_check(name.replace("quantile", "percentile"), a, 100 * np.array(q) if isinstance(q, tuple) else 100 * q, axis=axis)
    np_check("quantile", a, q, axis=0, keepdims=True)


@PREVIEW
@given(a=arrays(("float64", "int64"), (1, 3), nan=False))
def test_average(a):
    assume(a.size > 0)
    w = np.arange(a.size).reshape(a.shape) + 1.0
    for axis in axes_of(a):
        np_check("average", a, axis=axis)
        np_check("average", a, axis=axis, weights=w)
        np_check("average", a, axis=axis, weights=0 * w)
    np_check("average", a, axis=0, weights=np.arange(a.shape[0]) + 2)


@PREVIEW
@given(a=arrays(ALL, (1, 3), nan=False))
def test_scans(a):
    for axis in axes_of(a, False):
        for name in ("cumsum", "cumprod", "nancumsum", "nancumprod"):
            np_check(name, a, axis=axis)
        if axis is not None:
            for n in (0, 1, 2, -1):
                np_check("diff", a, n, axis)
        np_check("cumsum", a, axis=axis, dtype=np.float64)
    if a.ndim == 1 and a.dtype.kind in "if" and a.size > 1:
        np_check("gradient", a)
        np_check("gradient", a, 0.5)
        np_check("gradient", a, np.cumsum(np.arange(a.size) + 1.0))
        np_check("ediff1d", a)
        np_check("ediff1d", a, to_end=a[:2], to_begin=a[0])
    if a.dtype.kind in "if":
        np_check("trapezoid", a)
        np_check("trapezoid", a, dx=0.5, axis=0)
        np_check("trapezoid", a, np.arange(a.shape[-1]) ** 2.0)
        np_check("unwrap", a.reshape(-1))


# ---- order ----

@PREVIEW
@given(a=arrays(ALL, (1, 3)))
def test_sorting(a):
    for axis in axes_of(a, False):
        np_check("sort", a, axis=axis, exact=True)
        np_check("argsort", a, axis=axis, oracle=lambda a, axis: np.argsort(a, axis, kind="stable"))
        if axis is not None:
            method_check("sort", a.copy(), axis)
    for kth in (0, 1, -1, a.shape[-1] // 2):
        if -a.shape[-1] <= kth < a.shape[-1]:
            k = kth % a.shape[-1]
            p = library.FUNCTIONS["numpy.partition"](a, kth)
            np.testing.assert_array_equal(np.sort(p), np.sort(a))
            np.testing.assert_array_equal(p[..., k], np.sort(a)[..., k])
            np.testing.assert_array_equal(np.sort(p[..., :k]), np.sort(a)[..., :k])


def test_sorting_long():
    for n, span in ((5000, 10), (5000, 10**9), (17, 3), (33, 100)):
        a = np.random.default_rng(n).integers(0, span, n)
        for b in (a, np.sort(a), np.sort(a)[::-1], a.astype("f4")):
            np_check("sort", b, exact=True)
            np_check("median", b)
            np_check("argsort", b, oracle=lambda x: np.argsort(x, kind="stable"))


@PREVIEW
@given(a=arrays(ALL, (1, 1)), v=arrays(ALL, (0, 2)))
def test_searching(a, v):
    a = np.sort(a)
    for side in ("left", "right", "middle"):
        np_check("searchsorted", a, v, side)
        np_check("searchsorted", a, 1, side)
    if a.dtype.kind in "if" and v.dtype.kind in "if" and not np.isnan(a).any():
        for right in (False, True):
            np_check("digitize", v, a, right)
            np_check("digitize", v, a[::-1], right)
            np_check("digitize", v, np.array([1, 3, 2]), right)


@PREVIEW
@given(a=arrays(ALL, (1, 2)), b=arrays(ALL, (1, 1)))
def test_sets(a, b):
    for flags in itertools.product((False, True), repeat=3):
        np_check("unique", a, *flags)
    for name in ("isin", "union1d", "intersect1d", "setdiff1d", "setxor1d"):
        if not (np.isnan(a).any() or np.isnan(b).any()):
            np_check(name, a, b)
    np_check("isin", a, b, invert=True)


@PREVIEW
@given(a=arrays(("int64", "int32", "uint8"), (1, 1)), m=st.integers(-1, 9), x=arrays(("float64", "float32", "int64"), (1, 2)))
def test_bins(a, m, x):
    np_check("bincount", abs(a), minlength=m)
    if len(a):
        np_check("bincount", a, weights=np.arange(len(a)) / 3)
    edges = np.array([-3.0, -1, 0.5, 0.5, 3])
    for bins in (1, 10, 7, 0, edges, edges[::-1], np.array([1])):
        np_check("histogram", x, bins)
        np_check("histogram", x, bins, (-2, 3))
        np_check("histogram", x, bins, (1, 1), weights=np.ones(x.shape))
        np_check("histogram_bin_edges", x, bins, (3, -3))
    if np.isfinite(x).all() and x.size and x.dtype != "f4":
        np_check("histogram", x, 5, density=True)


@PREVIEW
@given(x=arrays(("float64", "float32", "int64"), (0, 2)), p=arrays(("float64", "int64"), (1, 1), nan=False))
def test_interp(x, p):
    xp = np.unique(p)
    for fp in (xp**2 - 1.0, xp * (1 + 2j), xp.astype("f4")):
        np_check("interp", x, xp, fp)
        np_check("interp", x, xp, fp, left=-7, right=9.5)
        np_check("interp", 0.3, xp, fp)
    np_check("interp", x, xp, np.ones(len(xp) + 1))


# ---- matrices ----

@PREVIEW
@given(a=arrays(ALL, (1, 4), nan=False, longest=6), b=arrays(ALL, (1, 4), nan=False, longest=6))
def test_products(a, b):
    for x, y in ((a, b), (a, np.swapaxes(a, -1, -2) if a.ndim > 1 else a)):
        np_check("matmul", x, y) if x.dtype != bool or y.dtype != bool else None
        if x.ndim < 4 and y.ndim < 4 and (x.dtype != bool or y.dtype != bool):
            for name in ("dot", "inner"):
                np_check(name, x, y)
    np_check("outer", a, b)
    if a.ndim <= 2 and b.ndim <= 2:
        np_check("kron", a, b)
    if a.dtype != bool:
        np_check("vdot", a, a)
    if min(a.shape[-1], b.shape[-1]) >= 3:
        np_check("cross", a[..., :3].astype(float), b[..., :3].astype(float))


@PREVIEW
@given(a=arrays(ALL, (2, 3), longest=6, nan=False), k=st.integers(-4, 4))
def test_diagonals(a, k):
    for name in ("diagonal", "tril", "triu"):
        np_check(name, a, k)
    if a.ndim == 2:
        np_check("trace", a, k)
    np_check("diag", a[0] if a.ndim == 2 and len(a) else a.reshape(a.shape[0], -1) if a.size else np.ones(3), k)
    np_check("diagflat", a, k)
    if not a.size:
        return
    for args in ((4,), (3, 5), (5, 3, k), (2, None, k, np.int32)):
        np_check("eye", *args)
        np_check("tri", *args)
    np_check("identity", 3, np.int64)
    np_check("tril_indices", 4, k, 5)
    np_check("triu_indices", 5, k)
    np_check("vander", a.reshape(-1)[:4])
    np_check("vander", a.reshape(-1)[:4], 3, True)
    for value, wrap in itertools.product((1, np.array([1, 0])), (False, True)):
        np_check("fill_diagonal", np.array(a), value, wrap) if a.ndim == 2 or len(set(a.shape)) == 1 else None


@pytest.mark.parametrize("dtype", ["float64", "float32", "int64", "complex128"])
@pytest.mark.parametrize("n", [0, 1, 2, 3, 7])
def test_linear_algebra(dtype, n):
    rng = np.random.default_rng(n)
    a = (rng.standard_normal((n, n)) * 4 + 3 * np.eye(n)).astype(dtype)
    if dtype == "complex128":
        a = a + 1j * rng.standard_normal((n, n))
    for b in (np.arange(n), rng.standard_normal((n, 2)), np.ones((n, 0))):
        check("numpy.linalg.solve", a, b) if dtype != "float32" else None
    for name in ("inv", "det", "slogdet"):
        check("numpy.linalg." + name, a, oracle=lambda a, name=name: plain(getattr(np.linalg, name)(a)))
    check("numpy.linalg.cholesky", (a.conj().T @ a + np.eye(n)).astype(a.dtype))
    check("numpy.linalg.cholesky", -np.eye(2))
    check("numpy.linalg.inv", np.ones((2, 2), dtype))
    check("numpy.linalg.inv", np.ones((2, 3), dtype))
    for ord in (None, "fro", 1, -1, np.inf, -np.inf, 7, *((2, -2, "nuc") if dtype != "complex128" else ())):
        if n:
            check("numpy.linalg.norm", a, ord)
    for ord in (None, 0, 1, 2, 3, 2.5, np.inf, -np.inf):
        if n:
            check("numpy.linalg.norm", a[0], ord)
            check("numpy.linalg.norm", a, ord, 0)
            check("numpy.linalg.norm", a, ord, axis=-1, keepdims=True)
    if dtype != "complex128" and n:
        spectra(a)
    for p in (0, 1, 3, -2):
        check("numpy.linalg.matrix_power", a, p) if dtype in ("float64", "complex128") or p >= 0 else None


def plain(r):
    return tuple(r) if isinstance(r, tuple) else r


def spectra(a):
    f = library.FUNCTIONS
    s = a + a.T
    w, v = f["numpy.linalg.eigh"](s)
    np.testing.assert_allclose(w, np.linalg.eigvalsh(s), rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(s @ v, v * w, rtol=1e-3, atol=1e-3)
    check("numpy.linalg.svdvals", a)
    check("numpy.linalg.cond", a)
    check("numpy.linalg.matrix_rank", np.outer(a[0], a[0]))
    for m in (a, a[:, :1], a[:1], np.vstack((a, a))):
        check("numpy.linalg.qr", m, oracle=lambda m: tuple(np.linalg.qr(m)))
