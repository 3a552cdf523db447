"""Where the reports of `bp diff` go: `--format`, `--output`, and what GitHub's workflows expect."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from blueprint_cli.cli.reporting import SUMMARY_LIMIT, Destinations, read_output, refuse_clashes
from blueprint_cli.cli.terminal import (
    complain,
    is_terminal,
    line_width,
    refuse,
    tell_error,
    wants_colour,
    write,
    write_bytes,
)

if TYPE_CHECKING:
    from blueprint_cli.diff import DiffRun
    from blueprint_cli.drawing.theme import Theme

Format = Literal["text", "json", "markdown", "svg", "github"]
FORMATS: tuple[str, ...] = ("text", "json", "markdown", "svg", "github")
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        show_default="text; github in a GitHub workflow",
        help="Of standard output: text for people, json for programs, markdown for a comment, svg for one picture of "
        "both states, github for annotations.",
    ),
]
OutputOption = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        metavar="FORMAT=FILE",
        help="Write a report to a file as well, such as markdown=comment.md; svg=pictures/ takes a picture of each "
        "blueprint. Repeat for more; `-` is standard output.",
    ),
]
ThemeOption = Annotated[
    str | None,
    typer.Option(
        "--theme",
        metavar="THEME",
        show_default=False,
        help="Of pictures: light (unless said otherwise), dark, print, or a YAML file with colours of your own.",
    ),
]
_INTERNAL = 3


def read_colours(theme: str | None) -> Theme | None:
    """Return the theme of this name or file, None where none is asked for; ends the command where it is no theme."""
    if theme is None:
        return None
    from blueprint_cli.drawing.theme_files import ThemeProblem, read_theme

    try:
        return read_theme(theme)
    except ThemeProblem as problem:
        refuse(str(problem))


def read_destinations(format: Format | None, outputs: Sequence[str] | None, environ: Mapping[str, str]) -> Destinations:
    """Return where the reports go; ends the command where that makes no sense."""
    wanted = [read_output(words, FORMATS) for words in outputs or ()]
    on_screen = [name for name, file in wanted if file == "-"]
    files = tuple((name, file) for name, file in wanted if file != "-")
    if len(on_screen) + (format is not None) > 1:
        refuse("Standard output takes one report: name a file for the others.")
    refuse_clashes([file for name, file in files if name != "svg"], ())
    usual = "github" if environ.get("GITHUB_ACTIONS") == "true" else "text"
    return Destinations(next(iter(on_screen), None) or format or usual, files)


def write_reports(run: DiffRun, to: Destinations, *, verbose: bool, theme: Theme | None = None) -> int:
    """Write every report and return the exit code: that of the run, or 3 where a report could not be written.

    Pictures are drawn in the colours of `theme`, light ones where there is none.
    """
    from blueprint_cli.output import replace_file

    failed = False
    for name, file in to.files:
        try:
            for path, data in _files(run, name, file, verbose, theme).items():
                replace_file(Path(path), data)
        except OSError as error:
            complain(tell_error(error, file))
            failed = True
    _write_shown(run, to.format, verbose, theme)
    summary = os.environ.get("GITHUB_STEP_SUMMARY", "")
    if to.format == "github" and summary:
        try:
            _append_summary(run, Path(summary))
        except OSError as error:
            complain(tell_error(error, summary))
            failed = True
    return _INTERNAL if failed else run.exit_code


def _files(run: DiffRun, name: str, file: str, verbose: bool, theme: Theme | None) -> dict[str, bytes]:
    """Return what goes to which file: pictures go one by one to a folder, or one to a file."""
    if name != "svg":
        return {file: _written(run, name, verbose)}
    from blueprint_cli.report.diff_svg import draw_pairs

    pictures = draw_pairs(run, theme)
    if file.endswith(("/", os.sep)) or os.path.isdir(file):
        return {os.path.join(file, name): picture for name, picture in pictures.items()}
    if len(pictures) > 1:
        refuse(f"{len(pictures)} pictures do not fit into {file}. Name a folder, with a slash at its end.")
    return dict.fromkeys([file] if pictures else [], next(iter(pictures.values()), b""))


def _written(run: DiffRun, name: str, verbose: bool) -> bytes:
    if name == "json":
        from blueprint_cli.report.diff_json import write_diff_json

        text = write_diff_json(run)
    elif name == "markdown":
        from blueprint_cli.report.diff_markdown import write_diff_markdown

        text = write_diff_markdown(run)
    elif name == "github":
        from blueprint_cli.report.diff_github import write_diff_github

        text = write_diff_github(run)
    else:
        from blueprint_cli.report.diff_text import write_diff_text

        text = write_diff_text(run, verbose=verbose)
    return text.encode("utf-8", "backslashreplace")


def _write_shown(run: DiffRun, format: str, verbose: bool, theme: Theme | None) -> None:
    if format == "text" and is_terminal(sys.stdout, os.environ):
        from blueprint_cli.report.diff_text import write_diff_text

        colour = wants_colour(sys.stdout, os.environ)
        write(write_diff_text(run, colour=colour, width=line_width(), verbose=verbose))
    elif format == "svg":
        from blueprint_cli.report.diff_svg import draw_pairs

        pictures = draw_pairs(run, theme)
        if len(pictures) > 1:
            refuse(f"{len(pictures)} pictures do not fit into standard output: say --output svg=FOLDER/.")
        if not pictures:
            complain("There is nothing to draw: no blueprint is there in both states and differs.")
        for picture in pictures.values():
            write_bytes(picture)
    else:
        write_bytes(_written(run, format, verbose))


def _append_summary(run: DiffRun, file: Path) -> None:
    """Add the comment to the summary of the job, as far as GitHub takes it. Raises OSError."""
    from blueprint_cli.report.diff_markdown import write_diff_markdown

    there = file.stat().st_size if file.exists() else 0
    text = ("\n" * bool(there) + write_diff_markdown(run)).encode("utf-8", "backslashreplace")
    if there + len(text) <= SUMMARY_LIMIT:
        with file.open("ab") as stream:
            stream.write(text)
