"""The source line of a finding with its underline, as a terminal shows it."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from blueprint_cli.document import Span

#: Like the pattern below it is compiled on first use: most texts need neither.
_BREAK = r"\r\n|[\n\r\x85\u2028\u2029]"
#: Control characters, and those that turn the direction of what follows: a file must not steer the terminal.
_UNSAFE = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
_TAB = 4
_CUT = "…"


class Excerpt(NamedTuple):
    """A line of source and the blanks and carets to print under it."""

    line: str
    underline: str


def split_lines(text: str) -> list[str]:
    """Split as YAML counts lines."""
    # No break is a printable character, nor is anything unsafe.
    if text.isprintable():
        return [text]
    return re.split(_BREAK, text)


def printable(text: str) -> str:
    """Return the text on one line, with nothing in it that would steer a terminal."""
    if text.isprintable():
        return text
    return re.sub(_UNSAFE, "\ufffd", text.replace("\r\n", " ").replace("\n", " ").replace("\t", " "))


def cut_excerpt(lines: list[str], span: Span, width: int, mark: str = "^") -> Excerpt | None:
    """Return the first line of a span and an underline, at most `width` columns wide; None where the line is not there.

    Tabs are widened, East Asian characters count as two columns and combining ones as none. A long line is cut on
    either side of the underline, which starts inside what is left.
    """
    if not 1 <= span.line <= len(lines):
        return None
    cells = [_cell(character) for character in lines[span.line - 1]]
    first = min(span.column - 1, len(cells))
    last = span.end_column - 1 if span.end_line == span.line else len("".join(lines[span.line - 1]).rstrip())
    last = max(first, min(last, len(cells)))
    begin, end = _window([size for _, size in cells], first, last, width)
    lead, tail = _CUT if begin else "", _CUT if end < len(cells) else ""
    shown = "".join(text for text, _ in cells[begin:end])
    before = len(lead) + sum(size for _, size in cells[begin:first])
    under = sum(size for _, size in cells[first : min(last, end)])
    return Excerpt(f"{lead}{shown}{tail}".rstrip(), " " * before + mark * max(1, under))


def _cell(character: str) -> tuple[str, int]:
    if character == "\t":
        return " " * _TAB, _TAB
    if unicodedata.category(character) in {"Mn", "Me"} or character in "\u200b\u200c\u200d":
        return character, 0
    size = 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return character if character.isprintable() else re.sub(_UNSAFE, "\ufffd", character), size


def _window(sizes: list[int], first: int, last: int, width: int) -> tuple[int, int]:
    """Return the stretch of cells to show: all of them, or those around `first` that fit between two cuts."""
    if sum(sizes) <= width:
        return 0, len(sizes)
    room = max(8, width - 2 * len(_CUT))
    if sum(sizes[:last]) <= room:
        begin = 0
    else:
        begin, kept = first, 0
        # A third of the room tells what stands before; more where the underlined part is short.
        share = max(room // 3, room - sum(sizes[first:last]) - room // 3)
        while begin and kept + sizes[begin - 1] <= share:
            begin -= 1
            kept += sizes[begin]
    end, kept = begin, 0
    while end < len(sizes) and kept + sizes[end] <= room:
        kept += sizes[end]
        end += 1
    return begin, end
