"""Pairs of old and new elements of one sort, found stage by stage; what is paired once stays paired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from blueprint_cli.changes.change import How
from blueprint_cli.changes.similarity import best_pairs

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Pair(Generic[Item]):
    """An old element and the new one that it has become; `score` where that is a judgement of similarity."""

    old: Item
    new: Item
    how: How
    score: float | None = None


class Pairs(Generic[Item]):
    """The pairs of two sequences, in the order of the old one; compare `Pairs` of both directions by `pairs`."""

    def __init__(self, old: Sequence[Item], new: Sequence[Item]) -> None:
        self._old, self._new = list(dict.fromkeys(old)), list(dict.fromkeys(new))
        self._by_old: dict[Item, Pair[Item]] = {}
        self._by_new: dict[Item, Pair[Item]] = {}

    def __iter__(self) -> Iterator[Pair[Item]]:
        return (self._by_old[item] for item in self._old if item in self._by_old)

    @property
    def only_old(self) -> list[Item]:
        """Old elements without a new one, in order."""
        return [item for item in self._old if item not in self._by_old]

    @property
    def only_new(self) -> list[Item]:
        """New elements without an old one, in order."""
        return [item for item in self._new if item not in self._by_new]

    def of_old(self, item: Item) -> Pair[Item] | None:
        """Return the pair of an old element."""
        return self._by_old.get(item)

    def of_new(self, item: Item) -> Pair[Item] | None:
        """Return the pair of a new element."""
        return self._by_new.get(item)

    def joins(self, old: Item, new: Item) -> bool:
        """Whether these two are a pair."""
        pair = self._by_old.get(old)
        return pair is not None and pair.new is new

    def add(self, old: Item, new: Item, how: How, score: float | None = None) -> None:
        """Pair two elements that have no partner yet."""
        pair = Pair(old, new, how, score)
        self._by_old[old] = self._by_new[new] = pair

    def pair_by(
        self,
        key_of_old: Callable[[Item], Hashable],
        key_of_new: Callable[[Item], Hashable],
        how: How,
        *,
        allowed: Callable[[Item, Item], bool] = lambda old, new: True,
    ) -> None:
        """Pair those without a partner that alone have a key on their side; None is no key."""
        olds, news = _by_key(self.only_old, key_of_old), _by_key(self.only_new, key_of_new)
        for key, old in olds.items():
            new = news.get(key, [])
            if len(old) == len(new) == 1 and allowed(old[0], new[0]):
                self.add(old[0], new[0], how)

    def pair_alike(self, score: Callable[[Item, Item], float], threshold: float) -> None:
        """Pair those without a partner that are each other's only best match."""
        for old, new, value in best_pairs(self.only_old, self.only_new, score, threshold):
            self.add(old, new, "similarity", value)


def _by_key(items: Sequence[Item], key_of: Callable[[Item], Hashable]) -> dict[Hashable, list[Item]]:
    found: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        key = key_of(item)
        if key is not None:
            found[key].append(item)
    return found
