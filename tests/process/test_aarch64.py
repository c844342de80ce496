"""The library of the aarch64 wheel loads and computes, under qemu-user.

Needs, and is skipped without: the wheel (`make wheel ARCH=aarch64` puts it into dist/; cross-building it takes
minutes, so no test does), qemu-aarch64 (Debian: qemu-user), a C library for aarch64 (Debian: libc6-arm64-cross;
another place is named by QEMU_LD_PREFIX), and the ziglang of the development environment.

There is no Python for aarch64 here. A small C program loads the library instead and runs kernels by their call frame.
"""

import importlib.util
import math
import os
import shutil
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PREFIX = os.environ.get("QEMU_LD_PREFIX", "/usr/aarch64-linux-gnu")
EM_AARCH64, SHT_DYNSYM, SHN_UNDEF = 183, 11, 0  # of the ELF specification


def missing():
    """Why the library cannot be run here, or nothing."""
    if shutil.which("qemu-aarch64") is None:
        return "qemu-aarch64 is not installed (Debian: qemu-user)"
    if not os.path.exists(f"{PREFIX}/lib/ld-linux-aarch64.so.1"):
        return f"there is no aarch64 C library in {PREFIX} (Debian: libc6-arm64-cross)"
    if importlib.util.find_spec("ziglang") is None:
        return "ziglang is not installed (pip install 'gokernels[dev]')"
    return ""


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """The newest aarch64 wheel, unpacked."""
    wheels = sorted((ROOT / "dist").glob("*aarch64*.whl"), key=os.path.getmtime)
    if not wheels:
        pytest.skip("dist/ has no aarch64 wheel (make wheel ARCH=aarch64)")
    with zipfile.ZipFile(wheels[-1]) as wheel:
        wheel.extractall(folder := tmp_path_factory.mktemp("wheel"))
    return folder / "gokernels"


@pytest.fixture(scope="module")
def library(package):
    return package / "_capi.abi3.so"


@pytest.fixture(scope="module")
def table(package):
    """The wheel's own kernel table; that of this machine's installation may be newer."""
    spec = importlib.util.spec_from_file_location("aarch64_table", package / "ztable.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def undefined_python_symbols(elf):
    """Names of the Python symbols that the library expects its process to have."""
    offset, size, count = struct.unpack_from("<Q", elf, 0x28)[0], *struct.unpack_from("<HH", elf, 0x3A)
    sections = [struct.unpack_from("<IIQQQQIIQQ", elf, offset + i * size) for i in range(count)]
    symbols = next(section for section in sections if section[1] == SHT_DYNSYM)
    names = sections[symbols[6]][4]
    for at in range(symbols[4], symbols[4] + symbols[5], 24):
        name, _, _, section = struct.unpack_from("<IBBH", elf, at)
        text = elf[names + name:elf.index(b"\0", names + name)].decode()
        if section == SHN_UNDEF and text.startswith(("Py", "_Py")):
            yield text


@pytest.fixture(scope="module")
def program(library, tmp_path_factory):
    """The C program, with an empty object for each of Python's symbols: none of them is used."""
    if reason := missing():
        pytest.skip(reason)
    sys.path.insert(0, str(ROOT / "capi" / "binding"))
    import goenv

    folder = tmp_path_factory.mktemp("program")
    stubs = folder / "stubs.c"
    stubs.write_text("".join(f"char {name}[512];\n" for name in undefined_python_symbols(library.read_bytes())))
    subprocess.run(
        [sys.executable, "-m", "ziglang", "cc", "-target", f"aarch64-linux-gnu.{goenv.GLIBC}", "-O1", "-rdynamic", "-w",
         f"-I{ROOT / 'capi' / 'binding'}", str(Path(__file__).with_name("aarch64.c")), str(stubs), "-ldl",
         "-o", str(folder / "program")], check=True, env=goenv.environment(), timeout=120)
    return folder / "program"


@pytest.fixture(scope="module")
def call(program, library, table):
    ids = {kernel.name: number for number, kernel in enumerate(table.KERNELS)}
    float64 = table.DTYPES.index("float64") + 1

    def call(kernel, inputs=1, outputs=0):
        dtype = float64 if inputs else 0
        done = subprocess.run(
            ["qemu-aarch64", "-L", PREFIX, str(program), str(library), str(ids[kernel]), str(dtype), str(outputs)],
            capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stdout + done.stderr
        error, text, scalar, *numbers = done.stdout.splitlines()
        return int(error), text, float(scalar), np.array(numbers, float)

    return call


NUMBERS = (np.arange(50_000) - 25_000) / 1000


def test_the_library_is_for_aarch64(library):
    assert struct.unpack_from("<H", library.read_bytes(), 18) == (EM_AARCH64,)


@pytest.mark.parametrize("kernel", ["exp", "sin", "tanh", "floor"])
def test_an_elementwise_kernel(call, kernel):
    error, text, _, numbers = call(kernel, outputs=1)
    assert error == 0, text
    np.testing.assert_allclose(numbers, getattr(np, kernel)(NUMBERS[::1000]), rtol=1e-14)


def test_a_reduction(call):
    error, text, scalar, _ = call("sum")
    assert error == 0, text
    assert math.isclose(scalar, math.fsum(NUMBERS), rel_tol=1e-12)


def test_a_panic_is_an_error(call):
    error, text, _, _ = call("_panic", inputs=0)
    assert error != 0
    assert text == "panic in a kernel: _panic was called"


def test_a_bad_address_is_an_error(call):
    error, text, _, _ = call("_fault", inputs=0)
    assert error != 0
    assert "address" in text
