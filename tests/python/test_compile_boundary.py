"""How compiled programs are called: values in and out, exceptions, memory, what stops them.

The programs are written in the compiler's intermediate representation, so that nothing but the boundary is tested:
the wire form is then the result's type in the first line and a module behind it.
"""

from __future__ import annotations

import collections
import contextlib
import gc
import io
import math
import os
import signal
import threading
import time
import traceback
import weakref
from pathlib import Path

import numpy as np
import pytest

import gokernels
from gokernels import _native

Point = collections.namedtuple("Point", "x y")


class Refused(LookupError):
    """A user's exception."""


OBJECTS = {7: Point, 8: Refused}


def make(types, result, body, params=None, results=None, sample=None, captured=(), before=""):
    """A program whose IR has parameters %1, %2, … of the types in `params`."""
    named = ", ".join(f"%{i + 1} {t}" for i, t in enumerate(params or []))
    module = f'{before}func f({named}) {results or ""} {{\n{body}\n}}\n'
    unit = _native.define(f"{result}\n{module}", {8: Refused})
    found = _native.specialize(unit, types)
    return _native.program(found.program, types, found.result, sample=sample, captured=captured, objects=OBJECTS)


def identity(text, ir, sample=None):
    """A program that returns its one argument, of so many IR values."""
    values = " ".join(f"%{i + 1}" for i in range(len(ir)))
    return make(text, text, f"  return {values}", ir, " ".join(ir), sample)


NAMES = {"i8": np.int8, "i16": np.int16, "i32": np.int32, "i64": np.int64, "u8": np.uint8, "u16": np.uint16,
         "u32": np.uint32, "u64": np.uint64, "f32": np.float32, "f64": np.float64, "c64": np.complex64, "c128": np.complex128}


# ---- scalars ----

@pytest.mark.parametrize("value", [0, -1, 2**63 - 1, -2**63])
def test_int(value):
    assert _native.invoke(identity("int", ["i64"]), (value,)) == value


@pytest.mark.parametrize("value", [0.0, -0.0, 1.5, math.inf, -math.inf, 5e-324])
def test_float(value):
    result = _native.invoke(identity("float", ["f64"]), (value,))
    assert type(result) is float
    assert (result, math.copysign(1, result)) == (value, math.copysign(1, value))


def test_nan():
    assert math.isnan(_native.invoke(identity("float", ["f64"]), (math.nan,)))


def test_complex_bool_none_and_text():
    assert _native.invoke(identity("complex", ["c128"]), (1 - 2j,)) == 1 - 2j
    assert _native.invoke(identity("bool", ["bool"]), (True,)) is True
    assert _native.invoke(identity("bool", ["bool"]), (np.False_,)) is False
    assert _native.invoke(make("none", "none", "  return"), (None,)) is None
    for text in ("", "plain", "ünïcödé \U0001f40d", "a\0b"):
        assert _native.invoke(identity("str", ["str"]), (text,)) == text


@pytest.mark.parametrize("name", NAMES)
def test_numpy_scalars_come_back_as_python_numbers(name):
    kind = NAMES[name]
    low, high = (np.iinfo(kind).min, np.iinfo(kind).max) if name[0] in "iu" else (-1.5, 0.25)
    for value in (kind(low), kind(high)):
        result = _native.invoke(identity(name, [name]), (value,))
        assert result == value
        assert type(result) in (int, float, complex)


def test_tuples_nest_and_named_tuples_keep_their_class():
    program = identity("(int,(float,bool),())", ["i64", "f64", "bool"])
    assert _native.invoke(program, ((1, (2.5, True), ()),)) == (1, (2.5, True), ())
    result = _native.invoke(identity("nt7:x,y(int,float)", ["i64", "f64"]), (Point(1, 2.0),))
    assert type(result) is Point
    assert result == (1, 2.0)


def test_functions_and_types_match_themselves_only():
    program = make("fn3,type:numpy.float64,int", "int", "  return %1", ["i64"], "i64", sample=(len, np.float64, 1))
    assert _native.invoke(program, (len, np.float64, 5)) == 5
    with pytest.raises(TypeError, match="types that this program was compiled for"):
        _native.invoke(program, (max, np.float64, 5))


