"""How alike two texts are, and which pairs of elements are each other's only best match."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import log
from typing import TypeVar

_WORD = re.compile(r"[^\W_]+")
Old = TypeVar("Old")
New = TypeVar("New")

#: A best match this close to the second best is no match: it could be either.
MARGIN = 0.02


class Similarity:
    """Compares texts of two blueprints: words that many of their texts have, such as articles, count for little."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts = Counter(word for text in texts for word in set(words_of(text)))
        self._weights = {word: 1 / (1 + log(count)) for word, count in counts.items()}

    def __call__(self, one: str, other: str) -> float:
        """Return how alike two texts are, from 0 to 1; the same either way round.

        Each word is worth its best counterpart on the other side, inflected forms included; the order of words is
        not looked at. Texts in which nothing is alike are at 0, the same words at 1.
        """
        first, second = words_of(one), words_of(other)
        weights = self._weight(first) + self._weight(second)
        return round((self._found(first, second) + self._found(second, first)) / weights, 4) if weights else 0.0

    def _weight(self, words: Sequence[str]) -> float:
        return sum(self._weights.get(word, 1.0) for word in words)

    def _found(self, words: Sequence[str], among: Sequence[str]) -> float:
        if not among:
            return 0.0
        return sum(self._weights.get(word, 1.0) * max(_alike(word, other) for other in among) for word in words)


def plain(text: str) -> str:
    """Return a text as it is compared: blanks folded, lower case."""
    return " ".join(text.split()).casefold()


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case; of scripts without blanks between words, pairs of signs."""
    found: list[str] = []
    for word in _WORD.findall(text.casefold()):
        if len(word) > 2 and unicodedata.category(word[0]) == "Lo":
            found += (word[at : at + 2] for at in range(len(word) - 1))
        else:
            found.append(word)
    return tuple(found)


@lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> float:
    """Return the share of letter triples that two words have in common, 0 under a half: `item`, `items`."""
    if one == other:
        return 1.0
    first, second = _triples(one), _triples(other)
    share = 2 * len(first & second) / (len(first) + len(second))
    return share if share >= 0.5 else 0.0


@lru_cache(maxsize=8192)
def _triples(word: str) -> frozenset[str]:
    padded = f"^{word}$"
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def best_pairs(
    old: Sequence[Old], new: Sequence[New], score: Callable[[Old, New], float], threshold: float
) -> list[tuple[Old, New, float]]:
    """Return the pairs that are each other's best match at or over the threshold, with their scores.

    The best match has to be better than the second best by `MARGIN`, on both sides. Elements that are paired leave
    the field, and the rest is looked at again, until no pair is found.
    """
    scores = {
        (i, j): value
        for i, one in enumerate(old)
        for j, other in enumerate(new)
        if (value := score(one, other)) >= threshold
    }
    found: list[tuple[Old, New, float]] = []
    while scores:
        rows: dict[int, list[tuple[float, int]]] = {}
        columns: dict[int, list[tuple[float, int]]] = {}
        for (i, j), value in scores.items():
            rows.setdefault(i, []).append((value, j))
            columns.setdefault(j, []).append((value, i))
        best = {i: _clear_best(choices) for i, choices in rows.items()}
        best_back = {j: _clear_best(choices) for j, choices in columns.items()}
        pairs = [(i, j) for i, j in best.items() if j is not None and best_back[j] == i]
        if not pairs:
            break
        found += ((old[i], new[j], scores[i, j]) for i, j in pairs)
        taken, taken_back = {i for i, _ in pairs}, {j for _, j in pairs}
        scores = {(i, j): value for (i, j), value in scores.items() if i not in taken and j not in taken_back}
    return found


def _clear_best(choices: list[tuple[float, int]]) -> int | None:
    ordered = sorted(choices, reverse=True)
    if len(ordered) > 1 and ordered[0][0] - ordered[1][0] < MARGIN:
        return None
    return ordered[0][1]
