"""The wheel that `make` built: its tag, its size, what it links against."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel():
    wheels = sorted((ROOT / ".build" / "wheel").glob("*.whl"))
    assert len(wheels) == 1, "run `make test`, which builds the wheel"
    return wheels[0]


def test_one_wheel_for_all_pythons(wheel):
    assert re.fullmatch(r"gokernels-[\d.]+-cp311-abi3-manylinux_2_17_x86_64(\.manylinux2014_x86_64)?\.whl", wheel.name)


def test_size(wheel):
    assert wheel.stat().st_size < 5_000_000


def test_contents(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "gokernels/_capi.abi3.so" in names
    assert "gokernels/py.typed" in names
    assert "gokernels/_capi.pyi" in names
    strangers = [n for n in names if not n.startswith(("gokernels/", "gokernels-"))]
    assert strangers == []
    assert not [n for n in names if n.endswith((".go", ".c", ".h")) or Path(n).name in ("go.py", "capi.py")]


def test_auditwheel(wheel):
    done = subprocess.run([sys.executable, "-m", "auditwheel", "show", str(wheel)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    text = " ".join(done.stdout.split())
    assert re.search(r'consistent with the following platform tag: "manylinux_2_(\d+)_x86_64"', text), text
    assert int(re.search(r'platform tag: "manylinux_2_(\d+)_x86_64"', text)[1]) <= 17, text


def test_no_path_of_the_build_machine(wheel):
    library = zipfile.ZipFile(wheel).read("gokernels/_capi.abi3.so")
    assert str(ROOT).encode() not in library
    assert sys.prefix.encode() not in library
    assert b"libpython" not in library
