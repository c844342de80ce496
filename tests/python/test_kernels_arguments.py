"""What kernels take and refuse: scalars, containers, out=, and errors that name the argument and write nothing."""

import array
import itertools
from fractions import Fraction

import numpy as np
import oracles as o
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gokernels as gk
from gokernels import kernels as k

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")
RNG = np.random.default_rng(3)
UNARY = [r for r in o.ELEMENTWISE if [a.role for a in r.args] == ["array"]]
BINARY = [r for r in o.ELEMENTWISE if [a.role for a in r.args] == ["array", "array"]]


def last_dtype(kernel):
    """A dtype that the kernel takes: float64 if any."""
    return list(kernel.types)[-1]


def plain(kernel, n=6, **given):
    """Arguments that no kernel refuses."""
    return o.tame(o.arguments(kernel, last_dtype(kernel), (n,), RNG, **given))


# ---- Python's own numbers (NEP 50) ----

SCALARS = [0, 1, -1, 3, 300, -129, 2**31, 2**40, 2**63, 2**64 - 1, 2**70, 0.0, -0.0, 0.5, 1e300, float("nan"),
           float("inf"), True, False, np.int8(3), np.uint64(2**63), np.float32(0.5), np.float64(0.1), np.bool_(True)]


@pytest.mark.parametrize("kernel", BINARY, ids=o.case_id)
@pytest.mark.parametrize("dtype", o.ztable.DTYPES)
def test_scalar_beside_an_array(kernel, dtype):
    """Dtype, value or exception as NumPy: uint8 with 300 is an OverflowError, float32 stays float32."""
    a = o.numbers(dtype, (9,), RNG, small=True)
    for scalar in SCALARS:
        if kernel.name.startswith("logical_") and type(scalar) is int and scalar >= 2**63:
            continue  # NumPy overflows there; see test_truth_of_large_integers
        o.check(kernel, [a, scalar], f"{dtype} array, {scalar!r}")
        o.check(kernel, [scalar, a], f"{scalar!r}, {dtype} array")


@pytest.mark.parametrize("kernel", BINARY, ids=o.case_id)
def test_scalar_beside_a_scalar(kernel):
    for a, b in itertools.product([0, 1, 5, 2.5, True, np.int8(2), np.float32(1.5), np.float64(3)], repeat=2):
        o.check(kernel, [a, b], f"{a!r}, {b!r}")


@pytest.mark.parametrize("kernel", UNARY, ids=o.case_id)
def test_scalars_alone(kernel):
    for a in (0, 1, 7, 0.25, -1.5, True, np.int16(9), np.float32(0.5), np.uint64(2**63), np.bool_(False)):
        if np.asarray(a).dtype.name in kernel.types:  # the others: test_dtypes_not_in_the_table_refused
            o.check(kernel, [a], repr(a))


def test_truth_of_large_integers():
    assert k.logical_and(np.ones(2), 2**63).tolist() == [True, True]


def test_large_integers_beside_floats():
    assert k.add(np.ones(2), 2**70).tolist() == [2.0**70 + 1] * 2
    assert k.less(np.ones(2, np.int8), 2**70).tolist() == [True, True]


@pytest.mark.parametrize("kernel", UNARY, ids=o.case_id)
def test_large_integers_alone(kernel):
    with pytest.raises((TypeError, OverflowError), match=r"^a: "):
        o.function(kernel)(2**70)


def test_overflow_names_the_argument():
    with pytest.raises(OverflowError, match=r"^b: Python integer 300 out of bounds for uint8"):
        k.add(np.ones(3, np.uint8), 300)
    with pytest.raises(OverflowError, match=r"^a: Python integer -1 out of bounds for uint8"):
        k.multiply(-1, np.ones(3, np.uint8))


# ---- containers ----

class Sub(np.ndarray):
    """A subclass that adds nothing."""


class Offers:
    """An object with __array__."""

    def __array__(self, dtype=None, copy=None):
        return np.arange(5.0)


class Interface:
    """An object with __array_interface__."""

    keep = np.arange(5.0)
    __array_interface__ = keep.__array_interface__


CONTAINERS = {
    "list": [1, 2, 3, 4, 5], "floats": [1.5, 2.5], "nested": [[1, 2], [3, 4]], "tuple": (1, 2, 3), "empty list": [],
    "bools": [True, False], "mixed": [1, 2.5, True], "array.array": array.array("d", [1, 2, 3]), "bytearray": bytearray(b"abc"),
    "ints": array.array("H", [1, 2, 3]), "memoryview": memoryview(np.arange(6.0)), "strided": memoryview(np.arange(9))[::2],
    "range": range(5), "subclass": np.arange(5.0).view(Sub), "scalars": [np.float32(1), np.float32(2)],
    "__array__": Offers(), "__array_interface__": Interface(), "0-d": np.array(2.5), "tuple of arrays": (np.ones(3), np.zeros(3)),
}