@pytest.mark.parametrize(("types", "value"), [
    ("int", 1.0), ("int", True), ("int", 2**63), ("int", np.int64(1)), ("float", 1), ("float", np.float64(1)), ("bool", 1),
    ("i32", 1), ("i32", np.int64(1)), ("none", 0), ("str", b"x"), ("(int,int)", (1,)), ("(int,int)", [1, 2]),
    ("(int,int)", Point(1, 2)), ("complex", 1.0), ("list(int)", (1,)), ("list(int)", [1.0])])
def test_a_value_of_another_type_is_refused(types, value):
    ir = {"int": ["i64"], "float": ["f64"], "bool": ["bool"], "i32": ["i32"], "none": [], "str": ["str"],
          "(int,int)": ["i64", "i64"], "complex": ["c128"], "list(int)": ["list(i64)"]}[types]
    with pytest.raises(TypeError):
        _native.invoke(make(types, "none", "  return", ir), (value,))


@pytest.mark.parametrize("types", ["", "nonsense", "f64[2", "f64[2]X", "(int", "list()", "nt9:x(int)", "f64[99]C",
                                   "{x:f64@0;8}", "dict(int)", "(" * 100 + ")" * 100])
def test_a_type_that_is_none_is_refused(types):
    program = make("int", "int", "  return %1", ["i64"], "i64")
    with pytest.raises((ValueError, LookupError, KeyError)):
        type(program)(1, "int", types, None, (), OBJECTS)


# ---- arrays ----

ARRAYS = [("f64[1]C", np.arange(5.0)), ("f64[1]A", np.arange(10.0)[::2]), ("f64[1]A", np.arange(4.0)[::-1]),
          ("f64[2]C", np.ones((2, 3))), ("f64[2]F", np.ones((2, 3)).T), ("f64[2]A", np.ones((4, 6))[::2, ::2]),
          ("f64[0]C", np.array(2.5)), ("f64[1]C", np.empty(0)), ("f64[3]C", np.zeros((2, 0, 3))),
          ("bool[1]C", np.array([True, False])), ("c64[1]C", np.ones(2, np.complex64)),
          ("c128[1]C", np.ones(2, np.complex128)), ("f32[7]C", np.zeros((1, 2, 1, 2, 1, 2, 1), np.float32)),
          ("i8[1]C", np.zeros(3, np.int8)), ("u64[1]C", np.zeros(3, np.uint64))]
RECORD = np.dtype({"names": ["x", "y"], "formats": ["f8", "i4"], "offsets": [0, 8], "itemsize": 16})


def element(text):
    return text.split("]")[0] + "]"


@pytest.mark.parametrize(("types", "array"), ARRAYS)
def test_an_argument_returned_is_the_same_object(types, array):
    assert _native.invoke(identity(types, [element(types)]), (array,)) is array


def test_a_read_only_array():
    array = np.arange(3.0)
    array.flags.writeable = False
    assert _native.invoke(identity("f64[1]Cr", ["f64[1]"]), (array,)) is array
    with pytest.raises(TypeError):
        _native.invoke(identity("f64[1]C", ["f64[1]"]), (array,))


def test_records():
    array = np.zeros(3, RECORD)
    text = "{x:f64@0,y:i32@8;16}[1]C"
    for sample in (None, (array,)):
        program = make(text, text, "  return %1", ["v16[1]"], "v16[1]", sample)
        assert _native.invoke(program, (array,)) is array
        with pytest.raises(TypeError):
            _native.invoke(program, (np.zeros(3, "f8,f8"),))


@pytest.mark.parametrize(("types", "array"), [
    ("f64[1]C", np.arange(3.0, dtype=">f8")), ("f64[1]C", np.arange(3)), ("f64[1]C", np.ones((1, 3))),
    ("f64[1]C", np.arange(6.0)[::2]), ("f64[1]C", [1.0]), ("f64[1]C", np.arange(3.0).view(np.matrix)),
    ("i64[1]C", np.zeros(2, "m8[s]")), ("f64[1]C", np.zeros(2, np.longdouble))])
