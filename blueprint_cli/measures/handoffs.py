"""Where work passes from one responsible side to another (README, "Links"). Nobody types a handoff."""

from __future__ import annotations

from blueprint_cli.blueprint import Actor, Blueprint, Card, Link


def find_handoffs(blueprint: Blueprint) -> list[Link]:
    """Return the written links that are handoffs, in the order of the file: one for each pair of cards and direction.

    A handoff joins two provider cards whose responsible side is known and differs. A `needs` beside a `to` of the
    same pair is one arrow, and the `to` stands for it.
    """
    found: dict[tuple[Card, Card], Link] = {}
    for link in blueprint.links:
        if not (link.explicit and link.source.is_provider and link.target.is_provider):
            continue
        source, target = ({side.casefold() for side in side_of(card)} for card in (link.source, link.target))
        pair = link.source, link.target
        if source and target and not source & target and (pair not in found or found[pair].kind == "needs"):
            found[pair] = link
    return list(found.values())


def side_of(card: Card) -> tuple[str, ...]:
    """Return the side that is responsible for a card; several where it is done in several ways, none where unknown.

    It is the card's `owner`, else the actor's team, else the system's owner, else the name in `by`.
    """
    if card.owner:
        return (card.owner,)
    sides = ((who.team if isinstance(who, Actor) else who.owner) or who.name for who in card.by)
    return tuple(dict.fromkeys(sides))
