"""Names of the library, and what the compiler itself provides, in plain Python.

The compiler reads no body of this file: the decorators only say which NumPy name a function stands for, and the
intrinsics below are its own. Their bodies here make the library run as ordinary Python, where NumPy checks it.
"""

import math

import numpy as np

FUNCTIONS = {}  # "numpy.sort" -> function
METHODS = {}  # "sort" -> function whose first parameter is the array
ELEMENTWISE = {}  # names among FUNCTIONS that are functions of scalars, applied to arrays with broadcasting
DYNAMIC = np.random.Generator(np.random.PCG64(7))  # the source of the random intrinsics; tests replace it

prange = range
pndindex = np.ndindex


def function(*names):
    """The decorated function stands for these dotted names."""
    def register(f):
        FUNCTIONS.update(dict.fromkeys(names, f))
        return f
    return register


def method(*names):
    """The decorated function stands for these methods of arrays."""
    def register(f):
        METHODS.update(dict.fromkeys(names, f))
        return f
    return register


def elementwise(*names):
    """The decorated function of scalars stands for these names; arrays are broadcast."""
    def register(f):
        def broadcasting(*args):
            return mapped(f, args) if any(isinstance(a, np.ndarray) for a in args) else f(*args)
        broadcasting.scalar = f
        FUNCTIONS.update(dict.fromkeys(names, broadcasting))
        ELEMENTWISE.update(dict.fromkeys(names, f))
        return broadcasting
    return register


def mapped(f, args):
    """f over broadcast arguments; Python numbers stay Python numbers, so that they promote as NumPy 2 has it."""
    shape = np.broadcast_shapes(*(np.shape(a) for a in args))
    arrays = [np.broadcast_to(a, shape) if isinstance(a, np.ndarray) else None for a in args]
    def at(index):
        return f(*(a if b is None else b[index] for a, b in zip(args, arrays, strict=True)))
    probe = f(*(a if b is None else b.dtype.type(1) for a, b in zip(args, arrays, strict=True)))
    outs = [np.empty(shape, np.result_type(p)) for p in (probe if isinstance(probe, tuple) else (probe,))]
    for index in np.ndindex(shape):
        value = at(index)
        for out, item in zip(outs, value if isinstance(value, tuple) else (value,), strict=True):
            out[index] = item
    return tuple(outs) if isinstance(probe, tuple) else outs[0]


# ---- intrinsics on types: all decided at compile time ----

def kind(a):
    """'b', 'i', 'u', 'f' or 'c': the kind of an array's items or of a scalar."""
    return np.result_type(a).kind


def static(x):
    """x is known at compile time; in plain Python everything is."""
    return True


def inexact(a):
    """The dtype of float results of a: its own if float or complex, else float64."""
    return np.result_type(a).type if kind(a) in "fc" else np.float64


def accumulator(a):
    """The dtype of sums over a: int64 or uint64 for bools and integers, else its own."""
    return {"b": np.int64, "i": np.int64, "u": np.uint64}.get(kind(a), np.result_type(a).type)


def result_dtype(*xs):
    """The dtype to which all promote; Python numbers are weak, as in NumPy 2."""
    return np.result_type(*xs).type


def real_dtype(a):
    """The dtype of a's real part."""
    return np.result_type(a).type(0).real.dtype.type


def cast(dtype, x):
    """x as a scalar of that dtype; integers wrap, complex numbers drop their imaginary part."""
    return np.asarray(x).astype(dtype)[()]


def int_limits(dtype):
    """The least and greatest integer of an integer dtype (0, 1 for bool)."""
    return (0, 1) if np.dtype(dtype).kind == "b" else (int(np.iinfo(dtype).min), int(np.iinfo(dtype).max))


def float_max(dtype):
    """The greatest finite number of a float dtype."""
    return np.finfo(dtype).max


def epsilon(dtype):
    """The spacing of a float dtype at 1."""
    return np.finfo(dtype).eps


def move_axis(a, source, destination):
    """The view of a with one axis moved; either may be negative, and known at run time only; AxisError outside."""
    for axis in (source, destination):
        if not -a.ndim <= axis < a.ndim:
            raise np.exceptions.AxisError(f"axis {axis} is out of bounds for array of dimension {a.ndim}")
    return np.moveaxis(a, source, destination)


# ---- random bits: each from the stream of the running chunk ----

def random_uniform():
    """A float64 in [0, 1)."""
    return DYNAMIC.random()


def random_normal():
    """A float64, normal with mean 0 and variance 1."""
    return DYNAMIC.standard_normal()


def random_exponential():
    """A float64, exponential with mean 1."""
    return DYNAMIC.standard_exponential()


def random_integer(lo, hi):
    """An int64 in [lo, hi)."""
    return int(DYNAMIC.integers(lo, hi))


def random_bits():
    """64 random bits as uint64."""
    return np.uint64(DYNAMIC.integers(0, 2**64, dtype=np.uint64))


def lgamma(x):
    """log(|gamma(x)|): math.lgamma, which the operations table has."""
    return math.lgamma(x)
