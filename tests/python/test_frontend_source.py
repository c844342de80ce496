"""Sources and the wire form: where functions are found, and what is sent of them."""

from __future__ import annotations

import ast
import doctest
import json
import linecache
import math
import os
import subprocess
import sys
import time
from types import ModuleType

import fake_native
import numpy as np
import pytest
from gokernels.source import find

import gokernels
from gokernels import njit, prange

K = 3


@pytest.fixture
def fake(monkeypatch):
    return fake_native.Fake(monkeypatch)


def sent(function, *args, **options):
    """The wire form of a function, by a fake."""
    with pytest.MonkeyPatch.context() as patch:
        fake = fake_native.Fake(patch)
        dispatcher = njit(function, **options)
        dispatcher._unit()
        return fake.last()["functions"]


def body(function):
    return sent(function)[0]["body"]


def test_lambdas_in_lambdas():
    assert text_of((lambda: lambda x: x + 3)()) == "x + 3"
    assert text_of((lambda x: lambda x: x + 4)(0)) == "x + 4"
    assert text_of(lambda x: (lambda x: x + 5)(x)) == "(lambda x: x + 5)(x)"


def text_of(function):
    return ast.unparse(find(function).node.body)


def test_lambdas_on_one_line():
    first, second = (lambda x: x + 1), (lambda x: x + 2)
    assert find(first).node.body.right.value == 1
    assert find(second).node.body.right.value == 2


def test_decorated_and_nested_and_split_definitions():
    def outer():
        @njit(
            parallel=True,
        )
        def inner(
            a,
            text="""
not indented
""",
        ):
            # a comment
            return a

        return inner

    f = outer()
    source = find(f.py_func)
    assert source.node.name == "inner" and source.lines[0].strip() == "@njit(" and source.lines[-1].strip() == "return a"


def test_functions_in_a_block():
    if K:
        def f(a):
            return a

    else:
        f = None
    assert find(f).node.name == "f"


def test_exec_says_what_to_do():
    space = {}
    exec("def f(a): return a", space)
    with pytest.raises(gokernels.SourceError, match=r"exec\(\).*linecache"):
        find(space["f"])


def test_a_cell_of_a_notebook():
    text = "def cell(a):\n    return a + 1\n"
    linecache.cache["<ipython-input-1>"] = (len(text), None, text.splitlines(True), "<ipython-input-1>")
    space = {}
    exec(compile(text, "<ipython-input-1>", "exec"), space)
    assert find(space["cell"]).lines == ["def cell(a):", "    return a + 1"]


def test_doctests():
    module = ModuleType("documented")
    module.__doc__ = """
    >>> def f(a):
    ...     return a + 1
    >>> from gokernels.source import find
    >>> find(f).node.name
    'f'
    """
    assert doctest.testmod(module) == doctest.TestResults(0, 3)


def test_python_c():
    code = "def f(a):\n    return a\nfrom gokernels.source import find\nprint(find(f).lines)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout == "['def f(a):', '    return a']\n"


def test_a_file_that_has_changed(tmp_path, monkeypatch):
    file = tmp_path / "changing.py"
    file.write_text("def f(a):\n    return a + 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    import changing

    assert find(changing.f)
    file.write_text("def f(a):\n    return a + 2\n")
    os.utime(file, (time.time() + 5, time.time() + 5))
    with pytest.raises(gokernels.SourceError, match="has changed"):
        find(changing.f)


def test_globals_of_every_kind():
    class Mistake(ValueError):
        pass

    array, pair, flag = np.arange(3.0), (1, 2.5), np.float32(2)
    things = [1]

    def helper(x):
        return x

    def f(x):
        if x > K:
            raise Mistake
        return np.sin(x) + array[0] + pair[0] + flag + helper(x) + math.pi + len(things) + np.random.normal() + np.float32(x)

    functions = sent(f)
    found = functions[0]["globals"]
    assert found["K"] == ["const", "", 0, ["i", "3"], True, None]
    assert found["np.sin"][:2] == ["function", "numpy.sin"] and found["np.random.normal"][1] == "numpy.random.normal"
    assert found["math.pi"][3] == ["f", math.pi.hex()] and found["len"][1] == "builtins.len"
    assert found["array"][:2] == ["array", "f64[1]C"] and found["pair"][3][0] == "t"
    assert found["flag"] == ["const", "float32", 0, ["f", "0x1.0000000000000p+1"], False, None]
    assert found["np.float32"][:2] == ["type", "numpy.float32"]
    assert found["Mistake"][5][:2] == ["ValueError", "Exception"] and found["Mistake"][2] > 0
    assert found["things"][0] == "other" and "tuple or an array" in found["things"][1]
    assert found["helper"][0] == "compiled" and [g["name"] for g in functions] == ["f", "helper"]


def test_local_names_hide_modules():
    def f(np):
        return np.sin(1)

    assert body(f)[0][5][5][0] == "Attribute" and not sent(f)[0]["globals"]


def test_names_of_ours_by_any_name():
    p, s = prange, np.absolute

    def f(n):
        for i in p(n):
            s(i)
        import math as m

        return m.sqrt(2.0)

    found = sent(f)[0]["globals"]
    assert found["p"][1] == "gokernels.prange" and found["s"][1] == "numpy.absolute" and found["m.sqrt"][1] == "math.sqrt"


def test_constants_and_positions():
    def f(x):
        "document"
        é = 1.5; y = 0x10000000000000000  # noqa
        return (x, -3, 2j, None, True, ..., "t", b"b", y, é)

    statements = body(f)
    line = f.__code__.co_firstlineno
    assert statements[0][:5] == ["Assign", line + 2, 9, line + 2, 16]
    assert statements[1][6][5] == ["h", str(1 << 64)]
    values = [e[5] for e in statements[2][5][5]]
    assert values[2] == ["c", (0.0).hex(), (2.0).hex()] and values[3:7] == [None, True, ["e"], ["s", "t"]]
    assert values[7] == "bytes"


def test_unsupported_syntax_is_named():
    def f(x):
        global K
        y = yield from x
        return y

    assert [s[-1][5] for s in body(f)[:2]] == ["global K", "yield from whose value is used"]
    with pytest.raises(gokernels.UnsupportedError, match=r"\*\*options is not supported"):
        sent(lambda **options: 1)
    with pytest.raises(gokernels.UnsupportedError, match="nested more than"):
        linecache.cache["<deep>"] = (1, None, ["f = lambda x: " + "+".join(["x"] * 300)], "<deep>")
        space = {}
        exec(compile(linecache.cache["<deep>"][2][0], "<deep>", "exec"), space)
        sent(space["f"])


def test_yields_are_sent():
    def f(x):
        yield x
        yield
        yield from x

    one, none, many = body(f)
    assert one[5][0] == "Yield"
    assert one[5][5][0] == "Name"
    assert none[5][5] is None
    assert many[0] == "For"
    assert many[7][0][5][0] == "Yield"


def test_recursion_and_cycles_are_sent_once():
    def even(n):
        return True if n == 0 else odd(n - 1)

    def odd(n):
        return False if n == 0 else even(n - 1)

    functions = sent(even)
    assert sorted(f["name"] for f in functions) == ["even", "odd"]


def test_options_are_sent():
    functions = sent(lambda x: x, parallel={"fusion": False}, fastmath=True, error_model="numpy", boundscheck=False)
    assert functions[0]["options"] == {"parallel": True, "fastmath": True, "numpy_errors": True, "no_bounds": True}


def test_the_wire_form_is_json(fake):
    njit(lambda x: x)._unit()
    assert json.dumps(fake.last())
