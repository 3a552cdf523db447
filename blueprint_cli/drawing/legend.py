"""The legend: a sample and a few words for each kind of arrow and chip that the picture uses, and no other."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Link
from blueprint_cli.drawing.arrows import stroke_of
from blueprint_cli.drawing.contents import CardContent, Chip
from blueprint_cli.drawing.face import chip_width, draw_chip, text_lines
from blueprint_cli.drawing.grid import Point
from blueprint_cli.drawing.scene import Face, Group, Item, even, moved
from blueprint_cli.drawing.text import SLACK, text_width
from blueprint_cli.drawing.theme import Theme

_SIZE, _ROW, _SAMPLE = 10.0, 20, 34
_ARROWS = {
    "time": "the customer's time",
    "to": "leads to",
    "order": "then, in the same step",
    "notifies": "notifies",
    "needs": "is needed by",
    "rework": "sends back",
    "mutual": "to and fro",
    "stem": "belongs together, says nothing of cause or time",
}
_CHIPS = {
    "moment": "the service is judged here",
    "pain": "what hurts",
    "fail": "what goes wrong, and how it is put right",
    "wait": "time before it starts",
    "takes": "time that it takes",
    "sla": "time that it must hold",
    "repeats": "done in batches",
    "automation": "how the work is done",
    "feels": "from −2, angry, to +2, delighted",
    "basis": "how it is known",
    "status": "state of the system",
    "idea": "idea for the target state",
    "question": "open question",
    "answers": "answers these pains",
    "enters": "typed in by hand",
    "approves": "someone must say yes",
    "policy": "rule that is followed",
    "process": "modelled as a process of its own",
    "measure": "how it is measured",
    "owner": "who is accountable",
}
#: What stands on the sample, where the picture has many words for one kind.
_SAMPLES = {"pain": "PAIN", "wait": "WAIT", "takes": "TAKES", "sla": "SLA", "feels": "FEELS"}


def draw_legend(boxes: list[CardContent], links: list[Link], width: float, theme: Theme) -> Face | None:
    """Draw the legend in rows of at most `width`; None where there is nothing to explain."""
    entries = [*_arrow_entries(links, theme), *_chip_entries(boxes, theme)]
    if not entries:
        return None
    parts: list[Item | Group] = [
        *text_lines(["LEGEND"], 0, 0, 10, 16, theme.muted, bold=True, role="name")
    ]
    x, y = 0.0, 24.0
    for entry in entries:
        if x and x + entry.width > width:
            x, y = 0.0, y + _ROW
        parts += [moved(part, x, y) for part in entry.parts]
        x += entry.width + 22
    return Face(even(width), even(y + _ROW), parts)


def _arrow_entries(links: list[Link], theme: Theme) -> Iterator[Face]:
    kinds = {link.kind for link in links} | ({"mutual"} if any(link.mutual for link in links) else set())
    for kind, meaning in _ARROWS.items():
        if kind in kinds:
            points = (Point(0, 8), Point(_SAMPLE - 6, 8))
            line = stroke_of("to" if kind == "mutual" else kind, kind == "mutual", points, theme)
            yield _entry([line], _SAMPLE, meaning, theme)


def _chip_entries(boxes: list[CardContent], theme: Theme) -> Iterator[Face]:
    used: dict[str, dict[str, None]] = {}
    for box in boxes:
        for chip in box.chips:
            used.setdefault(chip.kind, {})[chip.text] = None
        for remark in box.remarks:
            used.setdefault(remark.kind, {})[remark.tag] = None
    for kind, meaning in _CHIPS.items():
        if kind not in used:
            continue
        at, chips = 0, list[Item | Group]()
        for text in [_SAMPLES[kind]] if kind in _SAMPLES else used[kind]:
            chips.append(draw_chip(Chip(kind, text), at, 1, theme))
            at += chip_width(text, kind) + 4
        yield _entry(chips, at + 2, meaning, theme)


def _entry(sample: list[Item | Group], wide: float, meaning: str, theme: Theme) -> Face:
    words = text_lines([meaning], wide, 0, _SIZE, 16, theme.muted)
    return Face(even(wide + text_width(meaning, _SIZE) * SLACK), _ROW, [*sample, *words])
