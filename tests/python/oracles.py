"""NumPy as the oracle of every row of the kernel table: arguments to try, what NumPy gives, how near is near enough.

Everything follows from `gokernels.ztable`, so a new row is tested without new test code. Where a
kernel is to differ from NumPy, the difference is named here (OTHER_DTYPE, ZERO_SIGN_FREE) and
stated again as a test in test_kernels_numpy.py.
"""

import math
from functools import partial

import numpy as np

from gokernels import kernels, zkernels, ztable

PUBLIC = [kernel for kernel in ztable.KERNELS if not kernel.hidden]
ROWS = [kernel for kernel in PUBLIC if kernel.types and kernel.numpy]
BY_NAME = {kernel.name: kernel for kernel in PUBLIC}
CASES = [(kernel, dtype) for kernel in ROWS for dtype in kernel.types]
WITH_OUT = [kernel for kernel in ROWS if kernel.out]
WITH_AXIS = [kernel for kernel in ROWS if any(arg.role == "axis" for arg in kernel.args)]
ELEMENTWISE = [kernel for kernel in ROWS if kernel.kind == "elementwise"]

# Their expressions give float64 for float32: because of a np.float64 constant, of math.erf, or of float * bool.
OTHER_DTYPE = {"erf", "exp_linear", "gaussians", "kde"}
# The sign of the smaller of -0.0 and 0.0 is chance in NumPy (it depends on the SIMD path).
ZERO_SIGN_FREE = {"minimum", "maximum", "min", "max", "clip"}
# Deviations from a rounded mean: kernel -> power of the elements in its result.
ROUNDED_MEAN = {"var": 2, "std": 1}
# Kinds whose float results are sums or products: judged against longdouble at the scale of the terms.
ACCUMULATING = {"reduction", "scan", "contraction", "program"}

LENGTHS = [0, 1, 7, 8, 9, 1023, 1024, 1025, 4097]
SHAPES = [(), *((n,) for n in LENGTHS), (0, 3), (3, 0), (5, 7), (33, 65), (2, 3, 4), (4, 1, 129)]
LAYOUT_SHAPES = [(1025,), (5, 7), (4, 1, 129)]


def case_id(value):
    """Name of a row or a dtype in the id of a test."""
    return getattr(value, "name", str(value))


# ---- NumPy's result ----

class _Numpy:
    """NumPy for the expressions of the table; vectorize that takes empty arrays."""

    vectorize = staticmethod(partial(np.vectorize, otypes=[np.float64]))

    def __getattr__(self, name):
        return getattr(np, name)


def oracle(kernel, values):
    """The row's NumPy expression of these arguments."""
    names = dict(zip((arg.name for arg in kernel.args), values, strict=True))
    with np.errstate(all="ignore"):
        return eval(kernel.numpy, {"np": _Numpy(), "math": math}, names)


def function(kernel):
    """The kernel with the arguments of its row."""
    return getattr(zkernels, kernel.name)


def outcome(call, *args, **options):
    """What the call gives, be it an exception."""
    try:
        return call(*args, **options)
    except Exception as error:
        return error


# ---- comparing ----

def distance(got, want):
    """ULPs between two arrays of one float dtype; NaN is as far from NaN as 1 from 1."""
    integer = {4: np.int32, 8: np.int64}[got.dtype.itemsize]
    a, b = (x.view(integer).astype(np.int64) for x in (got, want))
    lowest = np.int64(np.iinfo(integer).min)
    a, b = (np.where(i < 0, lowest - i, i).astype(np.longdouble) for i in (a, b))  # 64 bits hold every integer
    nans = np.isnan(got), np.isnan(want)
    return np.where(nans[0] & nans[1], 0.0, np.where(nans[0] | nans[1], np.inf, np.abs(a - b)))


def near(kernel, got, want):
    """Where a float result is within the row's tolerance, signs of zeros included."""
    ok = distance(got, want) <= kernel.ulp
    if kernel.name not in ZERO_SIGN_FREE:
        ok &= (got != 0) | (want != 0) | (np.signbit(got) == np.signbit(want))
    return ok


def near_at_scale(kernel, got, precise, scale, values):
    """Where an accumulated result is within the row's ULPs of its terms' size."""
    bound = kernel.ulp * np.spacing(np.maximum(np.abs(precise), scale).astype(got.dtype)).astype(np.longdouble)
    if kernel.name in ROUNDED_MEAN:  # a mean that is half an ULP off makes a variance of equal elements
        bound = np.maximum(bound, noise(kernel, got, values))
    close = np.abs(got.astype(np.longdouble) - precise) <= bound
    want = precise.astype(got.dtype)
    return close | (got == want) | (np.isnan(got) & np.isnan(want))