@pytest.mark.parametrize("value", CONTAINERS.values(), ids=CONTAINERS.keys())
def test_what_asarray_takes(value):
    for name in ("exp", "square", "sum", "cumsum", "isnan"):
        kernel = o.BY_NAME[name]
        values = [value] + [None] * (len(kernel.args) - 1)
        got, want = o.outcome(o.function(kernel), *values), o.oracle(kernel, [np.asarray(value), *values[1:]])
        o.assert_same(kernel, got, want, [np.asarray(value), *values[1:]], name)
    np.testing.assert_array_equal(k.add(value, value), np.add(np.asarray(value), np.asarray(value)), strict=True)


def test_subclasses_become_plain_arrays():
    """As np.asarray: NumPy's ufuncs would keep the class."""
    assert type(k.exp(np.arange(5.0).view(Sub))) is np.ndarray
    assert type(k.negative(np.matrix([[1.0, 2.0]]))) is np.ndarray
    masked = np.ma.masked_array([1.0, 2.0], mask=[True, False])
    assert k.add(masked, 1.0).tolist() == [2.0, 3.0]


@pytest.mark.parametrize("kernel", o.ROWS, ids=o.case_id)
def test_inputs_are_unchanged(kernel):
    values = plain(kernel)
    before = [v.copy() if isinstance(v, np.ndarray) else v for v in values]
    o.function(kernel)(*values)
    for was, now in zip(before, values, strict=True):
        np.testing.assert_array_equal(was, now)


@pytest.mark.parametrize("kernel", o.ROWS, ids=o.case_id)
def test_names_of_arguments_may_be_given(kernel):
    values = plain(kernel)
    positional = o.function(kernel)(*values)
    named = o.function(kernel)(**{a.name: v for a, v in zip(kernel.args, values, strict=True)})
    np.testing.assert_array_equal(positional, named, strict=True)


@pytest.mark.parametrize("kernel", o.ROWS, ids=o.case_id)
def test_options_change_no_bit(kernel):
    """A call with options takes the slow path, one without the fast path."""
    values = plain(kernel, 3000)
    expected = o.function(kernel)(*values)
    reports = []
    for options in ({"timeout": 60}, {"timeout": float("inf")}, {"cancel": gk.CancelToken()}, {"progress": False},
                    {"progress": lambda *report: reports.append(report)}):
        np.testing.assert_array_equal(o.function(kernel)(*values, **options), expected, strict=True)
    assert all(done <= total for done, total in reports)


# ---- out= ----

def with_out(kernel, values):
    """Arguments, a poisoned out of the right shape, and what is to be in it."""
    want = np.asarray(o.function(kernel)(*values))
    out = np.full(want.shape, 99 if want.dtype.kind != "b" else True).astype(want.dtype)
    return out, want


@pytest.mark.parametrize("kernel", o.WITH_OUT, ids=o.case_id)
@pytest.mark.parametrize("n", [0, 1, 9, 1025])
def test_out_is_filled_and_returned(kernel, n):
    values = plain(kernel, n)
    if isinstance(want := o.outcome(o.function(kernel), *values), Exception):
        with pytest.raises(type(want)):
            o.function(kernel)(*values, out=np.empty(()))
        return
    out, want = with_out(kernel, values)
    assert o.function(kernel)(*values, out=out) is out
    np.testing.assert_array_equal(out, want, strict=True)


@pytest.mark.parametrize("kernel", o.WITH_OUT, ids=o.case_id)
@pytest.mark.parametrize("layout", ["backwards", "gaps", "odd address", "byte-swapped"])
def test_out_of_any_memory(kernel, layout):
    values = plain(kernel, 9)
    out, want = with_out(kernel, values)
    if want.ndim == 0 and layout in ("backwards", "gaps"):
        return
    out = o.LAYOUTS[layout](out)
    assert o.function(kernel)(*values, out=out) is out
    np.testing.assert_array_equal(out.astype(want.dtype), want, strict=True)


@pytest.mark.parametrize("kernel", o.WITH_AXIS, ids=o.case_id)
def test_out_along_axes(kernel):
    a = o.numbers(last_dtype(kernel), (5, 7, 3), RNG)
    for axis in (0, 1, 2, -1):
        values = o.arguments(kernel, last_dtype(kernel), (1,), RNG, a=a, axis=axis)
        out, want = with_out(kernel, values)
        for way in ("C", "Fortran", "gaps"):
            target = o.LAYOUTS[way](out)
            assert o.function(kernel)(*values, out=target) is target
            np.testing.assert_array_equal(target, want, strict=True)


