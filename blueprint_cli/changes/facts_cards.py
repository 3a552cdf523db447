"""Facts about cards: those that came or went with all they bring, and what has changed on those that stayed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from blueprint_cli.blueprint import Actor, Blueprint, Card, Layer, Policy, Step, System, Text
from blueprint_cli.blueprint.written import pain_names
from blueprint_cli.changes.change import Change, Subject
from blueprint_cli.changes.facts_links import Handoffs, home_of, link_come, link_gone
from blueprint_cli.changes.facts_marks import id_changes, mark_come, mark_gone, unmatched_marks
from blueprint_cli.changes.facts_time import card_times
from blueprint_cli.changes.making import About, Both, same_words
from blueprint_cli.changes.order import moved_pairs
from blueprint_cli.changes.pairs import Pair

_NAMES: dict[Layer, str] = {
    "evidence": "evidence",
    "customer": "customer-action",
    "frontstage": "response",
    "backstage": "backstage-card",
    "support": "support-card",
}
_SEEN = ("customer", "frontstage")
_DEGREES = ("manual", "assisted", "automatic")


def card_gone(both: Both, card: Card, handoffs: Handoffs) -> Change:
    """Return the removal of a card, with its links, marks and gates as parts."""
    about = About(_subject(card), old=card)
    parts = [mark_gone(both, mark, card) for mark, _ in unmatched_marks(both, card)]
    parts += [about.change("pain-unanswered", "answers", before=_pain(both.old, both.new, it)) for it in card.answers]
    if card.repeats:
        parts.append(about.change("batch-removed", "repeats", before=card.repeats))
    if card.enters:
        parts.append(about.change("entry-removed", "enters", before=_listed(card.enters)))
    if card.approves:
        parts.append(about.change("approval-removed", "approves", before=card.approves))
    gone = set(both.matching.cards.only_old)
    links = both.matching.links.only_old
    parts += [link_gone(both, link, handoffs) for link in links if home_of(link, gone) is card]
    return about.change(f"{_NAMES[card.layer]}-removed", "", card.does, None, parts=parts)


def card_come(both: Both, card: Card, handoffs: Handoffs) -> Change:
    """Return the addition of a card, with its links, marks and gates as parts."""
    about = About(_subject(card), new=card)
    parts = [mark_come(both, mark, card) for mark, _ in unmatched_marks(both, card)]
    parts += [about.change("pain-answered", "answers", after=_pain(both.new, both.old, it)) for it in card.answers]
    if card.repeats:
        parts.append(about.change("batch-added", "repeats", after=card.repeats))
    if card.enters:
        parts.append(about.change("entry-added", "enters", after=_listed(card.enters)))
    if card.approves:
        parts.append(about.change("approval-added", "approves", after=card.approves))
    come = set(both.matching.cards.only_new)
    links = both.matching.links.only_new
    parts += [link_come(both, link, handoffs) for link in links if home_of(link, come) is card]
    return about.change(f"{_NAMES[card.layer]}-added", "", None, card.does, parts=parts)


def _pain(own: Blueprint, other: Blueprint, answer: Text) -> str:
    """Return the words of the pain that is answered: of this blueprint, its current state, the other one, or none."""
    for blueprint in (own, own.current, other, other.current):
        if blueprint and (pain := pain_names(blueprint).get(answer.text)):
            return pain.what
    return answer.text


def _listed(texts: Sequence[Text]) -> str:
    return ", ".join(text.text for text in texts)


def card_changes(both: Both, handoffs: Handoffs) -> Iterator[Change]:
    """Yield the changes of cards, without those that came or went with their whole step."""
    matching = both.matching
    for card in matching.cards.only_old:
        if matching.steps.of_old(card.step):
            yield card_gone(both, card, handoffs)
    for card in matching.cards.only_new:
        if matching.steps.of_new(card.step):
            yield card_come(both, card, handoffs)
    for pair in matching.cards:
        about = About(_subject(pair.new), pair.old, pair.new, pair=pair)
        yield from _place(both, about, pair)
        yield from _fields(both, about, pair.old, pair.new)
        if pair.new.layer != "evidence":
            yield from _work(both, about, pair.old, pair.new)
            yield from card_times(about, pair.old, pair.new)
    yield from _reordered(both)


def _subject(card: Card) -> Subject:
    return "evidence" if card.layer == "evidence" else "card"


def _place(both: Both, about: About, pair: Pair[Card]) -> Iterator[Change]:
    old, new = pair.old, pair.new
    if not both.matching.steps.joins(old.step, new.step):
        kind = "evidence-moved" if old.layer == "evidence" else "card-moved"
        yield about.change(kind, "step", old.step.title, new.step.title)
    if old.layer == new.layer:
        return
    if "customer" in (old.layer, new.layer):
        kind = "card-given-to-customer" if new.layer == "customer" else "card-taken-from-customer"
    elif "frontstage" in (old.layer, new.layer):
        kind = "card-exposed" if new.layer == "frontstage" else "card-hidden"
    else:
        kind = "card-to-support" if new.layer == "support" else "card-to-backstage"
    yield about.change(kind, "layer", old.layer, new.layer)


def _reordered(both: Both) -> Iterator[Change]:
    cells: dict[tuple[Step, Layer], list[Pair[Card]]] = {}
    for pair in both.matching.cards:
        if both.matching.same_cell(pair.old, pair.new):
            cells.setdefault((pair.new.step, pair.new.layer), []).append(pair)
    for pairs in cells.values():
        moved = moved_pairs(
            pairs,
            lambda pair: (pair.old.position, pair.new.position),
            lambda pair: 1,
            lambda pair: "\0".join(sorted((pair.old.anchor, pair.new.anchor))),
        )
        for pair in moved:
            about = About(_subject(pair.new), pair.old, pair.new, pair=pair)
            kind = "evidence-reordered" if pair.new.layer == "evidence" else "card-reordered"
            yield about.change(kind, "order", _after(pair.old), _after(pair.new))


def _after(card: Card) -> str:
    if card.position == 1:
        return "first"
    return f"after “{card.step.layers[card.layer][card.position - 2].does}”"


def _fields(both: Both, about: About, old: Card, new: Card) -> Iterator[Change]:
    evidence = new.layer == "evidence"
    same_system = old.is_system and new.is_system and both.matching.systems.joins(old.is_system, new.is_system)
    if not same_system:
        yield from about.text("evidence-reworded" if evidence else "card-reworded", "does", old.does, new.does)
    yield from id_changes(about, old.id, new.id)
    yield from about.text("owner-changed", "owner", old.owner, new.owner)
    kinds = "channel-added", "channel-removed", "channel-changed"
    yield from about.items(kinds, "channel", old.channels, new.channels, same_words, str)
    yield from about.text("evidence-details-changed", "link", old.link, new.link)
    yield from about.text("note-changed", "note", old.note, new.note)


def _work(both: Both, about: About, old: Card, new: Card) -> Iterator[Change]:
    """Yield what has changed of how an action is done, and of what is marked on it in one word."""
    matching = both.matching

    def same_who(one: Actor | System, other: Actor | System) -> bool:
        if isinstance(one, Actor) and isinstance(other, Actor):
            return matching.actors.joins(one, other)
        if isinstance(one, System) and isinstance(other, System):
            return matching.systems.joins(one, other)
        return False

    def same_text(one: Text, other: Text) -> bool:
        return same_words(one.text, other.text)

    def name(entry: Actor | System | Policy) -> str:
        return entry.name

    kinds = "performer-added", "performer-removed", "performer-changed"
    yield from about.items(kinds, "by", old.by, new.by, same_who, name)
    kinds = "system-used-added", "system-used-removed", "system-used-changed"
    yield from about.items(kinds, "uses", old.uses, new.uses, matching.systems.joins, name)
    kinds = "policy-followed", "policy-unfollowed", "policy-followed-changed"
    yield from about.items(kinds, "follows", old.follows, new.follows, matching.policies.joins, name)
    if not (old.process and new.process and matching.processes.joins(old.process, new.process)):
        before, after = (process.name if process else None for process in (old.process, new.process))
        if before or after:
            kind = "process-changed" if before and after else "process-linked" if after else "process-unlinked"
            yield about.change(kind, "process", before, after)
    yield from _automation(about, old.automation, new.automation)
    kinds = "entry-added", "entry-removed", "entry-changed"
    yield from about.items(kinds, "enters", old.enters, new.enters, same_text, lambda text: text.text)
    kinds = "approval-added", "approval-removed", "approval-changed"
    yield from about.text_or_none(kinds, "approves", old.approves, new.approves)
    for text in old.answers:
        if not any(same_text(text, other) for other in new.answers):
            yield about.change("pain-unanswered", "answers", before=_pain(both.old, both.new, text))
    for text in new.answers:
        if not any(same_text(other, text) for other in old.answers):
            yield about.change("pain-answered", "answers", after=_pain(both.new, both.old, text))
    if old.moment != new.moment:
        words = ("moment of truth" if card.moment else None for card in (old, new))
        yield about.change("moment-added" if new.moment else "moment-removed", "moment", *words)
    yield from _feeling(about, old.feels, new.feels)
    kinds = "question-raised", "question-settled", "question-reworded"
    yield from about.text_or_none(kinds, "question", old.question, new.question)
    # What the file says for all its cards is told once, of the file.
    own = [card.basis if "basis" in card.fields else None for card in (old, new)]
    yield from about.text("basis-changed", "basis", *own)
    yield from about.text("source-changed", "source", old.source, new.source)


def _automation(about: About, before: str | None, after: str | None) -> Iterator[Change]:
    if before == after:
        return
    if before in _DEGREES and after in _DEGREES:
        kind = "automation-raised" if _DEGREES.index(after) > _DEGREES.index(before) else "automation-lowered"
    else:
        kind = "automation-stated" if after else "automation-unstated"
    yield about.change(kind, "automation", before, after)


def _feeling(about: About, before: int | None, after: int | None) -> Iterator[Change]:
    if before == after:
        return
    if before is None or after is None:
        kind = "feels-unstated" if after is None else "feels-stated"
    else:
        kind = "feels-better" if after > before else "feels-worse"
    words = (None if value is None else f"{value:+d}" if value else "0" for value in (before, after))
    yield about.change(kind, "feels", *words)
