"""Types as Numba's users write them: ``float64[:, ::1]``, ``int32(int32, int32)``, ``types.Tuple((f8, i4))``.

Each knows the text that the compiler has for it. Calling a type with types makes a
signature; calling a scalar type with a value converts it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = [
    "Array",
    "DictType",
    "Dispatcher",
    "List",
    "NoneType",
    "Omitted",
    "Opaque",
    "Optional",
    "Record",
    "Set",
    "Signature",
    "Tuple",
    "Type",
    "UniTuple",
    "from_text",
    "typeof",
]


class Type:
    """A type by its name and the compiler's text; equal if the text is."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text

    def __repr__(self) -> str:
        return self.name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Type) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __getitem__(self, index: Any) -> Array:
        parts = index if isinstance(index, tuple) else (index,)
        if parts == (Ellipsis,):
            raise TypeError(f"{self.name}[...]: give the number of dimensions, as in {self.name}[:, :]")
        if not all(isinstance(p, slice) and p.start is None and p.stop is None and p.step in (None, 1) for p in parts):
            raise TypeError(f"{self.name}[{index!r}]: expected : or ::1 for each dimension")
        return Array(self, len(parts), _layout([p.step for p in parts]))

    def __call__(self, *args: Any) -> Any:
        """Make a signature of types, or convert a value."""
        if len(args) == 1 and not isinstance(args[0], Type | type | str) and args[0] is not None:
            return self.convert(args[0])
        return Signature(self, tuple(as_type(a) for a in args))

    def convert(self, value: Any) -> Any:
        """Return `value` as this type."""
        raise TypeError(f"{self.name} takes types, for a signature; a value cannot be converted to it")

    @property
    def key(self) -> str:
        """What tells types apart."""
        return self.text


def _layout(steps: list[int | None]) -> str:
    if steps[-1] == 1 and all(s is None for s in steps[:-1]):
        return "C"
    if steps[0] == 1 and all(s is None for s in steps[1:]):
        return "F"
    if any(steps):
        raise TypeError("::1 stands for the contiguous dimension, the last or the first")
    return "A"


class Scalar(Type):
    """A NumPy number."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(name, text)
        self._numpy_type = "bool" if text == "bool" else name
        self.bitwidth = 8 * self.dtype.itemsize

    @property
    def dtype(self) -> np.dtype[Any]:
        """NumPy's dtype of it."""
        return np.dtype(self._numpy_type)

    def convert(self, value: Any) -> Any:
        """Return `value` as a NumPy scalar of this type, or array."""
        return np.asarray(value).astype(self.dtype)[()]

    @property
    def minval(self) -> int:
        """The smallest integer of the type."""
        return int(np.iinfo(self.dtype).min)

    @property
    def maxval(self) -> int:
        """The largest integer of the type."""
        return int(np.iinfo(self.dtype).max)


class Array(Type):
    """An array of `ndim` dimensions; layout A takes any."""

    def __init__(self, dtype: Type, ndim: int, layout: str, readonly: bool = False, aligned: bool = True) -> None:
        self.dtype, self.ndim, self.layout, self.mutable = dtype, ndim, layout, not readonly
        name = f"array({dtype.name}, {ndim}d, {layout})"
        super().__init__(f"readonly {name}" if readonly else name, f"{dtype.text}[{ndim}]{layout}{'r' if readonly else ''}")

    def copy(self, dtype: Type | None = None, ndim: int | None = None, layout: str | None = None,
             readonly: bool | None = None) -> Array:
        """Return the type with changes."""
        return Array(dtype or self.dtype, self.ndim if ndim is None else ndim, layout or self.layout,
                     not self.mutable if readonly is None else readonly)


class Tuple(Type):
    """A tuple of types."""

    def __init__(self, types: Any) -> None:
        self.types = tuple(as_type(t) for t in types)
        self.count = len(self.types)
        super().__init__(f"Tuple({', '.join(t.name for t in self.types)})", f"({','.join(t.text for t in self.types)})")


