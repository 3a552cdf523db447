"""Where the reports of `bp lint` go: `--format`, `--output`, and what GitHub's workflows expect."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

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
    from blueprint_cli.findings.run import Run
    from blueprint_cli.report.formats import Wanted

Format = Literal["text", "json", "sarif", "github", "gitlab", "junit", "markdown"]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        show_default="text; github in a GitHub workflow",
        help="Of standard output: text for people, json for programs, the others for what shows or keeps findings.",
    ),
]
OutputOption = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        metavar="FORMAT=FILE",
        help="Write a report to a file as well, such as sarif=bp.sarif. Repeat for more; `-` is standard output.",
    ),
]

#: GitHub refuses a job summary above this many bytes.
SUMMARY_LIMIT = 1024 * 1024
_INTERNAL = 3


class Destinations(NamedTuple):
    """The format of standard output, and the files with theirs."""

    format: str
    files: tuple[tuple[str, str], ...] = ()


def read_destinations(
    format: Format | None,
    outputs: Sequence[str] | None,
    sources: Sequence[str],
    environ: Mapping[str, str],
    *,
    statistics: bool,
) -> Destinations:
    """Return where the reports go; ends the command where that makes no sense.

    `sources` are the files to be checked, which no report may replace.
    """
    from blueprint_cli.report.formats import FORMATS, WITH_STATISTICS

    wanted = [read_output(words, FORMATS) for words in outputs or ()]
    on_screen = [name for name, file in wanted if file == "-"]
    files = tuple((name, file) for name, file in wanted if file != "-")
    if len(on_screen) + (format is not None) > 1:
        also = " and --format" if format is not None else ""
        refuse(f"Standard output takes one report, and `-` in --output{also} asks for more.")
    refuse_clashes([file for _, file in files], sources)
    shown = next(iter(on_screen), None) or format
    if shown is None:
        shown = "github" if _in_workflow(environ) and not statistics else "text"
    if statistics and not any(name in WITH_STATISTICS for name in (shown, *(name for name, _ in files))):
        refuse("--statistics goes with the formats text and json: the others have no room for it.")
    return Destinations(shown, files)


def read_output(words: str, formats: Iterable[str]) -> tuple[str, str]:
    """Return the format and the file of one `--output`; ends the command where it is not that."""
    name, equals, file = words.partition("=")
    if not equals or not file:
        refuse(f"--output needs a format and a file such as markdown=report.md, and “{words}” is not that.")
    if name not in (known := list(formats)):
        from blueprint_cli.document.suggest import closest

        meant = closest(name, known)
        hint = f"Did you mean “{meant}”?" if meant else f"There are {', '.join(known)}."
        refuse(f"--output: there is no format “{name}”. {hint}")
    return name, file


def refuse_clashes(files: Sequence[str], sources: Sequence[str]) -> None:
    """End the command where a report would replace another one, or a file that is to be checked."""
    taken = {_real(source): f"{source}, which is to be checked" for source in sources} if files else {}
    for file in files:
        if os.path.isdir(file):
            refuse(f"--output: {file} is a folder. Name a file.")
        if _real(file) in taken:
            refuse(f"--output: {file} would replace {taken[_real(file)]}. Give it another name.")
        taken[_real(file)] = "another report"


def _in_workflow(environ: Mapping[str, str]) -> bool:
    """Whether this is a job of GitHub Actions."""
    return environ.get("GITHUB_ACTIONS") == "true"


def _real(path: str) -> str:
    return os.path.normcase(os.path.realpath(path))


def write_reports(run: Run, to: Destinations, *, verbose: bool, statistics: bool) -> int:
    """Write every report and return the exit code: that of the run, or 3 where a report could not be written."""
    from blueprint_cli.report.formats import FORMATS, Wanted

    # What GitHub's code scanning gets from a workflow it shows as open, suppressed or not.
    wanted = Wanted(verbose, statistics, held_back=verbose or not _in_workflow(os.environ))
    failed = False
    for name, file in to.files:
        from blueprint_cli.output import replace_file

        try:
            replace_file(Path(file), FORMATS[name](run, wanted).encode("utf-8", "backslashreplace"))
        except OSError as error:
            complain(tell_error(error, file))
            failed = True
    _write_shown(run, to.format, wanted)
    summary = os.environ.get("GITHUB_STEP_SUMMARY", "")
    if to.format == "github" and summary:
        try:
            _append_summary(run, Path(summary), verbose=verbose)
        except OSError as error:
            complain(tell_error(error, summary))
            failed = True
    return _INTERNAL if failed else run.exit_code


def _write_shown(run: Run, format: str, wanted: Wanted) -> None:
    from blueprint_cli.report.formats import FORMATS

    if format != "text":
        write_bytes(FORMATS[format](run, wanted).encode("utf-8", "backslashreplace"))
    elif is_terminal(sys.stdout, os.environ) and not wanted.statistics:
        from blueprint_cli.report.terminal import write_terminal

        colour = wants_colour(sys.stdout, os.environ)
        write(write_terminal(run, colour=colour, width=line_width(), verbose=wanted.verbose))
    else:
        write(FORMATS[format](run, wanted))


def _append_summary(run: Run, file: Path, *, verbose: bool) -> None:
    """Add the whole list to the summary of the job, as far as GitHub takes it. Raises OSError."""
    from blueprint_cli.report.markdown import write_markdown

    there = file.stat().st_size if file.exists() else 0
    room = SUMMARY_LIMIT - there
    data = ("\n" * bool(there) + write_markdown(run, verbose=verbose, limit=room - 1)).encode("utf-8", "replace")
    # One byte too many, and GitHub would show nothing of what stands there already.
    if len(data) <= room:
        with file.open("ab") as stream:
            stream.write(data)
