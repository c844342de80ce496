"""The wide suite: a table of kernels, each made by gokernels and by Numba from one source.

A row names a function of `suite_vectors`, `suite_grids` or `suite_sequences`, its decorator's arguments, its size,
and what it is called with. `compiled` makes the function with the `njit` and the `prange` of a compiler; functions
that it calls are compiled the same way. `suite_bench` times the table.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from . import suite_grids as grids
from . import suite_sequences as sequences
from . import suite_vectors as vectors

__all__ = ["ROWS", "Row", "arguments", "compiled", "equal", "outcome"]

Array = NDArray[Any]
F8, F4, I8, I4, U1 = np.float64, np.float32, np.int64, np.int32, np.uint8


@dataclass(frozen=True)
class Row:
    """One kernel of the suite: `make(generator, n)` gives its arguments, `n` is the timed size, `small` that of tests."""

    name: str
    function: Callable[..., Any]
    n: int
    small: int
    make: Callable[[Generator, int], tuple[Any, ...]]
    options: dict[str, Any] = field(default_factory=lambda: {"parallel": True})
    within: float = 1e-9  # relative difference allowed: sums may be taken in another order
    random: bool = False  # results are draws: only their statistics can be compared

    @property
    def parallel(self) -> bool:
        """Whether the kernel has parallel loops."""
        return bool(self.options.get("parallel"))


def compiled(function: Callable[..., Any], compiler: Any, **options: Any) -> Any:
    """Return a function of this suite made by `compiler`, a module with `njit` and `prange`, and the decorator's options."""
    return _namespace(sys.modules[function.__module__], compiler, tuple(options.items()))[function.__name__]


