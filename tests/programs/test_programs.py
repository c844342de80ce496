"""Every program of this folder, in every way of running; see `runner`.

GOKERNELS_PROGRAMS=plain runs the plain Python oracle alone, which proves that the programs
themselves state the truth.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from chunks import Chunk, parse
from runner import Compiler, run

_HERE = Path(__file__).parent
_NOT_PROGRAMS = {"chunks.py", "plain.py", "runner.py"}
_FILES = sorted(p for p in _HERE.glob("*.py") if p.name not in _NOT_PROGRAMS and not p.name.startswith("test_"))
_CHUNKS = [chunk for path in _FILES for chunk in parse(path)]


@pytest.fixture(scope="module")
def compiler() -> Compiler | None:
    if os.environ.get("GOKERNELS_PROGRAMS") == "plain":
        return None
    from gokernels.errors import CompileError

    import gokernels

    return Compiler(gokernels, CompileError, gokernels.threads)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("chunk", _CHUNKS, ids=[f"{Path(c.path).stem}:{c.name}" for c in _CHUNKS])
def test_program(chunk: Chunk, compiler: Compiler | None) -> None:
    failures = run(chunk, compiler)
    assert not failures, "\n".join([f"{chunk.path}:{chunk.line} {chunk.name}", *failures])
