"""Every kernel, every dtype: the dtype and the value are NumPy's, whatever shape and memory."""

import itertools
import zlib

import numpy as np
import oracles as o
import pytest

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


def rng_of(*parts):
    """Random numbers that a test repeats."""
    return np.random.default_rng(zlib.crc32(repr(parts).encode()))


def check_both(kernel, values, note):
    """Check; where NumPy refuses the numbers, check without negative integers too."""
    if isinstance(o.check(kernel, values, note), Exception):
        o.check(kernel, o.tame(values), f"{note}, no negatives")


@pytest.mark.parametrize(("kernel", "dtype"), o.CASES, ids=o.case_id)
def test_shapes_and_axes(kernel, dtype):
    rng = rng_of(kernel.name, dtype)
    for shape in filter(lambda s: o.fits(kernel, s), o.SHAPES):
        for axis in o.axes(kernel, len(shape)):
            check_both(kernel, o.arguments(kernel, dtype, shape, rng, **axis), f"{dtype}{shape} {axis}")


@pytest.mark.parametrize(("kernel", "dtype"), o.CASES, ids=o.case_id)
def test_layouts(kernel, dtype):
    rng = rng_of(kernel.name, dtype, "layouts")
    ways = list(o.LAYOUTS.values())
    for shape in filter(lambda s: o.fits(kernel, s), o.LAYOUT_SHAPES):
        values = o.tame(o.arguments(kernel, dtype, shape, rng))
        for i, name in enumerate(o.LAYOUTS):
            for axis in o.axes(kernel, len(shape), first=0):
                varied = with_axis(kernel, values, axis)
                alike = o.remade(kernel, varied, *[ways[i]] * 3)
                o.check(kernel, alike, f"{dtype}{shape} {axis}, {name}")
            mixed = o.remade(kernel, values, *(ways[(i + 2 * j) % len(ways)] for j in range(3)))
            o.check(kernel, mixed, f"{dtype}{shape}, {name} and others")


def with_axis(kernel, values, axis):
    return [axis.get(arg.name, v) for arg, v in zip(kernel.args, values, strict=True)]


@pytest.mark.parametrize(("kernel", "dtype"), [c for c in o.CASES if c[0].kind == "elementwise"], ids=o.case_id)
def test_special_values(kernel, dtype):
    """All of them, with all of them: in bulk (vector lanes) and one by one (scalars)."""
    dtypes = list(o.arg_dtypes(kernel, dtype).values())
    grids = np.meshgrid(*(o.specials(d) for d in dtypes), indexing="ij")
    flat = iter([g.ravel() for g in grids])
    given = {name: next(flat) for name in o.arg_dtypes(kernel, dtype)}
    values = o.arguments(kernel, dtype, (1,), rng_of(0), **given)
    check_both(kernel, values, f"{dtype} special")
    if len(dtypes) == 1:
        for one in given[kernel.args[0].name]:
            o.check(kernel, [one], f"{dtype} scalar")


FLOAT_REDUCTIONS = [(k, d) for k, d in o.CASES if k.kind in ("reduction", "scan") and d.startswith("float")]


@pytest.mark.parametrize(("kernel", "dtype"), FLOAT_REDUCTIONS, ids=o.case_id)
@pytest.mark.parametrize("place", [0, 1, 8, 500, 1024, 2999])
def test_nan_and_infinity_anywhere(kernel, dtype, place):
    """One special value among 3,000, and an infinity of the other sign after it."""
    for special, other in itertools.product((np.nan, np.inf, -np.inf), (None, np.inf, np.nan)):
        a = o.numbers(dtype, 3000, rng_of(place))
        a[place] = special
        if other is not None:
            a[(place + 1700) % 3000] = other
        for shape, axis in (((3000,), None), ((3, 1000), 1), ((1000, 3), 0)):
            values = o.arguments(kernel, dtype, (1,), rng_of(0), a=a.reshape(shape), axis=axis)
            o.check(kernel, values, f"{special} at {place}, then {other}, axis {axis}")


INTEGERS = [c for c in o.CASES if c[0].kind in ("reduction", "scan") and not c[1].startswith("float")]


