"""Builds the Go library as one stable-ABI extension module; everything else is in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_ext import build_ext

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "capi" / "binding"))

import goenv  # noqa: E402


class BuildGo(build_ext):
    """Runs `go build -buildmode=c-shared` with the pinned Go and zig as the C compiler."""

    def build_extension(self, ext):
        cache = ROOT / ".build" if (ROOT / ".build").is_dir() else Path(self.build_temp)
        env = goenv.environment(cache)
        self.assert_simd(env)
        target = Path(self.get_ext_fullpath(ext.name)).resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        self.go(env, "build", "-buildmode=c-shared", "-ldflags=-s -w", "-o", str(target), "./capi/binding")
        target.with_suffix(".h").unlink(missing_ok=True)

    def assert_simd(self, env):
        """Files guarded by GOEXPERIMENT=simd drop out silently without it: make that loud."""
        for package in ("vecmath", "random"):
            files = self.go(env, "list", "-f", "{{.GoFiles}}", f"./gokernels/{package}")
            if env["GOARCH"] == "amd64" and "_simd.go" not in files:
                raise SystemExit(f"the build would leave out the SIMD files of {package}: {files}")

    @staticmethod
    def go(env, *args):
        done = subprocess.run(["go", *args], cwd=ROOT, env=env, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"go {' '.join(args)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def get_ext_filename(self, fullname):
        return str(Path(*fullname.split("."))) + ".abi3.so"


class Wheel(bdist_wheel):
    """One wheel for every CPython from 3.11 on."""

    def get_tag(self):
        major, minor = goenv.GLIBC.split(".")
        return "cp311", "abi3", f"manylinux_{major}_{minor}_{goenv.arch()}"


setup(
    ext_modules=[Extension("gokernels._capi", sources=[], py_limited_api=True)],
    cmdclass={"build_ext": BuildGo, "bdist_wheel": Wheel},
)