def test_an_array_of_another_kind_is_refused(types, array):
    with pytest.raises(TypeError):
        _native.invoke(make(types, "none", "  return", [element(types)]), (array,))


INDEX = """  %2 = const 1 : i64
  %3 = index[0] %1 %2 : f64[1]
  return %3"""


def test_a_view_of_an_argument_keeps_it_alive():
    program = make("f64[2]C", "f64[1]C", INDEX, ["f64[2]"], "f64[1]")
    array = np.arange(6.0).reshape(2, 3).copy()
    row = _native.invoke(program, (array,))
    assert row.base is array
    row[0] = 99
    assert array[1, 0] == 99
    alive = weakref.ref(array)
    del array
    gc.collect()
    assert alive() is not None
    assert row.tolist() == [99, 4, 5]
    del row
    assert alive() is None


ALLOC = """  %2 = alloc[1] <f64[1]> %1 : f64[1]
  %3 = const 0 : i64
  %4 = const 2.5 : f64
  store %2 %3 %4
  return %2"""


def handles():
    return _native.module().capi_Handles()


def test_an_array_that_was_made_belongs_to_python():
    program = make("int", "f64[1]C", ALLOC, ["i64"], "f64[1]")
    before = handles()
    array = _native.invoke(program, (4,))
    assert handles() == before + 1
    assert array.tolist() == [2.5, 0, 0, 0]
    assert array.flags.writeable
    assert array.flags.c_contiguous
    assert array.dtype == np.float64
    part = array[1:]
    del array
    assert handles() == before + 1
    part[0] = 1
    del part
    assert handles() == before


def test_two_arrays_of_one_block():
    body = ALLOC.replace("return %2", "return %2 %2")
    program = make("int", "(f64[1]C,f64[1]C)", body, ["i64"], "f64[1] f64[1]")
    a, b = _native.invoke(program, (3,))
    a[1] = 7
    del a
    gc.collect()
    _native.module().capi_Collect()
    assert b.tolist() == [2.5, 7, 0]


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_calls_leak_nothing():
    program = make("int,f64[1]C,str", "(f64[1]C,f64[1]C,str)", """  %4 = alloc[1] <f64[1]> %1 : f64[1]
  return %4 %2 %3""", ["i64", "f64[1]", "str"], "f64[1] f64[1] str")
    argument = np.arange(3.0)

    def calls(n):
        for _ in range(n):
            assert len(_native.invoke(program, (1000, argument, "text"))) == 3
        _native.module().capi_Collect()  # else it depends on when garbage was last collected, 50 MB at a time
        return resident()

    before, kept = calls(20_000), handles()
    after = calls(100_000)
    assert handles() == kept
    assert after - before < 16 << 20


def test_large_arrays_that_are_dropped_do_not_pile_up():
    program = make("int", "f64[1]C", ALLOC, ["i64"], "f64[1]")
    before = resident()
    for _ in range(60):
        _native.invoke(program, (5_000_000,))[:] = 1  # 40 MB
    assert resident() - before < 400 << 20


def test_captured_arrays_follow_the_arguments():
    table = np.array([10.0, 20.0])
    program = make("int", "f64", "  %3 = load %2 %1 : f64\n  return %3", ["i64", "f64[1]"], "f64", captured=(table,))
    assert _native.invoke(program, (1,)) == 20.0
    table.shape = (2, 1)
    with pytest.raises(TypeError, match="global array"):
        _native.invoke(program, (1,))


# ---- containers ----

APPEND = """  rt list.append %1 %2
  return"""


def test_a_list_shows_what_the_program_did_to_it():
    program = make("list(int),int", "none", APPEND, ["list(i64)", "i64"])
    numbers = [1, 2]
    alias = numbers
    assert _native.invoke(program, (numbers, 3)) is None
    assert alias == [1, 2, 3]


def test_a_list_that_did_not_change_keeps_its_items():
    items = [1000, 2000]
    before = [id(x) for x in items]
    _native.invoke(make("list(int)", "none", "  return", ["list(i64)"]), (items,))
    assert [id(x) for x in items] == before


