"""The same programs in NumPy, numexpr, Numba, JAX and Pythran: what ours are compared with.

Functions named after a program take its arrays and return a dict: name of the peer -> a call without arguments.
Peers that are not installed, or do not load, are left out; `absent` names them.
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import suite_programs
from .suite import compiled

__all__ = ["Ways", "absent", "exp_linear", "first_call", "first_calls", "gaussians", "kde", "load", "made", "mandelbrot",
           "monte_carlo_pi", "squares", "through_jax", "through_pythran", "total"]

Array = NDArray[Any]
Ways = dict[str, Callable[[], Any]]
_plain: Any = suite_programs
_ROOT = suite_programs.root
_PEERS = {"numexpr": "numexpr", "Numba": "numba", "JAX": "jax", "Pythran": "pythran"}


@cache
def load(module: str) -> Any:
    """Return the module of a peer, None if there is none that loads."""
    if importlib.util.find_spec(module) is None:
        return None
    try:
        return importlib.import_module(module)
    except ImportError:  # installed, but not for this NumPy or this Python
        return None


def absent() -> list[str]:
    """Names of the peers that cannot be compared with."""
    return [name for name, module in _PEERS.items() if load(module) is None]


@cache
def made(name: str, compiler: str, **options: Any) -> Any:
    """Return a program of `suite_programs` compiled by the module named `compiler`; None without it."""
    module = load(compiler)
    return module and compiled(getattr(_plain, name), module, **(options or {"parallel": True}))


def _ways(plain: Callable[[], Any], name: str, *given: Any) -> Ways:
    ways: Ways = {"NumPy": plain}
    if numbas := made(name, "numba"):
        ways["Numba"] = lambda: numbas(*given)
    return ways


def _expression(ways: Ways, text: str, **names: Any) -> Ways:
    if numexpr := load("numexpr"):
        ways["numexpr"] = lambda: numexpr.evaluate(text, names)
    return ways


def exp_linear(a: Array, b: Array) -> Ways:
    """exp(2.1 a + 3.2 b)."""
    ways = _ways(lambda: np.exp(2.1 * a + 3.2 * b), "exp_linear", a, b)
    return _expression(ways, "exp(2.1*a+3.2*b)", a=a, b=b)


def gaussians(x: float, means: Array, widths: Array) -> Ways:
    """Values at x of normal densities, each divided by their number."""
    ways = _ways(lambda: _plain.gaussians(x, means, widths), "gaussians", x, means, widths)
    text = "exp(-0.5*((x-m)/w)**2)/w/root/n"
    return _expression(ways, text, x=x, m=means, w=widths, root=_ROOT, n=len(means))


def kde(x: float, means: Array, widths: Array) -> Ways:
    """Kernel density estimate at x: the mean of the densities."""
    return _ways(lambda: _plain.kde(x, means, widths), "kde", x, means, widths)


def monte_carlo_pi(n: int) -> Ways:
    """Four times the share of n random points that lie in the unit circle."""
    return _ways(lambda: _pi(n), "monte_carlo_pi", n)


def mandelbrot(out: Array, limit: int) -> Ways:
    """Escape times of the points of an image."""
    return _ways(lambda: _mandelbrot(out, limit), "mandelbrot", out, limit)


def squares(a: Array) -> Ways:
    """A * a."""
    return _ways(lambda: a * a, "squares", a)


def total(a: Array) -> Ways:
    """Sum of the elements."""
    return _ways(a.sum, "total", a)


def _pi(n: int, block: int = 1 << 20) -> float:
    """In blocks: n points at once would need 16 n bytes."""
    generator, inside = np.random.default_rng(), 0
    for start in range(0, n, block):
        x, y = generator.random((2, min(block, n - start)))
        inside += int(np.count_nonzero(x * x + y * y < 1))
    return 4 * inside / n


def _mandelbrot(out: Array, limit: int) -> None:
    """All points at once; those that have escaped are left alone."""
    height, width = out.shape
    c = (-2 + 3 * np.arange(width) / width) + 1j * (-1 + 2 * np.arange(height) / height)[:, None]
    z, out[:], inside = np.zeros_like(c), 0, np.ones(c.shape, bool)
    for _ in range(limit):
        inside &= z.real ** 2 + z.imag ** 2 < 4
        if not inside.any():
            break
        z[inside] = z[inside] ** 2 + c[inside]
        out += inside


# ---- JAX and Pythran, which compile programs of their own ----

def through_jax(x: float, a: Array, b: Array, means: Array, widths: Array) -> dict[str, Callable[[], Any]]:
    """Return JAX's calls by name of the program; none without JAX."""
    jax = load("jax")
    if jax is None:
        return {}
    jax.config.update("jax_enable_x64", True)
    numpy, (a, b, means, widths) = jax.numpy, map(jax.numpy.asarray, (a, b, means, widths))
    exp = jax.jit(lambda a, b: numpy.exp(2.1 * a + 3.2 * b))
    density = jax.jit(lambda x, m, w: numpy.exp(-0.5 * ((x - m) / w) ** 2) / w / _ROOT / m.shape[0])
    mean = jax.jit(lambda x, m, w: (numpy.exp(-0.5 * ((x - m) / w) ** 2) / w).mean() / _ROOT)
    return {"exp_linear": lambda: exp(a, b).block_until_ready(),
            "gaussians": lambda: density(x, means, widths).block_until_ready(),
            "kde": lambda: mean(x, means, widths).block_until_ready()}


