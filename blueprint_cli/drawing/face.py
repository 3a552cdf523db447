"""Drawing a card, a chip or an arrow's label by itself, from the words on it to shapes and lines of text."""

from __future__ import annotations

from collections.abc import Iterable

from blueprint_cli.drawing.contents import CardContent, Chip, LinkContent, Remark
from blueprint_cli.drawing.grid import Point, Rect
from blueprint_cli.drawing.scene import Face, Group, Item, Shape, Stroke, Words, even
from blueprint_cli.drawing.text import SLACK, balance_lines, break_lines, shorten, text_width
from blueprint_cli.drawing.theme import Theme, Tone

CARD_WIDTH = 184
#: Inner margins of a card; the left one leaves room for the coloured bar.
_LEFT, _SIDE, _TOP, _BOTTOM = 14, 10, 9, 10
_CHIP_HEIGHT, _CHIP_SIZE, _CHIP_PAD, _CHIP_GAP = 14, 8.0, 5, 4
_WHO, _DOES, _REMARK, _SMALL = 9.5, 12.5, 9.5, 8.5
#: A card shows at most so many lines of one text; the rest is told when the pointer rests on it.
_MOST_LINES = 12
_LABEL_SIZE, _LABEL_WIDTH, _LABEL_PAD = 9.0, 104, 4
#: How wide a label's text may be where there is no room for more.
_LABEL_SHORT = 40
_FOLD = 12
#: How long the end of a cut arrow is.
_STUB = 22

#: The tone of each kind of chip.
TONES = {
    "pain": "pain",
    "fail": "fail",
    "wait": "wait",
    "takes": "time",
    "sla": "time",
    "repeats": "time",
    "automation": "work",
    "basis": "work",
    "status": "fail",
    "idea": "idea",
    "question": "question",
    "moment": "moment",
    "answers": "idea",
    "error": "pain",
    "warning": "wait",
    "info": "question",
    "added": "idea",
    "removed": "pain",
    "changed": "wait",
    "moved": "question",
}


def tone_of(kind: str, theme: Theme) -> Tone:
    """Return the colours of a kind of chip."""
    return theme.tones[TONES.get(kind, "refer")]


def text_lines(
    lines: Iterable[str],
    x: float,
    y: float,
    size: float,
    leading: float,
    colour: str,
    bold: bool = False,
    role: str = "",
) -> list[Words]:
    """Set lines one below the other, the first line's top at `y`."""
    drop = round(leading / 2 + size * 0.36, 1)
    return [
        Words(line, x, y + index * leading + drop, text_width(line, size, bold), size, colour, bold, role)
        for index, line in enumerate(lines)
        if line
    ]


def chip_width(text: str, kind: str = "") -> int:
    """Return how wide a chip is."""
    star = 12 if kind == "moment" else 0
    return even(text_width(text, _CHIP_SIZE, True) * SLACK + 2 * _CHIP_PAD + star)


def draw_chip(chip: Chip, x: float, y: float, theme: Theme) -> Group:
    """Draw a chip with its upper left corner at (x, y)."""
    tone = tone_of(chip.kind, theme)
    width, measured = chip_width(chip.text, chip.kind), text_width(chip.text, _CHIP_SIZE, True)
    star = 12 if chip.kind == "moment" else 0
    rect = Rect(x, y, width, _CHIP_HEIGHT)
    parts: list[Item | Group] = [Shape(rect, tone.fill, tone.border, radius=3)]
    if star:
        parts.append(Shape(Rect(x + _CHIP_PAD - 1, y + 2, 10, 10), tone.text, form="star"))
    left = x + star + round((width - star - measured) / 2, 2)
    parts += text_lines([chip.text], left, y, _CHIP_SIZE, _CHIP_HEIGHT, tone.text, bold=True)
    return Group(f"chip {chip.kind}", parts=parts)


def chip_rows(
    chips: Iterable[Chip], x: float, y: float, width: float, theme: Theme
) -> tuple[list[Item | Group], float]:
    """Set chips in rows of `width`; return them with the y below the last row."""
    parts: list[Item | Group] = []
    at = x
    for chip in chips:
        wide = chip_width(chip.text, chip.kind)
        if at > x and at + wide > x + width:
            at, y = x, y + _CHIP_HEIGHT + _CHIP_GAP
        parts.append(draw_chip(_fit(chip, width), at, y, theme))
        at += wide + _CHIP_GAP
    return parts, y + _CHIP_HEIGHT if parts else y


