"""`bp explain`: what a rule finds and why."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from blueprint_cli.cli.options import complete_rules, read_date
from blueprint_cli.cli.terminal import line_width, refuse, wants_colour, write


def explain(
    rule: Annotated[
        str,
        typer.Argument(
            metavar="RULE", autocompletion=complete_rules, help="Its name, as findings and `bp rules` show it."
        ),
    ],
    render: Annotated[
        Path | None,
        typer.Option("--render", metavar="DIR", help="Draw the bad and the good example into this folder instead."),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option("--today", metavar="DATE", help="With --render: the date that counts as today (YYYY-MM-DD)."),
    ] = None,
) -> None:
    """Say what a rule finds, and why it matters.

    With a bad and a good example, when ignoring it is fine, and where it comes from.
    """
    from blueprint_cli.report.rule_pages import explain_rule
    from blueprint_cli.rules.catalogue import list_rules
    from blueprint_cli.rules.levels import UnknownRule

    day = read_date(today)
    entries = {entry.name: entry for entry in list_rules()}
    if rule not in entries:
        refuse(str(UnknownRule(rule, entries.keys())))
    if render is None:
        write(explain_rule(entries[rule], colour=wants_colour(sys.stdout, os.environ), width=min(line_width(), 90)))
        return
    from blueprint_cli.examples import draw_examples

    examples = list(draw_examples(entries[rule].documentation, render, day))
    for example in examples:
        if example.refused:
            write(f"{example.path.as_posix()} is not drawn: errors like this one allow no picture.\n")
        else:
            write(f"{example.path.as_posix()}\n")
    if not examples:
        write(f"The rule “{rule}” has no examples.\n")
