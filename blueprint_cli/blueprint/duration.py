"""Durations as people write them: `20 min`, `1-3 d`, `1 h 30 min`, `5 wd`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Axis = Literal["clock", "working"]

_MINUTE = 60_000
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_UNITS: dict[str, tuple[Axis, int]] = {}
for _axis, _size, _words in (
    ("clock", 1, "ms millisecond milliseconds"),
    ("clock", 1000, "s sec secs second seconds"),
    ("clock", _MINUTE, "min mins minute minutes"),
    ("clock", _HOUR, "h hr hrs hour hours"),
    ("clock", _DAY, "d day days"),
    ("clock", 7 * _DAY, "w wk wks week weeks"),
    ("clock", 30 * _DAY, "mo month months"),
    ("clock", 365 * _DAY, "y yr year years"),
    ("working", 1, "wd"),
):
    for _word in _words.split():
        _UNITS[_word] = (_axis, _size)  # type: ignore[assignment]

_NUMBER = r"\d+(?:[.,]\d+)?"
_RANGE = re.compile(rf"({_NUMBER})(?:\s*[-–—]\s*({_NUMBER}))?\s*(working\s+days?|business\s+days?|[a-z]+)\.?")
_BOUNDS = r"(?s)(.*[a-z].*?)\s*[-–—]\s*(.*[a-z].*)"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, or a range of lengths.

    `low` and `high` are milliseconds of clock time (a day is 24 h), or thousandths of a working day: the two axes
    are never compared with each other. `text` is what was typed, blanks folded.
    """

    low: int
    high: int
    axis: Axis = "clock"
    text: str = ""

    def __str__(self) -> str:
        return self.text or format_length(self.low, self.high, self.axis)


def parse_duration(text: str) -> Duration | None:
    """Read a duration; None where the text is none.

    Decimals take a point or a comma; ranges a hyphen or a dash (`1-3 d`, `20 min – 1 h`); parts add up
    (`1 h 30 min`). Working days do not mix with clock time in one duration. A month counts as 30 days, a year as 365;
    a lone `m` is refused, because it could be either a minute or a month.
    """
    folded = " ".join(text.split())
    whole = _bounds(folded)
    if whole is None or whole[0] > whole[1]:
        return None
    return Duration(*whole, text=folded)


def why_no_duration(text: str) -> str:
    """Say, as the end of a sentence, why `parse_duration` reads no duration from a text."""
    folded = " ".join(text.split())
    whole = _bounds(folded)
    if whole and whole[0] > whole[1]:
        return "the range runs backwards, from high to low"
    if folded[:1] in ("-", "−", "–") and re.match(r"\s*\d", folded[1:]):
        return "a duration cannot be negative"
    return "it has no unit" if folded.replace(".", "", 1).isdigit() else "it is not read as a time"


def _bounds(text: str) -> tuple[int, int, Axis] | None:
    """Return the ends of a range as they are written, even from high to low."""
    text = text.casefold()
    whole = _parts(text)
    if whole is None and (bounds := re.fullmatch(_BOUNDS, text)):
        first, last = _parts(bounds[1]), _parts(bounds[2])
        if first and last and first[2] == last[2]:
            whole = first[0], last[1], first[2]
    return whole


def _parts(text: str) -> tuple[int, int, Axis] | None:
    low = high = position = 0
    axes: set[Axis] = set()
    while position < len(text):
        match = _RANGE.match(text, position)
        if not match:
            return None
        word = match[3]
        unit = ("working", 1000) if word.endswith(("day", "days")) and " " in word else _UNITS.get(word)
        if unit is None:
            return None
        axis, size = unit if unit[0] == "clock" else ("working", 1000)
        axes.add(axis)  # type: ignore[arg-type]
        first = _number(match[1])
        low += round(first * size)
        high += round((_number(match[2]) if match[2] else first) * size)
        position = match.end()
        while position < len(text) and text[position] in " ,":
            position += 1
    if len(axes) != 1:
        return None
    return low, high, axes.pop()


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def format_length(low: int, high: int | None = None, axis: Axis = "clock") -> str:
    """Say a length or range in the largest unit that keeps it short: `9 d 20 min`, `1-3 d`, `5 wd`."""
    if high is not None and high != low:
        first, last = format_length(low, axis=axis), format_length(high, axis=axis)
        start, _, unit = first.partition(" ")
        end, _, last_unit = last.partition(" ")
        unit = unit if low else last_unit
        return f"{start}-{end} {unit}" if unit == last_unit and " " not in unit else f"{first} to {last}"
    if axis == "working":
        return f"{low / 1000:g} wd"
    parts = []
    rest = low
    for word, size in (("d", _DAY), ("h", _HOUR), ("min", _MINUTE)):
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count} {word}")
    if rest and not parts:
        parts.append(f"{rest / 1000:g} s")
    return " ".join(parts[:2]) or "0 min"
