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
    line = f" {' '.join(tokens)} "
    return any(f" {phrase} " in line for phrase in phrases)