def test_lists_of_all_kinds_return():
    for types, ir, value in [("list(float)", "list(f64)", [1.5, -2.0]), ("list(complex)", "list(c128)", [1j]),
                             ("list(str)", "list(str)", ["a", "", "ü"]), ("list((int,bool))", "list(i64,bool)", [(1, True)]),
                             ("list(int)", "list(i64)", [])]:
        assert _native.invoke(identity(types, [ir]), (value,)) == value


def test_a_list_changes_also_when_the_program_raises():
    program = make("list(int),int", "none", "  rt list.append %1 %2\n  raise ValueError", ["list(i64)", "i64"])
    numbers = []
    with pytest.raises(ValueError):
        _native.invoke(program, (numbers, 3))
    assert numbers == [3]


def test_sets_and_dicts_are_results():
    program = make("int,str", "(set(int),dict(str;float))", """  %3 = rt set.new <set(i64)> : set(i64)
  rt set.add %3 %1
  %4 = rt dict.new <dict(str;f64)> : dict(str;f64)
  %5 = const 0.5 : f64
  rt dict.set %4 %2 %5
  return %3 %4""", ["i64", "str"], "set(i64) dict(str;f64)")
    assert _native.invoke(program, (3, "key")) == ({3}, {"key": 0.5})


# ---- exceptions ----

SOURCE = __file__
LINE = next(i for i, line in enumerate(Path(SOURCE).read_text().splitlines(), 1) if line.startswith("LINE ="))


def raising(what, types="", params=()):
    return make(types, "none", f"  raise {what} ; line {LINE} col 1", list(params), before=f'file 0 "{SOURCE}"\n')


def test_builtin_exceptions_with_their_arguments():
    with pytest.raises(ValueError) as caught:
        _native.invoke(raising("ValueError %1 %2 %3", "int,str,float", ["i64", "str", "f64"]), (1, "two", 3.0))
    assert caught.value.args == (1, "two", 3.0)
    with pytest.raises(ZeroDivisionError) as caught:
        _native.invoke(raising("ZeroDivisionError"), ())
    assert caught.value.args == ()


def test_a_users_exception():
    with pytest.raises(Refused) as caught:
        _native.invoke(raising('"@8" %1', "int", ["i64"]), (5,))
    assert caught.value.args == (5,)


def test_handlers_know_the_bases_of_a_users_exception():
    body = """  try {
    raise "@8"
  } {
    %1 = caught LookupError : bool
    %2 = caught ValueError : bool
    return %1 %2
  }
  %3 = const false : bool
  return %3 %3"""
    assert _native.invoke(make("", "(bool,bool)", body, [], "bool bool"), ()) == (True, False)


def test_the_traceback_names_the_line_of_the_function():
    with pytest.raises(KeyError) as caught:
        _native.invoke(raising("KeyError"), ())
    last = traceback.extract_tb(caught.value.__traceback__)[-1]
    assert (last.filename, last.lineno, last.name) == (SOURCE, LINE, "f")
    assert last.line.startswith("LINE =")
    assert not gc.is_tracked(caught.value.args)


def test_an_exception_is_in_no_cycle():
    gc.collect()
    gc.disable()
    try:
        with contextlib.suppress(KeyError):
            _native.invoke(raising("KeyError"), ())
        assert gc.collect() < 50  # nothing of ours; pytest leaves some
    finally:
        gc.enable()


def test_recursion_ends_in_recursion_error():
    program = make("int", "int", "  %2 = call f %1 : i64\n  return %2", ["i64"], "i64")
    with pytest.raises(RecursionError):
        _native.invoke(program, (1,))


def test_too_large_an_array_is_a_memory_error():
    program = make("int", "f64[1]C", ALLOC, ["i64"], "f64[1]")
    for n in (2**40, 2**60):
        with pytest.raises(MemoryError):
            _native.invoke(program, (n,))


def test_compile_errors():
    with pytest.raises(Exception, match="line 1"):
        _native.specialize(_native.define("int\nnonsense"), "")
    with pytest.raises(ValueError, match="no such unit"):
        _native.specialize(99999, "")