class UniTuple(Tuple):
    """A tuple of `count` items of one type."""

    def __init__(self, dtype: Any, count: int) -> None:
        super().__init__([dtype] * count)
        self.dtype = as_type(dtype)
        self.name = f"UniTuple({self.dtype.name} x {count})"


def item_text(item: Type) -> str:
    """The text of an item's type in a container: Python's own numbers where Numba has int64, float64, complex128."""
    return {"i64": "int", "f64": "float", "c128": "complex"}.get(item.text, item.text)


class List(Type):
    """A list of items of one type; changes are written back after the call."""

    def __init__(self, dtype: Any, reflected: bool = True) -> None:
        self.dtype = as_type(dtype)
        super().__init__(f"reflected list({self.dtype.name})", f"list({item_text(self.dtype)})")


class DictType(Type):
    """A dict of keys of one type and values of one type; changes are written back after the call."""

    def __init__(self, keyty: Any, valty: Any) -> None:
        self.key_type, self.value_type = as_type(keyty), as_type(valty)
        super().__init__(f"DictType[{self.key_type.name},{self.value_type.name}]",
                         f"dict({item_text(self.key_type)};{item_text(self.value_type)})")


class Set(Type):
    """A set of items of one type; changes are written back after the call."""

    def __init__(self, dtype: Any, reflected: bool = True) -> None:
        self.dtype = as_type(dtype)
        super().__init__(f"reflected set({self.dtype.name})", f"set({item_text(self.dtype)})")


class Optional(Type):
    """A type or None."""

    def __init__(self, type: Any) -> None:
        self.type = as_type(type)
        super().__init__(f"OptionalType({self.type.name})", f"optional({self.type.text})")


class NoneType(Type):
    """The type of None."""


class Record(Type):
    """An element of a structured array."""


class Opaque(Type):
    """A type that has a text only."""


Dispatcher = Omitted = Opaque


class Signature:
    """Types of arguments, and the type of the result or None where it is inferred."""

    def __init__(self, return_type: Type | None, args: tuple[Type, ...]) -> None:
        self.return_type, self.args = return_type, args

    def __repr__(self) -> str:
        inner = ", ".join(a.name for a in self.args)
        return f"({inner}) -> {self.return_type.name}" if self.return_type else f"({inner})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Signature) and (other.args, other.return_type) == (self.args, self.return_type)

    def __hash__(self) -> int:
        return hash(self.args)


def as_type(value: Any) -> Type:
    """Return the type that a type, a dtype, a Python type, None or a text stands for."""
    if isinstance(value, Type):
        return value
    if value is None:
        return none
    if isinstance(value, str):
        from .signatures import parse

        found = parse(value)
        if isinstance(found, Type):
            return found
        raise TypeError(f"{value!r}: expected a type, got a signature")
    plain = {int: int64, float: float64, complex: complex128, bool: boolean, str: unicode_type}
    if isinstance(value, type) and value in plain:
        return plain[value]
    return from_dtype(np.dtype(value))


def from_dtype(dtype: Any) -> Type:
    """Return the type of a dtype.

    Raises
    ------
    TypeError
        There is none.
    """
    from .argtypes import dtype_text

    dtype = np.dtype(dtype)
    text = dtype_text(dtype)
    if text is None:
        raise TypeError(f"dtype {dtype} is not supported")
    return BY_TEXT.get(text) or Record(f"Record({text})", text)


def from_text(text: str) -> Type:
    """Return the type that the compiler's text stands for, as Numba names it."""
    if text in BY_TEXT:
        return BY_TEXT[text]
    if (found := _from_container(text)) is not None:
        return found
    if text.startswith("("):
        return _tuple(split(text[1:-1]))
    head, bracket, tail = text.rpartition("[")
    if bracket and not text.startswith(("nt", "type:", "fn")):
        count, _, layout = tail.partition("]")
        return Array(BY_TEXT.get(head) or Record(f"Record({head})", head), int(count), layout[0], layout.endswith("r"))
    return Record(f"Record({text})", text) if text.startswith("{") else Opaque(text, text)


