"""Every text that an author wrote into a blueprint, with the element and the field that hold it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from blueprint_cli.blueprint import Blueprint, Card, Element, Fail, Idea, Link, Measure, Pain

#: The element, the name of its field, the text.
Value = tuple[Element, str, str]

_FILE = ("service", "summary", "version", "owner", "customer", "starts", "ends", "basis", "note")
_CARD = ("does", "owner", "repeats", "approves", "source", "note", "link")


def texts_of(blueprint: Blueprint) -> Iterator[Value]:
    """Yield the texts of a file in reading order, but not its questions; catalogs are files of their own."""
    yield from _fields(blueprint, _FILE)
    if blueprint.review:
        yield from _fields(blueprint.review, ("by",))
    for pain in blueprint.pains:
        yield from _pain(pain)
    for goal in blueprint.goals:
        yield from _measure(goal)
    for reason in blueprint.accepts.values():
        yield blueprint, "accepts", reason
    yield from _declared(blueprint)
    for step in blueprint.steps:
        yield from _fields(step, ("name", "phase", "note"))
        for card in step.cards:
            yield from _card(card)
    for link in blueprint.links:
        yield from _link(link)


def _fields(element: Element, names: Iterable[str]) -> Iterator[Value]:
    for name in names:
        text = getattr(element, name)
        if text:
            yield element, name, text


def _declared(blueprint: Blueprint) -> Iterator[Value]:
    for actor in blueprint.actors.values():
        if actor.own and actor.declared:
            yield from _fields(actor, ("name", "kind", "team"))
    for system in blueprint.systems.values():
        if system.own and system.declared:
            yield from _fields(system, ("name", "kind", "owner", "vendor"))
    for policy in blueprint.policies.values():
        if policy.own and policy.declared:
            yield from _fields(policy, ("name", "source"))
    for process in blueprint.processes.values():
        if process.own and process.declared:
            yield from _fields(process, ("name", "model", "owner"))
            for measure in process.measures:
                yield from _measure(measure)


def _card(card: Card) -> Iterator[Value]:
    yield from _fields(card, _CARD)
    for name, entries in (("by", card.by), ("uses", card.uses), ("follows", card.follows)):
        for entry in entries:
            # Where nobody is declared, the bare name stands on the card.
            if not entry.declared:
                yield card, name, entry.name
    for channel in card.channels:
        yield card, "channel", channel
    for text in card.enters:
        yield text, "enters", text.text
    for pain in card.pains:
        yield from _pain(pain)
    for fail in card.fails:
        yield from _fail(fail)
    for idea in card.ideas:
        yield from _idea(idea)
    for measure in card.measures:
        yield from _measure(measure)


def _link(link: Link) -> Iterator[Value]:
    yield from _fields(link, ("carries", "via"))
    for pain in link.pains:
        yield from _pain(pain)
    for fail in link.fails:
        yield from _fail(fail)


def _pain(pain: Pain) -> Iterator[Value]:
    yield from _fields(pain, ("what",))


def _fail(fail: Fail) -> Iterator[Value]:
    yield from _fields(fail, ("what", "recovery", "owner"))


def _idea(idea: Idea) -> Iterator[Value]:
    yield from _fields(idea, ("what", "kind", "owner"))


def _measure(measure: Measure) -> Iterator[Value]:
    yield from _fields(measure, ("name", "now", "target", "source"))
