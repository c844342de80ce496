"""Thread numbers, chunk sizes and tuning."""

import itertools
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import gokernels as gk


@pytest.fixture(autouse=True)
def two_threads():
    before = gk.get_num_threads()
    gk.set_num_threads(2)
    yield
    gk.set_num_threads(before)


def in_thread(f):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(f).result()


def test_set_is_seen_by_threads_started_before_and_after():
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(gk.get_num_threads).result() == 2
        gk.set_num_threads(5)
        assert pool.submit(gk.get_num_threads).result() == 5
    assert in_thread(gk.get_num_threads) == 5


def test_the_extension_sees_the_same_number():
    from gokernels import _native

    gk.set_num_threads(3)
    assert _native.module().threads_now() == 3
    with gk.threads(1):
        assert _native.module().threads_now() == 1
        assert in_thread(_native.module().threads_now) == 1
    assert _native.module().threads_now() == 3


def test_scope_is_seen_by_child_threads_and_ends():
    with gk.threads(1):
        assert gk.get_num_threads() == 1
        assert in_thread(gk.get_num_threads) == 1
    assert in_thread(gk.get_num_threads) == 2


def test_scopes_nest_and_set_changes_the_innermost():
    with gk.threads(3):
        with gk.threads(1):
            gk.set_num_threads(4)
            assert gk.get_num_threads() == 4
        assert gk.get_num_threads() == 3
    assert gk.get_num_threads() == 2


def test_scope_ends_after_an_exception():
    with pytest.raises(KeyError), gk.threads(1):
        raise KeyError
    assert gk.get_num_threads() == 2


def test_a_threads_own_scope_wins_over_another_threads():
    entered, leave = threading.Event(), threading.Event()

    def other():
        with gk.threads(1):
            entered.set()
            leave.wait(10)

    thread = threading.Thread(target=other)
    with gk.threads(4):
        thread.start()
        entered.wait(10)
        assert gk.get_num_threads() == 4
        leave.set()
        thread.join()
    assert gk.get_num_threads() == 2


@pytest.mark.parametrize("n", [0, -1, 257, 10**30])
def test_set_out_of_range(n):
    with pytest.raises(ValueError, match="n: expected a number of threads from 1 to 256"):
        gk.set_num_threads(n)
    assert gk.get_num_threads() == 2


@pytest.mark.parametrize("n", [1.0, "2", None, True])
def test_set_wrong_type(n):
    with pytest.raises(TypeError, match="n: expected an integer"):
        gk.set_num_threads(n)


def test_numpy_integers_are_taken():
    gk.set_num_threads(np.int32(3))
    assert gk.get_num_threads() == 3


def test_chunksize_returns_the_one_before_and_scopes():
    assert gk.set_parallel_chunksize(100) == 0
    try:
        with gk.parallel_chunksize(7):
            assert gk.get_parallel_chunksize() == 7
            assert in_thread(gk.get_parallel_chunksize) == 7
        assert gk.get_parallel_chunksize() == 100
    finally:
        assert gk.set_parallel_chunksize(0) == 100


def test_chunksize_refuses():
    with pytest.raises(ValueError, match="n: expected a chunk size of 0"):
        gk.set_parallel_chunksize(-1)
    with pytest.raises(TypeError, match="n: expected an integer"), gk.parallel_chunksize(1.5):
        pass


def test_tune_finds_the_fastest(monkeypatch):
    now, jitter = [0.0], itertools.cycle([5, 0, 0, 0])
    monkeypatch.setattr("gokernels.control.time.perf_counter", lambda: now[0])

    def takes(seconds):
        def f(_):
            now[0] += seconds(gk.get_num_threads()) + next(jitter)
        return f

    assert gk.tune(takes(lambda n: 2 * n), None, candidates=[1, 2, 4]) == 1
    assert gk.tune(takes(lambda n: 10 / n), None, candidates=[1, 2, 8]) == 8
    assert gk.tune(takes(lambda n: 3), None, candidates=[4, 1, 2]) == 1, "of equal ones the smaller number"
    assert gk.tune(takes(lambda n: 4 if n == 2 else 10), None, candidates=[1, 2, 4], repeat=4) == 2
    assert gk.get_num_threads() == 2


def test_tune_default_candidates_end_at_the_set_number():
    seen = set()
    gk.set_num_threads(6)
    gk.tune(lambda _: seen.add(gk.get_num_threads()), None, repeat=1)
    assert seen == {1, 2, 4, 6}


def test_tune_refuses():
    with pytest.raises(ValueError, match="repeat"):
        gk.tune(len, [], repeat=0)
    with pytest.raises(ValueError, match="candidates"):
        gk.tune(len, [], candidates=[])


def variable(value, code="import gokernels; print(gokernels.get_num_threads())"):
    return subprocess.run([sys.executable, "-c", code], env={**os.environ, "GOKERNELS_NUM_THREADS": value},
                          capture_output=True, text=True)


def test_environment_variable():
    assert variable("3").stdout.strip() == "3"


@pytest.mark.parametrize("value", ["0", "many", "-1", "1000000"])
def test_environment_variable_refused(value):
    done = variable(value)
    assert done.returncode == 1
    assert f"ValueError: GOKERNELS_NUM_THREADS='{value}': expected a number of threads from 1 to 256" in done.stderr


def test_environment_variable_refused_twice_and_then_mended():
    code = """
import os, gokernels
for _ in range(2):
    try:
        gokernels.get_num_threads()
    except ValueError as e:
        print("refused")
os.environ["GOKERNELS_NUM_THREADS"] = "3"
print(gokernels.get_num_threads())
"""
    assert variable("x", code).stdout.split() == ["refused", "refused", "3"]


def test_default_follows_the_affinity():
    code = "import os, gokernels; os.sched_setaffinity(0, {0}); print(gokernels.get_num_threads())"
    assert variable("", code).stdout.strip() == "1"
