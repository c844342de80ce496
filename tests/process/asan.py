"""Runs kernels under AddressSanitizer: `make asan`. It takes minutes, most of them for the build.

Builds the library with Go's -asan and gcc (zig has no libasan to preload) into a temporary folder, beside a copy
of the Python package, and runs against it: a read past the end of an array, which must be reported; the
tests of the kernels; those of the processes that matter to memory. Exits with 0 if all is clean, with 1 if
something was found, and with 0 after saying "skipped" where gcc or its libasan is missing.

What it cannot see: errors inside SIMD instructions that Go does not instrument (the tests with guarded slices
beside the Go code do), and those of kernels that the tests below do not call.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "capi" / "binding"))

import goenv  # noqa: E402

KERNELS = ["tests/python/test_kernels_arguments.py", "tests/python/test_kernels_numpy.py",
           "tests/python/test_kernels_threads.py"]
PROCESSES = ["tests/process/test_fork.py", "tests/process/test_threads.py", "tests/process/test_exit.py",
             "tests/process/test_faults.py", "tests/process/test_signals.py"]
# Times and rates mean nothing here, and a bad address on purpose is what the sanitizer ends a process for.
LEFT_OUT = ("not 50_ms and not run_during and not workers and not fault and not address and not crash and not gone and "
            "not truncated and not compiled_")
SELECTED = ("after_first_use or grandchildren or while_parent_threads_run or token or 200_threads_get or slices or "
            "daemon or panic or teardown or from_a_progress or may_run_a_kernel or timeout")

OVERFLOW = """
import numpy as np
from gokernels import zkernels
a = np.ones(1000)
zkernels._fault(a.ctypes.data + a.nbytes)
"""


def libasan() -> Path | None:
    """The library that must be in a process first; None if gcc or it is missing."""
    if shutil.which("gcc") is None:
        return None
    found = subprocess.run(["gcc", "-print-file-name=libasan.so"], capture_output=True, text=True).stdout.strip()
    return Path(found).resolve() if os.path.isabs(found) else None  # gcc repeats a name that it does not find


def build(package: Path) -> bool:
    """Build the package with the sanitizer in it."""
    shutil.copytree(ROOT / "python" / "gokernels", package, ignore=shutil.ignore_patterns("_capi.abi3.*", "__pycache__"))
    env = goenv.environment()
    include = next(flag for flag in env["CGO_CFLAGS"].split() if flag.startswith("-I"))
    env.update(CC="gcc", CGO_CFLAGS=f"-O1 -g {include}", CGO_LDFLAGS="-O1 -g")
    target = package / "_capi.abi3.so"
    done = subprocess.run(["go", "build", "-asan", "-buildmode=c-shared", "-o", str(target), "./capi/binding"],
                          cwd=ROOT, env=env)
    target.with_suffix(".h").unlink(missing_ok=True)
    return done.returncode == 0


def environment(folder: Path, preload: Path) -> dict[str, str]:
    """Reports go to files, so that one in a child of a child is found too."""
    options = f"detect_leaks=0:handle_segv=0:handle_sigbus=0:handle_sigfpe=0:log_path={folder / 'report'}"
    return {**os.environ, "PYTHONPATH": str(folder), "LD_PRELOAD": str(preload), "ASAN_OPTIONS": options,
            "PYTHONMALLOC": "malloc", "PYTHONDONTWRITEBYTECODE": "1"}


def reports(folder: Path) -> list[Path]:
    return sorted(folder.glob("report.*"))


def sees_an_overflow(folder: Path, env: dict[str, str]) -> bool:
    """Whether the set-up finds what it is there to find."""
    subprocess.run([sys.executable, "-c", OVERFLOW], env=env, stderr=subprocess.DEVNULL)
    found = [report for report in reports(folder) if "heap-buffer-overflow" in report.read_text()]
    for report in reports(folder):
        report.unlink()
    return bool(found)


def pytest(env: dict[str, str], *arguments: str) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *arguments]
    print("asan:", *arguments, flush=True)
    return subprocess.run(command, cwd=ROOT, env=env).returncode == 0


def check(folder: Path, preload: Path) -> str:
    """Return what is wrong, or nothing."""
    if not build(folder / "gokernels"):
        return "the library does not build with -asan"
    env = environment(folder, preload)
    if not sees_an_overflow(folder, env):
        return "a read past the end of an array was not reported: the sanitizer is not at work"
    passed = pytest(env, *KERNELS, "-k", LEFT_OUT) and pytest(env, *PROCESSES, "-k", f"({SELECTED}) and {LEFT_OUT}")
    if found := reports(folder):
        return "\n".join(report.read_text() for report in found[:3])
    return "" if passed else "tests failed"


def main() -> int:
    preload = libasan()
    if preload is None:
        print("asan: skipped: no gcc/libasan")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        wrong = check(Path(folder), preload)
    print(f"asan: {wrong}" if wrong else "asan: clean")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