def test_a_forgotten_unit_is_gone():
    unit = _native.define("none\nfunc f() {\n  return\n}\n")
    found = _native.specialize(unit, "")
    program = _native.program(found.program, "", found.result)
    assert "func f()" in _native.program_ir(found.program)
    _native.forget(unit)
    with pytest.raises(ValueError, match="no such program"):
        _native.invoke(program, ())


# ---- what stops a program ----

FOREVER = """  labels 1
  loop @1 {
  }
  return"""


def forever():
    return make("", "none", FOREVER)


PARALLEL = """  labels 2
  %1 = const 0 : i64
  %2 = const 1000000 : i64
  %3 = const 1 : i64
  parfor prange dims=1 parallel (%1 %2 %3) %3 %1 {
  } { %4 i64:
    for @2 %1 %2 %3 { %5 i64:
    }
  } {
  }
  return"""


@pytest.mark.parametrize("body", [FOREVER, PARALLEL])
def test_timeout(body):
    program = make("", "none", body)
    start = time.perf_counter()
    with pytest.raises(TimeoutError):
        _native.invoke(program, (), timeout=0.05)
    assert time.perf_counter() - start < 30


@pytest.mark.parametrize("body", [FOREVER, PARALLEL])
def test_cancel(body):
    program, token = make("", "none", body), gokernels.CancelToken()
    threading.Timer(0.05, token.cancel).start()
    start = time.perf_counter()
    with pytest.raises(gokernels.Cancelled):
        _native.invoke(program, (), cancel=token)
    assert time.perf_counter() - start < 30


@pytest.mark.parametrize("body", [FOREVER, PARALLEL])
def test_a_signal_handler_runs_in_the_midst_of_a_program(body):
    program = make("", "none", body)

    def handler(*_):
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        start = time.perf_counter()
        with pytest.raises(KeyboardInterrupt):
            program.invoke((), 0, 0, None, 0)
        assert time.perf_counter() - start < 30
    finally:
        signal.signal(signal.SIGALRM, before)


def test_progress_is_reported_by_the_calling_thread():
    seen = []

    def progress(done, total):
        seen.append((done, total, threading.get_ident()))
        if len(seen) == 3:
            raise StopIteration

    with pytest.raises(StopIteration):
        _native.invoke(make("", "none", PARALLEL), (), progress=progress)
    assert {ident for _, _, ident in seen} == {threading.get_ident()}
    assert seen[-1][1] == 1000000


def test_other_threads_run_meanwhile():
    token, results = gokernels.CancelToken(), []

    def run():
        with contextlib.suppress(gokernels.Cancelled):
            _native.invoke(forever(), (), cancel=token)
        results.append(1)

    workers = [threading.Thread(target=run) for _ in range(4)]
    for worker in workers:
        worker.start()
    assert sum(range(1000)) == 499500
    token.cancel()
    for worker in workers:
        worker.join(5)
    assert len(results) == 4


# ---- print ----

PRINT = """  %2 = str "\\n" : str
  %3 = rt str.add %1 %2 : str
  rt print %3"""


def test_print_goes_to_sys_stdout():
    program, out = make("str", "none", PRINT + "\n  return", ["str"]), io.StringIO()
    with contextlib.redirect_stdout(out):
        _native.invoke(program, ("héllo",))
    assert out.getvalue() == "héllo\n"


def test_what_was_printed_comes_before_the_exception():
    program, out = make("str", "none", PRINT + "\n  raise ValueError", ["str"]), io.StringIO()
    with contextlib.redirect_stdout(out), pytest.raises(ValueError):
        _native.invoke(program, ("x",))
    assert out.getvalue() == "x\n"


def test_a_print_that_fails_raises():
    class Broken(io.StringIO):
        def write(self, _):
            raise OSError("no room")

    with contextlib.redirect_stdout(Broken()), pytest.raises(OSError, match="no room"):
        _native.invoke(make("str", "none", PRINT + "\n  return", ["str"]), ("x",))


# ---- threads, random ----

def test_numbers_of_threads_and_chunks():
    program = make("", "(int,int)", """  %1 = rt thread.count : i64
  %2 = rt chunk.get : i64
  return %1 %2""", [], "i64 i64")
    with gokernels.threads(3), gokernels.parallel_chunksize(5):
        assert _native.invoke(program, ()) == (3, 5)


