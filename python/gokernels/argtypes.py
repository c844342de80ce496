"""The compiler's type of an argument, as text: ``f64[2]C``, ``int``, ``(float,str)``; see `types.typeof` for objects.

Values that NumPy takes as arrays without copying (`array.array`, `memoryview`, arrays of a
subclass without a meaning of its own) are made arrays first. What has no meaning is refused
by name, with what to write instead.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from types import BuiltinFunctionType, FunctionType
from typing import Any

import numpy as np

from .errors import TypingError

__all__ = ["array_text", "dtype_text", "prepare", "text"]

SCALARS = {"bool": "bool", "int8": "i8", "int16": "i16", "int32": "i32", "int64": "i64", "uint8": "u8", "uint16": "u16",
           "uint32": "u32", "uint64": "u64", "float32": "f32", "float64": "f64", "complex64": "c64", "complex128": "c128"}
_PLAIN: dict[type, str] = {float: "float", bool: "bool", complex: "complex", type(None): "none", str: "str"}
for _name, _text in SCALARS.items():
    _PLAIN[np.dtype(_name).type] = _text
_dtypes: dict[np.dtype[Any], str | None] = {}
_LIKE_ARRAYS = (np.memmap, np.recarray)  # subclasses whose elements mean what an array's do
_MOST_ITEMS = 1000  # of a tuple, as the C call path has it
_MOST_DIMENSIONS = 32  # the C call path's; the compiler has its own limit


def dtype_text(dtype: np.dtype[Any]) -> str | None:
    """Return "f64" or "{x:f64@0,y:i32@8;16}", or None if the compiler has no such dtype."""
    try:
        return _dtypes[dtype]
    except KeyError:
        text = _dtypes[dtype] = _record(dtype) if dtype.names else SCALARS.get(dtype.name) if dtype.isnative else None
        return text


def _record(dtype: np.dtype[Any]) -> str | None:
    parts = []
    assert dtype.fields is not None
    for name in dtype.names or ():
        field, offset = dtype.fields[name][:2]
        inner = None if field.names or field.subdtype else dtype_text(field)
        if inner is None or not name.isidentifier():
            return None
        parts.append(f"{name}:{inner}@{offset}")
    return "{" + ",".join(parts) + f";{dtype.itemsize}}}"


def array_text(array: np.ndarray[Any, Any]) -> str | None:
    """Return the text of an array's type, or None for a dtype that the compiler does not have."""
    element = dtype_text(array.dtype)
    if element is None or type(array) is not np.ndarray:
        return None
    flags = array.flags
    layout = "C" if flags.c_contiguous else "F" if flags.f_contiguous else "A"
    return f"{element}[{array.ndim}]{layout}{'' if flags.writeable else 'r'}"


def text(value: Any, function: Callable[[Any], int | None]) -> str:
    """Return the type of a prepared value; `function` gives the number of a compiled one.

    Raises
    ------
    TypingError
        It has none.
    """
    kind = type(value)
    if kind is np.ndarray:
        return array_text(value) or str(_refuse(value))
    if (plain := _PLAIN.get(kind)) is not None:
        return plain
    if kind is int:
        return _integer(value)
    if isinstance(value, tuple):
        if len(value) > _MOST_ITEMS:
            raise TypingError(f"a tuple of {len(value)} items; pass an array")
        items = ",".join(text(item, function) for item in value)
        return _named(value, items) if hasattr(kind, "_fields") else f"({items})"
    if isinstance(value, list | dict | set):
        return _container(value, function)
    return _other(value, function)


def _integer(value: int) -> str:
    if -(1 << 63) <= value < 1 << 63:
        return "int"
    raise OverflowError(f"{value} does not fit 64 bits; pass numpy.uint64({value}) if it is below 2**64")


def _named(value: Any, items: str) -> str:
    from . import objects

    return f"nt{objects.number(type(value))}:{','.join(value._fields)}({items})"


def _container(value: Any, function: Callable[[Any], int | None]) -> str:
    """Types of a list's or set's items, of a dict's keys and values; an empty one of `gokernels.typed` may know them."""
    if isinstance(value, dict) and hasattr(value, "__missing__"):
        return str(_refuse(value))
    name, advice = next(row[1:] for row in _CONTAINERS if isinstance(value, row[0]))
    columns = (value, value.values()) if name == "dict" else (value,)
    known = getattr(value, "_item_types", None) or [None] * len(columns)
    items = [_item(name, column, type_, advice, function) for column, type_ in zip(columns, known, strict=True)]
    return f"{name}({';'.join(items)})"


_CONTAINERS = [(list, "list", "pass an array, or a list with an item; typed.List.empty_list(int64) says what it will hold"),
               (dict, "dict", "typed.Dict.empty(int64, float64) says what it will hold"),
               (set, "set", "pass one with an item, or an array")]


