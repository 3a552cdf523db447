"""What editors and Git leave in a file that YAML cannot read: tabs, and the marks of a merge conflict."""

from __future__ import annotations

from typing import Any

from blueprint_cli.document.problem import Problem
from blueprint_cli.document.span import Span
from blueprint_cli.document.wording import SYNTAX

TAB_HELP = (
    "YAML shows by spaces what belongs to what, and a tab has no fixed width. Set the editor to indent with spaces."
)


def tabs_that_stopped(error: Any, lines: list[str]) -> list[Problem]:
    """Return the problems of all lines that are indented with tabs, if one of them stopped the parser."""
    mark = getattr(error, "problem_mark", None)
    if mark is None or mark.line >= len(lines) or _tab_column(lines[mark.line]) is None:
        return []
    if "\t" not in (lines[mark.line][mark.column : mark.column + 1]) and "tab character" not in str(error.problem):
        return []
    return tabbed_lines(lines)


def tabbed_lines(lines: list[str]) -> list[Problem]:
    """Return a problem for each run of lines that are indented with tabs."""
    problems: list[Problem] = []
    number = 0
    while number < len(lines):
        first = number
        while number < len(lines) and _tab_column(lines[number]) is not None:
            number += 1
        if number > first:
            column = _tab_column(lines[first])
            assert column is not None
            many = f"Lines {first + 1} to {number} are" if number > first + 1 else "This line is"
            problems.append(
                Problem(
                    SYNTAX,
                    Span(first + 1, column + 1, first + 1, column + 2),
                    f"{many} indented with tabs; YAML needs spaces.",
                    TAB_HELP,
                    detail="tab",
                )
            )
        number += 1
    return problems


def _tab_column(line: str) -> int | None:
    """Return the column of a tab in the indentation, from 0."""
    spaces = line[: len(line) - len(line.lstrip())]
    return spaces.index("\t") if "\t" in spaces and line.strip() else None


def conflict_marks(lines: list[str]) -> list[Problem]:
    """Return a problem for each merge conflict that was left in the text."""
    problems = []
    start: int | None = None
    for number, line in enumerate(lines):
        mark = line[:7]
        if mark not in ("<<<<<<<", "=======", ">>>>>>>") or line[7:8] not in ("", " "):
            continue
        if mark == "<<<<<<<":
            if start is not None:
                problems.append(_conflict(start, start, lines))
            start = number
        elif mark == ">>>>>>>":
            problems.append(_conflict(number if start is None else start, number, lines))
            start = None
        elif start is None and not line.strip("="):
            problems.append(_conflict(number, number, lines))
    if start is not None:
        problems.append(_conflict(start, start, lines))
    return problems


def _conflict(first: int, end: int, lines: list[str]) -> Problem:
    message = "The mark of a merge conflict was left in this line."
    if end > first:
        message = f"A merge conflict was left unsolved in lines {first + 1} to {end + 1}."
    return Problem(
        SYNTAX,
        Span(first + 1, 1, first + 1, len(lines[first]) + 1),
        message,
        "Two people changed the same lines. Keep the right ones, and delete the lines that start with `<<<<<<<`, "
        "`=======` and `>>>>>>>`.",
        detail="conflict",
    )