@pytest.mark.parametrize(("kernel", "dtype"), INTEGERS, ids=o.case_id)
def test_least_and_greatest_integers(kernel, dtype):
    for n in (1, 8, 1024):  # the sum of 2**k equal integers is exact in the oracle too
        for value in (o.specials(dtype)[0], o.specials(dtype)[-1]):
            values = o.arguments(kernel, dtype, (1,), rng_of(0), a=np.full(n, value))
            o.check(kernel, values, f"{n} times {value}")


@pytest.mark.parametrize("kernel", [o.BY_NAME[n] for n in ("argmin", "argmax")], ids=o.case_id)
def test_first_of_equals(kernel):
    for a in (np.zeros(5000), np.tile([3, 1, 3, 1, 2], 1000), np.array([0.0, -0.0]), np.array([True] * 70)):
        o.check(kernel, [a, None])
        o.check(kernel, [a.reshape(-1, 2), 0])
        o.check(kernel, [a.reshape(2, -1), -1])


def pairs(kernel):
    """All pairs of dtypes for the first two free arrays."""
    free = [arg for arg in kernel.args if arg.role == "array" and not arg.cast]
    return itertools.permutations(o.ztable.DTYPES, 2) if len(free) > 1 else ()


MIXED = [k for k in o.ROWS if k.kind in ("elementwise", "contraction") and any(True for _ in pairs(k))]


@pytest.mark.parametrize("kernel", MIXED, ids=o.case_id)
def test_mixed_dtypes(kernel):
    """NumPy's promotion, value by value, also where int64 meets uint64."""
    free = [arg.name for arg in kernel.args if arg.role == "array" and not arg.cast]
    for dtypes in pairs(kernel):
        rng = rng_of(kernel.name, dtypes)
        given = {name: o.numbers(d, (9,), rng, small=True) for name, d in zip(free, itertools.cycle(dtypes))}
        o.check(kernel, o.arguments(kernel, next(iter(kernel.types)), (9,), rng, **given), str(dtypes))


@pytest.mark.parametrize("kernel", [k for k in o.ELEMENTWISE if len(o.arg_dtypes(k, "")) > 1], ids=o.case_id)
def test_broadcasting(kernel):
    """Every array argument in turn is the small one."""
    names = list(o.arg_dtypes(kernel, ""))
    for dtype, small in itertools.product(("float64", "int32"), ((1,), (7,), (5, 1), (3, 1, 1), (3, 5, 7), (0,), ())):
        if dtype not in kernel.types or (kernel.name == "gaussians" and small == ()):
            continue
        rng = rng_of(kernel.name, small)
        for name in names:
            values = o.tame(o.arguments(kernel, dtype, (5, 7), rng))
            smaller = o.tame(o.arguments(kernel, dtype, small, rng))
            values = [s if a.name == name else v for a, v, s in zip(kernel.args, values, smaller, strict=True)]
            o.check(kernel, values, f"{dtype} {name} {small}")


@pytest.mark.parametrize("kernel", [k for k in o.ELEMENTWISE if len(o.arg_dtypes(k, "")) > 1], ids=o.case_id)
def test_shapes_that_do_not_fit(kernel):
    names = list(o.arg_dtypes(kernel, ""))
    values = o.arguments(kernel, list(kernel.types)[-1], (4,), rng_of(0))
    values = [v[:3] if a.name == names[-1] else v for a, v in zip(kernel.args, values, strict=True)]
    out = np.full(4, 77.0)
    with pytest.raises(ValueError, match=rf"the shapes do not fit together: .*{names[-1]} \(3,\)"):
        o.function(kernel)(*values, out=out)
    assert (out == 77).all()


@pytest.mark.parametrize("kernel", [k for k in o.ELEMENTWISE if len(o.arg_dtypes(k, "")) == 1], ids=o.case_id)
def test_order_of_the_result(kernel):
    """Fortran arrays give Fortran arrays, as NumPy's order='K'; others give C."""
    dtype = list(kernel.types)[-1]
    for order in "CF":
        a = np.asarray(o.numbers(dtype, (5, 7), rng_of(0)), order=order)
        got = o.function(kernel)(a)
        assert got.flags[f"{order}_CONTIGUOUS"], order
