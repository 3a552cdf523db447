"""What `bp lint` compares its findings with: `--baseline` and its two ways of writing it, and `--since`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from blueprint_cli.cli.terminal import refuse, refuse_settings

if TYPE_CHECKING:
    from blueprint_cli.config.configs import Configs
    from blueprint_cli.findings.run import Run
    from blueprint_cli.settings import Settings

BaselineFile = Annotated[
    str | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        show_default=False,
        help="Findings that are known: counted, never failing. Default: the nearest .bp-baseline.yaml upwards.",
    ),
]
UpdateBaseline = Annotated[
    bool,
    typer.Option("--update-baseline", help="Write the baseline: accept all findings there are, drop those gone."),
]
PruneBaseline = Annotated[
    bool, typer.Option("--prune-baseline", help="Take findings that are gone out of the baseline, and accept none.")
]
Since = Annotated[
    str | None,
    typer.Option(
        metavar="REV",
        help="Findings that were there at a revision in git do not fail; `main...` is where this branch left main.",
    ),
]


def check_options(*, update: bool, prune: bool) -> None:
    """End the command where options contradict each other, before anything is read."""
    if update and prune:
        refuse("--update-baseline drops what is gone, too: leave --prune-baseline out.")


def compare_run(
    run: Run,
    settings: Settings,
    configs: Configs,
    paths: Sequence[str],
    *,
    baseline: str | None,
    update: bool,
    prune: bool,
    since: str | None,
    verbose: bool = False,
) -> None:
    """Set aside the findings of a run that are known; ends the command where that cannot be told."""
    from blueprint_cli.findings.baseline_file import find_baseline

    if not (baseline or update or prune or since is not None or find_baseline()):
        return
    from blueprint_cli.findings.baseline import BaselineError
    from blueprint_cli.git import GitError
    from blueprint_cli.known import Known, set_known_aside

    try:
        set_known_aside(run, Known(baseline, update, prune, since, verbose), settings, configs, paths)
    except (BaselineError, GitError) as error:
        refuse_settings(str(error))