def _fit(chip: Chip, width: float) -> Chip:
    if chip_width(chip.text, chip.kind) <= width:
        return chip
    room = width - 2 * _CHIP_PAD - 2
    return Chip(chip.kind, shorten([chip.text, ""], 1, _CHIP_SIZE, room, bold=True)[0])


def draw_remark(remark: Remark, x: float, y: float, width: float, theme: Theme) -> tuple[Group, float]:
    """Draw a tag with the sentence that runs on from it; return it with the y below its last line."""
    chip = Chip(remark.kind, remark.tag)
    tag = chip_width(chip.text)
    if tag > width / 2:
        chip = _fit(chip, width / 2)
        tag = chip_width(chip.text)
    lines = balance_lines(remark.text, _REMARK, width, indent=tag + 5)
    lines = shorten(lines, _MOST_LINES, _REMARK, width)
    group = draw_chip(chip, x, y, theme)
    group.kind, group.href, group.hint = f"remark {remark.kind}", remark.href, remark.hint
    colour = theme.families["frontstage"].text if remark.href else theme.ink
    if lines:
        group.parts += text_lines(lines[:1], x + tag + 5, y, _REMARK, _CHIP_HEIGHT, colour)
        group.parts += text_lines(lines[1:], x, y + _CHIP_HEIGHT + 1, _REMARK, 12, colour)
    return group, y + _CHIP_HEIGHT + (1 + 12 * (len(lines) - 1) if len(lines) > 1 else 0)


def draw_card(content: CardContent, theme: Theme) -> Face:
    """Draw the box of a card: what is done, who does it, chips, remarks. Its first part is the box itself."""
    if content.lane == "systems":
        return _draw_system(content, theme)
    if content.lane == "evidence":
        return _draw_note(content, theme)
    family = theme.families[content.lane]
    width = CARD_WIDTH - _LEFT - _SIDE
    parts: list[Item | Group] = []
    y: float = _TOP
    if content.who:
        lines = shorten(break_lines(content.who, _WHO, width, bold=True), 3, _WHO, width, bold=True)
        parts += text_lines(lines, _LEFT, y, _WHO, 12, family.text, bold=True, role="who")
        y += 12 * len(lines) + 2
    lines = shorten(balance_lines(content.text, _DOES, width), _MOST_LINES, _DOES, width)
    parts += text_lines(lines, _LEFT, y, _DOES, 15, theme.ink, role="does")
    y += 15 * len(lines)
    bar = y
    below, y = _draw_facts(content, _LEFT, y, width, theme)
    stubs, y = draw_stubs(content, y, theme)
    below += stubs
    height = even(y + _BOTTOM)
    edge = Rect(0, 0, CARD_WIDTH, height)
    pen, border = (2.0, family.accent) if content.moment else (1.0, family.border)
    box = Shape(edge, family.card, border, pen, radius=5)
    stripe = Shape(Rect(6, _TOP, 2, even(bar - _TOP)), family.accent, radius=1, role="bar")
    return Face(CARD_WIDTH, height, [box, stripe, *parts, *below])


def _draw_facts(
    content: CardContent, x: float, y: float, width: float, theme: Theme
) -> tuple[list[Item | Group], float]:
    parts: list[Item | Group] = []
    if content.chips:
        chips, y = chip_rows(content.chips, x, y + 7, width, theme)
        parts += chips
    for index, remark in enumerate(content.remarks):
        group, y = draw_remark(remark, x, y + (5 if index else 7), width, theme)
        parts.append(group)
    if content.small_print:
        lines = shorten(break_lines(content.small_print, _SMALL, width), 4, _SMALL, width)
        parts += text_lines(lines, x, y + 6, _SMALL, 11, theme.muted, role="uses")
        y += 6 + 11 * len(lines)
    return parts, y


def draw_stubs(content: CardContent, y: float, theme: Theme) -> tuple[list[Item | Group], float]:
    """Draw the ends of arrows that lead out of the drawn part, below all else on the card."""
    parts: list[Item | Group] = []
    for number, stub in enumerate(content.stubs):
        y += 3 if number else 7
        room = CARD_WIDTH - _LEFT - _SIDE - _STUB
        lines = shorten(break_lines(stub.place, _SMALL, room, bold=True), 1, _SMALL, room, bold=True)
        measured = text_width(lines[0], _SMALL, True) if lines else 0
        start, end = (CARD_WIDTH - _STUB, CARD_WIDTH) if stub.out else (0, _STUB)
        left = start - 4 - measured * SLACK if stub.out else end + 4
        way = (Point(start, y + 6), Point(end, y + 6))
        arrow = Stroke(way, theme.arrows["to"], 1.5, tip_head=True, role="line")
        words = text_lines(lines, round(left, 2), y, _SMALL, 12, theme.muted, bold=True)
        attributes = {"data-from" if stub.out else "data-to": content.address, "data-far": " ".join(stub.ends)}
        parts.append(Group(f"stub {'out' if stub.out else 'in'}", attributes, [arrow, *words]))
        y += 12
    return parts, y


