"""Numba's typed containers, as Python's own: compiled functions take lists, dicts and sets as they are.

A call copies the items in, and what it changed back out: that costs time in proportion to
their number. What is used in many calls is better an array.
"""

from __future__ import annotations

from typing import Any

__all__ = ["Dict", "List"]


class List(list[Any]):
    """A list that may know the type of its items before it has any."""

    _item_types: tuple[str, ...] | None = None

    @classmethod
    def empty_list(cls, item_type: Any, allocated: int = 0) -> List:
        """Return an empty list.

        Parameters
        ----------
        item_type : type
            Of the items: ``gokernels.int64``, a dtype, ``str``.
        allocated : int
            Ignored; Numba's.

        Returns
        -------
        List
        """
        made = cls()
        made._item_types = (_text(item_type),)
        return made


class Dict(dict[Any, Any]):
    """A dict that may know the types of its keys and values before it has any."""

    _item_types: tuple[str, ...] | None = None

    @classmethod
    def empty(cls, key_type: Any, value_type: Any, n_keys: int = 0) -> Dict:
        """Return an empty dict.

        Parameters
        ----------
        key_type, value_type : type
            Of the keys and values: ``gokernels.int64``, a dtype, ``str``.
        n_keys : int
            Ignored; Numba's.

        Returns
        -------
        Dict
        """
        made = cls()
        made._item_types = (_text(key_type), _text(value_type))
        return made


def _text(item_type: Any) -> str:
    from .types import as_type, item_text

    return item_text(as_type(item_type))
