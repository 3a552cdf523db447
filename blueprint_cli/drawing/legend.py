"""The legend: a sample and a few words for each kind of arrow and chip that the picture uses, and no other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from blueprint_cli.blueprint import Link
from blueprint_cli.drawing.arrows import stroke_of
from blueprint_cli.drawing.contents import CardContent, Chip, Remark
from blueprint_cli.drawing.face import chip_width, draw_chip, text_lines
from blueprint_cli.drawing.grid import Point
from blueprint_cli.drawing.marked import Status, mark_line
from blueprint_cli.drawing.scene import Face, Group, Item, even, moved
from blueprint_cli.drawing.text import SLACK, text_width
from blueprint_cli.drawing.theme import Theme

_SIZE, _ROW, _ARROW, _GAP, _STUB = 10.0, 22, 32, 36, 22
#: On a wide picture the legend stays together at the left.
_MOST_COLUMNS = 6
_ARROWS = {
    "time": "the customer's time",
    "to": "leads to",
    "order": "then, in the same step",
    "notifies": "tells, and does not wait",
    "needs": "is needed by",
    "rework": "sends back",
    "uses": "uses the system",
    "mutual": "to and fro",
    "stem": "belongs together",
}
_MARKED: dict[Status, str] = {"added": "arrow that comes", "removed": "arrow that goes"}
#: By kind, or by kind and word where each word means something else.
_CHIPS = {
    "moment": "here the service is judged",
    "pain": "what hurts",
    "fail": "what goes wrong",
    "wait": "time before it starts",
    "takes": "time that it takes",
    "sla": "time that it must hold",
    "repeats": "done in batches",
    "automation MANUAL": "done by hand",
    "automation ASSISTED": "by people, with a system's help",
    "automation AUTOMATIC": "done by a system",
    "automation": "how the work is done",
    "basis OBSERVED": "seen in the field",
    "basis ASSUMED": "nobody has checked it yet",
    "basis PROPOSED": "does not exist yet",
    "basis": "how it is known",
    "status": "state of the system",
    "idea AUTOMATE": "idea: let a system do it",
    "idea AUGMENT": "idea: help people to do it",
    "idea REDESIGN": "idea: do it another way",
    "idea": "idea for the target state",
    "question": "open question",
    "answers": "pains that it answers",
    "enters": "typed in by hand",
    "approves": "someone must say yes",
    "policy": "rule that is followed",
    "process": "modelled as a process",
    "measure": "how it is measured",
    "owner": "who is accountable",
    "error": "found by bp lint: must be mended",
    "warning": "found by bp lint: a pitfall",
    "info": "found by bp lint: worth a look",
    "added": "comes: thick line",
    "removed": "goes: dashed, struck out",
    "changed": "stays, and is not as it was",
    "moved": "stood elsewhere: dotted line",
}
#: What stands on the sample, where the picture has many words for one kind.
_SAMPLES = {"pain": "PAIN", "wait": "WAIT", "takes": "TAKES", "sla": "SLA"}


class _Entry(NamedTuple):
    sample: list[Item | Group]
    width: float
    meaning: str


def draw_legend(
    boxes: list[CardContent],
    links: list[Link],
    width: float,
    theme: Theme,
    remarks: Iterable[Remark] = (),
    marks: Mapping[Link, Status] = MappingProxyType({}),
) -> Face | None:
    """Draw the legend in columns within `width`; None where there is nothing to explain.

    `remarks` are those that stand under the title, `marks` say which arrows come and go.
    """
    arrows, chips = list(_arrow_entries(links, marks, theme)), list(_chip_entries(boxes, remarks, theme))
    if any(box.stubs for box in boxes):
        stub = stroke_of("to", False, (Point(_ARROW - _STUB, 8), Point(_ARROW, 8)), theme)
        arrows.append(_Entry([stub], _ARROW, "goes on at, or comes from, what is not drawn"))
    if not arrows and not chips:
        return None
    columns = _table(arrows, chips, width)
    parts: list[Item | Group] = [*text_lines(["Legend"], 0, 0, 11, 16, theme.ink, bold=True, role="name")]
    x = 0.0
    for column in columns:
        caption = max(entry.width for entry in column) + 8
        for row, entry in enumerate(column):
            y = 26 + row * _ROW
            parts += [moved(part, x, y) for part in entry.sample]
            parts += text_lines([entry.meaning], x + caption, y, _SIZE, 16, theme.muted)
        x += _width(column) + _GAP
    return Face(even(x), even(26 + _ROW * max(len(column) for column in columns)), parts)


def _table(arrows: list[_Entry], chips: list[_Entry], width: float) -> list[list[_Entry]]:
    """Set the entries in as few rows as fit; arrows and chips keep to columns of their own."""
    total = len(arrows) + len(chips)
    rows = max(4, math.ceil(total / _MOST_COLUMNS))
    while True:
        columns = [*_columns(arrows, rows), *_columns(chips, rows)]
        if rows >= total or _fits(columns, width):
            return columns
        rows += 1


def _columns(entries: list[_Entry], rows: int) -> list[list[_Entry]]:
    return [entries[start : start + rows] for start in range(0, len(entries), rows)]


def _width(column: list[_Entry]) -> float:
    meaning = max(text_width(entry.meaning, _SIZE) for entry in column) * SLACK
    return even(max(entry.width for entry in column) + 8 + meaning)


def _fits(columns: list[list[_Entry]], width: float) -> bool:
    return sum(_width(column) + _GAP for column in columns) - _GAP <= width


def _arrow_entries(links: list[Link], marks: Mapping[Link, Status], theme: Theme) -> Iterator[_Entry]:
    kinds = {link.kind for link in links} | ({"mutual"} if any(link.mutual for link in links) else set())
    for kind, meaning in _ARROWS.items():
        if kind in kinds:
            ends = Point(0, 8), Point(_ARROW, 8)
            line = stroke_of("to" if kind == "mutual" else kind, kind == "mutual", ends, theme)
            yield _Entry([line], _ARROW, meaning)
    # Stems get no sign and no thick line.
    used = {marks[link] for link in links if link in marks and link.kind != "stem"}
    for status, meaning in _MARKED.items():
        if status in used:
            line = mark_line(stroke_of("to", False, (Point(0, 8), Point(_ARROW, 8)), theme), status, theme)
            yield _Entry([line], _ARROW, meaning)


def _chip_entries(boxes: list[CardContent], remarks: Iterable[Remark], theme: Theme) -> Iterator[_Entry]:
    used: dict[str, str] = {}
    for box in boxes:
        for kind, text in (
            *((chip.kind, chip.text) for chip in box.chips),
            *((remark.kind, remark.tag) for remark in box.remarks),
        ):
            used.setdefault(f"{kind} {text}" if f"{kind} {text}" in _CHIPS else kind, text)
    for remark in remarks:
        used.setdefault(remark.kind, remark.tag)
    for key, meaning in _CHIPS.items():
        if key in used:
            kind = key.partition(" ")[0]
            text = _SAMPLES.get(kind, used[key])
            yield _Entry([draw_chip(Chip(kind, text), 0, 1, theme)], chip_width(text, kind), meaning)
