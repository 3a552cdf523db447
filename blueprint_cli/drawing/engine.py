"""Driving Graphviz: the engine that comes along as a package, or the one that the system has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Literal

EngineName = Literal["auto", "bundled", "system"]
ENGINES: tuple[EngineName, ...] = ("auto", "bundled", "system")


class EngineError(Exception):
    """The picture could not be drawn; the message says why and what to do."""


class EngineMissing(EngineError):  # noqa: N818 - reads as what it is
    """No engine of the wanted kind is there."""


class EngineFailed(EngineError):  # noqa: N818
    """The engine is there and did not draw what it was asked to."""


class TooLarge(EngineError):  # noqa: N818
    """The picture would not fit where it is to go."""


def find_bundled() -> Path | None:
    """Return the binary of the package `graphviz-pure`; None where it is not installed.

    It is no Python module, and not on PATH when `bp` is called by its path. It lies beside Python in most
    installations; elsewhere its own list of files tells, which takes longer to ask than a small picture to draw.
    """
    beside = Path(sys.executable).parent / ("graphviz-pure.exe" if os.name == "nt" else "graphviz-pure")
    if sys.executable and os.access(beside, os.X_OK):
        return beside
    from importlib import metadata

    try:
        files = metadata.distribution("graphviz-pure").files or []
    except metadata.PackageNotFoundError:
        return None
    for file in files:
        if file.stem == "graphviz-pure" and file.suffix in ("", ".exe"):
            path = Path(str(file.locate())).resolve()
            if path.is_file():
                return path
    return None


def find_system() -> Path | None:
    """Return the system's `dot`; None where PATH has none."""
    found = shutil.which("dot")
    return Path(found) if found else None


def run_engine(dot: str, engine: EngineName = "auto") -> str:
    """Have Graphviz draw a DOT text in which everything has its place; return its SVG.

    `auto` takes the bundled engine, and the system's where that is missing or does not start. Raises `EngineMissing`
    and `EngineFailed`, `ValueError` for another name.
    """
    if engine not in ENGINES:
        raise ValueError(f"unknown engine {engine!r}")
    binaries = []
    if engine != "system":
        binaries.append(find_bundled())
    if engine != "bundled":
        binaries.append(find_system())
    there = [binary for binary in binaries if binary]
    if not there:
        raise EngineMissing(_MISSING[engine])
    problem = ""
    for binary in there:
        try:
            return _draw(dot, binary)
        except (OSError, RuntimeError) as error:
            # The package's own word for a binary that is not there is a RuntimeError.
            reason = getattr(error, "strerror", None)
            problem = f"{binary.name} could not be started{f' ({reason})' if reason else ''}."
    raise EngineFailed(f"{problem} {_MISSING[engine]}")


_MISSING = {
    "auto": "There is no drawing engine: install the package graphviz-pure (pip install graphviz-pure) or Graphviz.",
    "bundled": "The bundled drawing engine is missing: pip install graphviz-pure, or use --engine system.",
    "system": "Graphviz is not on PATH: install it (its command is dot), or use --engine bundled.",
}


def _draw(dot: str, binary: Path) -> str:
    import graphviz
    from graphviz.backend import dot_command

    usual = dot_command.DOT_BINARY
    # The only place that the package looks at; `graphviz.DOT_BINARY` is ignored.
    dot_command.DOT_BINARY = binary
    try:
        source = graphviz.Source(dot, engine="neato", encoding="utf-8")
        return str(source.pipe(format="svg", neato_no_op=2, quiet=True, encoding="utf-8"))
    except subprocess.CalledProcessError as error:
        told = (error.stderr or "").strip().splitlines()
        words = f"{binary.name} stopped with code {error.returncode}. {told[0] if told else ''}"
        raise EngineFailed(words.strip()) from error
    finally:
        dot_command.DOT_BINARY = usual