def test_a_seed_is_kept_by_the_thread():
    seed = make("int", "none", "  rt random.seed %1\n  return", ["i64"])
    draw = make("", "float", "  %1 = rt random.uniform : f64\n  return %1", [], "f64")

    def three():
        return [_native.invoke(draw, ()) for _ in range(3)]

    _native.invoke(seed, (1,))
    first = three()
    other = []
    thread = threading.Thread(target=lambda: other.extend(three()))
    thread.start()
    thread.join()
    after = three()
    _native.invoke(seed, (1,))
    assert three() == first
    assert three() == after  # the other thread took nothing from this one's stream
    assert not set(other) & set(first + after)
    assert len(set(first)) == 3


# ---- the caller ----

def miss(args, kwargs):
    return "miss", args, kwargs


def test_a_caller_finds_the_program_by_the_arguments():
    caller = _native.caller(miss)
    assert caller(1) == ("miss", (1,), None)
    caller.add(identity("int", ["i64"]))
    caller.add(identity("float", ["f64"]))
    caller.add(make("int,int", "int", "  %3 = add %1 %2 : i64\n  return %3", ["i64", "i64"], "i64"))
    assert [caller(1), caller(2.5), caller(1, 2), caller(3)] == [1, 2.5, 3, 3]
    assert caller(*(4,), **{}) == 4
    assert caller(x=1) == ("miss", (), {"x": 1})
    assert caller(1, x=2) == ("miss", (1,), {"x": 2})
    assert caller(2**63) == ("miss", (2**63,), None)
    assert caller(True) == ("miss", (True,), None)
    assert caller() == ("miss", (), None)
    caller.clear()
    assert caller(1) == ("miss", (1,), None)


def test_a_caller_raises_what_miss_and_programs_raise():
    def refuse(args, kwargs):
        raise Refused

    caller = _native.caller(refuse)
    with pytest.raises(Refused):
        caller(1)
    caller.add(raising("ValueError %1", "int", ["i64"]))
    with pytest.raises(ValueError):
        caller(1)


def test_a_caller_holds_many_programs():
    caller = _native.caller(miss)
    for n in range(100):
        caller.add(make(",".join(["int"] * n), "int", f"  %{n + 1} = const {n} : i64\n  return %{n + 1}", ["i64"] * n, "i64"))
    assert caller(*range(99)) == 99
    assert caller(*range(50)) == 50
    assert caller(1) == ("miss", (1,), None)  # replaced


def test_cycles_through_a_caller_are_collected():
    class Owner:
        def __init__(self):
            self.caller = _native.caller(self.miss)

        def miss(self, args, kwargs):
            return miss(args, kwargs)

    owner = Owner()
    owner.caller.add(make("fn1", "none", "  return", sample=(owner,)))
    gone = weakref.ref(owner)
    del owner
    gc.collect()
    assert gone() is None


def test_many_threads_use_one_caller():
    caller = _native.caller(miss)
    caller.add(identity("int", ["i64"]))
    caller.add(identity("float", ["f64"]))
    wrong = []

    def run(k):
        for i in range(2000):
            value = float(i) if i % 2 else i + k
            if caller(value) != value:
                wrong.append(value)

    threads = [threading.Thread(target=run, args=(k,)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_after_a_fork_everything_goes_to_miss_and_memory_may_be_dropped():
    caller = _native.caller(miss)
    parents = identity("int", ["i64"])
    caller.add(parents)
    array = _native.invoke(make("int", "f64[1]C", ALLOC, ["i64"], "f64[1]"), (3,))
    pid = os.fork()
    if pid == 0:
        code = 1
        with contextlib.suppress(BaseException):
            fresh = caller(1) == ("miss", (1,), None)
            with pytest.raises(RuntimeError, match="parent"):
                parents.invoke((1,), 0, 0, None, 0)
            del array
            gc.collect()
            code = 0 if fresh and _native.invoke(identity("int", ["i64"]), (5,)) == 5 else 2
        os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert array.tolist() == [2.5, 0, 0]