def _from_container(text: str) -> Type | None:
    """Return the type of a list, set or dict, which keeps the very text: items may be Python's own numbers."""
    head, parenthesis, inner = text.partition("(")
    if head == "optional":
        return Optional(from_text(inner[:-1]))
    if not parenthesis or head not in ("list", "set", "dict"):
        return None
    items = map(from_text, split(inner[:-1], ";"))
    made: Type = {"list": List, "set": Set, "dict": DictType}[head](*items)
    made.text = text
    return made


def _tuple(texts: list[str]) -> Type:
    types = [from_text(t) for t in texts]
    return UniTuple(types[0], len(types)) if types and all(t == types[0] for t in types) else Tuple(types)


def split(text: str, between: str = ",") -> list[str]:
    """Split a list of texts at its outer commas."""
    parts, depth, start = [], 0, 0
    for i, c in enumerate(text):
        depth += (c in "([{") - (c in ")]}")
        if c == between and depth == 0:
            parts.append(text[start:i])
            start = i + 1
    return [*parts, text[start:]] if text else []


def typeof(value: Any, purpose: Any = None) -> Type:
    """Return the type of a value, as Numba's `typeof`.

    Parameters
    ----------
    value : object
        An argument that a compiled function could have.
    purpose : object, optional
        Ignored; Numba's.

    Returns
    -------
    Type

    Raises
    ------
    TypingError
        It has none.

    Examples
    --------
    >>> import numpy as np, gokernels
    >>> gokernels.typeof(np.zeros((2, 3)))
    array(float64, 2d, C)
    """
    from . import objects
    from .argtypes import prepare, text

    def function(thing: Any) -> int | None:
        return objects.number(thing) if hasattr(thing, "_gokernels_kind") else None

    return from_text(text(prepare(value), function))


def _scalars() -> dict[str, Scalar]:
    from .argtypes import SCALARS

    return {name: Scalar("bool" if name == "bool" else name, text) for name, text in SCALARS.items()}


_made = _scalars()
boolean = bool_ = b1 = bool8 = _made["bool"]
int8, int16, int32, int64 = i1, i2, i4, i8 = [_made[f"int{n}"] for n in (8, 16, 32, 64)]
uint8, uint16, uint32, uint64 = u1, u2, u4, u8 = [_made[f"uint{n}"] for n in (8, 16, 32, 64)]
float32, float64 = f4, f8 = _made["float32"], _made["float64"]
complex64, complex128 = c8, c16 = _made["complex64"], _made["complex128"]
intp = int_ = long_ = longlong = intc64 = ssize_t = int64
uintp = uint = ulong = ulonglong = size_t = uint64
intc = int32
uintc = uint32
char = byte = int8
uchar = uint8
short, ushort = int16, uint16
float_ = float32
double = float64
void = none = NoneType("none", "none")
unicode_type = string = Opaque("unicode_type", "str")
pyobject = Opaque("pyobject", "object")
deferred_type = optional = Optional

BY_TEXT: dict[str, Type] = {**{t.text: t for t in _made.values()}, "none": none, "str": unicode_type,
                            "int": int64, "float": float64, "complex": complex128, "bool": boolean}

NUMBERS = ["boolean", "bool_", "b1", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "i1", "i2", "i4",
           "i8", "u1", "u2", "u4", "u8", "f4", "f8", "c8", "c16", "float32", "float64", "complex64", "complex128", "intp",
           "uintp", "intc", "uintc", "int_", "uint", "double", "float_", "char", "uchar", "short", "ushort", "long_", "ulong",
           "longlong", "ulonglong", "byte", "void", "none", "size_t", "ssize_t", "optional"]
__all__ += [*NUMBERS, "unicode_type", "string", "pyobject", "as_type", "from_dtype"]
Integer = Float = Complex = Number = Scalar
Tuple.__name__ = "Tuple"
NamedTuple = Tuple
ListType = List
Literal = Opaque
functions: Any = None
