"""Signatures as texts, types, tuples and lists; and what a call makes of its arguments under fixed ones."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np

from . import types
from .types import Array, Optional, Scalar, Signature, Tuple, Type, as_type

__all__ = ["coerce", "normalise", "parse"]


def normalise(given: Any) -> list[Signature]:
    """Return the signatures that a decorator was given: one, or a list of them."""
    if isinstance(given, list):
        return [s for item in given for s in normalise(item)]
    if isinstance(given, str):
        given = parse(given)
    if isinstance(given, Signature):
        return [given]
    if isinstance(given, tuple):
        return [Signature(None, tuple(as_type(t) for t in given))]
    if isinstance(given, Type):
        return [Signature(None, (given,))]
    raise TypeError(f"expected a signature, got {given!r}")


def parse(text: str) -> Any:
    """Return the type or signature that a text stands for; only names of types, [], (), and : are read.

    Raises
    ------
    TypeError, NameError
        It is none.
    """
    try:
        return _value(ast.parse(text.strip(), mode="eval").body, text)
    except SyntaxError:
        raise TypeError(f"{text!r} is no signature; write for example 'float64(float64[:], int64)'") from None


def _value(node: ast.expr, text: str) -> Any:
    if isinstance(node, ast.Name):
        return _named(node.id, text)
    if isinstance(node, ast.Attribute):
        return _named(node.attr, text)
    if isinstance(node, ast.Subscript):
        return _value(node.value, text)[_index(node.slice, text)]
    if isinstance(node, ast.Call):
        return _value(node.func, text)(*[_value(a, text) for a in node.args])
    if isinstance(node, ast.Tuple | ast.List):
        return tuple(_value(e, text) for e in node.elts)
    if isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, int)):
        return node.value
    raise TypeError(f"{text!r} is no signature: {ast.unparse(node)!r} is no type")


def _index(node: ast.expr, text: str) -> Any:
    if isinstance(node, ast.Tuple):
        return tuple(_index(e, text) for e in node.elts)
    if isinstance(node, ast.Slice):
        return slice(*(part and ast.literal_eval(part) for part in (node.lower, node.upper, node.step)))
    return _value(node, text)


def _named(name: str, text: str) -> Any:
    word = {"str": "unicode_type", "bool": "boolean", "int": "int64", "float": "float64", "complex": "complex128",
            "object": "pyobject"}.get(name, name)
    found = getattr(types, word, None)
    if not (isinstance(found, Type) or (isinstance(found, type) and issubclass(found, Type))):
        raise NameError(f"name {name!r} in the signature {text!r} is no type")
    return found


# ---- calls of functions with fixed signatures ----

_ORDER = "bui f c"  # kinds of numbers that a value may be converted up to


def coerce(signatures: list[Signature], args: tuple[Any, ...], name: str) -> tuple[Signature, tuple[Any, ...]]:
    """Return the signature that fits best and the arguments as it has them.

    Numba truncates a float that an integer parameter is given; here that is refused unless
    the float is whole.

    Raises
    ------
    TypeError
        No signature fits.
    """
    ranked = [(cost, i) for i, s in enumerate(signatures) if (cost := _cost(s, args)) is not None]
    if not ranked:
        given = ", ".join(_describe(a) for a in args)
        listed = "\n".join(f"  {s}" for s in signatures)
        raise TypeError(f"No matching definition for argument type(s) {given} of {name}; it has\n{listed}")
    signature = signatures[min(ranked)[1]]
    return signature, tuple(_convert(t, a) for t, a in zip(signature.args, args, strict=True))


def _describe(value: Any) -> str:
    try:
        return types.typeof(value).name
    except Exception:
        return type(value).__name__


def _cost(signature: Signature, args: tuple[Any, ...]) -> int | None:
    if len(signature.args) != len(args):
        return None
    costs = [_distance(t, a) for t, a in zip(signature.args, args, strict=True)]
    return None if None in costs else sum(c for c in costs if c is not None)


def _distance(wanted: Type, value: Any) -> int | None:
    """How far a value is from a type: 0 equal, None cannot be."""
    if isinstance(wanted, Optional):
        return 0 if value is None else _distance(wanted.type, value)
    if isinstance(wanted, Scalar):
        return _scalar_distance(wanted, value)
    if isinstance(wanted, Array):
        return _array_distance(wanted, value)
    if isinstance(wanted, Tuple):
        fits = isinstance(value, tuple) and len(value) == wanted.count
        costs = [_distance(t, v) for t, v in zip(wanted.types, value, strict=True)] if fits else [None]
        return None if None in costs else sum(c for c in costs if c is not None)
    try:
        return 0 if types.typeof(value).text == wanted.text else None
    except Exception:
        return None


def _scalar_distance(wanted: Scalar, value: Any) -> int | None:
    if not isinstance(value, bool | int | float | complex | np.generic):
        return None
    dtype = np.asarray(value).dtype
    if dtype == wanted.dtype:
        return 0
    if np.can_cast(dtype, wanted.dtype, "safe"):
        return 1 + abs(wanted.dtype.itemsize - dtype.itemsize)
    try:
        exact = bool(np.asarray(value).astype(wanted.dtype) == value)
    except (TypeError, ValueError, OverflowError):
        return None
    same = dtype.kind == wanted.dtype.kind or (dtype.kind in "biu" and wanted.dtype.kind in "fc")
    lossy_float = wanted.dtype.kind in "fc" and dtype.kind in "biufc" and (dtype.kind != "c" or wanted.dtype.kind == "c")
    return 50 if exact and same else 100 if exact or lossy_float else None


def _array_distance(wanted: Array, value: Any) -> int | None:
    from .argtypes import dtype_text

    if not isinstance(value, np.ndarray) or value.ndim != wanted.ndim or dtype_text(value.dtype) != wanted.dtype.text:
        return None
    if (wanted.layout == "C" and not value.flags.c_contiguous) or (wanted.layout == "F" and not value.flags.f_contiguous):
        return None
    if wanted.mutable and not value.flags.writeable:
        return None
    return 0 if wanted.layout != "A" else 1


def _convert(wanted: Type, value: Any) -> Any:
    if isinstance(wanted, Optional):
        return None if value is None else _convert(wanted.type, value)
    if isinstance(wanted, Scalar):
        return wanted.convert(value)
    if isinstance(wanted, Tuple):
        return tuple(_convert(t, v) for t, v in zip(wanted.types, value, strict=True))
    return value


def result(wanted: Type | None, value: Any) -> Any:
    """Return a result as the declared type has it."""
    if isinstance(wanted, Scalar) and isinstance(value, bool | int | float | complex):
        return wanted.convert(value).item()
    return None if wanted is types.none else value


_LIKE = {"float": "f64", "int": "i64", "complex": "c128", "bool": "bool"}  # Python's numbers: NumPy's have the same bits


def unchanged(signature: Signature, given: tuple[Any, ...], values: tuple[Any, ...], made: str) -> bool:
    """Whether neither arguments of such types nor the result, of type `made`, are converted: then C can run the program."""
    wanted = signature.return_type
    if (isinstance(wanted, Scalar) or wanted is types.none) and _LIKE.get(made, made) != wanted.text:
        return False
    return all(value is old or (isinstance(kind, Scalar) and _LIKE.get(type(old).__name__) == kind.text)
               for kind, value, old in zip(signature.args, values, given, strict=True))
