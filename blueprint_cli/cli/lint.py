"""`bp lint`: check blueprints and report what was found."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Literal

import typer

from blueprint_cli.cli.comparing import (
    BaselineFile,
    PruneBaseline,
    Since,
    UpdateBaseline,
    check_options,
    compare_run,
)
from blueprint_cli.cli.fixing import DiffOption, FixOption, UnsafeOption, fix_found, read_fixing, tell_fixes
from blueprint_cli.cli.options import AllowEmpty, ConfigFile, Paths, complete_rules, read_date, split_names
from blueprint_cli.cli.reporting import FormatOption, OutputOption, read_destinations, write_reports
from blueprint_cli.cli.terminal import refuse, refuse_settings, show_progress

STDIN_NAME = "stdin.blueprint.yaml"


def lint(
    paths: Paths = None,
    profile: Annotated[
        Literal["draft", "standard", "strict"] | None,
        typer.Option(
            help="How much is asked: of a first draft, of a blueprint in use, of one to decide on. Default: as bp.yaml "
            "says, else standard.",
            show_default=False,
        ),
    ] = None,
    format: FormatOption = None,
    output: OutputOption = None,
    fail_on: Annotated[
        Literal["error", "warning", "info", "never"],
        typer.Option(help="The least severity that makes the exit code 1."),
    ] = "error",
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULE…",
            autocompletion=complete_rules,
            help="Report these rules only. Repeat, or list with commas.",
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE…", autocompletion=complete_rules, help="Leave these rules out."),
    ] = None,
    stdin_filename: Annotated[
        str, typer.Option(metavar="FILE", help="The name that findings in standard input carry.")
    ] = STDIN_NAME,
    today: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day on which reviews and ignores expire, such as 2026-11-21."),
    ] = None,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose", "-v", help="Show acknowledged, ignored and baselined findings and skipped rules too."
        ),
    ] = False,
    statistics: Annotated[
        bool,
        typer.Option("--statistics", help="Count the findings of each rule: in place of them, or beside them in JSON."),
    ] = False,
    baseline: BaselineFile = None,
    update_baseline: UpdateBaseline = False,
    prune_baseline: PruneBaseline = False,
    since: Since = None,
    fix: FixOption = False,
    diff: DiffOption = False,
    unsafe: UnsafeOption = None,
    allow_empty: AllowEmpty = False,
    config: ConfigFile = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="How many processes work on many files. Default: as many as pay.",
            show_default=False,
        ),
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Check every file anew, and remember nothing of it.")
    ] = False,
) -> None:
    """Check blueprints for pitfalls.

    \b
    Exit codes:
      0  nothing at or over --fail-on
      1  findings
      2  not understood, a path that does not exist, or no file that matches
      3  a file could not be read, or bp itself failed
    """  # noqa: D301 - a raw \b would not keep the lines apart
    from blueprint_cli.cache import open_cache
    from blueprint_cli.check import check_files
    from blueprint_cli.config.configs import ConfigProblem
    from blueprint_cli.discovery import find_files, plain_path
    from blueprint_cli.rules.unknown import UnknownRule
    from blueprint_cli.settings import Settings

    if stdin_filename != STDIN_NAME and "-" not in (paths or ()):
        refuse("--stdin-filename is a name for standard input: give `-` as well, to read that.")
    if select is not None and not split_names(select):
        refuse("--select names no rule. Name one, as `bp rules` lists them, or leave --select out to check all.")
    check_options(update=update_baseline, prune=prune_baseline)
    if update_baseline and "-" in (paths or ()) and stdin_filename == STDIN_NAME:
        refuse("--update-baseline needs the name of a file that is there: say with --stdin-filename which one `-` is.")
    settings = Settings(
        profile=profile,
        select=split_names(select),
        ignore=split_names(ignore),
        today=read_date(today),
        fail_on=fail_on,
        config=config,
    )
    fixing = read_fixing(fix=fix, diff=diff, unsafe=unsafe, reports=bool(format or output or statistics))
    configs = settings.configs()
    # Editors name files in full.
    stdin_filename = plain_path(stdin_filename)
    found = find_files(paths or ["."])
    try:
        found.leave_out(configs.excluded_by, stdin_filename)
    except ConfigProblem as problem:
        refuse_settings(str(problem))
    if not (found.files or found.missing or found.unreadable or allow_empty):
        refuse(found.why_none(paths or (), "check"))
    reports = read_destinations(format, output, found.files, os.environ, statistics=statistics)
    stdin = sys.stdin.buffer.read() if "-" in found.files else None
    try:
        stdin = fix_found(fixing, found, settings, configs, stdin=stdin, stdin_name=stdin_filename)
        with show_progress("Linting", len(found.files)) as tell:
            run = check_files(
                found.files,
                settings,
                stdin=stdin,
                stdin_name=stdin_filename,
                on_file=tell,
                configs=configs,
                cache=None if no_cache else open_cache(settings, os.environ),
                jobs=jobs,
            )
    except (ConfigProblem, UnknownRule) as problem:
        refuse_settings(str(problem))
    run.missing.extend(found.missing)
    run.refuse(found.unreadable)
    compare_run(
        run,
        settings,
        configs,
        paths or (),
        baseline=baseline,
        update=update_baseline,
        prune=prune_baseline,
        since=since,
        verbose=verbose,
    )
    run.notes += configs.misnamed()
    tell_fixes(fixing, run, verbose=verbose)
    if verbose:
        run.notes += [f"{path} is left out: {reason} excludes it." for path, reason in found.excluded]
    with fixing.beside_text():
        code = write_reports(run, reports, verbose=verbose, statistics=statistics)
    raise typer.Exit(code)
