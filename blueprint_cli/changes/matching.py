"""Which element of the new blueprint is which of the old one.

By a written id first; then by the same words in the same place, and the same words anywhere; then by address; last,
unless `renames` is False, by a score of how alike words, neighbours, layer and place are: the only best match over a
threshold. Matching the other way round gives the same pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from blueprint_cli.blueprint import (
    Actor,
    Blueprint,
    Card,
    Fail,
    Idea,
    Link,
    Measure,
    Pain,
    Policy,
    Process,
    Step,
    System,
)
from blueprint_cli.changes.matching_items import (
    match_entries,
    match_fails,
    match_ideas,
    match_links,
    match_measures,
    match_pains,
)
from blueprint_cli.changes.pairs import Pairs
from blueprint_cli.changes.similarity import Similarity

#: Scores over which two steps, two cards are taken for the same one that was changed.
STEP_THRESHOLD = 0.5
CARD_THRESHOLD = 0.5
#: Words have to be this alike at least, whatever else speaks for a pair.
_FLOOR = 0.2

Who = Actor | System


@dataclass
class Matching:
    """The pairs of every sort of element."""

    steps: Pairs[Step]
    cards: Pairs[Card]
    links: Pairs[Link]
    actors: Pairs[Actor]
    systems: Pairs[System]
    policies: Pairs[Policy]
    processes: Pairs[Process]
    pains: Pairs[Pain]
    fails: Pairs[Fail]
    ideas: Pairs[Idea]
    measures: Pairs[Measure]
    similarity: Similarity

    def same_cell(self, old: Card, new: Card) -> bool:
        """Whether both cards stand in the same layer of the same step."""
        return old.layer == new.layer and self.steps.joins(old.step, new.step)


def match_blueprints(old: Blueprint, new: Blueprint, *, renames: bool = True) -> Matching:
    """Match everything of two blueprints; with `renames=False` nothing is matched by similarity."""
    similarity = Similarity(text for blueprint in (old, new) for text in _texts(blueprint))
    actors = match_entries(_actors(old), _actors(new), similarity, renames)
    systems = match_entries(_systems(old), _systems(new), similarity, renames)
    policies = match_entries(_policies(old), _policies(new), similarity, renames)
    processes = match_entries(_processes(old), _processes(new), similarity, renames)
    steps = _match_steps(old, new, similarity, renames)
    names = _names(actors, systems, policies, processes)
    cards = _match_cards(old, new, steps, names, similarity, renames)
    links = match_links(old, new, cards)
    return Matching(
        steps=steps,
        cards=cards,
        links=links,
        actors=actors,
        systems=systems,
        policies=policies,
        processes=processes,
        pains=match_pains(old, new, cards, links, similarity, renames),
        fails=match_fails(old, new, cards, links, similarity, renames),
        ideas=match_ideas(old, new, cards, similarity, renames),
        measures=match_measures(old, new, cards, processes, similarity, renames),
        similarity=similarity,
    )


def plain(text: str) -> str:
    """Return a text as it is compared: blanks folded, lower case."""
    return " ".join(text.split()).casefold()


def _texts(blueprint: Blueprint) -> Iterable[str]:
    yield from (card.does for card in blueprint.cards)
    yield from (step.title for step in blueprint.steps)


def _unique(items: Iterable[Hashable]) -> list[Hashable]:
    return list(dict.fromkeys(items))


# What is declared in a catalog and used by no card is not part of the blueprint.


def _actors(blueprint: Blueprint) -> list[Actor]:
    own = [actor for actor in blueprint.actors.values() if actor.own]
    return list(dict.fromkeys([*own, *(who for card in blueprint.cards for who in card.actors)]))


def _systems(blueprint: Blueprint) -> list[System]:
    own = [system for system in blueprint.systems.values() if system.own]
    used = [system for card in blueprint.cards for system in (*card.acting_systems, *card.uses)]
    return list(dict.fromkeys([*own, *used]))


def _policies(blueprint: Blueprint) -> list[Policy]:
    own = [policy for policy in blueprint.policies.values() if policy.own]
    return list(dict.fromkeys([*own, *(policy for card in blueprint.cards for policy in card.follows)]))


def _processes(blueprint: Blueprint) -> list[Process]:
    own = [process for process in blueprint.processes.values() if process.own]
    return list(dict.fromkeys([*own, *(card.process for card in blueprint.cards if card.process)]))


def _match_steps(old: Blueprint, new: Blueprint, similarity: Similarity, renames: bool) -> Pairs[Step]:
    steps = Pairs(old.steps, new.steps)
    steps.pair_by(lambda step: step.id, lambda step: step.id, "id")
    steps.pair_by(lambda step: plain(step.title), lambda step: plain(step.title), "words")
    if not renames:
        return steps

    def beside(old_step: Step, new_step: Step, way: int) -> float:
        ends = old_step.index + way, new_step.index + way
        inside = 0 <= ends[0] < len(old.steps), 0 <= ends[1] < len(new.steps)
        if not all(inside):
            return float(not any(inside))
        return float(steps.joins(old.steps[ends[0]], new.steps[ends[1]]))

    def score(old_step: Step, new_step: Step) -> float:
        neighbours = (beside(old_step, new_step, -1) + beside(old_step, new_step, 1)) / 2
        phase = float(bool(old_step.phase) and old_step.phase == new_step.phase)
        parts = [(0.3, similarity(old_step.title, new_step.title)), (0.1, neighbours)]
        content = _shared_content(old_step, new_step, similarity)
        parts += [(0.5, content)] if content is not None else []
        parts += [(0.1, phase)] if old_step.phase or new_step.phase else []
        return round(sum(weight * value for weight, value in parts) / sum(weight for weight, _ in parts), 4)

    steps.pair_alike(score, STEP_THRESHOLD)
    return steps


def _shared_content(old: Step, new: Step, similarity: Similarity) -> float | None:
    """Return how far the cards of two steps have counterparts in the same layer of the other; None without cards."""
    cards = list(old.cards), list(new.cards)
    if not all(cards):
        return None

    def best(card: Card, others: list[Card]) -> float:
        same = [other for other in others if other.layer == card.layer]
        if card.id and any(other.id == card.id for other in others):
            return 1.0
        return max((similarity(card.does, other.does) for other in same), default=0.0)

    there, back = (sum(best(card, cards[1 - side]) for card in cards[side]) for side in (0, 1))
    return (there + back) / (len(cards[0]) + len(cards[1]))


#: An element of the register under the name that it has on both sides.
Names = Callable[[Actor | System | Policy | Process], Hashable]


def _names(actors: Pairs[Actor], systems: Pairs[System], policies: Pairs[Policy], processes: Pairs[Process]) -> Names:
    names: dict[Actor | System | Policy | Process, Hashable] = {}
    sorts: tuple[Pairs[Any], ...] = (actors, systems, policies, processes)
    for kind, pairs in enumerate(sorts):
        for number, pair in enumerate(pairs):
            names[pair.old] = names[pair.new] = (kind, number)
    return lambda entry: names.get(entry, entry)


def _match_cards(
    old: Blueprint, new: Blueprint, steps: Pairs[Step], names: Names, similarity: Similarity, renames: bool
) -> Pairs[Card]:
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

    def stands_on(card: Card) -> set[Hashable]:
        things = {names(system) for system in card.uses} | {names(policy) for policy in card.follows}
        return {*things, *card.channels, *([names(card.process)] if card.process else [])}

    def joined(card: Card, blueprint: Blueprint) -> set[Hashable]:
        ends = {link.target for link in blueprint.outgoing[card] if link.explicit}
        ends |= {link.source for link in blueprint.incoming[card] if link.explicit}
        pairs = ((cards.of_old if blueprint is old else cards.of_new)(end) for end in ends)
        return {pair for pair in pairs if pair}

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
            (0.15, _share({names(who) for who in one.by}, {names(who) for who in other.by})),
            (0.1, _share(stands_on(one), stands_on(other))),
            (0.1, _share(joined(one, old), joined(other, new))),
        ]
        if answers(one, other) or answers(other, one):
            parts.append((0.15, 1.0))
        said = [(weight, value) for weight, value in parts if value is not None]
        return round(sum(weight * value for weight, value in said) / sum(weight for weight, _ in said), 4)

    return score


def _share(one: set[Hashable], other: set[Hashable]) -> float | None:
    """Return the share of all their members that two sets have in common; None where both are empty."""
    return len(one & other) / len(one | other) if one or other else None