def test_gaps_of_out_are_left_alone():
    whole = np.full((9, 9), 7.0)
    k.exp(np.zeros((4, 4)), out=whole[1::2, 1::2])
    assert (whole[1::2, 1::2] == 1).all()
    assert (whole[::2] == 7).all()
    assert (whole[:, ::2] == 7).all()


@pytest.mark.parametrize("kernel", o.WITH_OUT, ids=o.case_id)
def test_out_of_every_dtype(kernel):
    """A wider dtype is filled by 'same_kind'; another is refused by a TypeError naming out, and is left alone."""
    values = plain(kernel, 9)
    want = np.asarray(o.function(kernel)(*values))
    for dtype in (*o.ztable.DTYPES, "float16", "longdouble", "complex64", "complex128", "object", "U5", "M8[s]"):
        out = np.zeros(want.shape, dtype)
        if np.can_cast(want.dtype, dtype, "same_kind"):
            assert o.function(kernel)(*values, out=out) is out
            np.testing.assert_array_equal(out.astype(want.dtype), want.astype(dtype).astype(want.dtype))
        else:
            with pytest.raises(TypeError, match=rf"^out: .*{want.dtype}.*same_kind"):
                o.function(kernel)(*values, out=out)
            np.testing.assert_array_equal(out, np.zeros(want.shape, dtype))


@pytest.mark.parametrize("kernel", o.WITH_OUT, ids=o.case_id)
def test_out_refused(kernel):
    values = plain(kernel, 9)
    out, want = with_out(kernel, values)
    before = out.copy()
    for shape in ((*want.shape, 1), (3,), (0,)):
        wrong = np.full(shape, 99.0).astype(want.dtype)
        untouched = wrong.copy()
        with pytest.raises(ValueError, match=r"^out: expected shape"):
            o.function(kernel)(*values, out=wrong)
        np.testing.assert_array_equal(wrong, untouched)
    out.flags.writeable = False
    with pytest.raises(ValueError, match=r"^out: the array is read-only"):
        o.function(kernel)(*values, out=out)
    np.testing.assert_array_equal(out, before)
    for other in ([0.0] * 9, bytearray(72), 3, "x", (np.empty(9),), memoryview(np.empty(9))):
        with pytest.raises(TypeError, match=r"^out: expected a numpy.ndarray"):
            o.function(kernel)(*values, out=other)


@pytest.mark.parametrize("kernel", o.ELEMENTWISE, ids=o.case_id)
@pytest.mark.parametrize("n", [5, 1025, 40000])
def test_out_over_an_input(kernel, n):
    """The same array, shifted both ways, backwards, every second: right as NumPy is."""
    names = list(o.arg_dtypes(kernel, ""))
    values = plain(kernel, n)
    want = o.function(kernel)(*values)
    for name, way in itertools.product(names, OVERLAPS):
        source = next(v for a, v in zip(kernel.args, values, strict=True) if a.name == name)
        if source.dtype != want.dtype:
            continue
        inner, target = OVERLAPS[way](np.zeros(3 * n + 8, want.dtype), n)
        inner[...] = source
        moved = [inner if a.name == name else v for a, v in zip(kernel.args, values, strict=True)]
        o.function(kernel)(*moved, out=target)
        np.testing.assert_array_equal(target, want, f"{kernel.name}: {name} {way}", strict=True)


