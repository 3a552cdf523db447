"""Places in the text as the parser counts them, what stands there, and words for it."""

from __future__ import annotations

import re
from typing import NamedTuple

from blueprint_cli.document.problem import Problem, Related
from blueprint_cli.document.span import Span
from blueprint_cli.document.wording import SYNTAX, quote, shorten


class Place(NamedTuple):
    """A line and a column, both from 0."""

    line: int
    column: int

    def span(self, length: int = 1) -> Span:
        """Return the span of `length` characters from here."""
        return Span(self.line + 1, self.column + 1, self.line + 1, self.column + 1 + length)


class Explained(NamedTuple):
    """A problem, and the character that would read as mere text if it were another one: there reading can go on."""

    problem: Problem
    repair: Place | None = None


#: `key:` at the start of a line, behind the dashes of list items.
KEY = re.compile(r"(\s*(?:-\s+)*)([^\s#'\"\[\]{},&*!|>%@`-][^#:]*?)\s*:(?=\s|$)")
#: The same without a space after the colon.
GLUED = re.compile(r"\s*(?:-\s+)*([A-Za-z][\w-]*):(?=[^\s/:])")


def clip(place: Place, lines: list[str]) -> Place:
    """Put a place at the end of the file on the last line that holds something."""
    line, column = place
    if line >= len(lines) or (line == len(lines) - 1 and not lines[line].strip()):
        line = len(lines) - 1
        while line and not lines[line].strip():
            line -= 1
        return Place(line, max(0, len(lines[line].rstrip())))
    return Place(line, column)


def explained(
    at: Place, message: str, help: str, *related: Related, length: int = 1, repair: Place | None = None
) -> Explained:
    """Return a syntax problem of `length` characters from a place."""
    return Explained(Problem(SYNTAX, at.span(length), message, help, related=related), repair)


#: Keys that even a short file may try to put where none can be.
_KEYS = ("does", "name", "id", "by", "what", "card")

_MEANINGS = {
    "*": "a reference to something above",
    "&": "a name for what follows",
    "!": "a tag",
    "|": "text over several lines",
    ">": "text over several lines",
    "?": "a key",
    "{": "a mapping",
    "[": "a list",
}


def reserved(at: Place, lines: list[str]) -> Explained:
    """Explain a text that starts with a character that means something else to YAML."""
    mark = char_at(lines, at)
    key, text, start = text_of(lines, at)
    meaning = f": to YAML it announces {_MEANINGS[mark]}" if mark in _MEANINGS else ""
    whose = f" of `{shorten(key, 20)}`" if key else ""
    shown = text if start == at.column else lines[at.line][at.column :]
    return explained(
        at,
        f"The text{whose} cannot start with `{mark}`{meaning}.",
        f"Put the text in quotes: `{quote(shorten(shown, 60))}`.",
        repair=at if mark else None,
    )


def is_key(word: str, lines: list[str]) -> bool:
    """Whether a word is a key elsewhere in the text, or one of the everyday ones."""
    if not re.fullmatch(r"[a-z][A-Za-z]*", word):
        return False
    in_braces = re.compile(rf"[{{,]\s*{word}:\s")
    return word in _KEYS or any(
        ((key := KEY.match(line)) and key[2] == word) or in_braces.search(line) for line in lines
    )


def char_at(lines: list[str], at: Place) -> str:
    """Return the character at a place, or nothing at the end of a line."""
    return lines[at.line][at.column : at.column + 1]


def line_above(line: int, lines: list[str]) -> int | None:
    """Return the nearest line above that holds more than spaces or a comment."""
    for number in range(line - 1, -1, -1):
        if lines[number].strip() and not lines[number].lstrip().startswith("#"):
            return number
    return None


def indent_of(line: str) -> int:
    """Return how many spaces a line starts with."""
    return len(line) - len(line.lstrip(" "))


def text_of(lines: list[str], at: Place) -> tuple[str, str, int]:
    """Return the key of the line, the text behind it, and the column where that text starts."""
    line = lines[at.line]
    key = KEY.match(line)
    if key and key.end() <= at.column:
        start = key.end() + len(line[key.end() :]) - len(line[key.end() :].lstrip())
        return key[2], line[start:].rstrip(), start
    dash = re.match(r"\s*(?:-\s+)+", line)
    start = dash.end() if dash else indent_of(line)
    return "", line[start:].rstrip(), start
