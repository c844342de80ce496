"""Generated files are what their command makes of today's sources."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BINDING = ROOT / "capi" / "binding"
LIBRARY = ROOT / "gokernels" / "pyast" / "library"
FIXTURES = ROOT / "gokernels" / "pyast" / "testdata"


def test_generated_files_can_be_recreated():
    pytest.importorskip("pybindgen", reason="PyBindGen is needed to generate (pip install gokernels[dev])")
    done = subprocess.run([sys.executable, str(BINDING / "generate.py"), "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_library_can_be_recreated():
    """Every Python writes the same file: the wire form does not depend on the version's ast."""
    done = subprocess.run([sys.executable, str(LIBRARY / "generate.py"), "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr + "; make generate"


def test_the_fixtures_of_the_go_tests_can_be_recreated():
    done = subprocess.run([sys.executable, str(FIXTURES / "generate.py"), "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr + "; python gokernels/pyast/testdata/generate.py"


def test_a_mend_that_does_not_match_is_an_error(monkeypatch):
    monkeypatch.syspath_prepend(str(BINDING))
    import generate

    with pytest.raises(generate.Mend, match="matched 0 times, not 1"):
        generate.replace("text", "other", "", "why")
    with pytest.raises(generate.Mend):
        generate.mend_go("package main\n", 1)
    with pytest.raises(generate.Mend):
        generate.mend_c("int main;\n", 1)
    with pytest.raises(generate.Mend):
        generate.mend_build("nothing\n")


def test_generated_files_say_so():
    for path in [*BINDING.glob("z*"), *(ROOT / "python" / "gokernels").glob("z*.py"), ROOT / "KERNELS.md"]:
        assert "enerated" in path.read_text()[:200], path


def test_nothing_of_this_machine_is_written(tmp_path):
    for path in BINDING.glob("z*"):
        text = path.read_text()
        for word in ("/root", "/home", "/tmp", "lpython", "rpath", sys.prefix):
            assert word not in text, (path, word)


def test_makefile_help_lists_the_targets():
    done = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True)
    for target in ("demo", "test", "check", "bench", "generate", "wheel", "sdist", "help"):
        assert any(line.split()[:1] == [target] for line in done.stdout.splitlines()), target
