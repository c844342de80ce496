"""The command line: ``python -m gokernels info | demo | bench | run``."""

from __future__ import annotations

import sys
from pathlib import Path


def _need(extra: str, error: ImportError) -> None:
    sys.exit(f"gokernels: {error.name} is missing; install it with: pip install 'gokernels[{extra}]'")


try:
    import click
except ImportError as missing:
    _need("demo", missing)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gokernels")
def main() -> None:
    """Nogil kernels for Python on a Go runtime."""


@main.command()
def info() -> None:
    """Show versions, build, CPU features and threads."""
    from .info import info as collect

    facts = collect()
    width = max(map(len, facts))
    for name, value in facts.items():
        click.echo(f"{name:{width}}  {value}")


@main.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("demo"), show_default=True,
              help="Folder of the pictures (PNG).")
@click.option("--quick", is_flag=True, help="Small sizes and few rounds, for a look or a test.")
def demo(out: Path, quick: bool) -> None:
    """Run five programs on real sizes, compare with NumPy, draw the times."""
    try:
        from .demo import run
    except ImportError as missing:
        _need("demo", missing)
    sys.exit(run(out, quick=quick))


@main.command()
@click.argument("parts", nargs=-1, type=click.Choice(["peers", "suite", "scaling", "kernels", "progress"]))
@click.option("-k", "pattern", default="", metavar="PATTERN", help="Only programs whose name matches, a regular expression.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("bench-results"), show_default=True,
              help="Folder of the JSON file and the pictures.")
@click.option("--json", "saved", type=click.Path(path_type=Path, dir_okay=False),
              help="The JSON file, if not bench.json in the folder.")
@click.option("--rounds", default=7, show_default=True, help="Rounds; in each every contestant runs once.")
@click.option("--threads", type=click.IntRange(1), help="Threads of ours and of Numba; 1 tells more of code on a busy machine.")
@click.option("--quick", is_flag=True, help="Small sizes and few rounds, for a look or a test.")
def bench(parts: tuple[str, ...], pattern: str, out: Path, saved: Path | None, rounds: int, threads: int | None,
          quick: bool) -> None:
    """Time against the installed peers, in turns: ratios, JSON, pictures.

    peers: seven programs and all peers. suite: a hundred kernels and Numba. scaling: by elements and threads.
    kernels: ready-made kernels and NumPy. All four without a choice.
    """
    try:
        from .bench import run
    except ImportError as missing:
        _need("demo", missing)
    run(out, parts, rounds=rounds, quick=quick, pattern=pattern, saved=saved, threads=threads)


@main.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.option("-m", "module", is_flag=True, help="PROGRAM is the name of a module, as after python -m.")
@click.argument("program")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def run(module: bool, program: str, arguments: tuple[str, ...]) -> None:
    """Run an unmodified Numba program, with gokernels in the place of Numba."""
    from .standin import run as stand_in

    if not module and not Path(program).is_file():
        raise click.UsageError(f"there is no file {program}")
    stand_in(program, list(arguments), module=module)


if __name__ == "__main__":
    main()
