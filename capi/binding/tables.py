"""What is written from the kernel table: C dispatch, Python functions and their table, the reference page."""

from __future__ import annotations

import json
import keyword
from pathlib import Path
from typing import Any

NOTICE = "Generated from the kernel table by capi/binding/generate.py. DO NOT EDIT."
OPTIONS = ("timeout", "progress", "cancel")
ROLES = {"array": "GK_ARRAY", "float": "GK_FLOAT", "int": "GK_INT", "seed": "GK_SEED", "axis": "GK_AXIS"}
TYPES = {"array": "ArrayLike", "float": "float", "int": "int", "seed": "int | None", "axis": "int | None"}
WITH_OUT = {"elementwise", "reduction", "scan", "contraction"}

Row = dict[str, Any]


def files(root: Path, table: str) -> dict[Path, str]:
    """Every file: path -> text."""
    data = json.loads(table)
    dtypes, rows = data["dtypes"], data["rows"]
    package = root / "python" / "gokernels"
    return {
        root / "capi" / "binding" / "zspecs.h": specs(dtypes, rows),
        package / "ztable.py": python_table(dtypes, rows),
        package / "zkernels.py": functions(rows),
        root / "KERNELS.md": reference(dtypes, rows),
    }


def has_out(row: Row) -> bool:
    """Whether the kernel's function takes out=."""
    return row["kind"] in WITH_OUT and any(a["role"] == "array" for a in row["args"])


def fast_shape(row: Row) -> str:
    """Which form of call the C fast path may take: see call.c."""
    arrays = [a for a in row["args"] if a["role"] == "array"]
    if not arrays or any(a["default"] or a["as"] for a in arrays):
        return "GK_OTHER"
    return {"elementwise": "GK_SAME", "reduction": "GK_SCALAR", "program": "GK_SCALAR"}.get(row["kind"], "GK_OTHER")


def specs(dtypes: list[str], rows: list[Row]) -> str:
    """The C dispatch table."""
    names = ["GK_NODTYPE", *(f"GK_{d.upper()}" for d in dtypes), "GK_NDTYPE"]
    lines = [f"/* {NOTICE} */", "#ifndef GK_ZSPECS_H", "#define GK_ZSPECS_H", "", "#include <stdint.h>", "",
             f"enum {{ {', '.join(names)} }};",
             f"enum {{ {', '.join(ROLES.values())}, GK_OUT }};", "enum { GK_OTHER, GK_SAME, GK_SCALAR };",
             f"enum {{ GK_NKERNEL = {len(rows)} }};", "",
             "/* roles: of the arguments, in order; compute, result: by the dtype of all arrays, GK_NODTYPE = refused. */",
             "typedef struct {", "    const char *name;", "    int8_t nargs, shape;", "    int8_t roles[10];",
             "    int8_t compute[GK_NDTYPE], result[GK_NDTYPE];", "} gk_spec;", "",
             "static const gk_spec gk_specs[GK_NKERNEL] = {"]
    for row in rows:
        roles = [ROLES[a["role"]] for a in row["args"]] + (["GK_OUT"] if has_out(row) else [])
        compute, result = [0] * (len(dtypes) + 1), [0] * (len(dtypes) + 1)
        for given, computed, out in row["types"]:
            compute[given], result[given] = computed, out
        lines.append(f'    {{"{row["name"]}", {len(roles)}, {fast_shape(row)}, {{{", ".join(roles) or "0"}}}, '
                     f"{{{', '.join(map(str, compute))}}}, {{{', '.join(map(str, result))}}}}},")
    return "\n".join([*lines, "};", "", "#endif", ""])


def python_table(dtypes: list[str], rows: list[Row]) -> str:
    """The table as the slow path in arrays.py reads it."""
    lines = [f'"""{NOTICE}"""', "", "from typing import NamedTuple", "", "",
             "class Arg(NamedTuple):", '    """One argument of a kernel."""', "", "    name: str", "    role: str",
             "    optional: bool", "    cast: str", "    result: str", "", "",
             "class Kernel(NamedTuple):", '    """One kernel; `types` maps a dtype to the dtypes (compute, result)."""', "",
             "    name: str", "    kind: str", "    args: tuple[Arg, ...]", "    out: bool", "    hidden: bool",
             "    types: dict[str, tuple[str, str]]", "    numpy: str", "    ulp: float", "", "",
             f"DTYPES = {tuple(dtypes)!r}", "", "KERNELS = ("]
    names = ["", *dtypes]
    for row in rows:
        args = "".join(f"Arg({a['name']!r}, {a['role']!r}, {a['default'] == 'None'}, {a['as']!r}, {a['result']!r}), "
                       for a in row["args"])
        types = ", ".join(f"{names[i]!r}: ({names[c]!r}, {names[o]!r})" for i, c, o in row["types"])
        lines.append(f"    Kernel({row['name']!r}, {row['kind']!r}, ({args}), {has_out(row)}, {row['hidden']}, "
                     f"{{{types}}}, {row['numpy']!r}, {row['ulp']:g}),")
    return "\n".join([*lines, ")", ""]).replace('), )', '),)')


