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
#: Two words with this share of letter triples in common are forms of one word.
_LIKE = 0.5


class Similarity:
    """Compares texts of two blueprints: words that many of their texts have, such as articles, count for little."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts = Counter(word for text in texts for word in set(words_of(text)))
        self._weights = {word: 1 / (1 + log(count)) for word, count in counts.items()}
        # Words by their triples of letters, and for each word those that are like it: thousands of texts are compared
        # with thousands, and most words are like few others.
        self._by_triple: dict[str, list[str]] = {}
        self._sizes: dict[str, int] = {}
        self._alike: dict[str, dict[str, float]] = {}
        self._reach: dict[tuple[str, ...], frozenset[str]] = {}
        for word in counts:
            self._learn(word)

    def __call__(self, one: str, other: str) -> float:
        """Return how alike two texts are, from 0 to 1; the same either way round.

        Each word is worth its best counterpart on the other side, inflected forms included (half of their triples of
        letters in common: `item`, `items`); the order of words is not looked at. Texts in which nothing is alike are
        at 0, the same words at 1.
        """
        first, second = words_of(one), words_of(other)
        for word in (*first, *second):
            if word not in self._alike:
                self._learn(word)
        if self._reach_of(first).isdisjoint(second):
            return 0.0
        found = self._found(first, second) + self._found(second, first)
        return round(found / (self._weight(first) + self._weight(second)), 4)

    def _reach_of(self, words: tuple[str, ...]) -> frozenset[str]:
        """Return every known word that is like one of these."""
        if words not in self._reach:
            self._reach[words] = frozenset(other for word in words for other in self._alike[word])
        return self._reach[words]

    def _weight(self, words: Sequence[str]) -> float:
        return sum(self._weights.get(word, 1.0) for word in words)

    def _found(self, words: Sequence[str], among: Sequence[str]) -> float:
        total = 0.0
        for word in words:
            alike = self._alike[word]
            best = max([alike[other] for other in among if other in alike], default=0.0)
            if best:
                total += best * self._weights.get(word, 1.0)
        return total

    def _learn(self, word: str) -> None:
        padded = f"^{word}$"
        triples = {padded[at : at + 3]: None for at in range(len(padded) - 2)}
        shared = Counter(other for triple in triples for other in self._by_triple.get(triple, ()))
        self._sizes[word] = len(triples)
        alike = self._alike[word] = {word: 1.0}
        for other, count in shared.items():
            share = 2 * count / (len(triples) + self._sizes[other])
            if share >= _LIKE:
                alike[other] = self._alike[other][word] = share
        for triple in triples:
            self._by_triple.setdefault(triple, []).append(word)
        self._reach.clear()


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
