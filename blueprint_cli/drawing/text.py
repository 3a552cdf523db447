"""Measuring and breaking text without a font: widths come from a shipped table, so every machine breaks the same.

`metrics.json` holds the advance widths of Liberation Sans (the metrics of Arial). What it lacks is judged by kind:
CJK and other wide characters take 1 em, emoji 1.3 em, combining marks nothing. A viewer's font differs all the same;
`SLACK` keeps that much of every line free, and the finished picture pins each line's length.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path

#: How much wider than measured a line may come out before it leaves its box.
SLACK = 1.14

_EM = 2048
_WIDE, _EMOJI, _OTHER = 1.0, 1.3, 0.62
_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"
#: Characters that do not begin a line, and those that do not end one (the common part of the CJK rules).
_NOT_FIRST = frozenset("、。，．：；？！）」』】〉》〕］｝ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…%,.:;?!)]}»”’")
_NOT_LAST = frozenset("（「『【〈《〔［｛([{«“‘")
#: What XML 1.0 cannot hold, and marks that turn the direction of what follows. Like the pattern below it is compiled
#: on first use: most texts need neither.
_UNPRINTABLE = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
#: A number stays with its unit.
_UNITS = frozenset(("%", "‰", "€", "$", "£", "s", "min", "h", "d", "wd", "wk", "mo"))
_BREAK_AFTER = r"[^-/_.@:\u2010-\u2014]*[-/_.@:\u2010-\u2014]+|[^-/_.@:\u2010-\u2014]+"


def clean(text: str) -> str:
    """Return the text on one line: white space folded, without characters that cannot be drawn or written."""
    if not text.isprintable():
        text = re.sub(_UNPRINTABLE, "", text)
    return " ".join(text.split())


@cache
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of a line in points, at a font size in points."""
    table = _widths(bold)
    if text.isascii():
        return sum([table.get(char, 0.0) for char in text]) * size
    return sum([_cluster_width(cluster, table) for cluster in clusters(text)]) * size


def clusters(text: str) -> list[str]:
    """Split a text into what readers take for one character: marks, joined emoji and flags stay whole."""
    found: list[str] = []
    joined = False
    for char in text:
        flag = _is_regional(char) and found and len(found[-1]) == 1 and _is_regional(found[-1])
        if found and (joined or flag or _is_mark(char)):
            found[-1] += char
        else:
            found.append(char)
        joined = char == _JOINER
    return found


def break_lines(text: str, size: float, width: float, *, bold: bool = False, first: float | None = None) -> list[str]:
    """Break a text into lines that fill at most `width` points, `SLACK` included.

    Lines break at blanks and between any two CJK characters; a word longer than a line breaks after a hyphen, slash,
    full stop and the like, else anywhere (no hyphen is added). `first` is the room of the first line, where that
    differs: when not even one word fits there, the first line is empty. Returns no line for an empty text.
    """
    lines: list[str] = []
    line = ""
    room = width if first is None else first
    for atom, blank in _atoms(clean(text)):
        longer = f"{line} {atom}" if line and blank else line + atom
        if text_width(longer, size, bold) * SLACK <= room:
            line = longer
            continue
        if line or (first is not None and not lines):
            lines.append(line)
            room = width
        line = atom
        if text_width(atom, size, bold) * SLACK > room:
            *full, line = _split(atom, size, room, bold)
            lines += full
            room = width
    return [*lines, line] if line else lines


def balance_lines(text: str, size: float, width: float, *, bold: bool = False, indent: float = 0) -> list[str]:
    """Break a text into as few lines as `break_lines` does, without a lone word on the last.

    The first line is `indent` points shorter than the others, and stays full: a word or two beside a chip look lost.
    """
    first = width - indent if indent else None
    lines = break_lines(text, size, width, bold=bold, first=first)
    lengths = [text_width(line, size, bold) for line in lines]
    if len(lines) < 2 or lengths[-1] > 0.5 * max(lengths):
        return lines
    whole = " ".join(lines)
    low, high = width / 2, width
    while high - low > 2:
        middle = (low + high) / 2
        tried = break_lines(text, size, middle, bold=bold, first=first)
        if len(tried) == len(lines) and " ".join(tried) == whole:
            high, lines = middle, tried
        else:
            low = middle
    return lines


