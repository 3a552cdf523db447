"""Characters of equal length that stand in for ones that the parser would stop at, and the way back."""

from __future__ import annotations

import re

#: What stands in for a character that stopped the parser, so that it reads as text; `Walk` puts the character back.
STAND_INS = {chr(0xF000 + code): chr(code) for code in range(33, 127)}
_BACK = str.maketrans(STAND_INS)
#: The two halves of a pair of JSON escapes, which YAML knows only apart (`without_surrogates`).
_HALVES = re.compile("([\ue800-\uebff])([\uec00-\uefff])")
_PAIR = re.compile(r"\\u[dD]([89abAB][0-9a-fA-F]{2})\\u[dD]([c-fC-F][0-9a-fA-F]{2})")


def stand_in(character: str) -> str:
    """Return the character that `Walk` reads as text and gives back as `character`."""
    return chr(0xF000 + ord(character))


def without_surrogates(text: str) -> str:
    r"""Rewrite pairs of JSON escapes (`\ud83d\ude00`) to ones that YAML reads; `Walk` joins them again."""
    return _PAIR.sub(r"\\uE\1\\uE\2", text)


def restored(value: str) -> str:
    """Put back the characters for which others stood in."""
    return _HALVES.sub(
        lambda pair: chr(0x10000 + ((ord(pair[1]) - 0xE800) << 10) + ord(pair[2]) - 0xEC00), value.translate(_BACK)
    )