OVERLAPS = {
    "same": lambda m, n: (m[:n], m[:n]), "right": lambda m, n: (m[:n], m[1:n + 1]), "left": lambda m, n: (m[1:n + 1], m[:n]),
    "far": lambda m, n: (m[:n], m[n // 2:n // 2 + n]), "backwards": lambda m, n: (m[:n], m[:n][::-1]),
    "every second": lambda m, n: (m[:n], m[:2 * n:2]), "from every second": lambda m, n: (m[:2 * n:2], m[:n]),
    "odd bytes": lambda m, n: (m.view(np.uint8)[:n * m.itemsize].view(m.dtype),
                               m.view(np.uint8)[1:n * m.itemsize + 1].view(m.dtype)),
}


@pytest.mark.parametrize("kernel", o.WITH_AXIS, ids=o.case_id)
def test_out_over_the_reduced_array(kernel):
    dtype = last_dtype(kernel)
    for axis in (0, 1):
        a = o.numbers(dtype, (6, 6), RNG)
        values = o.arguments(kernel, dtype, (1,), RNG, a=a, axis=axis)
        want = o.function(kernel)(*values)
        if want.dtype == a.dtype:
            out = a if want.ndim == 2 else a[2]
            assert o.function(kernel)(*values, out=out) is out
            np.testing.assert_array_equal(out, want)


def test_out_over_a_factor_of_dot():
    a, b = o.numbers("float64", (40, 40), RNG), o.numbers("float64", (40, 40), RNG)
    want = k.dot(a, b)
    np.testing.assert_array_equal(k.dot(a, b.copy(), out=a), want)


def test_out_over_a_transposed_input():
    """Two views of one square: every element is read after another was written, unless copied."""
    a = o.numbers("float64", (50, 50), RNG)
    want = np.exp(a).T + 0
    got = k.exp(a.T, out=a)
    assert o.near(o.BY_NAME["exp"], got, want).all()


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.data())
def test_any_overlap(data):
    """add(a, b, out) of three views of one buffer, drawn at random, is what NumPy makes of it."""
    def view(n):
        step = data.draw(st.sampled_from([-3, -2, -1, 1, 2, 3]))
        start = data.draw(st.integers(0, 20)) + (0 if step > 0 else -step * n)
        return start, step

    n = data.draw(st.integers(1, 30))
    cuts = [view(n) for _ in range(3)]
    ours, theirs = np.arange(200.0), np.arange(200.0)
    pick = lambda memory: [np.lib.stride_tricks.as_strided(memory[s:], (n,), (t * 8,)) for s, t in cuts]  # noqa: E731
    a, b, out = pick(ours)
    k.add(a, b, out=out)
    a, b, out = pick(theirs)
    np.add(a, b, out=out)
    np.testing.assert_array_equal(ours, theirs, f"{cuts} {n}")


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.data())
def test_any_view(data):
    """Reductions and elementwise kernels of arrays cut at random along every axis."""
    shape = data.draw(st.lists(st.integers(0, 6), min_size=1, max_size=4))
    cut = tuple(slice(data.draw(st.integers(0, n)), None, 1) if data.draw(st.booleans())
                else slice(None, None, data.draw(st.sampled_from([-2, -1, 2, 3]))) for n in shape)
    order = data.draw(st.permutations(range(len(shape))))
    dtype = data.draw(st.sampled_from(o.ztable.DTYPES))
    a = o.numbers(dtype, shape, np.random.default_rng(data.draw(st.integers(0, 99))))[cut].transpose(order)
    axis = data.draw(st.sampled_from([None, *range(-a.ndim, a.ndim)]))
    for name in ("sum", "max", "argmin", "any", "cumsum", "mean"):
        o.check(o.BY_NAME[name], [a, axis], f"{dtype}{shape} {cut} {order} axis {axis}")
    o.check(o.BY_NAME["equal"], [a, a[..., :1]], f"{dtype}{shape} {cut} {order}")


# ---- what is refused ----

REFUSED = {
    "complex": np.ones(4, complex), "object": np.array([object()] * 4), "None": None, "string": "four", "bytes": b"four",
    "strings": np.array(["a", "b", "c", "d"]), "float16": np.ones(4, np.float16), "longdouble": np.ones(4, np.longdouble),
    "datetime": np.array(["2020-01-01"] * 4, "M8[D]"), "timedelta": np.ones(4, "m8[s]"), "record": np.zeros(4, "i4,f8"),
    "complex scalar": 1j, "set": {1, 2}, "dict": {}, "module": np, "fractions": [Fraction(1, 2)] * 4,
}


@pytest.mark.parametrize("kernel", o.ROWS, ids=o.case_id)
@pytest.mark.parametrize("kind", REFUSED)
def test_arrays_refused_by_name(kernel, kind):
    for arg in kernel.args:
        if arg.role != "array" or (arg.optional and kind == "None"):
            continue
        values = plain(kernel, 4)
        out = np.full(4, 77.0)
        values = [REFUSED[kind] if a == arg else v for a, v in zip(kernel.args, values, strict=True)]
        with pytest.raises(TypeError, match=rf"\b{arg.name}: "):
            o.function(kernel)(*values, **({"out": out} if kernel.out else {}))
        assert (out == 77).all()


@pytest.mark.parametrize("kernel", o.ROWS, ids=o.case_id)
def test_ragged_lists_refused_by_name(kernel):
    for arg in kernel.args:
        if arg.role == "array":
            values = [[[1], [2, 3]] if a == arg else v for a, v in zip(kernel.args, plain(kernel, 2), strict=True)]
            with pytest.raises(ValueError, match=rf"^{arg.name}: .*inhomogeneous"):
                o.function(kernel)(*values)


