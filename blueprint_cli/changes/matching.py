"""Which element of the new blueprint is which of the old one.

By a written id first; then by the same words in the same place, and the same words anywhere; then by address; last,
unless `renames` is False, by a score of how alike words, neighbours, layer and place are: the only best match over a
threshold. Matching the other way round gives the same pairs.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
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
from blueprint_cli.changes.matching_cards import Names, match_cards
from blueprint_cli.changes.matching_items import (
    match_entries,
    match_fails,
    match_ideas,
    match_links,
    match_measures,
    match_pains,
)
from blueprint_cli.changes.matching_steps import match_steps
from blueprint_cli.changes.pairs import Pairs
from blueprint_cli.changes.similarity import Similarity


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
    steps = match_steps(old, new, similarity, renames)
    names = _names(actors, systems, policies, processes)
    cards = match_cards(old, new, steps, names, similarity, renames)
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


def _texts(blueprint: Blueprint) -> Iterable[str]:
    yield from (card.does for card in blueprint.cards)
    yield from (step.title for step in blueprint.steps)


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


def _names(actors: Pairs[Actor], systems: Pairs[System], policies: Pairs[Policy], processes: Pairs[Process]) -> Names:
    names: dict[Actor | System | Policy | Process, Hashable] = {}
    sorts: tuple[Pairs[Any], ...] = (actors, systems, policies, processes)
    for kind, pairs in enumerate(sorts):
        for number, pair in enumerate(pairs):
            names[pair.old] = names[pair.new] = (kind, number)
    return lambda entry: names.get(entry, entry)