def noise(kernel, got, values):
    """What the rounding of a mean of n elements, a few ULP of the largest one, adds to var or std."""
    a = np.abs(np.asarray(values[0], np.float64))
    largest = float(a.max(initial=0, where=np.isfinite(a)))
    return np.longdouble(8 * np.finfo(np.float64).eps * largest) ** ROUNDED_MEAN[kernel.name]


def precisely(kernel, values, absolute=False):
    """The expression in longdouble; of the absolute values for the size of the terms."""
    def wide(arg, value):
        if arg.role != "array" or value is None or arg.cast:
            return value
        value = np.asarray(value).astype(np.longdouble)
        return np.abs(value) if absolute else value

    return np.asarray(oracle(kernel, [wide(arg, value) for arg, value in zip(kernel.args, values, strict=True)]))


class _Label:
    """The text of a failure, made only when needed: printing arrays takes longer than the kernels."""

    def __init__(self, kernel, got, want, note):
        self.parts = kernel, got, want, note

    def __str__(self):
        kernel, got, want, note = self.parts
        return f"{kernel.name} {note}: got {got!r}, NumPy {want!r}"


def assert_same(kernel, got, want, values, note=""):
    """The kernel's outcome is NumPy's: kind, dtype, shape, value; or the same exception."""
    label = _Label(kernel, got, want, note)
    if isinstance(want, Exception) or isinstance(got, Exception):
        assert isinstance(got, Exception) and isinstance(want, Exception), label
        assert isinstance(got, type(want)) or isinstance(want, type(got)), label
        return
    assert isinstance(got, (np.ndarray, np.generic)), label
    assert isinstance(got, np.generic) == (np.ndim(want) == 0), label  # scalars where NumPy gives them
    got, want = np.asarray(got), np.asarray(want)
    assert got.shape == want.shape, label
    assert same_dtype(kernel, got.dtype, want.dtype), label
    bad = np.argwhere(~agreement(kernel, got, want, values))
    if len(bad):
        first = tuple(int(i) for i in bad[0])
        raise AssertionError(f"{kernel.name} {note}: {len(bad)} of {got.size} differ, first at {first}: "
                             f"got {got[first]!r}, NumPy {want[first]!r}; {_at(kernel, values, got, first)}")


def same_dtype(kernel, got, want):
    """NumPy's dtype, but for float16 and the kernels of OTHER_DTYPE."""
    if want == np.float16 or (kernel.name in OTHER_DTYPE and want == np.float64):
        return got in (np.float32, np.float64)
    return got == want


def agreement(kernel, got, want, values):
    """Where the result agrees with NumPy's."""
    if got.dtype.kind != "f":
        return got == want
    with np.errstate(all="ignore"):
        if kernel.kind in ACCUMULATING and kernel.ulp:
            scale = precisely(kernel, values, absolute=True)
            return (near_at_scale(kernel, got, precisely(kernel, values), scale, values)
                    | near_at_scale(kernel, got, want.astype(np.longdouble), scale, values))
        ok = near(kernel, got, want.astype(got.dtype)) if want.dtype != np.float16 else np.False_
        if not ok.all() and (kernel.name in OTHER_DTYPE or want.dtype == np.float16):
            in_one_dtype = oracle(kernel, [_widened(v, got.dtype) for v in values])
            ok = near(kernel, got, np.asarray(in_one_dtype).astype(got.dtype))
        return ok


def _widened(value, dtype):
    return value.astype(dtype) if isinstance(value, (np.ndarray, np.generic)) else dtype.type(value)


def _at(kernel, values, got, index):
    """The arguments that made one element, for a message."""
    parts = []
    for arg, value in zip(kernel.args, values, strict=True):
        if isinstance(value, np.ndarray) and kernel.kind == "elementwise":
            value = np.broadcast_to(value, got.shape)[index]
        parts.append(f"{arg.name}={value!r}")
    return ", ".join(parts)


def check(kernel, values, note="", **options):
    """Call kernel and oracle with these arguments and compare; return the kernel's outcome."""
    got = outcome(function(kernel), *values, **options)
    assert_same(kernel, got, outcome(oracle, kernel, values), values, note)
    return got


# ---- arguments ----

def numbers(dtype, shape, rng, small=False):
    """Numbers of a dtype: of floats, factors near 1 of both signs; of integers, the whole range and small ones."""
    kind = np.dtype(dtype).kind
    if kind == "b":
        return rng.integers(0, 2, shape).astype(bool)
    if kind == "f":
        return (rng.choice([-1.0, 1.0], shape) * 2.0 ** rng.uniform(-1, 1, shape)).astype(dtype)
    if small:
        return rng.integers(0, 20, shape).astype(dtype)
    info = np.iinfo(dtype)
    whole = rng.integers(info.min, info.max, shape, dtype=dtype, endpoint=True)
    few = rng.integers(-4 if kind == "i" else 0, 12, shape).astype(dtype)
    return np.where(rng.integers(0, 2, shape).astype(bool), whole, few)


