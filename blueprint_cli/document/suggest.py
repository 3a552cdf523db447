"""Which word was probably meant: edit distance with neighbours swapped counted once (Damerau 1964)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from blueprint_cli.document.problem import Meant

#: With fewer letters, a slip looks like too many other words.
_SHORTEST, _LONG = 3, 8


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


def guess(word: str, meanings: Mapping[str, object], *, closed: bool = False) -> Meant | None:
    """Return the candidate nearest to `word` as `closest` does, or None where two are equally near.

    `meanings` has what each candidate stands for: two names of one thing do not compete. It is sure where the two
    differ by what a hand does: one letter too many or too few, one for another, two swapped (four of five
    misspellings, Damerau 1964), and no other candidate is as near. Digits and single letters tell things apart
    (`team A`, `level 2`), so they must agree; and so do the first and last letter of a name, unless the candidates
    are `closed`: all words that the language has in this place.
    """
    plain = _plain(word)
    nearest = closest(word, meanings)
    if nearest is None:
        return None
    distances = {name: _distance(plain, _plain(name), _LONG) for name in meanings}
    least = distances[nearest]
    best = [name for name, distance in distances.items() if distance == least]
    if any(meanings[name] != meanings[nearest] for name in best):
        return None
    # Of the names of one thing the one that looks most alike.
    best.sort(key=lambda name: _distance(word, name, _LONG))
    rivals = [name for name, distance in distances.items() if distance <= max(1, least)]
    alone = all(meanings[name] == meanings[nearest] for name in rivals)
    return Meant(best[0], sure=alone and any(_is_slip(word, name, least, closed) for name in best))


def _is_slip(word: str, name: str, distance: int, closed: bool) -> bool:
    if _marks(word) != _marks(name):
        return False
    typed, meant = _plain(word), _plain(name)
    if distance == 0:
        return True
    if min(len(typed), len(meant)) < _SHORTEST and not (closed and len(typed) > len(meant)):
        return False
    if distance == 1:
        if closed or len(typed) != len(meant):
            return True
        different = [number for number, (a, b) in enumerate(zip(typed, meant, strict=True)) if a != b]
        # `payer` is no slip of `payee`, nor `host` of `post`.
        return len(different) == 2 or 0 < different[0] < len(typed) - 1
    return closed and distance == 2 and len(meant) >= _LONG and typed[0] == meant[0]


def _marks(word: str) -> list[str]:
    """Return the digits and the words of one letter, which tell apart what is else called the same."""
    return sorted(re.findall(r"\d|\b[^\W\d_]\b", word.casefold().replace("_", " ")))


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