def function(number: int, row: Row) -> str:
    """One Python function. It only passes its arguments on: C reads them faster than Python could."""
    required = max((i for i, a in enumerate(row["args"]) if not a["default"]), default=-1)
    parameters = [f"{a['name']}: {annotation(a)}" + (f" = {a['default']}" if i > required else "")
                  for i, a in enumerate(row["args"])]
    passed = [a["name"] for a in row["args"]]
    if has_out(row):
        parameters.append("out: NDArray[Any] | None = None")
        passed.append("out")
    options = "timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None"
    head = ", ".join([*parameters, "*", options])
    call = ", ".join([str(number), *passed, *OPTIONS])
    doc = docstring(row).replace("\n", "\n    ").replace("    \n", "\n").rstrip()
    return f'def {row["name"]}({head}) -> Any:\n    """{doc}\n    """\n    return _native.call({call})\n'


def annotation(arg: dict[str, str]) -> str:
    """The type of a parameter."""
    kind = TYPES[arg["role"]]
    return f"{kind} | None" if arg["default"] == "None" and "None" not in kind else kind


OUT_DOC = """out : numpy.ndarray, optional
    Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
    It may be one of the inputs.
"""
OPTIONS_DOC = """timeout : float, optional
    Seconds after which the call is stopped with TimeoutError.
progress : bool or callable, optional
    True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
cancel : CancelToken, optional
    Stops the call from another thread.
"""


def docstring(row: Row) -> str:
    """The row's text with the arguments that every kernel has."""
    doc = str(row["doc"])
    common = (OUT_DOC if has_out(row) else "") + OPTIONS_DOC
    before, found, after = doc.partition("\nReturns\n-------\n")
    if not found:
        raise SystemExit(f"the doc of kernel {row['name']} has no Returns section")
    return before.rstrip() + "\n" + common + found + after


def functions(rows: list[Row]) -> str:
    """The module of Python functions."""
    named = [r["name"] for r in rows if not r["hidden"]]
    assert not any(keyword.iskeyword(n) for n in named)
    head = [f'"""{NOTICE}"""', "", "from __future__ import annotations", "",
            "from collections.abc import Callable", "from typing import TYPE_CHECKING, Any", "", "from . import _native", "",
            "if TYPE_CHECKING:", "    from numpy.typing import ArrayLike, NDArray", "", "    from .cancel import CancelToken", "",
            "    Progress = bool | Callable[[int, int], object] | None", "",
            '__name__ = "gokernels.kernels"  # where users find and pickle finds these functions', "",
            "__all__ = [", *(f'    "{n}",' for n in sorted(named)), "]", "", ""]
    return "\n".join(head) + "\n\n".join(function(i, row) for i, row in enumerate(rows))


def reference(dtypes: list[str], rows: list[Row]) -> str:
    """The reference page."""
    lines = [f"<!-- {NOTICE} -->", "# The ready-made kernels", "",
             "`gokernels.kernels.NAME`. Every call releases the GIL, runs in parallel when that pays, gives the same bits",
             "whatever the number of threads, and takes `timeout=`, `progress=` and `cancel=`; those with an array result",
             "take `out=`. \"ULP\" is how far a float result may be from NumPy's; 0 is equal.", "",
             "| kernel | NumPy | dtypes: result | ULP |", "|---|---|---|---|"]
    names = ["", *dtypes]
    for row in rows:
        if row["hidden"]:
            continue
        parameters = ", ".join(a["name"] + (f"={a['default']}" if a["default"] else "") for a in row["args"])
        lines.append(f"| `{row['name']}({parameters})` | {code(row['numpy'])} | {summary(names, row)} | {row['ulp']:g} |")
    return "\n".join([*lines, ""])


def code(text: str) -> str:
    """Inline code in a table cell."""
    return f"`{text}`".replace("|", "\\|") if text else "-"


def summary(names: list[str], row: Row) -> str:
    """Dtypes grouped by their result: 'float32: float32; others: float64'."""
    groups: dict[str, list[str]] = {}
    for given, _, out in row["types"]:
        groups.setdefault("the same" if given == out else names[out], []).append(names[given])
    if len(groups) == 1:
        return f"all {len(row['types'])}: {next(iter(groups))}" if len(row["types"]) > 3 else "; ".join(
            f"{', '.join(v)}: {k}" for k, v in groups.items())
    return "; ".join(f"{', '.join(v)}: {k}" for k, v in groups.items()) or "-"