def _item(name: str, column: Any, known: str | None, advice: str, function: Callable[[Any], int | None]) -> str:
    found = {text(item, function) for item in column}
    if not found and known is None:
        raise TypingError(f"cannot tell the type of an empty {name}; {advice}")
    if len(found) > 1:
        raise TypingError(f"a {name} of several types ({', '.join(sorted(found))}); make it a tuple, or give all items one type")
    if found and not all(map(_listed, column)):
        raise TypingError(f"a {name} of {found.pop()}; items may be numbers, strings, tuples of these: pass an array or a tuple")
    return found.pop() if found else str(known)


def _listed(item: Any) -> bool:
    """Whether a list, set or dict may have such items."""
    if isinstance(item, tuple):
        return len(item) > 0 and all(map(_listed, item))
    return item is not None and (type(item) is int or type(item) in _PLAIN)


def _other(value: Any, function: Callable[[Any], int | None]) -> str:
    from . import canonical, objects

    if (number := function(value)) is not None:
        return f"fn{number}"
    if (name := canonical.type_name(value)) is not None:
        return f"type:{name}"
    if isinstance(value, np.void) and (record := dtype_text(value.dtype)):
        return record
    if isinstance(value, type) and issubclass(value, tuple) and hasattr(value, "_fields"):
        return f"type:nt{objects.number(value)}"
    return str(_refuse(value))


_ADVICE: list[tuple[Any, str]] = [
    (dict, "pass dict(d), which makes up no values for missing keys"),
    (frozenset, "pass set(s)"),
    ((bytes, bytearray), "pass numpy.frombuffer(b, numpy.uint8)"),
    ((BuiltinFunctionType, np.ufunc), "call it by its name in the function, or wrap it: njit(lambda x: f(x))"),
    (enum.Enum, "use enum.IntEnum"),
]
_ADVICE_BY_NAME = {"MaskedArray": "pass a.filled(value), or a.data and a.mask", "matrix": "pass numpy.asarray(m)"}


def _refuse(value: Any) -> Any:
    kind = type(value)
    if (isinstance(value, np.ndarray) and type(value) is np.ndarray) or isinstance(value, np.generic):
        what = f"{'an array' if isinstance(value, np.ndarray) else 'a NumPy scalar'} of dtype {value.dtype}"
        advice = {"e": "convert it with astype(numpy.float32)", "g": "convert it with astype(numpy.float64)",
                  "M": "pass a.view(numpy.int64)", "m": "pass a.view(numpy.int64)",
                  "O": "make it an array of numbers",
                  "U": "pass a.view(numpy.uint32)", "S": "pass a.view(numpy.uint8)"}.get(value.dtype.char, "")
        if not value.dtype.isnative and not advice:
            advice = "convert it with a.astype(a.dtype.newbyteorder('='))"
    else:
        what = f"an object of class {kind.__module__}.{kind.__qualname__}".replace("builtins.", "")
        advice = next((text for types, text in _ADVICE if isinstance(value, types)), "")
        advice = advice or _ADVICE_BY_NAME.get(kind.__name__, "")
        if not advice and hasattr(value, "__array__"):
            advice = "pass numpy.asarray(x)"
    advice = f"; {advice}" if advice else ""
    raise TypingError(f"cannot determine the type of {what}: it is not supported as an argument{advice}")


def prepare(value: Any) -> Any:
    """Make of an argument one that has a type: plain arrays and numbers."""
    kind = type(value)
    if kind is np.ndarray or kind in _PLAIN or kind is int:
        return value
    if isinstance(value, np.ndarray):
        return value.view(np.ndarray) if isinstance(value, _LIKE_ARRAYS) else value
    if isinstance(value, memoryview) or kind.__module__ == "array":
        return np.asarray(value)
    return _plain(value, kind)


def _plain(value: Any, kind: type) -> Any:
    """Numbers of subclasses (enum.IntEnum) as plain ones; tuples item by item."""
    if isinstance(value, np.generic):  # on some platforms two classes are int64
        known = value.dtype.kind in "iu" and value.dtype.name in SCALARS
        return np.dtype(value.dtype.name).type(value) if known else value
    if isinstance(value, enum.Enum) and not isinstance(value, int | float | str):
        return value
    for base in (int, float, complex, str):
        if isinstance(value, base):
            make: Any = {int: int.__int__, float: float.__float__, complex: complex.__complex__, str: str.__str__}[base]
            return make(value)
    if isinstance(value, tuple):
        items = [prepare(item) for item in value]
        if all(a is b for a, b in zip(items, value, strict=True)):
            return value
        return kind._make(items) if hasattr(kind, "_make") else tuple(items)
    if isinstance(value, FunctionType):
        from .dispatcher import of

        return of(value)
    return value
