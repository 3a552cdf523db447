"""`bp explain`: what a rule finds and why."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from blueprint_cli.cli.options import complete_rules
from blueprint_cli.cli.terminal import line_width, refuse, wants_colour, write


def explain(
    rule: Annotated[
        str,
        typer.Argument(
            metavar="RULE", autocompletion=complete_rules, help="Its name, as findings and `bp rules` show it."
        ),
    ],
) -> None:
    """Say what a rule finds, and why it matters.

    With a bad and a good example, when ignoring it is fine, and where it comes from.
    """
    from blueprint_cli.report.rule_pages import explain_rule
    from blueprint_cli.rules.catalogue import list_rules
    from blueprint_cli.rules.levels import UnknownRule

    entries = {entry.name: entry for entry in list_rules()}
    if rule not in entries:
        refuse(str(UnknownRule(rule, entries.keys())))
    write(explain_rule(entries[rule], colour=wants_colour(sys.stdout, os.environ), width=min(line_width(), 90)))
