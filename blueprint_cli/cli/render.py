"""`bp render`: draw blueprints."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from blueprint_cli.cli.options import AllowEmpty, ConfigFile, Paths, read_date, read_view, split_names
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
    from blueprint_cli.lint import Settings
    from blueprint_cli.render import Drawn
    from blueprint_cli.targets import Format, Target


def render(
    paths: Paths = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|DIR|-",
            help="Where to draw: a file, a folder for several, `-` for standard output. Default: beside each "
            "blueprint, X.blueprint.yaml to X.svg; a part has its name there, `--steps pay` in X.pay.svg.",
        ),
    ] = None,
    format: Annotated[
        Literal["svg", "png", "pdf", "dot", "mermaid"] | None,
        typer.Option(
            help="A picture, its Graphviz source, or a Mermaid flowchart (X.mmd). Default: what --output ends in, "
            "else svg.",
            show_default=False,
        ),
    ] = None,
    theme: Annotated[
        list[str] | None,
        typer.Option(
            metavar="THEME,…",
            show_default=False,
            help="light (unless said otherwise), dark, print (for printers without colour), or a YAML file with "
            "colours of your own. Of several, the first is drawn to X.svg, others to X.dark.svg.",
        ),
    ] = None,
    phase: Annotated[str | None, typer.Option(metavar="NAME", help="Draw the steps of one phase only.")] = None,
    steps: Annotated[
        str | None,
        typer.Option(metavar="A..B", help="Draw these steps only: ids, names or numbers; `A..`, `..B`, `A` work too."),
    ] = None,
    layers: Annotated[
        list[str] | None,
        typer.Option(metavar="LAYER,…", help="Draw these layers only (`systems` is one), such as customer,frontstage."),
    ] = None,
    lanes: Annotated[
        Literal["layer", "channel", "actor"] | None,
        typer.Option(
            help="Part frontstage and backstage by channel or by actor. Default: as the file says.", show_default=False
        ),
    ] = None,
    links: Annotated[
        Literal["uses"] | None, typer.Option(help="Draw arrows from cards to the systems that they use, too.")
    ] = None,
    findings: Annotated[
        bool, typer.Option("--findings", help="Mark on the cards what `bp lint` finds, unless it is acknowledged.")
    ] = False,
    profile: Annotated[
        Literal["draft", "standard", "strict"] | None,
        typer.Option(help="Of --findings: how much is asked (standard unless said otherwise).", show_default=False),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Of --findings: the day on which reviews and ignores expire."),
    ] = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; name the pictures that are not what would be drawn now."),
    ] = False,
    scale: Annotated[
        float | None,
        typer.Option(min=0.1, max=8, metavar="N", help="Of png: pixels a point (1 unless said otherwise)."),
    ] = None,
    engine: Annotated[
        Literal["auto", "bundled", "system"],
        typer.Option(help="The Graphviz that draws: the one that came with bp, or the one on this machine."),
    ] = "auto",
    allow_empty: AllowEmpty = False,
    config: ConfigFile = None,
    show: Annotated[bool, typer.Option("--open", help="Show each drawing when it is done.")] = False,
) -> None:
    """Draw blueprints as layered swimlanes.

    A file with errors in its structure is not drawn, and its errors are shown; pitfalls never stop a drawing.

    \b
    Exit codes:
      0  all drawn; with --check, all current
      1  a file has errors in its structure, or does not fit into the format;
         with --check, a picture is not current
      2  not understood, a path, phase or step that does not exist, no file that
         matches, or nothing that draws PDF
      3  a file could not be read or written, or bp itself failed
    """  # noqa: D301 - a raw \b would not keep the lines apart
    from blueprint_cli.config.configs import ConfigProblem, Configs
    from blueprint_cli.discovery import NO_SUCH_PATH, find_files
    from blueprint_cli.drawing.contents import LANES
    from blueprint_cli.render import Options, draw_all
    from blueprint_cli.targets import STDIN, STDOUT, TargetProblem, choose_format, choose_targets, name_part

    found = find_files(paths or ["."])
    themes = split_names(theme) or ("light",)
    view = read_view(phase, steps, split_names(layers), uses=links == "uses", split=lanes)
    settings = _settings(today, profile, wanted=findings)
    configs = Configs(config, profile)
    part = name_part(phase, steps, view.lanes if view.lanes != LANES else ())
    try:
        found.leave_out(configs.excluded_by)
        wanted = choose_format(output, format)
        targets = choose_targets(found.files, output, wanted, themes, part)
    except (ConfigProblem, TargetProblem) as problem:
        refuse(str(problem))
    alone = any(target.path == STDOUT for target in targets)
    if scale is not None and wanted != "png":
        refuse(f"--scale is for png, and {wanted} would be drawn.")
    if findings and wanted == "mermaid":
        refuse("--findings has no place in a Mermaid flowchart. Draw svg, png or pdf.")
    if alone and (check or show):
        refuse(f"{'--check' if check else '--open'} needs a file, and the drawing would go to standard output.")
    options = Options(
        format=wanted,
        engine=engine,
        scale=scale or 1,
        view=view,
        findings=settings,
        configs=configs,
    )
    for path in found.missing:
        complain(f"{path}: {NO_SUCH_PATH}")
    for path, words in found.unreadable:
        complain(f"{path}: {words}.")
    if not (targets or found.missing or found.unreadable or allow_empty):
        refuse(found.why_none(paths or (), "draw"))
    _refuse_what_nobody_draws(wanted, themes)
    stdin = sys.stdin.buffer.read() if STDIN in found.files else b""
    outcome = _Outcome(3 if found.unreadable else 2 if found.missing else 0)
    with show_progress("Drawing", len(targets)) as tell:
        for number, (target, drawn) in enumerate(zip(targets, draw_all(targets, options, stdin), strict=True), 1):
            _finish(target, drawn, outcome, check=check)
            if tell:
                tell(number, len(targets))
    if not check and wanted in ("svg", "png") and len(themes) > 1:
        from blueprint_cli.snippets import show_snippets

        outcome.notes.append(show_snippets(outcome.drawn))
    # A drawing on standard output stays alone there.
    write("".join(outcome.notes), sys.stderr if alone else sys.stdout)
    if show:
        for target, _ in outcome.drawn:
            typer.launch(os.path.abspath(target.path))
    raise typer.Exit(outcome.code)


@dataclass(slots=True)
class _Outcome:
    """What became of all: the exit code so far, what to say in the end, what was told at once, and what was drawn."""

    code: int
    notes: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    drawn: list[tuple[Target, str]] = field(default_factory=list)


def _settings(today: str | None, profile: str | None, *, wanted: bool) -> Settings | None:
    """Return how to find what `--findings` shows; ends the command where its options stand without it."""
    day = read_date(today)
    if not wanted:
        for option, value in (("--today", today), ("--profile", profile)):
            if value is not None:
                refuse(f"{option} is for --findings, and no findings would be drawn.")
        return None
    from blueprint_cli.lint import Settings

    return Settings(today=day, profile=profile)


def _refuse_what_nobody_draws(format: Format, themes: tuple[str, ...]) -> None:
    """End the command where no file could be drawn, before any is."""
    from blueprint_cli.drawing.theme_files import ThemeProblem, read_theme

    try:
        for theme in themes:
            read_theme(theme)
    except ThemeProblem as problem:
        refuse(str(problem))
    if format == "pdf":
        from blueprint_cli.drawing.pdf import MISSING, can_draw_pdf

        if not can_draw_pdf():
            refuse(MISSING)


def _finish(target: Target, drawn: Drawn | Exception, outcome: _Outcome, *, check: bool) -> None:
    """Write one drawing, or compare it; note what to say of it. Whatever fails, the next has its turn."""
    from blueprint_cli.output import replace_file
    from blueprint_cli.targets import STDOUT

    try:
        if isinstance(drawn, Exception):
            raise drawn
        if drawn.drawing is None:
            # Every theme of a blueprint has the same errors.
            if (shown := _show_errors(target, drawn)) not in outcome.notes:
                outcome.notes.append(shown)
            outcome.code = max(outcome.code, 1)
        elif check:
            old = Path(target.path).read_bytes() if os.path.lexists(target.path) else None
            if old != drawn.drawing:
                outcome.notes.append(f"{target.path} {'is not current' if old is not None else 'is missing'}.\n")
                outcome.code = max(outcome.code, 1)
        elif target.path == STDOUT:
            write_bytes(drawn.drawing)
        else:
            replace_file(Path(target.path), drawn.drawing)
            outcome.notes.append(f"{target.source} -> {target.path}\n")
            outcome.drawn.append((target, drawn.title))
    except Exception as error:
        if debugging():
            raise
        outcome.code = max(outcome.code, _tell(target, error, outcome.told))


def _tell(target: Target, error: Exception, told: list[str]) -> int:
    """Say why a target was not drawn, unless that is told already, and return the exit code for it."""
    from blueprint_cli.drawing import EngineError
    from blueprint_cli.drawing.engine import TooLarge
    from blueprint_cli.drawing.view import NoSuchPart

    known = isinstance(error, (EngineError, NoSuchPart))
    sentence = f"{target.source} is not drawn. {error}" if known else tell_error(error, target.source)
    if sentence not in told:
        complain(sentence)
        told.append(sentence)
    return 1 if isinstance(error, TooLarge) else 2 if isinstance(error, NoSuchPart) else 3


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