def _draw_note(content: CardContent, theme: Theme) -> Face:
    family = theme.families["evidence"]
    width = CARD_WIDTH - 2 * _SIDE
    y: float = 7
    lines = shorten(break_lines(content.text, 11.5, width, first=width - _FOLD), _MOST_LINES, 11.5, width - _FOLD)
    parts: list[Item | Group] = [*text_lines(lines, _SIDE, y, 11.5, 14, theme.ink, role="does")]
    y += 14 * len(lines)
    if content.who:
        lines = shorten(break_lines(content.who, _SMALL, width), 2, _SMALL, width)
        parts += text_lines(lines, _SIDE, y + 1, _SMALL, 11, family.text, role="who")
        y += 1 + 11 * len(lines)
    below, y = _draw_facts(content, _SIDE, y, width, theme)
    height = even(y + 7)
    box = Shape(Rect(0, 0, CARD_WIDTH, height), family.card, family.border, form="note")
    return Face(CARD_WIDTH, height, [box, *_linked(content, parts), *below])


def _draw_system(content: CardContent, theme: Theme) -> Face:
    family = theme.families["systems"]
    width = CARD_WIDTH - 2 * _SIDE
    lines = shorten(break_lines(content.text, 11, width, bold=True), 4, 11, width, bold=True)
    y: float = 6
    parts: list[Item | Group] = [*text_lines(lines, _SIDE, y, 11, 14, family.text, bold=True, role="does")]
    below, y = _draw_facts(content, _SIDE, y + 14 * len(lines), width, theme)
    height = even(y + 6)
    box = Shape(Rect(0, 0, CARD_WIDTH, height), family.card, family.border)
    return Face(CARD_WIDTH, height, [box, *_linked(content, parts), *below])


def _linked(content: CardContent, parts: list[Item | Group]) -> list[Item | Group]:
    return [Group("more", parts=parts, href=content.href)] if content.href else parts


def draw_labels(content: LinkContent, theme: Theme) -> list[Face]:
    """Draw the label of an arrow, and shorter ones for where there is no room; none where the arrow says nothing.

    The shorter ones are its marks or the beginning of its text, and three dots; a pointer is told the rest.
    """
    label = draw_label(content, theme)
    if label is None:
        return []
    start = shorten([content.text or content.via, ""], 1, _LABEL_SIZE, _LABEL_SHORT)[0]
    begins = LinkContent("" if content.marks else start, "", content.marks, "")
    shorter = [draw_label(begins, theme), draw_label(LinkContent("…", "", (), ""), theme)]
    faces = [label]
    for face in shorter:
        if face and face.width * face.height < faces[-1].width * faces[-1].height:
            faces.append(face)
    return faces


def draw_label(content: LinkContent, theme: Theme) -> Face | None:
    """Draw the label of an arrow; None where the arrow says nothing."""
    colour = theme.ink
    lines = shorten(balance_lines(content.text, _LABEL_SIZE, _LABEL_WIDTH), 4, _LABEL_SIZE, _LABEL_WIDTH)
    small = shorten(break_lines(content.via, _CHIP_SIZE, _LABEL_WIDTH), 2, _CHIP_SIZE, _LABEL_WIDTH)
    if not (lines or small or content.marks):
        return None
    wide = [text_width(line, _LABEL_SIZE) * SLACK for line in lines]
    wide += [text_width(line, _CHIP_SIZE) * SLACK for line in small]
    marks = sum(chip_width(mark.text) + _CHIP_GAP for mark in content.marks) - _CHIP_GAP
    width = even(max([*wide, marks]) + 2 * _LABEL_PAD)
    parts: list[Item | Group] = []
    y: float = 2
    if content.marks:
        chips, y = chip_rows(content.marks, (width - marks) / 2, y, width, theme)
        parts += chips
        y += 1
    for texts, size, leading, ink in ((lines, _LABEL_SIZE, 11, colour), (small, _CHIP_SIZE, 10, theme.muted)):
        for line in texts:
            left = round((width - text_width(line, size)) / 2, 2)
            parts += text_lines([line], left, y, size, leading, ink)
            y += leading
    height = even(y + 2)
    ground = Shape(Rect(0, 0, width, height), theme.label, theme.rule, pen=0.5, radius=4, role="ground")
    return Face(width, height, [ground, *parts])
