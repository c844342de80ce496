"""A module `numba` that is gokernels: ``python -m gokernels run PROGRAM`` puts it in the place of Numba."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

__all__ = ["install", "run"]

VERSION = "0.61.0"  # of Numba, for programs that ask
_ERRORS = {"TypingError": "TypingError", "UnsupportedError": "UnsupportedError", "NumbaError": "CompileError",
           "LoweringError": "CompileError", "CompilerError": "CompileError", "UnsupportedRewriteError": "UnsupportedError",
           "NumbaTypeError": "TypingError", "NumbaValueError": "CompileError", "UnsupportedParforsError": "ParallelError",
           "RedefinedError": "CompileError", "NumbaAssertionError": "CompileError",
           "ParforsUnexpectedReduceNodeError": "ParallelError"}


def _module(name: str, contents: dict[str, Any]) -> ModuleType:
    module = ModuleType(name, "gokernels in the place of Numba.")
    module.__dict__.update(contents)
    module.__path__ = []
    sys.modules[name] = module
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, module)
    return module


def _refusal(name: str, instead: str) -> Any:
    from .dispatcher import refuse

    def refused(*args: Any, **kwargs: Any) -> Any:
        raise refuse(name, instead)

    return refused


def install() -> ModuleType:
    """Put the stand-in into `sys.modules`; imports of numba that come later get it.

    Returns
    -------
    module
    """
    import gokernels

    from . import decorators, errors, ranges, settings, typed, types

    names = {name: getattr(gokernels, name) for name in gokernels.__all__ if name != "__version__"}
    refused = {name: _refusal(name, "write plain functions of arrays and numbers") for name in ("jitclass",)}
    numba = _module("numba", {**names, **refused, "__version__": VERSION, "version_info": tuple(map(int, VERSION.split("."))),
                              "config": settings.config})
    kept = {k: v for k, v in vars(types).items() if not k.startswith("_")}
    _module("numba.types", kept)
    _module("numba.core", {"config": settings.config})
    _module("numba.core.types", kept)
    _module("numba.core.config", {"config": settings.config, "DISABLE_JIT": settings.config.DISABLE_JIT})
    sys.modules["numba.core"].__dict__["config"] = settings.config
    warnings = {k: getattr(errors, k) for k in errors.__all__}
    for name in ("numba.core.errors", "numba.errors"):
        _module(name, {**warnings, **{k: getattr(errors, v) for k, v in _ERRORS.items()}})
    _module("numba.core.decorators", {k: getattr(decorators, k) for k in decorators.__all__})
    _submodules(typed, ranges, refused)
    return numba


def _submodules(typed: Any, ranges: Any, refused: dict[str, Any]) -> None:
    import gokernels

    from .dispatcher import Dispatcher

    _module("numba.typed", {"List": typed.List, "Dict": typed.Dict})
    _module("numba.experimental", refused)
    _module("numba.extending", {"register_jitable": gokernels.njit, "is_jitted": lambda f: isinstance(f, Dispatcher),
                                **{n: _refusal(n, "write the function with njit") for n in ("overload", "intrinsic",
                                                                                           "overload_method")}})
    _module("numba.misc", {})
    _module("numba.misc.special", {"prange": ranges.prange, "pndindex": ranges.pndindex, "typeof": gokernels.typeof,
                                   "literal_unroll": ranges.literal_unroll})
    threads = {n: getattr(gokernels, n) for n in ("get_num_threads", "set_num_threads", "get_thread_id", "threading_layer",
                                                 "set_parallel_chunksize", "get_parallel_chunksize", "parallel_chunksize")}
    _module("numba.np", {})
    _module("numba.np.ufunc", {"parallel": None})
    _module("numba.np.ufunc.parallel", threads)
    _module("numba.np.numpy_support", {"from_dtype": gokernels.types.from_dtype, "as_dtype": lambda t: t.dtype})
    _module("numba.core.dispatcher", {"Dispatcher": Dispatcher})
    _module("numba.core.registry", {"CPUDispatcher": Dispatcher})
    _module("numba.cuda", {"is_available": lambda: False, "jit": _refusal("cuda.jit", "use njit(parallel=True)")})


def run(program: str, arguments: list[str], *, module: bool = False) -> None:
    """Run a Numba program with gokernels in Numba's place, as ``python PROGRAM arguments`` would.

    Parameters
    ----------
    program : str
        A path, or the name of a module.
    arguments : list of str
        For its `sys.argv`.
    module : bool
        Whether `program` is the name of a module, as after ``python -m``.
    """
    install()
    sys.argv = [program, *arguments]
    if module:
        sys.path.insert(0, str(Path.cwd()))
        runpy.run_module(program, run_name="__main__", alter_sys=True)
    else:
        sys.path.insert(0, str(Path(program).resolve().parent))
        runpy.run_path(program, run_name="__main__")
