"""What README.md shows is what happens: its programs run, and their results, errors and reports are those printed there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README.read_text(), flags=re.M | re.S)
PYTHON = [text for language, text in BLOCKS if language == "python"]
PROGRAMS = {"numba": next(t for t in PYTHON if "from numba" in t), "gokernels": next(t for t in PYTHON if "from gokernels" in t)}
TAIL = """
from gokernels import explain
from gokernels.errors import ParallelError

print("----")
explain(nearest)
print("----")
try:
    running(np.ones(3), np.ones(3))
except ParallelError as error:
    print(f"ParallelError: {error}")
"""


def run(path, text, *way):
    path.write_text(text)
    done = subprocess.run([sys.executable, *way, str(path)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def shown(start):
    """The text block that starts so."""
    return next(text for language, text in BLOCKS if language == "text" and text.startswith(start))


def test_the_two_programs_differ_in_their_import_alone():
    assert PROGRAMS["numba"].replace("from numba", "from gokernels") == PROGRAMS["gokernels"]


def test_the_numba_program_runs_unmodified(tmp_path):
    assert run(tmp_path / "program.py", PROGRAMS["numba"], "-m", "gokernels", "run").strip() in README.read_text()


def test_result_report_and_refusal_are_those_of_the_readme(tmp_path):
    refused = next(text for text in PYTHON if "def running" in text)
    result, report, refusal = run(tmp_path / "example.py", PROGRAMS["gokernels"] + "\n" + refused + TAIL).split("----\n")
    assert result.strip() in README.read_text()
    lines = iter(report.splitlines())
    for line in shown(">>> explain(nearest)").splitlines()[1:-1]:
        assert line in lines, report  # all there, in this order
    place = re.compile(r'File ".*example\.py", line \d+')
    assert place.sub("", refusal) == place.sub("", shown("ParallelError"))


def test_the_programs_of_the_ready_made_kernels_run(tmp_path):
    pytest.importorskip("dask")
    ready = [text.replace("10**8", "10**6") for text in PYTHON if "gk.kernels" in text]
    assert len(ready) == 2
    run(tmp_path / "ready.py", "\n".join(ready))
