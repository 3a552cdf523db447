"""Matching of what hangs on cards and stands in the register: links, marks, measures, actors, systems, policies."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

from blueprint_cli.blueprint import Actor, Blueprint, Card, Fail, Idea, Link, Measure, Pain, Policy, Process, System
from blueprint_cli.changes.pairs import Pairs
from blueprint_cli.changes.similarity import Similarity, plain

Entry = TypeVar("Entry", Actor, System, Policy, Process)
Mark = TypeVar("Mark", Pain, Fail, Idea, Measure)
#: What carries a mark; None is the file itself.
Holder = Card | Link | Process | None

#: Names of actors, systems, policies, processes; words of marks.
_NAME_THRESHOLD = 0.6
_WORDS_THRESHOLD = 0.6
_FLOOR = 0.2


def match_entries(old: Sequence[Entry], new: Sequence[Entry], similarity: Similarity, renames: bool) -> Pairs[Entry]:
    """Match entries of the register by id, by name, else by how alike their names and what is said of them are."""
    pairs = Pairs(old, new)
    pairs.pair_by(lambda entry: entry.id, lambda entry: entry.id, "id")
    pairs.pair_by(lambda entry: entry.name.casefold(), lambda entry: entry.name.casefold(), "words")

    def score(one: Entry, other: Entry) -> float:
        words = similarity(one.name, other.name)
        said = [
            float(mine == theirs)
            for key in ("kind", "team", "owner", "source", "model")
            if (mine := getattr(one, key, None)) is not None and (theirs := getattr(other, key, None)) is not None
        ]
        return round(0.7 * words + 0.3 * sum(said) / len(said), 4) if said else words

    if renames:
        pairs.pair_alike(score, _NAME_THRESHOLD)
    return pairs


def match_links(old: Blueprint, new: Blueprint, cards: Pairs[Card]) -> Pairs[Link]:
    """Match written links by their ends; of those left, the only one of a card on both sides leads elsewhere."""
    links = Pairs(old.links, new.links)
    numbers = {card: number for number, pair in enumerate(cards) for card in (pair.old, pair.new)}

    def ends(link: Link) -> tuple[int, int] | None:
        source, target = numbers.get(link.source), numbers.get(link.target)
        return (source, target) if source is not None and target is not None else None

    def alike(link: Link) -> Hashable:
        return (ends(link), link.kind, link.carries) if ends(link) else None

    def of_kind(link: Link) -> Hashable:
        return (ends(link), link.kind) if ends(link) else None

    def written_on(link: Link) -> Hashable:
        # A link to a card that came or went is part of that.
        return (numbers[link.written_on], link.kind == "needs") if ends(link) and link.written_on in numbers else None

    for key in (alike, of_kind, ends):
        links.pair_by(key, key, "address")
    links.pair_by(written_on, written_on, "address")
    return links


def match_pains(
    old: Blueprint, new: Blueprint, cards: Pairs[Card], links: Pairs[Link], similarity: Similarity, renames: bool
) -> Pairs[Pain]:
    """Match pains by id, words and place."""
    return _match_marks(_pains(old), _pains(new), _held(cards, links), similarity, renames)


def match_fails(
    old: Blueprint, new: Blueprint, cards: Pairs[Card], links: Pairs[Link], similarity: Similarity, renames: bool
) -> Pairs[Fail]:
    """Match fail points by words and place."""
    return _match_marks(_fails(old), _fails(new), _held(cards, links), similarity, renames)


def match_ideas(
    old: Blueprint, new: Blueprint, cards: Pairs[Card], similarity: Similarity, renames: bool
) -> Pairs[Idea]:
    """Match ideas by id, words and place."""
    return _match_marks(_ideas(old), _ideas(new), _held(cards), similarity, renames)


def match_measures(
    old: Blueprint,
    new: Blueprint,
    cards: Pairs[Card],
    processes: Pairs[Process],
    similarity: Similarity,
    renames: bool,
) -> Pairs[Measure]:
    """Match goals and measures by name and place."""
    sides = []
    for side, entries in ((old, [pair.old for pair in processes]), (new, [pair.new for pair in processes])):
        found: dict[Measure, Holder] = dict.fromkeys(side.goals, None)
        found |= {measure: card for card in side.cards for measure in card.measures}
        found |= {measure: process for process in entries for measure in process.measures}
        sides.append(found)
    return _match_marks(sides[0], sides[1], _held(cards, processes), similarity, renames)


def _pains(blueprint: Blueprint) -> dict[Pain, Holder]:
    found: dict[Pain, Holder] = dict.fromkeys(blueprint.pains, None)
    found |= {pain: card for card in blueprint.cards for pain in card.pains}
    found |= {pain: link for link in blueprint.links for pain in link.pains}
    return found


def _fails(blueprint: Blueprint) -> dict[Fail, Holder]:
    found: dict[Fail, Holder] = {fail: card for card in blueprint.cards for fail in card.fails}
    found |= {fail: link for link in blueprint.links for fail in link.fails}
    return found


def _ideas(blueprint: Blueprint) -> dict[Idea, Holder]:
    return {idea: card for card in blueprint.cards for idea in card.ideas}


def _held(*sorts: Pairs[Card] | Pairs[Link] | Pairs[Process]) -> dict[Holder, int]:
    """Return a number for each element that is paired: the same on both sides; the file is 0."""
    numbers: dict[Holder, int] = {None: 0}
    for pairs in sorts:
        for pair in pairs:
            numbers[pair.old] = numbers[pair.new] = len(numbers)
    return numbers


def _match_marks(
    old: dict[Mark, Holder],
    new: dict[Mark, Holder],
    numbers: dict[Holder, int],
    similarity: Similarity,
    renames: bool,
) -> Pairs[Mark]:
    pairs: Pairs[Mark] = Pairs(list(old), list(new))
    holders = old | new
    words = {mark: mark.name if isinstance(mark, Measure) else mark.what for mark in holders}

    def by_id(mark: Mark) -> Hashable:
        return getattr(mark, "id", None)

    def here(mark: Mark) -> Hashable:
        place = numbers.get(holders[mark])
        return None if place is None else (place, plain(words[mark]))

    def anywhere(mark: Mark) -> Hashable:
        return plain(words[mark])

    def holder(mark: Mark) -> Hashable:
        return numbers.get(holders[mark])

    def speak_alike(one: Mark, other: Mark) -> bool:
        return similarity(words[one], words[other]) >= _FLOOR

    def score(one: Mark, other: Mark) -> float:
        place = numbers.get(holders[one])
        return similarity(words[one], words[other]) * (1 if place is not None and holder(other) == place else 0.8)

    pairs.pair_by(by_id, by_id, "id")
    for key in (here, anywhere):
        pairs.pair_by(key, key, "words")
    pairs.pair_by(holder, holder, "address", allowed=speak_alike)
    if renames:
        pairs.pair_alike(score, _WORDS_THRESHOLD)
    return pairs