# The programs that Pythran compiles, with the types of their arguments.
_PYTHRAN = {"exp_linear_into": "float64[], float64[], float64[]", "gaussians": "float, float64[], float64[]",
            "kde": "float, float64[], float64[]", "mandelbrot": "int64[:,:], int"}
_FLAGS = ["-O3", "-march=native", "-ffast-math", "-fopenmp", "-DUSE_XSIMD"]


def _for_pythran() -> str:
    """Text of the programs with Pythran's exports, and OpenMP's loops for those of prange."""
    parts = [f"import math\nimport numpy as np\nroot = {_ROOT!r}\n"]
    for name, types in _PYTHRAN.items():
        source = inspect.getsource(getattr(_plain, name))
        loops = re.sub(r"^( *)(for .* in )prange", r"\1#omp parallel for\n\1\2range", source, flags=re.MULTILINE)
        parts += [f"#pythran export {name}({types})", loops]
    return "\n".join(parts)


def through_pythran() -> Any:
    """Return the programs as a module that Pythran makes, in some seconds; None if it or a C++ compiler is missing."""
    pythran = load("pythran")
    if pythran is None:
        return None
    name = "gokernels_pythran_programs"
    with tempfile.TemporaryDirectory() as folder:
        try:
            file = pythran.compile_pythrancode(name, _for_pythran(), output_file=str(Path(folder) / f"{name}.so"),
                                               extra_compile_args=_FLAGS, extra_link_args=["-fopenmp"])
        except (Exception, SystemExit):  # whatever setuptools makes of a compiler that fails
            return None
        spec = importlib.util.spec_from_file_location(name, file)
        if spec is None or spec.loader is None:
            return None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return module


# ---- first calls ----

def first_call(peer: str, n: int) -> float:
    """Seconds of the first call of exp(2.1 a + 3.2 b) in this process, compilation included and imports not."""
    a, b = np.random.default_rng(1).random((2, n))
    if peer == "JAX":
        call = through_jax(0.0, a, b, a, b)["exp_linear"]
    elif peer in ("Numba", "gokernels"):
        program, out = made("exp_linear_into", peer.lower()), np.empty(n)

        def call() -> Any:
            return program(out, a, b)
    else:
        call = exp_linear(a, b)[peer]
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def first_calls(n: int, rounds: int) -> dict[str, list[float]]:
    """Times of first calls, each in a process of its own."""
    names = ["NumPy", *(p for p in ("numexpr", "Numba", "JAX") if p not in absent()), "gokernels"]
    times: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            code = f"from gokernels.peers import first_call; print('took', first_call({name!r}, {n}))"
            done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
            times[name].append(float(done.stdout.split("took")[-1]))
    return times
