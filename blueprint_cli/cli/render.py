"""`bp render`: draw blueprints."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from blueprint_cli.cli.terminal import (
    complain,
    debugging,
    is_terminal,
    line_width,
    refuse,
    show_progress,
    tell_error,
    wants_colour,
    write,
    write_bytes,
)

if TYPE_CHECKING:
    from blueprint_cli.render import Drawn, Engine
    from blueprint_cli.targets import Format, Target


def render(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH…]",
            show_default=False,
            help="Files and folders; `-` reads standard input. Without any, the *.blueprint.yaml (.yml, .json) "
            "files below the current folder.",
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|DIR|-",
            help="Where to draw: a file, a folder for several, `-` for standard output. Default: beside each "
            "blueprint, X.blueprint.yaml to X.svg.",
        ),
    ] = None,
    format: Annotated[
        Literal["svg", "dot"] | None,
        typer.Option(
            help="A picture, or its Graphviz source. Default: what --output ends in, else svg.", show_default=False
        ),
    ] = None,
    engine: Annotated[
        Literal["auto", "bundled", "system"],
        typer.Option(help="The Graphviz that draws: the one that came with bp, or the one on this machine."),
    ] = "auto",
) -> None:
    """Draw blueprints as layered swimlanes.

    A file with errors in its structure is not drawn, and its errors are shown; pitfalls never stop a drawing.

    \b
    Exit codes:
      0  all drawn
      1  a file has errors in its structure
      2  not understood, a path that does not exist, or no file that matches
      3  a file could not be read or written, or bp itself failed
    """  # noqa: D301 - a raw \b would not keep the lines apart
    from blueprint_cli.discovery import find_files
    from blueprint_cli.targets import STDOUT, TargetProblem, choose_format, choose_targets

    found = find_files(paths or ["."])
    try:
        wanted = choose_format(output, format)
        targets = choose_targets(found.files, output, wanted)
    except TargetProblem as problem:
        refuse(str(problem))
    for path in found.missing:
        complain(f"{path} does not exist.")
    for path, words in found.unreadable:
        complain(f"{path}: {words}.")
    if not (targets or found.missing or found.unreadable):
        where = f"in {', '.join(paths)}" if paths else "below the current folder"
        refuse(f"No file to draw: there is no *.blueprint.yaml, .yml or .json {where}.")
    code = 3 if found.unreadable else 2 if found.missing else 0
    notes: list[str] = []
    with show_progress("Drawing", len(targets)) as tell:
        for number, target in enumerate(targets, 1):
            code = max(code, _draw(target, wanted, engine, notes))
            if tell:
                tell(number, len(targets))
    # A drawing on standard output stays alone there.
    alone = any(target.path == STDOUT for target in targets)
    write("".join(notes), sys.stderr if alone else sys.stdout)
    raise typer.Exit(code)


def _draw(target: Target, format: Format, engine: Engine, notes: list[str]) -> int:
    """Draw one file, note what to say of it, and return its exit code; whatever fails, the next file has its turn."""
    from blueprint_cli.output import replace_file
    from blueprint_cli.render import draw_file
    from blueprint_cli.targets import STDOUT

    try:
        stdin = target.source == "-"
        data = sys.stdin.buffer.read() if stdin else Path(target.source).read_bytes()
        drawn = draw_file("stdin.blueprint.yaml" if stdin else target.source, data, format=format, engine=engine)
        if drawn.drawing is None:
            notes.append(_show_errors(target, drawn))
            return 1
        if target.path == STDOUT:
            write_bytes(drawn.drawing.encode())
        else:
            replace_file(Path(target.path), drawn.drawing.encode())
            notes.append(f"{target.source} -> {target.path}\n")
    except Exception as error:
        if debugging():
            raise
        from blueprint_cli.drawing import EngineError

        known = isinstance(error, EngineError)
        complain(f"{target.source} is not drawn. {error}" if known else tell_error(error, target.source))
        return 3
    return 0


def _show_errors(target: Target, drawn: Drawn) -> str:
    """Return the errors as `bp lint` shows them, and what they mean here."""
    from blueprint_cli.report.summary import count
    from blueprint_cli.report.terminal import show_findings
    from blueprint_cli.report.text import list_findings

    stream = sys.stderr if target.path == "-" else sys.stdout
    if is_terminal(stream, os.environ):
        colour = wants_colour(stream, os.environ)
        shown = show_findings(drawn.errors, drawn.source, colour=colour, width=line_width()) + "\n"
    else:
        shown = list_findings(drawn.errors)
    return f"{shown}{target.source} is not drawn: {count(len(drawn.errors), 'error')} in its structure.\n"
