"""Generated from the kernel table by capi/binding/generate.py. DO NOT EDIT."""

# ruff: noqa: E501

from typing import NamedTuple


class Arg(NamedTuple):
    """One argument of a kernel."""

    name: str
    role: str
    optional: bool
    cast: str
    result: str


class Kernel(NamedTuple):
    """One kernel; `types` maps a dtype to the dtypes (compute, result)."""

    name: str
    kind: str
    args: tuple[Arg, ...]
    out: bool
    hidden: bool
    types: dict[str, tuple[str, str]]
    numpy: str
    ulp: float


DTYPES = ('bool', 'int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64', 'float32', 'float64')

KERNELS = (
    Kernel('exp', 'elementwise', (Arg('a', 'array', False, '', ''),), True, False, {'bool': ('float64', 'float64'), 'int8': ('float64', 'float64'), 'int16': ('float32', 'float32'), 'int32': ('float64', 'float64'), 'int64': ('float64', 'float64'), 'uint8': ('float64', 'float64'), 'uint16': ('float32', 'float32'), 'uint32': ('float64', 'float64'), 'uint64': ('float64', 'float64'), 'float32': ('float32', 'float32'), 'float64': ('float64', 'float64')}, 'np.exp(a)', 4),
    Kernel('exp2', 'elementwise', (Arg('a', 'array', False, '', ''),), True, False, {'bool': ('float64', 'float64'), 'int8': ('float64', 'float64'), 'int16': ('float32', 'float32'), 'int32': ('float64', 'float64'), 'int64': ('float64', 'float64'), 'uint8': ('float64', 'float64'), 'uint16': ('float32', 'float32'), 'uint32': ('float64', 'float64'), 'uint64': ('float64', 'float64'), 'float32': ('float32', 'float32'), 'float64': ('float64', 'float64')}, 'np.exp2(a)', 4),
    Kernel('expm1', 'elementwise', (Arg('a', 'array', False, '', ''),), True, False, {'bool': ('float64', 'float64'), 'int8': ('float64', 'float64'), 'int16': ('float32', 'float32'), 'int32': ('float64', 'float64'), 'int64': ('float64', 'float64'), 'uint8': ('float64', 'float64'), 'uint16': ('float32', 'float32'), 'uint32': ('float64', 'float64'), 'uint64': ('float64', 'float64'), 'float32': ('float32', 'float32'), 'float64': ('float64', 'float64')}, 'np.expm1(a)', 4),
    Kernel('log', 'elementwise', (Arg('a', 'array', False, '', ''),), True, False, {'bool': ('float64', 'float64'), 'int8': ('float64', 'float64'), 'int16': ('float32', 'float32'), 'int32': ('float64', 'float64'), 'int64': ('float64', 'float64'), 'uint8': ('float64', 'float64'), 'uint16': ('float32', 'float32'), 'uint32': ('float64', 'float64'), 'uint64': ('float64', 'float64'), 'float32': ('float32', 'float32'), 'float64': ('float64', 'float64')}, 'np.log(a)', 4),
    Kernel('log2', 'elementwise', (Arg('a', 'array', False, '', ''),), True, False, {'bool': ('float64', 'float64'), 'int8': ('float64', 'float64'), 'int16': ('float32', 'float32'), 'int32': ('float64', 'float64'), 'int64': ('float64', 'float64'), 'uint8': ('float64', 'float64'), 'uint16': ('float32', 'float32'), 'uint32': ('float64', 'float64'), 'uint64': ('float64', 'float64'), 'float32': ('float32', 'float32'), 'float64': ('float64', 'float64')}, 'np.log2(a)', 4),
    Kernel('log10', 'elementwise', (Arg('a', 'array', False, '', ''),), True, False, {'bool': ('float64', 'float64'), 'int8': ('float64', 'float64'), 'int16': ('float32', 'float32'), 'int32': ('float64', 'float64'), 'int64': ('float64', 'float64'), 'uint8': ('float64', 'float64'), 'uint16': ('float32', 'float32'), 'uint32': ('float64', 'float64'), 'uint64': ('float64', 'float64'), 'float32': ('float32', 'float32'), 'float64': ('float64', 'float64')}, 'np.log10(a)', 4),
    Kernel('log1p', 'elementwise', (Arg('a', 'array', False, '', ''),), True, False, {'bool': ('float64', 'float64'), 'int8': ('float64', 'float64'), 'int16': ('float32', 'float32'), 'int32': ('float64', 'float64'), 'int64': ('float64', 'float64'), 'uint8': ('float64', 'float64'), 'uint16': ('float32', 'float32'), 'uint32': ('float64', 'float64'), 'uint64': ('float64', 'float64'), 'float32': ('float32', 'float32'), 'float64': ('float64', 'float64')}, 'np.log1p(a)', 4),
    Kernel('sin', 'elementwise', (Arg('a', 'array', False, '', ''),), True, False, {'bool': ('float64', 'float64'), 'int8': ('float64', 'float64'), 'int16': ('float32', 'float32'), 'int32': ('float64', 'float64'), 'int64': ('float64', 'float64'), 'uint8': ('float64', 'float64'), 'uint16': ('float32', 'float32'), 'uint32': ('float64', 'float64'), 'uint64': ('float64', 'float64'), 'float32': ('float32', 'float32'), 'float64': ('float64', 'float64')}, 'np.sin(a)', 4),
    Kernel('cos', 'elementwise', (Arg('a', 'array', False, '', ''),), True, False, {'bool': ('float64', 'float64'), 'int8': ('float64', 'float64'), 'int16': ('float32', 'float32'), 'int32': ('float64', 'float64'), 'int64': ('float64', 'float64'), 'uint8': ('float64', 'float64'), 'uint16': ('float32', 'float32'), 'uint32': ('float64', 'float64'), 'uint64': ('float64', 'float64'), 'float32': ('float32', 'float32'), 'float64': ('float64', 'float64')}, 'np.cos(a)', 4),
    Kernel('tan', 'elementwise', (Arg('a', 'array', False, '', ''),), True, False, {'bool': ('float64', 'float64'), 'int8': ('float64', 'float64'), 'int16': ('float32', 'float32'), 'int32': ('float64', 'float64'), 'int64': ('float64', 'float64'), 'uint8': ('float64', 'float64'), 'uint16': ('float32', 'float32'), 'uint32': ('float64', 'float64'), 'uint64': ('float64', 'float64'), 'float32': ('float32', 'float32'), 'float64': ('float64', 'float64')}, 'np.tan(a)', 4),
    Kernel('arcsin', 'elementwise', (Arg('a', 'array', False, '', ''),), True, False, {'bool': ('float64', 'float64'), 'int8': ('float64', 'float64'), 'int16': ('float32', 'float32'), 'int32': ('float64', 'float64'), 'int64': ('float64', 'float64'), 'uint8': ('float64', 'float64'), 'uint16': ('float32', 'float32'), 'uint32': ('float64', 'float64'), 'uint64': ('float64', 'float64'), 'float32': ('float32', 'float32'), 'float64': ('float64', 'float64')}, 'np.arcsin(a)', 4),
    Kernel('arccos', 'elementwise', (Arg('a', 'array', False, '', ''),), True, False, {'bool': ('float64', 'float64'), 'int8': ('float64', 'float64'), 'int16': ('float32', 'float32'), 'int32': ('float64', 'float64'), 'int64': ('float64', 'float64'), 'uint8': ('float64', 'float64'), 'uint16': ('float32', 'float32'), 'uint32': ('float64', 'float64'), 'uint64': ('float64', 'float64'), 'float32': ('float32', 'float32'), 'float64': ('float64', 'float64')}, 'np.arccos(a)', 4),
    Kernel('arctan', 'elementwise', (Arg('a', 'array', False, '', ''),), True, False, {'bool': ('float64', 'float64'), 'int8': ('float64', 'float64'), 'int16': ('float32', 'float32'), 'int32': ('float64', 'float64'), 'int64': ('float64', 'float64'), 'uint8': ('float64', 'float64'), 'uint16': ('float32', 'float32'), 'uint32': ('float64', 'float64'), 'uint64': ('float64', 'float64'), 'float32': ('float32', 'float32'), 'float64': ('float64', 'float64')}, 'np.arctan(a)', 4),
    Kernel('sinh', 'elementwise', (Arg('a', 'array', False, '', ''),), True, False, {'bool': ('float64', 'float64'), 'int8': ('float64', 'float64'), 'int16': ('float32', 'float32'), 'int32': ('float64', 'float64'), 'int64': ('float64', 'float64'), 'uint8': ('float64', 'float64'), 'uint16': ('float32', 'float32'), 'uint32': ('float64', 'float64'), 'uint64': ('float64', 'float64'), 'float32': ('float32', 'float32'), 'float64': ('float64', 'float64')}, 'np.sinh(a)', 4),
    Kernel('cosh', 'elementwise', (Arg('a', 'array', False, '', ''),), True, False, {'bool': ('float64', 'float64'), 'int8': ('float64', 'float64'), 'int16': ('float32', 'float32'), 'int32': ('float64', 'float64'), 'int64': ('float64', 'float64'), 'uint8': ('float64', 'float64'), 'uint16': ('float32', 'float32'), 'uint32': ('float64', 'float64'), 'uint64': ('float64', 'float64'), 'float32': ('float32', 'float32'), 'float64': ('float64', 'float64')}, 'np.cosh(a)', 4),
    Kernel('tanh', 'elementwise', (Arg('a', 'array', False, '', ''),), True, False, {'bool': ('float64', 'float64'), 'int8': ('float64', 'float64'), 'int16': ('float32', 'float32'), 'int32': ('float64', 'float64'), 'int64': ('float64', 'float64'), 'uint8': ('float64', 'float64'), 'uint16': ('float32', 'float32'), 'uint32': ('float64', 'float64'), 'uint64': ('float64', 'float64'), 'float32': ('float32', 'float32'), 'float64': ('float64', 'float64')}, 'np.tanh(a)', 4),
    Kernel('cbrt', 'elementwise', (Arg('a', 'array', False, '', ''),), True, False, {'bool': ('float64', 'float64'), 'int8': ('float64', 'float64'), 'int16': ('float32', 'float32'), 'int32': ('float64', 'float64'), 'int64': ('float64', 'float64'), 'uint8': ('float64', 'float64'), 'uint16': ('float32', 'float32'), 'uint32': ('float64', 'float64'), 'uint64': ('float64', 'float64'), 'float32': ('float32', 'float32'), 'float64': ('float64', 'float64')}, 'np.cbrt(a)', 4),
    Kernel('erf', 'elementwise', (Arg('a', 'array', False, '', ''),), True, False, {'bool': ('float64', 'float64'), 'int8': ('float64', 'float64'), 'int16': ('float32', 'float32'), 'int32': ('float64', 'float64'), 'int64': ('float64', 'float64'), 'uint8': ('float64', 'float64'), 'uint16': ('float32', 'float32'), 'uint32': ('float64', 'float64'), 'uint64': ('float64', 'float64'), 'float32': ('float32', 'float32'), 'float64': ('float64', 'float64')}, 'np.vectorize(math.erf)(a)', 4),
    Kernel('sqrt', 'elementwise', (Arg('a', 'array', False, '', ''),), True, False, {'bool': ('float64', 'float64'), 'int8': ('float64', 'float64'), 'int16': ('float32', 'float32'), 'int32': ('float64', 'float64'), 'int64': ('float64', 'float64'), 'uint8': ('float64', 'float64'), 'uint16': ('float32', 'float32'), 'uint32': ('float64', 'float64'), 'uint64': ('float64', 'float64'), 'float32': ('float32', 'float32'), 'float64': ('float64', 'float64')}, 'np.sqrt(a)', 0),
    Kernel('rint', 'elementwise', (Arg('a', 'array', False, '', ''),), True, False, {'bool': ('float64', 'float64'), 'int8': ('float64', 'float64'), 'int16': ('float32', 'float32'), 'int32': ('float64', 'float64'), 'int64': ('float64', 'float64'), 'uint8': ('float64', 'float64'), 'uint16': ('float32', 'float32'), 'uint32': ('float64', 'float64'), 'uint64': ('float64', 'float64'), 'float32': ('float32', 'float32'), 'float64': ('float64', 'float64')}, 'np.rint(a)', 0),
)
