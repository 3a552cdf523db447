"""`bp diff`: what a change to blueprints changes for the customer and for the teams."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from blueprint_cli.cli.diff_reporting import (
    FormatOption,
    OutputOption,
    ThemeOption,
    read_colours,
    read_destinations,
    write_reports,
)
from blueprint_cli.cli.options import read_date, split_names
from blueprint_cli.cli.terminal import refuse, show_progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blueprint_cli.diff import Threshold
    from blueprint_cli.versions import Pairs


def diff(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[OLD NEW | PATH…]",
            show_default=False,
            help="Two blueprints or folders; REV:path is one in git, `-` standard input. With --base, or when there "
            "are not two: files and folders of the working tree, all where none is named.",
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="REV",
            help="Compare the working tree with where it parted from this revision, such as main. Without it, and "
            "without OLD and NEW: with the last commit.",
        ),
    ] = None,
    format: FormatOption = None,
    output: OutputOption = None,
    theme: ThemeOption = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WHAT,…",
            show_default="breaking,new-error",
            help="What makes the exit code 1, with all that is worse: breaking, risky, info, cosmetic; new-error, "
            "new-warning, new-info (findings); or never.",
        ),
    ] = None,
    renames: Annotated[
        bool,
        typer.Option("--renames/--no-renames", help="Whether to look for what was renamed or moved by its likeness."),
    ] = True,
    config: Annotated[
        str | None, typer.Option(metavar="FILE", help="Settings in place of the bp.yaml nearest to each blueprint.")
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day on which reviews, ignores and approvals expire."),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show cosmetic and approved changes and acknowledged findings too.")
    ] = False,
) -> None:
    """Tell what changed between two states of blueprints.

    For the customer (breaking), for the teams (risky), in time and handoffs, and which findings come and go. A current
    state beside its target gives an account of the pains.

    \b
    Exit codes:
      0  nothing at or over --fail-on
      1  changes or new findings at or over it
      2  not understood, a path or revision that does not exist
      3  a file could not be read or written, or bp itself failed
    """  # noqa: D301 - a raw \b would not keep the lines apart
    from blueprint_cli.config.configs import ConfigProblem
    from blueprint_cli.diff import USUAL_THRESHOLDS, Options, compare_all
    from blueprint_cli.git import GitError
    from blueprint_cli.lint import Settings
    from blueprint_cli.rules.levels import UnknownRule
    from blueprint_cli.versions import DiffProblem, pair_driven

    to = read_destinations(format, output, os.environ)
    colours = read_colours(theme)
    named = paths or []
    driven = pair_driven(named)
    thresholds = _thresholds(fail_on) if fail_on else USUAL_THRESHOLDS
    # Git takes any other exit code of its diff driver for a failure of the driver.
    options = Options(Settings(read_date(today), config=config), ("never",) if driven else thresholds, renames)
    try:
        pairs = driven or _find_pairs(named, base)
        with closing(pairs), show_progress("Comparing", len(pairs.pairs)) as tell:
            run = compare_all(pairs, options, tell)
    except (ConfigProblem, DiffProblem, GitError, UnknownRule) as problem:
        refuse(str(problem))
    raise typer.Exit(write_reports(run, to, verbose=verbose, theme=colours))


def _find_pairs(named: Sequence[str], base: str | None) -> Pairs:
    from blueprint_cli.versions import STDIN, pair_named, pair_since

    if base is not None:
        return pair_since(base, named)
    if len(named) == 2:
        return pair_named(named[0], named[1], sys.stdin.buffer.read() if named.count(STDIN) == 1 else b"")
    if len(named) > 2:
        refuse("Name two blueprints or folders to compare, OLD and NEW, or say with --base what to compare these with.")
    return pair_since("HEAD", named)


def _thresholds(words: Sequence[str]) -> tuple[Threshold, ...]:
    from blueprint_cli.diff import THRESHOLDS
    from blueprint_cli.document.suggest import closest

    names = split_names(words)
    for name in names:
        if name not in THRESHOLDS:
            meant = closest(name, THRESHOLDS)
            hint = f"Did you mean “{meant}”?" if meant else f"There are {', '.join(THRESHOLDS)}."
            refuse(f"--fail-on: “{name}” is nothing that it knows. {hint}")
    if not names or ("never" in names and len(names) > 1):
        refuse("--fail-on needs what is to fail, such as breaking,new-error, or never alone.")
    return tuple(threshold for threshold in THRESHOLDS if threshold in names)
