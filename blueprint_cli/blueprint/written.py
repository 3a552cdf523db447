"""What the author wrote down about other places of the file: links, ids, causes and answers; resolved or a problem."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from blueprint_cli.blueprint.addresses import Addresses
from blueprint_cli.blueprint.cards import CardReader, fails_of
from blueprint_cli.blueprint.fields import as_text, items_of, map_of, text_of
from blueprint_cli.blueprint.model import Blueprint, Card, Element, Link, LinkKind, Pain
from blueprint_cli.document import Map, Problem, Related, Span
from blueprint_cli.document.suggest import closest, guess

#: More candidates than this are counted, not listed.
_MOST = 4


def read_links(
    blueprint: Blueprint,
    nodes: Mapping[Card, Map],
    addresses: Addresses,
    reader: CardReader,
    problems: list[Problem],
) -> list[Link]:
    """Return the links of `to` and `needs`, in the order of the file; a pair in both is one link, the `to`."""
    links: list[Link] = []
    needs: list[Link] = []
    for card in blueprint.cards:
        node = nodes[card]
        for value, span in items_of(node, "to"):
            fields = value if isinstance(value, Map) else Map(span)
            address = text_of(fields, "card") if isinstance(value, Map) else as_text(value)
            place = fields.value_spans.get("card", span)
            target = find_card(address, place, addresses, problems) if address else None
            if target is None:
                continue
            kind = text_of(fields, "kind")
            links.append(
                Link(
                    source=card,
                    target=target,
                    kind=cast(LinkKind, kind) if kind in ("notifies", "rework") else "to",
                    carries=text_of(fields, "carries"),
                    via=text_of(fields, "via"),
                    mutual=fields.get("mutual") in (True, "yes"),
                    pains=reader.pains(fields),
                    fails=fails_of(fields),
                    written_on=card,
                    span=place,
                    fields=fields.value_spans,
                )
            )
        for value, span in items_of(node, "needs"):
            address = as_text(value)
            source = find_card(address, span, addresses, problems) if address else None
            if source is not None:
                needs.append(Link(source=source, target=card, kind="needs", written_on=card, span=span))
    joined = {(link.source, link.target) for link in links}
    links += [link for link in needs if (link.source, link.target) not in joined]
    order = {card: number for number, card in enumerate(blueprint.cards)}
    return sorted(links, key=lambda link: order[link.written_on or link.source])


def find_card(address: str, span: Span, addresses: Addresses, problems: list[Problem]) -> Card | None:
    """Resolve the address of a card; what leads nowhere, to several cards or to evidence is a problem."""
    found = addresses.find(address)
    cards = found.cards
    shown = address if len(address) <= 60 else address[:59] + "…"
    if len(cards) == 1 and cards[0].layer != "evidence":
        return cards[0]
    if len(cards) == 1:
        problems.append(
            Problem(
                "unknown-reference",
                span,
                f"“{shown}” is evidence, and links join actions.",
                "Link the card that hands the evidence over, or the customer's card that meets it.",
                detail=address,
            )
        )
        return None
    if cards:
        names = [f"“{card.does[:30]}” ({card.layer})" for card in cards]
        more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
        problems.append(
            Problem(
                "ambiguous-address",
                span,
                f"“{shown}” could be any of {len(cards)} cards.",
                f"It fits {', '.join(names[:_MOST])}{more}. Give the one that you mean an `id`, and use that id here.",
                detail=address,
                related=tuple(Related(card.span, f"one that fits: {card.address}") for card in cards[:_MOST]),
            )
        )
        return None
    near = addresses.nearby(address)
    meant = addresses.guess(address)
    said = meant.value if meant else closest(address, near)
    hint = f" Did you mean “{said}”?" if said else ""
    if found.reason == "step":
        message = f"“{shown}” is a step; a link needs one of its cards."
    elif found.reason == "no step" and (step := closest(address.partition("/")[0], addresses.step_names())):
        rest = address.partition("/")[2]
        message, hint = f"There is no step “{address.partition('/')[0][:60]}”.", f" Did you mean “{step}/{rest[:40]}”?"
    else:
        message = f"There is no card “{shown}”."
    listed = ", ".join(near[:8]) + (" …" if len(near) > 8 else "")
    problems.append(
        Problem(
            "unknown-reference",
            span,
            message + hint,
            "An address is a card's `id`, or the step, a slash, and who does the card or its layer"
            + (f". Near here are: {listed}." if listed else ", such as `refund/customer`."),
            detail=address,
            meant=meant,
        )
    )
    return None


def check_ids(blueprint: Blueprint) -> Iterator[Problem]:
    """Ids of cards, pains and ideas are unique in the file; those of steps among themselves."""
    steps = ((step.id, step) for step in blueprint.steps if "id" in step.fields)
    yield from _doubles(steps, "step")
    yield from _doubles(_named(blueprint), "card, pain or idea")


def _named(blueprint: Blueprint) -> Iterator[tuple[str, Element]]:
    for pain in blueprint.pains:
        yield pain.id or "", pain
    for card in blueprint.cards:
        yield card.id or "", card
        yield from ((pain.id or "", pain) for pain in card.pains)
        yield from ((idea.id or "", idea) for idea in card.ideas)
    yield from ((pain.id or "", pain) for link in blueprint.links for pain in link.pains)


def _doubles(named: Iterator[tuple[str, Element]], kind: str) -> Iterator[Problem]:
    first: dict[str, Element] = {}
    for name, element in named:
        if not name:
            continue
        if name not in first:
            first[name] = element
            continue
        yield Problem(
            "duplicate-id",
            element.at("id"),
            f"The id “{name[:60]}” is taken by another {kind}.",
            "An id is an address and leads to one place only: choose another here, and use it where you meant this.",
            detail=name,
            related=(Related(first[name].at("id"), "first used here"),),
        )


def check_pain_ids(blueprint: Blueprint, addresses: Addresses, data: Map) -> Iterator[Problem]:
    """Ideas answer pains of this file; a target's cards and its `accepts` speak of the pains of its current state."""
    own = pain_names(blueprint)
    theirs = pain_names(blueprint.current) if blueprint.current else None
    for card in blueprint.cards:
        for idea in card.ideas:
            known = {**own, **(theirs or {})}
            for answer in idea.answers:
                if answer.text not in known and not (blueprint.from_path and theirs is None):
                    yield _unknown_pain(answer.text, answer.span, known)
        if theirs is not None:
            for answer in card.answers:
                if answer.text not in theirs:
                    yield _unknown_pain(answer.text, answer.span, theirs, blueprint.from_path)
    if theirs is not None:
        accepts = map_of(data, "accepts")
        for name, span in accepts.key_spans.items():
            if name not in theirs:
                # A key that is taken is not to be had twice.
                free = {pain: theirs[pain] for pain in theirs if pain not in accepts.key_spans}
                problem = _unknown_pain(name, span, theirs, blueprint.from_path)
                yield replace(problem, meant=guess(name, free))


def pain_names(blueprint: Blueprint) -> dict[str, Pain]:
    """Pains by id; one without an id by the address of its card, or of the card on which its link is written."""
    found: dict[str, Pain] = {pain.id: pain for pain in blueprint.pains if pain.id}
    for card in blueprint.cards:
        for pain in card.pains:
            found[pain.id or card.address] = pain
    for link in blueprint.links:
        for pain in link.pains:
            found.setdefault(pain.id or (link.written_on or link.source).address, pain)
    return found


def _unknown_pain(name: str, span: Span, known: Mapping[str, Any], path: str | None = None) -> Problem:
    near = closest(name, list(known))
    hint = f" Did you mean “{near}”?" if near else ""
    place = f" in {path[-60:]}" if path else ""
    listed = ", ".join(known) or "none"
    return Problem(
        "unknown-reference",
        span,
        f"There is no pain “{name[:40]}”{place}.{hint}"[:160],
        f"The pains that can be answered are: {listed}. A pain without an id is named by its card.",
        detail=name,
        meant=guess(name, known),
    )
