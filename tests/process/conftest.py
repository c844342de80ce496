"""Every scenario here runs in a process of its own: what breaks a process must not break the tests.

A script that hangs is the failure that these tests look for, so a hang is reported within seconds,
with the Python stacks of all threads.
"""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import NamedTuple

import pytest

HERE = Path(__file__).resolve().parent
PYTHON = os.environ.get("GOKERNELS_TEST_PYTHON") or sys.executable  # another CPython, to try the one library with it


class Done(NamedTuple):
    """How a script ended."""

    code: int
    stdout: str
    stderr: str
    seconds: float

    def text(self):
        return f"exit code {self.code}\n--- stdout\n{self.stdout}\n--- stderr\n{self.stderr[-4000:]}"


def start(path, script, env, options):
    path.write_text(textwrap.dedent(script))
    paths = [str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])]
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(path.parent.parent / "compiled")}
    return subprocess.Popen(
        [PYTHON, *options, str(path)], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, **compiled, "PYTHONPATH": os.pathsep.join(paths), **env}, cwd=path.parent,
        start_new_session=True)


def end_group(process):
    """End the script and its children; faulthandler prints the stacks at SIGABRT."""
    for number in (signal.SIGABRT, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            return process.communicate(timeout=2)
        except ProcessLookupError:
            return process.communicate()
        except subprocess.TimeoutExpired:
            continue
    return process.communicate()


@pytest.fixture(scope="session")
def run(tmp_path_factory):
    """run(script): run a Python script, assert how it ends, return what it printed.

    `code` is the expected exit code (None: any) and `says` the expected stdout (None: any).
    `interrupt` sends that signal when the script has printed a line.
    """

    def run(script, *, timeout=60.0, env=None, code=0, says="ok", interrupt=None, faulthandler=True):
        began = time.monotonic()
        options = ["-X", "faulthandler"] if faulthandler else []
        process = start(tmp_path_factory.mktemp("run") / "script.py", script, env or {}, options)
        first = ""
        if interrupt is not None:
            first = process.stdout.readline()
            time.sleep(0.2)  # a signal that comes while the main thread is on its way into a wait is seen behind that only
            os.kill(process.pid, interrupt)
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            out, err = end_group(process)
            hung = Done(process.returncode, first + out, err, time.monotonic() - began)
            pytest.fail(f"the script hung: no end within {timeout} s; then {hung.text()}", pytrace=False)
        done = Done(process.returncode, (first + out).strip(), err, time.monotonic() - began)
        if code is not None:
            assert done.code == code, done.text()
        if says is not None:
            assert done.stdout == says, done.text()
        return done

    return run