def specials(dtype):
    """The numbers at which kernels go wrong."""
    kind = np.dtype(dtype).kind
    if kind == "b":
        return np.array([False, True])
    if kind in "iu":
        info = np.iinfo(dtype)
        near_ends = [info.min, info.min + 1, info.max - 1, info.max]
        return np.unique(np.array([*near_ends, *(v for v in (-3, -2, -1, 0, 1, 2, 3, 7, 63, 64, 100) if v >= info.min)],
                                  dtype=dtype))
    info = np.finfo(dtype)
    positive = [0.0, info.smallest_subnormal, info.smallest_normal / 2, info.smallest_normal, 1e-10, 0.3, 0.5,
                1 - info.epsneg, 1.0, 1 + info.eps, 1.5, 2.0, 2.5, 3.0, 10.0, 88.5, 89.5, 100.25, 709.5, 710.0,
                745.2, 1e5, float(2**31), float(2**53), 1e22, info.max, np.inf]
    with np.errstate(all="ignore"):
        return np.array([*positive, *(-v for v in positive), np.nan]).astype(dtype)


def scalars(kernel):
    """One value for each argument that is no array: ascending, so that lo < hi."""
    floats = iter((0.5, 2.5, 4.5))
    return {arg.name: next(floats) if arg.role == "float" else (arg.name != "single") * 7 if arg.role == "int" else None
            for arg in kernel.args if arg.role != "array"}


def arg_dtypes(kernel, dtype):
    """The dtype of every array argument when the row is asked for `dtype`."""
    arrays = [arg for arg in kernel.args if arg.role == "array"]
    free = [arg for arg in arrays if not arg.cast] or arrays[:1]
    return {arg.name: dtype if arg in free else arg.cast for arg in arrays}


def arguments(kernel, dtype, shape, rng, **given):
    """Arguments of a call with arrays of this shape; `given` replaces some."""
    dtypes, values = arg_dtypes(kernel, dtype), scalars(kernel)
    small = kernel.kind == "counting"
    for i, (name, own) in enumerate(dtypes.items()):
        turned = kernel.kind == "contraction" and i == 1
        values[name] = numbers(own, shape[::-1] if turned else shape, rng, small)
    values.update(given)
    return [values[arg.name] for arg in kernel.args]


def tame(values):
    """The same arguments without negative integers (NumPy refuses some of those)."""
    return [np.where(v < 0, ~v, v) if isinstance(v, np.ndarray) and v.dtype.kind == "i" else v for v in values]


def remade(kernel, values, *ways):
    """The arrays among the arguments, each remade in its way."""
    ways = iter(ways)
    return [next(ways)(v) if arg.role == "array" and v is not None else v
            for arg, v in zip(kernel.args, values, strict=True)]


def fits(kernel, shape):
    """Whether the kind takes arrays of this shape; what it refuses is tested by name."""
    if kernel.kind == "contraction":
        return len(shape) in (1, 2)
    return not (kernel.name == "gaussians" and shape == ())


# ---- the same numbers in memory ----

def _every_second(a):
    whole = np.zeros([2 * n + 1 for n in a.shape], a.dtype)
    view = whole[tuple(slice(1, None, 2) for _ in a.shape)]
    view[...] = a
    return view


def _backwards(a):
    turned = tuple(slice(None, None, -1) for _ in a.shape)
    return np.ascontiguousarray(a[turned])[turned]


def _odd_address(a):
    raw = bytearray(a.nbytes + 1)
    moved = np.frombuffer(raw, a.dtype, a.size, offset=1).reshape(a.shape)
    moved[...] = a
    return moved


def _swapped(a):
    return a.astype(a.dtype.newbyteorder(">"))


def _read_only(a):
    a = a.copy()
    a.flags.writeable = False
    return a


def _repeated(a):
    """All rows the first row, in no more memory: stride 0."""
    return np.broadcast_to(a[:1], a.shape)


def _turned(a):
    return np.ascontiguousarray(a.T).T if a.ndim < 3 else np.moveaxis(np.ascontiguousarray(np.moveaxis(a, 1, 0)), 0, 1)


LAYOUTS = {"C": np.ascontiguousarray, "Fortran": np.asfortranarray, "backwards": _backwards, "gaps": _every_second,
           "turned": _turned, "stride 0": _repeated, "odd address": _odd_address, "byte-swapped": _swapped,
           "read-only": _read_only}


def axes(kernel, ndim, first=None):
    """The values of axis to try: None, and all from `first`; by default those from the end too."""
    if kernel not in WITH_AXIS:
        return [{}]
    return [{"axis": axis} for axis in (None, *range(-ndim if first is None else first, ndim))]


def public(name):
    """The function that users call."""
    return getattr(kernels, name)
