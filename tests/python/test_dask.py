"""Kernels in Dask: pickled, tokenized, mapped over blocks; threads, processes, a cluster."""

import pickle

import cloudpickle
import dask
import dask.array as da
import numpy as np
import pytest
from dask.base import tokenize

import gokernels as gk
from gokernels import kernels

NAMES = kernels.__all__


@pytest.mark.parametrize("name", NAMES)
def test_functions_pickle_by_name(name):
    function = getattr(kernels, name)
    assert function.__module__ == "gokernels.kernels"
    assert pickle.loads(pickle.dumps(function)) is function
    assert cloudpickle.loads(cloudpickle.dumps(function)) is function


def test_tokens_are_stable_and_differ():
    assert tokenize(kernels.exp) == tokenize(kernels.exp)
    assert tokenize(kernels.exp) != tokenize(kernels.log)


def test_map_over_blocks():
    x = np.random.default_rng(0).random((100, 30))
    blocks = da.from_array(x, chunks=(30, 30))
    mapped = blocks.map_blocks(kernels.exp, dtype=x.dtype).compute(scheduler="threads")
    np.testing.assert_allclose(mapped, np.exp(x), rtol=1e-14)


def test_map_over_blocks_finds_the_dtype_itself():
    blocks = da.ones(10, chunks=5, dtype="int32")
    assert blocks.map_blocks(kernels.exp).dtype == np.float64
    assert blocks.map_blocks(kernels.square).dtype == np.int32


def four(seeds, **options):
    estimate = dask.delayed(kernels.monte_carlo_pi)
    with gk.threads(1):
        return dask.compute(*(estimate(100_000, seed=s) for s in seeds), **options)


@pytest.mark.parametrize("options", [
    {"scheduler": "threads", "num_workers": 1}, {"scheduler": "threads", "num_workers": 4},
    {"scheduler": "processes", "num_workers": 2}, {"scheduler": "synchronous"}])
def test_delayed_gives_the_same_everywhere(options):
    expected = tuple(kernels.monte_carlo_pi(100_000, seed=s) for s in range(4))
    assert len(set(expected)) == 4
    assert four(range(4), **options) == expected


def test_delayed_reduction_over_chunks():
    x = np.random.default_rng(1).random(10_001)
    parts = [dask.delayed(kernels.sum)(part) for part in np.array_split(x, 7)]
    total = dask.delayed(sum)(parts).compute(scheduler="threads")
    assert total == pytest.approx(x.sum(), rel=1e-14)


@pytest.mark.parametrize("processes", [False, True])
def test_local_cluster(processes, tmp_path):
    distributed = pytest.importorskip("distributed")
    x = np.arange(1000.0)
    settings = {"processes": processes, "n_workers": 1, "threads_per_worker": 2, "dashboard_address": None}
    with (dask.config.set({"temporary-directory": str(tmp_path)}), distributed.LocalCluster(**settings) as cluster,
          distributed.Client(cluster) as client):
        squares = client.map(kernels.squares, [x[:500], x[500:]])
        np.testing.assert_array_equal(np.concatenate(client.gather(squares)), x * x)
        estimates = client.gather(client.map(lambda s: kernels.monte_carlo_pi(10_000, seed=s), range(4)))
        assert estimates == [kernels.monte_carlo_pi(10_000, seed=s) for s in range(4)]


def test_errors_come_back():
    with pytest.raises(TypeError, match="complex128"):
        dask.delayed(kernels.exp)(np.array([1j])).compute(scheduler="threads")
    with pytest.raises(TypeError, match="complex128"):
        dask.delayed(kernels.exp)(np.array([1j])).compute(scheduler="processes")
