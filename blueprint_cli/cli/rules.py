"""`bp rules`: all rules at a glance."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Literal

import typer

from blueprint_cli.cli.terminal import is_terminal, line_width, wants_colour, write, write_bytes


def rules(
    output: Annotated[
        Literal["text", "json", "markdown"],
        typer.Option("--format", help="Text for people, JSON for programs, Markdown for a page."),
    ] = "text",
) -> None:
    """List all rules.

    With their severity in the profiles draft, standard and strict.
    """
    from blueprint_cli.report.rule_pages import list_rules_json, list_rules_markdown, list_rules_text
    from blueprint_cli.rules.catalogue import list_rules

    entries = list_rules()
    if output == "json":
        write_bytes(list_rules_json(entries).encode())
    elif output == "markdown":
        write_bytes(list_rules_markdown(entries).encode())
    else:
        width = line_width() if is_terminal(sys.stdout, os.environ) else None
        write(list_rules_text(entries, colour=wants_colour(sys.stdout, os.environ), width=width))
