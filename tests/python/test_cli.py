"""The command line: info, demo; test_bench.py has bench."""

import os
import subprocess
import sys

import pytest


def cli(*arguments, **options):
    return subprocess.run([sys.executable, "-m", "gokernels", *arguments], capture_output=True, text=True,
                          timeout=240, **options)


def test_info():
    done = cli("info")
    assert done.returncode == 0, done.stderr
    facts = dict(line.split("  ", 1) for line in done.stdout.splitlines())
    for name in ("gokernels", "Go", "NumPy", "CPU features", "threads", "SIMD", "machine code", "compiler"):
        assert facts[name].strip(), name
    assert "compiled in: True" in facts["SIMD"]
    assert "go1.27.3" in facts["Go"]
    assert facts["compiler"].strip().startswith("on: ")


@pytest.mark.parametrize("wanted, used", [("0", {"none"}), ("avx2", {"AVX2", "none"}), ("1", {"AVX-512", "AVX2", "none"})])
def test_info_tells_what_machine_code_is_made_of(wanted, used):
    done = cli("info", env={**os.environ, "GOKERNELS_NATIVE": wanted})
    assert next(line for line in done.stdout.splitlines() if line.startswith("machine code")).split()[-1] in used


def test_info_without_the_compiler():
    done = cli("info", env={**os.environ, "NUMBA_DISABLE_JIT": "1"})
    assert "off: " in next(line for line in done.stdout.splitlines() if line.startswith("compiler"))


def test_help_lists_the_commands():
    done = cli("--help")
    assert done.returncode == 0
    for command in ("info", "demo", "bench", "run"):
        assert command in done.stdout


def test_unknown_command():
    done = cli("dance")
    assert done.returncode == 2
    assert "No such command" in done.stderr


@pytest.mark.timeout(300)
def test_demo_quick(tmp_path):
    done = cli("demo", "--quick", "--out", str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WRONG" not in done.stdout
    assert "All checks hold." in done.stdout
    for picture in ("demo.png", "scaling.png"):
        assert (tmp_path / picture).read_bytes().startswith(b"\x89PNG")


def test_without_the_extra_it_says_what_to_install(tmp_path):
    (tmp_path / "click.py").write_text("raise ImportError('No module named click', name='click')")
    done = cli("info", env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"})
    assert done.returncode == 1
    assert "pip install 'gokernels[demo]'" in done.stderr
