"""Numba's typed containers, as Python's own: a compiled function takes a list as it is."""

from __future__ import annotations

from typing import Any

__all__ = ["Dict", "List"]


class List(list[Any]):
    """A list; compiled functions take it, and write changes back."""

    @classmethod
    def empty_list(cls, item_type: Any, allocated: int = 0) -> List:
        """Return an empty list."""
        return cls()


class Dict(dict[Any, Any]):
    """A dict, for Python code: compiled functions make their own, but take none as an argument."""

    @classmethod
    def empty(cls, key_type: Any, value_type: Any, n_keys: int = 0) -> Dict:
        """Return an empty dict."""
        return cls()
