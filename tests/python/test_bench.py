"""The benchmark command at tiny sizes, and its parts; no time is judged."""

import io
import json
import re
import subprocess
import sys

import numpy as np
import pytest
from rich.console import Console

from gokernels import bench, bench_peers, bench_plan, bench_scaling, bench_suite, peers, plots, suite, timing

PNG = b"\x89PNG"


@pytest.fixture
def plan(tmp_path):
    return bench_plan.Plan(Console(file=io.StringIO(), width=200), tmp_path, 2, True, "")


def printed(plan):
    return plan.console.file.getvalue()


def only(plan, pattern):
    return bench_plan.Plan(plan.console, plan.out, plan.rounds, plan.quick, pattern)


@pytest.fixture
def alone(monkeypatch):
    """No peer but NumPy is there."""
    monkeypatch.setattr(peers, "load", lambda module: __import__(module) if module == "gokernels" else None)
    monkeypatch.setattr(peers, "made", peers.made.__wrapped__)


@pytest.mark.timeout(300)
def test_command(tmp_path):
    few = "axpy float64|sum of 10|exp.2|^add |progress"
    done = subprocess.run([sys.executable, "-m", "gokernels", "bench", "--quick", "-k", few, "--out", str(tmp_path),
                           "--json", str(tmp_path / "figures.json")], capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    result = json.loads((tmp_path / "figures.json").read_text())
    assert {"info", "machine", "rounds", "threads", "absent", *bench.PARTS} == set(result)
    assert {p["program"].split(",")[0] for p in result["peers"]} == {"exp(2.1a+3.2b)", "sum of 10"}
    for contest in [*result["peers"], *result["kernels"]]:
        assert contest["seconds"]["gokernels"]["best"] > 0
        assert contest["ratios"]["NumPy"] > 0
    assert [k["kernel"] for k in result["suite"]["kernels"]] == ["axpy float64", "add int32", "add int64"]
    assert [set(p["ratios"]) for p in result["progress"]] == [{"callback", "bar"}] * 2
    assert (tmp_path / "peers.png").read_bytes().startswith(PNG)
    assert (tmp_path / "scaling.png").read_bytes().startswith(PNG)


def test_unknown_part():
    done = subprocess.run([sys.executable, "-m", "gokernels", "bench", "cooking"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "cooking" in done.stderr


def test_the_command_knows_the_parts():
    done = subprocess.run([sys.executable, "-m", "gokernels", "bench", "--help"], capture_output=True, text=True, timeout=60)
    listed = re.search(r"\[(peers[a-z|]*)\]", done.stdout)
    assert listed is not None
    assert tuple(listed[1].split("|")) == bench.PARTS


def test_suite_without_numba(plan, alone):
    result = bench_suite.run(only(plan, "^axpy float64|kahan"))
    assert [k["kernel"] for k in result["kernels"]] == ["axpy float64", "kahan sum float64"]
    for kernel in result["kernels"]:
        assert kernel["ratio"] is kernel["equal"] is None
        assert kernel["errors"] == {}
        assert kernel["seconds"]["gokernels"]["first"] > 0
    assert result["means"] == {"medians of pairs": {}, "smallest times": {}}


def test_peers_without_peers(plan, alone):
    result = bench_peers.run(only(plan, "exp.2|sum"))
    assert all(set(program["seconds"]) == {"NumPy", "gokernels", "gokernels, 1 thread"} for program in result)
    assert [program["goal"] for program in result] == [0.65e-3, 0.9e-6]
    assert (plan.out / "peers.png").read_bytes().startswith(PNG)


def test_seven_programs_have_goals(plan, alone):
    programs = list(bench_peers._programs(plan))
    assert [p.goal for p in programs] == [0.65e-3, 1.0e-3, 0.9e-3, 22e-3, 6.5e-3, 0.9e-6]
    for program in programs:
        assert {"NumPy", "gokernels"} <= set(program.ways())


def test_first_calls_are_of_processes_of_their_own():
    assert peers.first_call("gokernels", 100) > 0
    assert peers.first_call("NumPy", 100) > 0


def test_absent_peers_are_named(alone):
    assert peers.absent() == ["numexpr", "Numba", "JAX", "Pythran"]


def test_a_refusal_is_a_result(plan):
    def refused(x):
        return globals()

    space = dict(vars(suite.vectors))
    suite.vectors.refused = refused
    refused.__module__ = suite.vectors.__name__
    try:
        suite._namespace.cache_clear()
        outcome = bench_suite.time_row(suite.Row("refused", refused, 10, 10, lambda g, n: (np.zeros(n),)), 10, 2)
    finally:
        suite._namespace.cache_clear()
        del suite.vectors.refused
    assert vars(suite.vectors) == space
    assert "gokernels" in outcome.errors
    assert outcome.ratio is None
    assert "refused" in bench_suite._line(outcome)


def compared(ratio, name="axpy float64"):
    row = next(r for r in suite.ROWS if r.name == name)
    numbas = timing.Result("Numba", [ratio * 1e-3, 2 * ratio * 1e-3])
    held = timing.Contest(name, [timing.Result("gokernels", [1e-3, 1e-3]), numbas])
    return bench_suite.Outcome(row, 10, {"gokernels": 0.01, "Numba": 0.5}, {}, True, held)


def test_ratios_and_means(tmp_path):
    slow, fast = compared(0.5), compared(8.0, "sieve")
    assert slow.ratio == pytest.approx(0.75)
    assert slow.least_ratio == pytest.approx(0.5)
    assert slow.compile("gokernels") == pytest.approx(0.009)
    means = bench_suite._means(bench_suite._smallest([slow, fast]))
    assert means == {"geometric mean": pytest.approx(2.0), "least": pytest.approx(0.5), "below": 1}
    assert "results differ: none" in bench_suite._title([slow, fast])
    fast.equal = False
    assert "results differ: sieve" in bench_suite._title([slow, fast])
    assert plots.ratios([slow, fast], tmp_path / "suite.png", "note").read_bytes().startswith(PNG)


def test_where_parallel_is_slower_is_said():
    curves = {"gokernels": {100: 2e-6, 1000: 3e-6}, "gokernels, serial": {100: 1e-6, 1000: 3e-6}}
    assert "parallel is slower at: 100 (x2.00)" in bench_scaling._small("axpy", curves)
    curves["gokernels, serial"][100] = 2e-6
    assert "parallel is slower at: no size" in bench_scaling._small("axpy", curves)


def test_scaling_stops_where_patience_ends(plan, alone):
    row = next(r for r in suite.ROWS if r.name == "kahan sum float64")
    curves = bench_scaling._by_size(row, plan)
    assert set(curves) == {"gokernels", "gokernels, serial"}
    for curve in curves.values():
        sizes = list(curve)
        assert sizes == [10 ** k for k in range(2, 2 + len(sizes))]
        assert all(10 * curve[n] < 0.05 for n in sizes[:-1])


def test_duration():
    times = {2.0: "2 s", 0.0123: "12.3 ms", 4.5e-6: "4.5 µs", 3e-8: "30 ns", 0.0: "0 ns"}
    assert [bench_plan.duration(seconds) for seconds in times] == list(times.values())


def test_least_ratios_are_of_smallest_times():
    held = timing.Contest("", [timing.Result("gokernels", [2.0, 4.0, 3.0]), timing.Result("NumPy", [9.0, 4.0, 8.0])])
    assert held.least_ratios("gokernels") == {"NumPy": 2.0}
    assert held.ratios("gokernels") == {"NumPy": pytest.approx(8 / 3)}
