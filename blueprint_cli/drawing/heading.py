"""The head of the picture: title block, phase headers, step headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from blueprint_cli.blueprint import Blueprint, Step
from blueprint_cli.drawing.contents import Chip, Remark, say_measure
from blueprint_cli.drawing.face import CARD_WIDTH, chip_rows, chip_width, draw_remark, text_lines
from blueprint_cli.drawing.grid import Rect
from blueprint_cli.drawing.marked import TAGS, Status
from blueprint_cli.drawing.scene import Face, Group, Item, Shape, even
from blueprint_cli.drawing.text import SLACK, balance_lines, break_lines, clean, shorten, text_width
from blueprint_cli.drawing.theme import Theme

_TITLE, _META, _STEP, _PHASE = 28.0, 11.5, 14.0, 11.0
#: A field of the title block is at most this wide.
_FIELD = 340


def draw_title(
    blueprint: Blueprint,
    width: float,
    theme: Theme,
    shown: str = "",
    findings: Iterable[Remark] = (),
    *,
    compared: bool = False,
) -> Face:
    """Draw the title block: the service, its state, who owns and reviewed it, whose journey it is, goals and pains.

    `shown` says which part is drawn, `findings` what was found of the whole; `compared` that two states are drawn.
    """
    parts: list[Item | Group] = []
    y = 0.0
    title = clean(blueprint.service) or "Service blueprint"
    state = "before and after" if compared else f"{blueprint.state} state" if blueprint.state else ""
    badge = Chip("state", state.upper()) if state else None
    room = width - (chip_width(badge.text) + 14 if badge else 0)
    lines = shorten(break_lines(title, _TITLE, room, bold=True), 3, _TITLE, room, bold=True)
    parts += text_lines(lines, 0, y, _TITLE, 34, theme.ink, bold=True, role="service")
    if badge and lines:
        left = even(text_width(lines[0], _TITLE, True)) + 14
        parts += chip_rows([badge], left, y + 11, width, theme)[0]
    y += 34 * len(lines) + 4
    if blueprint.summary:
        lines = shorten(break_lines(blueprint.summary, 12.5, width), 3, 12.5, width)
        parts += text_lines(lines, 0, y, 12.5, 17, theme.ink, role="summary")
        y += 17 * len(lines) + 3
    fields, y = _draw_fields(_fields(blueprint, shown), y + 10, width, theme)
    parts += fields
    remarks = [*_remarks(blueprint), *findings]
    y += 12 if remarks else 0
    for remark in remarks:
        group, y = draw_remark(remark, 0, y, width, theme)
        parts.append(group)
        y += 5
    return Face(even(width), even(y), parts)


def _draw_fields(
    fields: Iterable[tuple[str, str]], y: float, width: float, theme: Theme
) -> tuple[list[Item | Group], float]:
    """Draw what is known of the artifact: small names over values, side by side; return the y below."""
    parts: list[Item | Group] = []
    x, deepest = 0.0, y
    for name, value in fields:
        lines = shorten(balance_lines(value, _META, _FIELD), 4, _META, _FIELD)
        wide = even(max(text_width(line, _META) for line in [name, *lines]) * SLACK)
        # The journey on one row, the artifact on the next.
        if x and (x + wide > width or name == "Owner"):
            x, y = 0.0, deepest + 10
        parts += text_lines([name], x, y, 9, 13, theme.muted, role="field")
        parts += text_lines(lines, x, y + 13, _META, 15, theme.ink, role="value")
        deepest = max(deepest, y + 13 + 15 * len(lines))
        x += wide + 26
    return parts, deepest


def _fields(blueprint: Blueprint, shown: str) -> Iterator[tuple[str, str]]:
    promise = blueprint.promise
    promised = str(promise.within) if promise else ""
    if promise and promise.first and promise.last:
        promised += f" from {promise.first.title} to {promise.last.title}"
    for name, value in (
        ("Shown here", shown),
        ("Customer", blueprint.customer),
        ("Starts", blueprint.starts),
        ("Ends", blueprint.ends),
        ("Takes", str(blueprint.takes or "")),
        ("Promised", promised),
        ("Owner", blueprint.owner),
        ("Version", blueprint.version),
        ("Reviewed", _review(blueprint)),
    ):
        if value and clean(value):
            yield name, clean(value)


def _review(blueprint: Blueprint) -> str:
    review = blueprint.review
    if review is None or not review.date:
        return ""
    return review.date + (f" by {review.by}" if review.by else "")


def _remarks(blueprint: Blueprint) -> Iterator[Remark]:
    for goal in blueprint.goals:
        yield Remark("goal", "GOAL", say_measure(goal))
    for pain in blueprint.pains:
        tag = "PAIN" + (f" {clean(pain.severity).upper()}" if pain.severity else "")
        yield Remark("pain", tag, clean(pain.what))


def draw_step(step: Step, theme: Theme, status: Status | None = None) -> Face:
    """Draw the heading of a column: the step's name, its times and a mark; nothing for a step without a name."""
    lines = balance_lines(step.name or "", _STEP, CARD_WIDTH, bold=True)
    lines = shorten(lines, 4, _STEP, CARD_WIDTH, bold=True)
    parts: list[Item | Group] = [*text_lines(lines, 0, 0, _STEP, 18, theme.ink, bold=True, role="name")]
    y = 18.0 * len(lines)
    chips = [Chip(status, TAGS[status])] if status else []
    chips += [Chip("wait", f"WAIT {step.waits}")] if step.waits else []
    chips += [Chip("takes", f"TAKES {step.takes}")] if step.takes else []
    if chips:
        more, y = chip_rows(chips, 0, y + 4, CARD_WIDTH, theme)
        parts += more
    return Face(CARD_WIDTH, even(y), parts)


def phase_runs(blueprint: Blueprint) -> list[tuple[str, int, int]]:
    """Return each run of steps that share a phase: its name, first and last column."""
    runs = []
    for phase, steps in groupby(blueprint.steps, lambda step: clean(step.phase or "")):
        columns = [step.index for step in steps]
        if phase:
            runs.append((phase, columns[0], columns[-1]))
    return runs


def draw_phase(name: str, width: int, theme: Theme) -> Face:
    """Draw the header over the steps of a phase, with a rule below it as wide as they are."""
    room = width - 4
    lines = shorten(break_lines(name, _PHASE, room, bold=True), 2, _PHASE, room, bold=True)
    parts: list[Item | Group] = [*text_lines(lines, 0, 0, _PHASE, 14, theme.muted, bold=True, role="name")]
    y = 14 * len(lines) + 5
    rule = Shape(Rect(0, y, width, 2), theme.muted, role="rule")
    return Face(width, even(y + 2), [rule, *parts])
