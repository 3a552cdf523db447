"""Options that several commands take, and how their words are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from blueprint_cli.cli.terminal import refuse

if TYPE_CHECKING:
    from blueprint_cli.drawing.view import View

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH…]",
        show_default=False,
        help="Files and folders; `-` reads standard input. Without any, the *.blueprint.yaml (.yml, .json) "
        "files below the current folder.",
    ),
]
AllowEmpty = Annotated[bool, typer.Option("--allow-empty", help="It is no error that no file matches (for hooks).")]

ConfigFile = Annotated[
    str | None,
    typer.Option(
        "--config",
        metavar="FILE",
        show_default=False,
        help="The configuration for all files. Default: the bp.yaml nearest to each, up to the root of its repository.",
    ),
]


def split_names(values: Sequence[str] | None) -> tuple[str, ...]:
    """Return the names of an option that may be repeated and may list several with commas, each once, in order."""
    names = (name.strip() for value in values or () for name in value.split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def read_date(text: str | None) -> date:
    """Return the day that `--today` names, or the system's; ends the command where it is no day.

    The only place of the program that asks a clock for something that reaches an output.
    """
    if text is None:
        return date.today()
    try:
        # Of ISO 8601, Python also reads weeks and days without hyphens.
        return date.fromisoformat(text if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else "")
    except ValueError:
        refuse(f"--today needs a day such as 2026-11-21, and “{text}” is none.")


def read_view(phase: str | None, steps: str | None, layers: Sequence[str], *, uses: bool, split: str | None) -> View:
    """Return the part of a blueprint that the options name; ends the command where they cannot be read."""
    from blueprint_cli.document.suggest import closest
    from blueprint_cli.drawing.contents import LANES
    from blueprint_cli.drawing.view import View

    for layer in layers:
        if layer not in LANES:
            meant = closest(layer, LANES)
            hint = f"Did you mean {meant}?" if meant else f"There are {', '.join(LANES)}."
            refuse(f"There is no layer “{layer}”. {hint}")
    lanes = tuple(lane for lane in LANES if lane in layers) or LANES
    if uses and "systems" not in lanes:
        refuse("--links uses leads to the boxes of systems: add systems to --layers.")
    first, dots, last = (steps or "").partition("..")
    ends = (first.strip(), last.strip() if dots else first.strip())
    if steps is not None and ends == ("", ""):
        refuse("--steps needs a first or a last step, such as request..refund.")
    return View(phase=phase, steps=ends if steps is not None else None, lanes=lanes, uses=uses, split=split)


def complete_rules(incomplete: str) -> list[str]:
    """Return the rules that a shell may offer for what has been typed."""
    from blueprint_cli.rules.registry import RULES

    head, comma, last = incomplete.rpartition(",")
    return sorted(f"{head}{comma}{rule.name}" for rule in RULES if rule.name.startswith(last.strip()))
