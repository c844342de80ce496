"""Docstrings, signatures and types of the public functions say what the table says."""

import ast
import doctest
import importlib
import inspect
import pickle
import pkgutil
import re
from pathlib import Path

import numpy as np
import oracles as o
import pytest

import gokernels as gk
from gokernels import kernels as k

FUNCTIONS = [name for module in (gk, k) for name in module.__all__ if inspect.isfunction(getattr(module, name))]
MODULES = [m.name for m in pkgutil.iter_modules(gk.__path__) if not m.name.startswith("_")]
OPTIONS = ["timeout", "progress", "cancel"]


def find(name):
    return getattr(gk, name, None) or getattr(k, name)


def sections(doc):
    """Name of a numpydoc section -> its text."""
    parts = re.split(r"^(\w+)\n-{3,}$", inspect.cleandoc(doc), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def documented(text):
    """The names that a Parameters section describes."""
    heads = re.findall(r"^([\w, *]+?)(?: : .*)?$", text, flags=re.M)
    return [name.strip(" *") for head in heads for name in head.split(",")]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_parameter_is_described(name):
    function = find(name)
    doc = inspect.getdoc(function)
    assert doc, name
    summary = doc.splitlines()[0]
    assert summary.endswith("."), summary
    parameters = list(inspect.signature(function).parameters)
    if parameters:
        assert documented(sections(doc)["Parameters"]) == parameters
    annotated = inspect.signature(function).return_annotation
    if annotated not in ("None", None):
        assert {"Returns", "Yields"} & set(sections(doc)), doc


@pytest.mark.parametrize("name", [name for name in gk.__all__ if not inspect.isfunction(getattr(gk, name)) and name[:2] != "__"])
def test_every_public_name_is_described(name):
    doc = inspect.getdoc(getattr(gk, name))
    assert doc, name
    assert doc.splitlines()[0].endswith("."), doc


@pytest.mark.parametrize("kernel", o.PUBLIC, ids=o.case_id)
def test_documents_follow_the_table(kernel):
    doc = inspect.getdoc(o.function(kernel))
    assert set(sections(doc)) >= {"Parameters", "Returns"}
    if kernel.numpy:
        text = f"Within {kernel.ulp:g} ULP of ``{kernel.numpy}``" if kernel.ulp else f"``{kernel.numpy}``"
        assert text in sections(doc)["Notes"], doc
    assert ">>>" not in doc  # examples are in the README and in modules: tested there


@pytest.mark.parametrize("kernel", o.PUBLIC, ids=o.case_id)
def test_signatures_follow_the_table(kernel):
    parameters = inspect.signature(o.function(kernel)).parameters
    own = [arg.name for arg in kernel.args] + (["out"] if kernel.out else [])
    assert list(parameters) == own + OPTIONS
    for name in OPTIONS:
        assert parameters[name].kind is inspect.Parameter.KEYWORD_ONLY
        assert parameters[name].default is None
    for name in own:
        assert parameters[name].kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
        assert parameters[name].annotation is not inspect.Parameter.empty
    for arg in kernel.args:
        if arg.optional:
            assert parameters[arg.name].default is None


def test_the_table_is_all_there_is():
    names = {kernel.name for kernel in o.PUBLIC}
    assert set(k.__all__) == names
    assert not names - set(dir(k))
    assert not [name for name in k.__all__ if name.startswith("_")]
    page = Path(gk.__file__).parents[2] / "KERNELS.md"
    if page.exists():
        assert set(re.findall(r"^\| `(\w+)\(", page.read_text(), flags=re.M)) == names


@pytest.mark.parametrize("kernel", o.ROWS, ids=o.case_id)
def test_rows_make_sense(kernel):
    """The table itself: known dtypes, no float that becomes an integer, and an expression that names its arguments."""
    assert set(kernel.types) <= set(o.ztable.DTYPES)
    for given, (compute, result) in kernel.types.items():
        assert {compute, result} <= set(o.ztable.DTYPES)
        if given.startswith("float"):
            assert compute.startswith("float") or compute == "bool", (given, compute)
    names = {node.id for node in ast.walk(ast.parse(kernel.numpy)) if isinstance(node, ast.Name)}
    assert names - {"np", "math"} == {arg.name for arg in kernel.args}


@pytest.mark.parametrize("kernel", o.PUBLIC, ids=o.case_id)
def test_functions_pickle_by_name(kernel):
    function = getattr(k, kernel.name)
    assert pickle.loads(pickle.dumps(function)) is function
    assert function.__module__ == "gokernels.kernels"
    assert function.__qualname__ == kernel.name


@pytest.mark.parametrize("module", MODULES)
def test_examples(module):
    if module in ("demo", "bench", "plots", "peers"):
        pytest.importorskip("rich")
    tested = doctest.testmod(importlib.import_module(f"gokernels.{module}"))
    assert tested.failed == 0


def test_example_of_the_package():
    assert doctest.testmod(gk).failed == 0
    assert doctest.testmod(gk).attempted >= 2


@pytest.mark.parametrize("module", ["gokernels", *(f"gokernels.{name}" for name in MODULES)])
def test_every_module_says_what_it_is(module):
    assert importlib.import_module(module).__doc__


def test_stub_of_the_extension():
    """Every function that the stub declares is in the extension, and those of capi are in the stub."""
    module = importlib.import_module("gokernels._native").module()
    stub = ast.parse((Path(gk.__file__).parent / "_capi.pyi").read_text())
    declared = {node.name for node in stub.body if isinstance(node, ast.FunctionDef)}
    assert declared
    assert declared <= set(dir(module))
    assert {name for name in dir(module) if name.startswith("capi_")} <= declared


def test_typed():
    assert (Path(gk.__file__).parent / "py.typed").exists()
    for name in FUNCTIONS:
        annotations = {p: v.annotation for p, v in inspect.signature(find(name)).parameters.items()}
        assert inspect.Parameter.empty not in annotations.values(), (name, annotations)


def test_scalars_have_numpys_types():
    assert type(k.sum(np.arange(3))) is np.int64
    assert type(k.mean(np.arange(3))) is np.float64
    assert type(k.exp(0.0)) is np.float64
    assert type(k.sum(np.ones(3, np.float32))) is np.float32
    assert type(k.any(np.ones(3))) is np.bool_
    assert type(k.argmax(np.ones(3))) is np.int64
    assert type(k.max(np.ones(3, np.uint8))) is np.uint8
    assert type(k.kde(0.5, np.ones(3), np.ones(3))) is np.float64
    assert type(k.dot(np.ones(3), np.ones(3))) is np.float64
