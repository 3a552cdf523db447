"""Characters of equal length that stand in for ones that the parser would stop at, and the way back."""

from __future__ import annotations

import re
from typing import Any

#: What stands in for a character that stopped the parser, so that it reads as text; `Walk` puts the character back.
STAND_INS = {chr(0xF000 + code): chr(code) for code in range(33, 127)}
_BACK = str.maketrans(STAND_INS)
#: The two halves of a pair of JSON escapes, which YAML knows only apart (`without_surrogates`).
_HALVES = "([\ue800-\uebff])([\uec00-\uefff])"
_IN_WORD = r"(?<=[^\s,\[\]{}\"'])(?::(?=[^\s,\[\]{}])|\?)"
_PAIR = r"\\u[dD]([89abAB][0-9a-fA-F]{2})\\u[dD]([c-fC-F][0-9a-fA-F]{2})"


def stand_in(character: str) -> str:
    """Return the character that `Walk` reads as text and gives back as `character`."""
    return chr(0xF000 + ord(character))


def without_surrogates(text: str) -> str:
    r"""Rewrite pairs of JSON escapes (`\ud83d\ude00`) to ones that YAML reads; `Walk` joins them again."""
    return re.sub(_PAIR, r"\\uE\1\\uE\2", text)


def is_mark_in_word(error: Any, lines: list[str]) -> bool:
    """Whether the parser stopped at `:` or `?` in a word in brackets, as in `[https://example.org]` or `{a: Why?}`.

    YAML 1.1 has none there, YAML 1.2 does; the parser knows only the former.
    """
    said = getattr(error, "problem", None) or ""
    if said == "found unexpected ':'":
        return True
    mark = getattr(error, "problem_mark", None)
    if mark is None or mark.line >= len(lines) or "expected ','" not in said:
        return False
    return bool(lines[mark.line].startswith("?", mark.column))


def without_marks_in_words(line: str) -> str:
    """Rewrite colons and question marks inside words, which are text to YAML 1.2 wherever they stand."""
    return re.sub(_IN_WORD, lambda mark: stand_in(mark[0]), line)


def restored(value: str) -> str:
    """Put back the characters for which others stood in."""
    return re.sub(
        _HALVES,
        lambda pair: chr(0x10000 + ((ord(pair[1]) - 0xE800) << 10) + ord(pair[2]) - 0xEC00),
        value.translate(_BACK),
    )