def shorten(lines: list[str], most: int, size: float, width: float, bold: bool = False) -> list[str]:
    """Keep at most `most` lines; what is cut off is told by an ellipsis."""
    if len(lines) <= most:
        return lines
    last = clusters(lines[most - 1])
    while last and text_width("".join(last) + "…", size, bold) * SLACK > width:
        last.pop()
    return [*lines[: most - 1], "".join(last).rstrip() + "…"]


def in_font(text: str) -> bool:
    """Whether the shipped font (`fonts/`) has all the characters of a text."""
    table = _widths(False)
    return all(char in table or char in "\n\r\t" for char in text)


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is of a script that is written from right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


@cache
def _widths(bold: bool) -> dict[str, float]:
    table: dict[str, float] = {}
    for start, run in _metrics()["bold" if bold else "regular"].items():
        first = int(start, 16)
        table.update(zip(map(chr, range(first, first + len(run))), [width / _EM for width in run], strict=True))
    return table


@cache
def _metrics() -> dict[str, dict[str, list[int]]]:
    data: dict[str, dict[str, list[int]]] = json.loads((Path(__file__).parent / "metrics.json").read_text("utf-8"))
    return data


def _cluster_width(cluster: str, table: dict[str, float]) -> float:
    char = cluster[0]
    if _is_emoji(char) or _EMOJI_STYLE in cluster:
        return _EMOJI
    if (width := table.get(char)) is not None:
        return width
    if _is_mark(char):
        return 0.0
    return _WIDE if unicodedata.east_asian_width(char) in "WF" or _is_pictogram(char) else _OTHER


def _is_mark(char: str) -> bool:
    return not char.isascii() and (unicodedata.category(char) in ("Mn", "Me", "Cf") or "🏻" <= char <= "🏿")


def _is_emoji(char: str) -> bool:
    return char >= "\U0001f000" and char <= "\U0001faff"


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char[0] <= "\U0001f1ff"


def _is_pictogram(char: str) -> bool:
    return "\u2190" <= char <= "\u2bff"


def _atoms(text: str) -> list[tuple[str, bool]]:
    """Return what stays together on a line, each with whether a blank stands before it."""
    atoms: list[tuple[str, bool]] = []
    for word in text.split(" "):
        blank = bool(atoms)
        before = atoms[-1][0] if blank else ""
        if before == "→" or (before[-1:].isdigit() and word.rstrip(",.;:)") in _UNITS):
            atoms[-1] = (f"{atoms[-1][0]} {word}", atoms[-1][1])
            continue
        if word.isascii():
            if word:
                atoms.append((word, blank))
            continue
        part = ""
        for cluster in clusters(word):
            if part and _breaks_between(part[-1], cluster[0]):
                atoms.append((part, blank))
                part, blank = "", False
            part += cluster
        if part:
            atoms.append((part, blank))
    return atoms


def _breaks_between(left: str, right: str) -> bool:
    if right in _NOT_FIRST or left in _NOT_LAST:
        return False
    return any(unicodedata.east_asian_width(char) in "WF" and not _is_emoji(char) for char in (left, right))


def _split(word: str, size: float, width: float, bold: bool) -> list[str]:
    """Split a word that is longer than a line; even one character too wide for it gets a line of its own."""
    table = _widths(bold)
    pieces: list[str] = []
    piece, used, room = "", 0.0, width / (size * SLACK)
    for chunk in re.findall(_BREAK_AFTER, word):
        total = sum(_cluster_width(cluster, table) for cluster in clusters(chunk))
        if piece and used + total > room and total <= room:
            pieces.append(piece)
            piece, used = "", 0.0
        for cluster in clusters(chunk):
            wide = _cluster_width(cluster, table)
            if piece and used + wide > room:
                pieces.append(piece)
                piece, used = "", 0.0
            piece += cluster
            used += wide
    return [*pieces, piece]
