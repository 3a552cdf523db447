"""Which card of the new blueprint is which of the old one.

By id; by the same words, the nearest place first; by address; last by a score of words, place, who does it, what it
stands on and what it is linked to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable

from blueprint_cli.blueprint import Actor, Blueprint, Card, Policy, Process, Step, System
from blueprint_cli.changes.pairs import Pairs
from blueprint_cli.changes.similarity import Similarity, plain

#: The score over which two cards are taken for the same one that was changed.
CARD_THRESHOLD = 0.5
#: Words have to be this alike at least, whatever else speaks for a pair.
_FLOOR = 0.2

#: An element of the register under the name that it has on both sides.
Entry = Actor | System | Policy | Process
Names = Callable[[Entry], Hashable]


def match_cards(
    old: Blueprint, new: Blueprint, steps: Pairs[Step], names: Names, similarity: Similarity, renames: bool
) -> Pairs[Card]:
    """Match the cards of matched and other steps; without `renames` not by score."""
    cards = Pairs(old.cards, new.cards)
    column = {step: number for number, pair in enumerate(steps) for step in (pair.old, pair.new)}
    alone = _alone(old) | _alone(new)
    nth = _occurrences(old) | _occurrences(new)

    def by_id(card: Card) -> Hashable:
        return (card.layer == "evidence", card.id) if card.id else None

    def in_cell(card: Card) -> Hashable:
        place = column.get(card.step)
        return None if place is None else (place, card.layer, plain(card.does), nth[card])

    def in_step(card: Card) -> Hashable:
        place = column.get(card.step)
        return None if place is None else (place, card.layer == "evidence", plain(card.does))

    def in_layer(card: Card) -> Hashable:
        return card.layer, plain(card.does)

    def anywhere(card: Card) -> Hashable:
        return card.layer == "evidence", plain(card.does)

    def by_performer(card: Card) -> Hashable:
        place = column.get(card.step)
        if place is None or not card.by or ("by", card) not in alone:
            return None
        return place, card.layer, frozenset(names(who) for who in card.by)

    def by_layer(card: Card) -> Hashable:
        place = column.get(card.step)
        return (place, card.layer) if place is not None and ("layer", card) in alone else None

    def speaks_alike(one: Card, other: Card) -> bool:
        return similarity(one.does, other.does) >= _FLOOR

    cards.pair_by(by_id, by_id, "id")
    for key in (in_cell, in_step, in_layer, anywhere):
        cards.pair_by(key, key, "words")
    for key in (by_performer, by_layer):
        cards.pair_by(key, key, "address", allowed=speaks_alike)
    if renames:
        cards.pair_alike(_card_score(steps, cards, names, similarity, old, new), CARD_THRESHOLD)
    return cards


def _alone(blueprint: Blueprint) -> set[tuple[str, Card]]:
    """Say which cards are the only ones of their layer in their step (`layer`), or the only ones so done (`by`)."""
    found: set[tuple[str, Card]] = set()
    for step in blueprint.steps:
        done = Counter(who for card in step.cards for who in card.by)
        for cards in step.layers.values():
            if len(cards) == 1:
                found.add(("layer", cards[0]))
            found.update(("by", card) for card in cards if all(done[who] == 1 for who in card.by))
    return found


def _occurrences(blueprint: Blueprint) -> dict[Card, int]:
    seen: Counter[Hashable] = Counter()
    found = {}
    for card in blueprint.cards:
        key = card.step, card.layer, plain(card.does)
        seen[key] += 1
        found[card] = seen[key]
    return found


def _card_score(
    steps: Pairs[Step], cards: Pairs[Card], names: Names, similarity: Similarity, old: Blueprint, new: Blueprint
) -> Callable[[Card, Card], float]:
    """Return a function that scores a pair of cards from 0 to 1; what neither card says is left out of the score."""
    who: dict[Card, set[Hashable]] = {}
    stands_on: dict[Card, set[Hashable]] = {}
    joined: dict[Card, set[Hashable]] = {}
    for blueprint, pair_of in ((old, cards.of_old), (new, cards.of_new)):
        for card in blueprint.cards:
            who[card] = {names(party) for party in card.by}
            entries: list[Entry] = [*card.uses, *card.follows, *([card.process] if card.process else [])]
            stands_on[card] = {*(names(entry) for entry in entries), *card.channels}
            ends = [link.target for link in blueprint.outgoing[card] if link.explicit]
            ends += [link.source for link in blueprint.incoming[card] if link.explicit]
            joined[card] = {pair for end in ends if (pair := pair_of(end))}

    def place(one: Step, other: Step) -> float:
        if steps.of_old(one) or steps.of_new(other):
            return float(steps.joins(one, other))
        return 0.5

    def answers(one: Card, other: Card) -> bool:
        """Whether one card answers a pain of the other: it was made to replace it."""
        named = {answer.text for answer in one.answers}
        return any((pain.id or other.address) in named for pain in other.pains)

    def score(one: Card, other: Card) -> float:
        if (one.layer == "evidence") != (other.layer == "evidence"):
            return 0.0
        words = similarity(one.does, other.does)
        if words < _FLOOR:
            return 0.0
        parts = [
            (0.55, words),
            (0.1, place(one.step, other.step)),
            (0.1, float(one.layer == other.layer)),
            (0.15, _share(who[one], who[other])),
            (0.1, _share(stands_on[one], stands_on[other])),
            (0.1, _share(joined[one], joined[other])),
        ]
        if answers(one, other) or answers(other, one):
            parts.append((0.15, 1.0))
        said = [(weight, value) for weight, value in parts if value is not None]
        return round(sum(weight * value for weight, value in said) / sum(weight for weight, _ in said), 4)

    return score


def _share(one: set[Hashable], other: set[Hashable]) -> float | None:
    """Return the share of all their members that two sets have in common; None where both are empty."""
    return len(one & other) / len(one | other) if one or other else None
