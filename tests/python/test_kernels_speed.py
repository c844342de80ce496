"""Every kernel beside NumPy: equal results, and the times of both reported, never judged.

Run with -s for the table; record_property puts the ratios into --junitxml.
"""

import numpy as np
import oracles as o
import pytest

from gokernels import kernels as k
from gokernels import timing

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")
N = 100_000


def report(record_property, game, name):
    """Print and record how many times slower NumPy is."""
    ours, numpys = game["gokernels"], game["numpy"]
    ratio = game.ratios("gokernels")["numpy"]
    record_property("numpy_over_gokernels", round(ratio, 3))
    record_property("gokernels_us", round(ours.median * 1e6, 2))
    print(f"\n{name:>28}: gokernels {ours.median * 1e6:10.1f} us, numpy {numpys.median * 1e6:10.1f} us, ratio {ratio:8.2f}",
          end="")
    times = np.array([ours.times, numpys.times, [ratio] * len(ours.times)])
    assert np.isfinite(times).all()
    assert (times > 0).all()
    assert ours.best <= ours.median


def play(name, ours, numpys):
    return timing.contest(name, {"gokernels": ours, "numpy": numpys}, rounds=3, least=1e-4)


@pytest.mark.parametrize("kernel", o.ROWS, ids=o.case_id)
def test_beside_numpy(kernel, record_property):
    dtype = list(kernel.types)[-1]
    shape = (300, 300) if kernel.kind == "contraction" else (N,)
    values = o.tame(o.arguments(kernel, dtype, shape, np.random.default_rng(1)))
    with np.errstate(all="ignore"):
        game = play(kernel.name, lambda: o.function(kernel)(*values), lambda: o.oracle(kernel, values))
    o.assert_same(kernel, game["gokernels"].value, game["numpy"].value, values, "timed")
    report(record_property, game, f"{kernel.name} {dtype}")


@pytest.mark.parametrize("n", [1, 1000, 10_000])
def test_small_calls_beside_numpy(n, record_property):
    a = np.arange(n)
    out = np.empty_like(a)
    game = play("sum", lambda: k.sum(a), lambda: np.sum(a))
    assert game["gokernels"].value == game["numpy"].value
    report(record_property, game, f"sum of {n} int64")
    game = play("add", lambda: k.add(a, a, out), lambda: np.add(a, a, out))
    report(record_property, game, f"add of {n} int64")
