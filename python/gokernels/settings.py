"""Settings as Numba's users know them: ``config.DISABLE_JIT``, ``config.NUMBA_NUM_THREADS`` and others."""

from __future__ import annotations

import os
from typing import Any

__all__ = ["config", "threading_layer"]


def _flag(*names: str) -> int:
    text = next((os.environ[name] for name in names if os.environ.get(name)), "0")
    return int(text.strip().lower() not in ("0", "", "false", "no"))


class Config:
    """Settings; those without an effect here are kept as they are set.

    Attributes
    ----------
    DISABLE_JIT : int
        Not 0: compiled functions run as plain Python. From ``GOKERNELS_DISABLE_JIT`` or ``NUMBA_DISABLE_JIT``.
    NUMBA_NUM_THREADS : int
        The most threads `set_num_threads` is sure to take.
    THREADING_LAYER : str
        Numba's; there is one layer here.
    """

    def __init__(self) -> None:
        self.DISABLE_JIT = _flag("GOKERNELS_DISABLE_JIT", "NUMBA_DISABLE_JIT")
        self.THREADING_LAYER = os.environ.get("NUMBA_THREADING_LAYER", "default")
        self.THREADING_LAYER_PRIORITY = ["go"]
        self.CACHE_DIR = os.environ.get("NUMBA_CACHE_DIR", "")
        self.BOUNDSCHECK = 1
        self.DEBUG = self.OPT = self.WARNINGS = 0

    @property
    def NUMBA_NUM_THREADS(self) -> int:
        """The threads that kernels use by default."""
        from .control import get_num_threads

        return get_num_threads()

    @NUMBA_NUM_THREADS.setter
    def NUMBA_NUM_THREADS(self, n: int) -> None:
        from .control import set_num_threads

        set_num_threads(n)

    NUMBA_DEFAULT_NUM_THREADS = NUMBA_NUM_THREADS

    def __getattr__(self, name: str) -> Any:
        if name.isupper():
            return 0
        raise AttributeError(f"config has no setting {name}")

    def reload_config(self) -> None:
        """Read the environment again."""
        self.__init__()  # type: ignore[misc]


config = Config()


def threading_layer() -> str:
    """Return the name of the threading layer.

    Returns
    -------
    str
        "go": there is one, which is safe to fork and to call from any thread.
    """
    return "go"
