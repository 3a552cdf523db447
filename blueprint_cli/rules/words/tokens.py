"""Cuts a text into words, numbers and signs."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

Tokens = tuple[str, ...]

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*\w*|[^\W\d_]\w*(?:[-']\w+)*(?:'(?=\s|$))?|[<>]=|[^\w\s]|_+")


@lru_cache(maxsize=4096)
def read_tokens(text: str) -> Tokens:
    """Return the words, numbers and signs of a text in lower case; `e-mail` as `email`, possessives kept whole."""
    folded = re.sub(r"\be-(?=[^\W\d])", "e", text.casefold().replace("’", "'").replace("&", " and "))
    return tuple(_TOKEN.findall(folded))


def has_phrase(tokens: Sequence[str], phrases: Collection[str]) -> bool:
    """Whether one of the phrases stands in these tokens, word for word."""
    # Nearly always none does, and then no first word of any is among the tokens.
    by_first = _by_first(phrases) if isinstance(phrases, frozenset) else _index(phrases)
    if by_first.keys().isdisjoint(tokens):
        return False
    line = f" {' '.join(tokens)} "
    return any(phrase in line for token in tokens for phrase in by_first.get(token, ()))


def _index(phrases: Collection[str]) -> dict[str, list[str]]:
    """Return the phrases, with a space on both sides, by their first words."""
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(phrase.partition(" ")[0], []).append(f" {phrase} ")
    return found


#: A list of words stays the same, and a frozen set knows its hash.
_by_first = lru_cache(maxsize=512)(_index)
