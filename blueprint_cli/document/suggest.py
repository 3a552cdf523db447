"""Which word was probably meant: edit distance with neighbours swapped counted once (Damerau 1964)."""

from __future__ import annotations

from collections.abc import Iterable


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate nearest to `word`, or None where none is near; the first of equals wins.

    Near is at most one edit for four letters, two for eight, three beyond; case, hyphens and underscores are free.
    """
    plain = _plain(word)
    allowed = 1 if len(plain) <= 4 else 2 if len(plain) <= 8 else 3
    best: tuple[int, str] | None = None
    for candidate in candidates:
        distance = _distance(plain, _plain(candidate), allowed)
        if distance <= allowed and (best is None or distance < best[0]):
            best = distance, candidate
    return best[1] if best and len(plain) > 1 else None


def _plain(word: str) -> str:
    return word.casefold().replace("-", "").replace("_", "").replace(" ", "")


def _distance(first: str, second: str, limit: int) -> int:
    """Return the optimal string alignment distance, or more than `limit` as soon as it must be more."""
    if abs(len(first) - len(second)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        before, row, previous = row, [i], before
        for j, b in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, previous[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]