@cache
def _namespace(module: ModuleType, compiler: Any, options: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    """A copy of the module's names whose functions are compiled when first called, and see each other compiled."""
    space = {**vars(module), "prange": compiler.prange}
    for name, value in vars(module).items():
        if isinstance(value, FunctionType):
            space[name] = compiler.njit(**dict(options))(FunctionType(value.__code__, space, name, value.__defaults__))
    return space


def arguments(row: Row, n: int) -> tuple[Any, ...]:
    """The row's arguments at size n, always the same ones."""
    return row.make(np.random.default_rng(7), n)


def outcome(function: Callable[..., Any], given: tuple[Any, ...]) -> list[Any]:
    """What a call leaves: its result, and its arguments afterwards."""
    result = function(*given)
    return [*(result if isinstance(result, tuple) else (result,)), *given]


def equal(row: Row, left: list[Any], right: list[Any]) -> bool:
    """Whether two outcomes are equal within the row's bound; draws by their means and deviations."""
    pairs = zip(left, right, strict=True)
    if row.random:
        return all(_alike(np.asarray(a, F8), np.asarray(b, F8), row.within) for a, b in pairs if a is not None)
    return all(_near(a, b, row.within) for a, b in pairs)


def _near(a: Any, b: Any, within: float) -> bool:
    if a is None or b is None:
        return a is b
    x, y = np.asarray(a), np.asarray(b)
    return x.shape == y.shape and np.allclose(x, y, rtol=within, atol=within, equal_nan=True)


def _alike(a: Array, b: Array, within: float) -> bool:
    scale = float(np.abs(b).max()) + 1e-300
    return bool(abs(a.mean() - b.mean()) <= within * scale and abs(a.std() - b.std()) <= within * scale)


# ---- arguments ----

def _floats(dtype: Any, count: int, low: float = 0.0, high: float = 1.0) -> Callable[[Generator, int], list[Array]]:
    return lambda g, n: [g.uniform(low, high, n).astype(dtype) for _ in range(count)]


def _unary(dtype: Any, low: float, high: float, out: Any = None) -> Callable[[Generator, int], tuple[Any, ...]]:
    """A vector and its result."""
    return lambda g, n: (g.uniform(low, high, n).astype(dtype), np.zeros(n, out or dtype))


def _vector(dtype: Any, *rest: Any, low: float = 0, high: float = 1) -> Callable[[Generator, int], tuple[Any, ...]]:
    return lambda g, n: (g.uniform(low, high, n).astype(dtype), *rest)


def _integers(dtype: Any, low: int, high: int, out: Any = None) -> Callable[[Generator, int], tuple[Any, ...]]:
    return lambda g, n: (g.integers(low, high, n).astype(dtype), np.zeros(n, out or dtype))


def _axpy(dtype: Any) -> Callable[[Generator, int], tuple[Any, ...]]:
    return lambda g, n: (dtype(2.5), *_floats(dtype, 2)(g, n), np.zeros(n, dtype))


def _plane(dtype: Any, low: float = 0, high: float = 1) -> Callable[[Generator, int], tuple[Any, ...]]:
    """A square image and its result."""
    return lambda g, n: (g.uniform(low, high, (n, n)).astype(dtype), np.zeros((n, n), dtype))


def _square(dtype: Any, count: int) -> Callable[[Generator, int], tuple[Any, ...]]:
    return lambda g, n: tuple([g.random((n, n)).astype(dtype) for _ in range(count)] + [np.zeros((n, n), dtype)])


def _options(g: Generator, n: int) -> tuple[Any, ...]:
    return g.uniform(5, 30, n), g.uniform(1, 100, n), g.uniform(0.25, 10, n), 0.02, 0.3, np.zeros(n), np.zeros(n)


def _diagonals(g: Generator, n: int) -> tuple[Any, ...]:
    return g.random(n), g.random(n) + 3, g.random(n), g.random(n)


def _dominant(g: Generator, n: int) -> tuple[Any, ...]:
    return g.random((n, n)) + n * np.eye(n), g.random(n), 10


def _positive(g: Generator, n: int) -> tuple[Any, ...]:
    half = g.random((n, n))
    return (half @ half.T + n * np.eye(n),)


def _sparse(g: Generator, n: int) -> tuple[Any, ...]:
    rows = np.concatenate([[0], np.cumsum(g.integers(0, 20, n))])
    return g.random(rows[-1]), g.integers(0, n, rows[-1]), rows, g.random(n), np.zeros(n)


def _clusters(dtype: Any) -> Callable[[Generator, int], tuple[Any, ...]]:
    return lambda g, n: (g.random((n, 4)).astype(dtype), g.random((16, 4)).astype(dtype), np.zeros(n, I8))


def _rays(g: Generator, n: int) -> tuple[Any, ...]:
    rays = g.normal(size=(n, 3))
    rays /= np.linalg.norm(rays, axis=1)[:, None]
    return rays.astype(F4), g.uniform(2, 9, (50, 3)).astype(F4), g.uniform(0.1, 1, 50).astype(F4), np.zeros(n, F4)


def _maze(g: Generator, n: int) -> tuple[Any, ...]:
    walls = g.random((n, n)) < 0.25
    walls[0, 0] = False
    return walls, np.zeros((n, n), I4)


def _text(g: Generator, n: int) -> tuple[Any, ...]:
    text = ",".join(map(str, g.integers(-10**6, 10**6, n))) + "\n"
    return np.frombuffer(text.encode(), U1).copy(), np.zeros(n, I8)


def _decimals(g: Generator, n: int) -> tuple[Any, ...]:
    text = np.frombuffer("".join(f"{v:.4f}\n" for v in g.uniform(0, 1000, n)).encode(), U1).copy()
    return text, np.flatnonzero(text == 10), np.zeros(n)


def _table(g: Generator, n: int) -> tuple[Any, ...]:
    table = np.arange(256, dtype=I8)
    for _ in range(8):
        table = np.where(table & 1, (table >> 1) ^ 0xEDB88320, table >> 1)  # polynomial of IEEE 802.3, reflected
    return g.integers(0, 256, n).astype(U1), table


def _graph(g: Generator, n: int) -> tuple[Any, ...]:
    return np.arange(n), g.integers(0, n, n), g.integers(0, n, n)


def _letters(g: Generator, n: int) -> tuple[Any, ...]:
    return g.integers(97, 101, n).astype(U1), g.integers(97, 101, n).astype(U1)


def _ordered(g: Generator, n: int) -> tuple[Any, ...]:
    return np.sort(g.random(n)), np.sort(g.random(n)), np.zeros(2 * n)


def _distances(g: Generator, n: int) -> tuple[Any, ...]:
    return (g.uniform(1, 100, (n, n)),)


_P: dict[str, Any] = {"parallel": True}
_S: dict[str, Any] = {}
_LOOSE, _DRAWN = 1e-4, 0.05  # of float32; of draws
v, r, s = vectors, grids, sequences

ROWS = [
    Row("axpy float64", v.axpy, 500_000, 1000, _axpy(F8)),
    Row("axpy float32", v.axpy, 1_000_000, 1000, _axpy(F4), within=_LOOSE),
    Row("add int32", v.add, 1_000_000, 1000, lambda g, n: (*g.integers(0, 9999, (2, n)).astype(I4), np.zeros(n, I4))),
    Row("add int64", v.add, 500_000, 1000, lambda g, n: (*g.integers(0, 9999, (2, n)), np.zeros(n, I8))),
    Row("horner float64", v.horner, 500_000, 1000, _unary(F8, -1, 1)),
    Row("horner float32", v.horner, 500_000, 1000, _unary(F4, -1, 1), within=_LOOSE),
    Row("waves float64", v.waves, 100_000, 1000, _vector(F8, high=10)),
    Row("waves float32", v.waves, 100_000, 1000, _vector(F4, high=10), within=_LOOSE),
    Row("softplus float64", v.softplus, 100_000, 1000, _unary(F8, -5, 5)),
    Row("leaky relu float32", v.leaky, 1_000_000, 1000, _unary(F4, -1, 1), within=_LOOSE),
    Row("bands float64", v.bands, 500_000, 1000, _unary(F8, 0, 100_000)),
    Row("hypotenuse float32", v.hypotenuse, 1_000_000, 1000, lambda g, n: tuple(_floats(F4, 2)(g, n)), within=_LOOSE),
    Row("mixed bits int64", v.mixed, 500_000, 1000, _integers(I8, 0, 2**31)),
    Row("remainders int32", v.remainders, 500_000, 1000,
        lambda g, n: (g.integers(-10**6, 10**6, n).astype(I4), I4(37), np.zeros(n, I4))),
    Row("remainders int64", v.remainders, 300_000, 1000, lambda g, n: (g.integers(-10**6, 10**6, n), 37, np.zeros(n, I8))),
    Row("float to index", v.to_index, 500_000, 1000, lambda g, n: (g.random(n), 0.0, 0.01, np.zeros(n, I8))),
    Row("gather float64", v.gathered, 500_000, 1000, lambda g, n: (g.random(n), g.integers(0, n, n), np.zeros(n))),
    Row("haversine float64", v.haversine, 50_000, 1000, lambda g, n: (*_floats(F8, 4, -1, 1)(g, n), np.zeros(n))),
    Row("black-scholes float64", v.black_scholes, 50_000, 1000, _options),
    Row("sum float64", v.total, 1_000_000, 1000, _vector(F8)),
    Row("sum float32", v.total, 1_000_000, 1000, _vector(F4), within=_LOOSE),
    Row("sum int32", v.total, 1_000_000, 1000, _vector(I4, high=1000)),
    Row("sum int64", v.total, 1_000_000, 1000, _vector(I8, high=1000)),
    Row("dot float32", v.dot, 1_000_000, 1000, lambda g, n: tuple(_floats(F4, 2)(g, n)), within=_LOOSE),
    Row("extremes float64", v.extremes, 1_000_000, 1000, _vector(F8)),
    Row("deviation float64", v.deviation, 1_000_000, 1000, _vector(F8)),
    Row("log-sum-exp float64", v.log_sum_exp, 200_000, 1000, _vector(F8, high=50)),
    Row("count inside int64", v.inside, 1_000_000, 1000, _vector(I8, 200, 700, high=1000)),
    Row("argmax loop float32", v.largest_at, 1_000_000, 1000, _vector(F4), _S),
    Row("linear search int64", v.first_at, 1_000_000, 1000, lambda g, n: (np.arange(n), n - 1), _S),
    Row("kahan sum float64", v.kahan, 500_000, 1000, _vector(F8), _S),
    Row("prefix sum int64", v.running, 1_000_000, 1000, _integers(I8, 0, 100), _S),
    Row("moving average float64", v.window_mean, 500_000, 1000, lambda g, n: (g.random(n), 50, np.zeros(n)), _S),
    Row("moving maximum float64", v.window_most, 200_000, 1000, lambda g, n: (g.random(n), 50, np.zeros(n))),
    Row("drawdown float64", v.drawdown, 300_000, 1000, lambda g, n: (g.standard_normal(n).cumsum(),), _S),
    Row("smoothing float64", v.smoothed, 500_000, 1000, lambda g, n: (g.random(n), 0.1, np.zeros(n)), _S),
    Row("lcg int64", v.lcg, 1_000_000, 1000, lambda g, n: (12345, n), _S),
    Row("tridiagonal float64", v.tridiagonal, 100_000, 1000, _diagonals, _S),
    Row("logistic map float64", v.logistic, 10_000, 50, lambda g, n: (g.uniform(2, 3.5, n), 300, np.zeros(n)), within=1e-6),
    Row("logistic map float32", v.logistic, 10_000, 50,
        lambda g, n: (g.uniform(2, 2.9, n).astype(F4), 300, np.zeros(n, F4)), within=_LOOSE),
    Row("collatz int64", v.collatz, 20_000, 200, lambda g, n: (n, np.zeros(n, I8))),
    Row("gcd int64", v.divisors, 50_000, 200, lambda g, n: (*g.integers(1, 10**6, (2, n)), np.zeros(n, I8))),
    Row("gcd int32", v.divisors, 50_000, 200,
        lambda g, n: (*g.integers(1, 10**6, (2, n)).astype(I4), np.zeros(n, I4))),
    Row("bit count int64", v.bits, 100_000, 200, _integers(I8, 0, 2**40)),
    Row("primes by division", v.primes_by_division, 100_000, 500, lambda g, n: (n,)),
    Row("binary search float64", v.searched, 50_000, 200, lambda g, n: (np.sort(g.random(n)), g.random(n), np.zeros(n, I8))),
    Row("newton roots float64", v.roots, 50_000, 200, _unary(F8, 1, 100)),
    Row("lorenz float64", v.lorenz, 1_000, 10, lambda g, n: (g.uniform(1, 2, (n, 3)), 200, 0.005, np.zeros((n, 3))), within=1e-5),
    Row("mandelbrot complex128", v.mandelbrot, 200, 20, lambda g, n: (np.zeros((n, n), I8), 100)),
    Row("random walks", v.walks, 2_000, 500, lambda g, n: (n, 300, np.zeros(n, I8)), within=0.15, random=True),
    Row("asian option, monte carlo", v.asian_option, 2_000, 500, lambda g, n: (n, 50, 100.0, 0.03, 0.3), within=0.5, random=True),
    Row("dice", v.dice, 200_000, 20_000, lambda g, n: (n,), _S, within=_DRAWN, random=True),
    Row("jacobi float64", r.jacobi, 700, 20, _plane(F8)),
    Row("jacobi float32", r.jacobi, 700, 20, _plane(F4), within=_LOOSE),
    Row("laplace 3d float32", r.laplace, 80, 10,
        lambda g, n: (g.random((n, n, n)).astype(F4), np.zeros((n, n, n), F4)), within=_LOOSE),
    Row("heat, by slices", r.heat, 20_000, 100, _vector(F8, 50, 0.1)),
    Row("game of life int32", r.life, 300, 20, _plane(I4, 0, 1.4)),
    Row("game of life uint8", r.life, 300, 20, _plane(U1, 0, 1.4)),
    Row("sobel int32", r.sobel, 700, 20, _plane(I4, 0, 255)),
    Row("bilateral float64", r.bilateral, 100, 12,
        lambda g, n: (g.random((n, n)), 3, 2.0, 0.3, np.zeros((n, n)))),
    Row("box blur float64", r.blur, 700, 20, _plane(F8)),
    Row("marked pixels uint8", r.marked, 700, 20,
        lambda g, n: (g.integers(0, 256, (n, n)).astype(U1), 100, np.zeros((n, n), U1))),
    Row("median of nine float32", r.median, 200, 12, _plane(F4), within=_LOOSE),
    Row("convolution 1d float64", r.convolved, 50_000, 200, lambda g, n: (g.random(n), g.random(64), np.zeros(n))),
    Row("convolution 2d float32", r.filtered, 300, 20,
        lambda g, n: (g.random((n, n)).astype(F4), g.random((5, 5)).astype(F4), np.zeros((n, n), F4)), within=_LOOSE),
    Row("grey uint8", r.grey, 500, 20, lambda g, n: (g.integers(0, 256, (n, n, 3)).astype(U1), np.zeros((n, n), U1))),
    Row("matrix-vector float64", r.matrix_vector, 800, 20, lambda g, n: (g.random((n, n)), g.random(n), np.zeros(n))),
    Row("matrix-vector float32", r.matrix_vector, 1000, 20,
        lambda g, n: (g.random((n, n)).astype(F4), g.random(n).astype(F4), np.zeros(n, F4)), within=_LOOSE),
    Row("matrix product float64", r.matrix_product, 200, 12, _square(F8, 2)),
    Row("matrix product, rows, float32", r.matrix_product_rows, 256, 12, _square(F4, 2), within=_LOOSE),
    Row("transpose float64", r.transposed, 700, 20, _square(F8, 1)),
    Row("row sums int32", r.row_sums, 1000, 20, lambda g, n: (g.integers(0, 99, (n, n)).astype(I4), np.zeros(n, I8))),
    Row("normalised rows float64", r.normalised, 500, 20, lambda g, n: (g.random((n, n)),)),
    Row("sparse matrix-vector", r.sparse_vector, 50_000, 50, _sparse),
    Row("gauss-seidel float64", r.gauss_seidel, 300, 12, _dominant, _S),
    Row("gauss-seidel grid float64", r.gauss_seidel_grid, 150, 12, lambda g, n: (g.random((n, n)), 20), _S),
    Row("cholesky float64", r.cholesky, 200, 12, _positive, _S),
    Row("floyd-warshall float64", r.floyd_warshall, 150, 12, _distances),
    Row("floyd-warshall int32", r.floyd_warshall, 150, 12, lambda g, n: (g.integers(1, 99, (n, n)).astype(I4),)),
    Row("n-body float64", r.n_body, 800, 20, lambda g, n: (g.random((n, 3)), g.random(n), np.zeros((n, 3)))),
    Row("n-body float32", r.n_body, 800, 20,
        lambda g, n: (g.random((n, 3)).astype(F4), g.random(n).astype(F4), np.zeros((n, 3), F4)), within=1e-3),
    Row("pairwise distances float64", r.pairwise, 500, 20, lambda g, n: (g.random((n, 3)),)),
    Row("k-means assignment float64", r.nearest, 20_000, 100, _clusters(F8)),
    Row("k-means assignment float32", r.nearest, 20_000, 100, _clusters(F4)),
    Row("k-means update float64", r.centres_of, 100_000, 100,
        lambda g, n: (g.random((n, 4)), g.integers(0, 16, n), np.zeros((16, 4))), _S),
    Row("ray-sphere float32", r.spheres, 20_000, 100, _rays, within=1e-3),
    Row("maze int32", r.breadth_first, 300, 20, _maze, _S),
    Row("histogram float64", s.histogram, 500_000, 500, lambda g, n: (g.random(n), 0.0, 1.0, np.zeros(100, I8)), _S),
    Row("histogram in parts uint8", s.histogram_parts, 1_000_000, 500,
        lambda g, n: (g.integers(0, 256, n).astype(U1), 16, 256)),
    Row("sieve", s.sieve, 500_000, 1000, lambda g, n: (n,), _S),
    Row("levenshtein uint8", s.levenshtein, 1000, 30, _letters, _S),
    Row("common subsequence uint8", s.common, 1000, 30, _letters, _S),
    Row("knapsack int64", s.knapsack, 100, 10, lambda g, n: (*g.integers(1, 100, (2, n)), 100 * n), _S),
    Row("parse integers", s.parse_integers, 50_000, 100, _text, _S),
    Row("parse floats", s.parse_floats, 50_000, 100, _decimals),
    Row("count words uint8", s.words, 500_000, 500, lambda g, n: (g.choice([32, 10, 97, 98, 99], n).astype(U1),), _S),
    Row("checksum uint8", s.checksum, 500_000, 500, _table, _S),
    Row("run lengths int32", s.runs, 300_000, 500,
        lambda g, n: (g.integers(0, 2, n).astype(I4), np.zeros(n, I4), np.zeros(n, I8)), _S),
    Row("insertion sort int32", s.insertion, 3000, 50, lambda g, n: (g.integers(0, 10**6, n).astype(I4),), _S),
    Row("quicksort float64", s.quicksort, 50_000, 200, _vector(F8), _S),
    Row("heapsort int64", s.heapsort, 30_000, 200, _vector(I8, high=1e9), _S),
    Row("merge float64", s.merged, 300_000, 200, _ordered, _S),
    Row("sort rows float32", s.sorted_rows, 200, 12, lambda g, n: (g.random((n, 500)).astype(F4),)),
    Row("fibonacci int64", s.fibonacci, 27, 12, lambda g, n: (n,), _S),
    Row("queens int64", s.queens, 9, 5, lambda g, n: ((1 << n) - 1, 0, 0, 0), _S),
    Row("union-find int64", s.roots_of, 100_000, 100, _graph, _S),
    Row("fft butterflies float64", s.fourier, 1 << 14, 64, lambda g, n: tuple(g.random((2, n))), _S),
    Row("power modulo int64", s.powers_modulo, 20_000, 100,
        lambda g, n: (g.integers(1, 10**9, n), 10**9 + 5, 10**9 + 7, np.zeros(n, I8))),
]