@pytest.mark.parametrize("kernel", [r for r in o.ROWS if len(r.types) < len(o.ztable.DTYPES)], ids=o.case_id)
def test_dtypes_not_in_the_table_refused(kernel):
    """As NumPy refuses them: negative of bools, bitwise_and of floats, bincount of floats."""
    for dtype in set(o.ztable.DTYPES) - set(kernel.types):
        values = o.arguments(kernel, dtype, (4,), RNG)
        with pytest.raises(TypeError, match=f"{kernel.name}: not defined for .*{dtype}"):
            o.function(kernel)(*values)
        assert isinstance(o.outcome(o.oracle, kernel, values), TypeError) or kernel.name == "squares", dtype


@pytest.mark.parametrize("kernel", o.WITH_AXIS, ids=o.case_id)
def test_axis_refused(kernel):
    for shape, axis in (((3, 4), 2), ((3, 4), -3), ((5,), 1), ((5,), 10**30), ((), 1), ((0,), 3)):
        a = np.ones(shape, last_dtype(kernel))
        values = o.arguments(kernel, last_dtype(kernel), (1,), RNG, a=a, axis=axis)
        with pytest.raises((np.exceptions.AxisError, OverflowError), match=f"axis.* {axis} "):
            o.function(kernel)(*values)
    for axis in (1.0, "0", (0, 1), [0], 1j):
        values = o.arguments(kernel, last_dtype(kernel), (1,), RNG, a=np.ones((3, 4), last_dtype(kernel)), axis=axis)
        with pytest.raises(TypeError, match=r"^axis: expected an integer or None"):
            o.function(kernel)(*values)


def test_axis_error_is_an_index_and_value_error():
    with pytest.raises(np.exceptions.AxisError) as caught:
        k.sum(np.ones(3), axis=1)
    assert isinstance(caught.value, IndexError)
    assert isinstance(caught.value, ValueError)


def test_axis_takes_what_has_index():
    assert k.sum(np.ones((2, 3)), axis=np.int8(1)).tolist() == [3, 3]


PARAMETERS = [(row, arg) for row in o.PUBLIC for arg in row.args if arg.role in ("float", "int", "seed")]


@pytest.mark.parametrize(("kernel", "arg"), PARAMETERS, ids=o.case_id)
def test_numbers_refused_by_name(kernel, arg):
    wrong = ["1", b"1", 1j, [1], {}, object(), np.ones(3)] + ([] if arg.role == "float" else [1.0, np.float64(2)])
    wrong += [] if arg.role == "seed" else [None]
    for value in wrong:
        values = o.arguments(kernel, last_dtype(kernel) if kernel.types else "", (4,), RNG, **{arg.name: value})
        with pytest.raises(TypeError, match=f"^{arg.name}: expected"):
            o.function(kernel)(*values)
    if arg.role == "int":
        for value in (2**63, -2**70):
            values = o.arguments(kernel, last_dtype(kernel) if kernel.types else "", (4,), RNG, **{arg.name: value})
            with pytest.raises((OverflowError, ValueError, MemoryError), match=arg.name):
                o.function(kernel)(*values)


OPTIONS = [("timeout", v, ValueError) for v in (0, -1, 0.0, float("nan"), -float("inf"))]
OPTIONS += [("timeout", v, TypeError) for v in ("1", [1], 1j, object())]
OPTIONS += [("progress", v, TypeError) for v in (3, "yes", [1], 1.5)]
OPTIONS += [("cancel", v, TypeError) for v in (3, True, "token", object())]


@pytest.mark.parametrize(("option", "value", "error"), OPTIONS)
def test_options_refused(option, value, error):
    for kernel in o.PUBLIC:
        values = plain(kernel, 4) if kernel.types else o.arguments(kernel, "", (), RNG)
        out = np.full(4, 77.0)
        with pytest.raises(error, match=f"^{option}: expected"):
            o.function(kernel)(*values, **{option: value}, **({"out": out} if kernel.kind == "elementwise" else {}))
        assert (out == 77).all()


@pytest.mark.parametrize("kernel", o.PUBLIC, ids=o.case_id)
def test_missing_and_surplus_arguments(kernel):
    with pytest.raises(TypeError, match=r"argument"):
        o.function(kernel)()
    with pytest.raises(TypeError, match=r"unexpected keyword argument 'dtype'"):
        o.function(kernel)(*o.arguments(kernel, "bool", (4,), RNG), dtype=float)
