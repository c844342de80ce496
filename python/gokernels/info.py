"""What runs here: versions, build, CPU features, threads, the compiler."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
import platform
import time
from typing import Any

import numpy as np

from . import __version__, _native, control
from .decorators import njit
from .settings import config

__all__ = ["info"]

_PEERS = ("dask", "distributed", "numba", "numexpr", "tqdm", "rich", "matplotlib")


def info() -> dict[str, str]:
    """Return what is known about this installation and this machine, in the order to print it."""
    module = _native.module()
    build = json.loads(module.capi_Info())
    return {
        "gokernels": __version__,
        "library": f"{module.__file__} ({os.path.getsize(_native._PATH) / 1e6:.1f} MB)",
        "Go": f"{build['go']} {build['os']}/{build['arch']}",
        "Python": f"{platform.python_version()} {platform.python_implementation()}",
        "NumPy": np.__version__,
        "SIMD": f"compiled in: {build['simd_compiled']}, used here: {build['simd_used']}",
        "machine code": build["machine_code"],
        "CPU features": " ".join(_features()) or "unknown",
        "CPUs for this process": str(build["available"]),
        "threads": f"{control.get_num_threads()} (most: {control.max_threads()}), "
                   f"GOKERNELS_NUM_THREADS={os.environ.get('GOKERNELS_NUM_THREADS', 'unset')}",
        "Go processors": str(build["processors"]),
        "compiler": _compiler(),
        "also installed": ", ".join(_installed()) or "-",
    }


def _compiler() -> str:
    """Whether functions are compiled, and how long the first and the next one took, calls included."""
    if config.DISABLE_JIT:
        return "off: compiled functions run as plain Python (GOKERNELS_DISABLE_JIT or NUMBA_DISABLE_JIT)"

    def double(x: Any) -> Any:
        return x + x

    times = []
    for value in (1, 1.5):
        start = time.perf_counter()
        njit(double)(value)
        times.append((time.perf_counter() - start) * 1e3)
    return f"on: the first function took {times[0]:.1f} ms to compile and run, the next {times[1]:.1f} ms"


def _features() -> list[str]:
    """Vector extensions that the kernel of the system reports, of those that matter to us."""
    try:
        with open("/proc/cpuinfo") as file:
            flags = next((line.split() for line in file if line.startswith(("flags", "Features"))), [])
    except OSError:
        return []
    return [name for name in ("sse4_2", "avx", "avx2", "fma", "bmi2", "avx512f", "avx512dq", "avx512vl", "asimd", "sve")
            if name in flags]


def _installed() -> list[str]:
    return [f"{name} {importlib.metadata.version(name)}" for name in _PEERS if importlib.util.find_spec(name)]
