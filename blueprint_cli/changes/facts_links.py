"""Facts about links: which came, went, lead elsewhere, say something else; and the handoffs that they make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from blueprint_cli.blueprint import Card, Link
from blueprint_cli.changes.change import Change
from blueprint_cli.changes.facts_marks import mark_come, mark_gone, unmatched_marks
from blueprint_cli.changes.making import About, Both
from blueprint_cli.changes.pairs import Pair
from blueprint_cli.measures.handoffs import find_handoffs

#: Changes that can make or end a handoff without any change of the link.
_MOVES_WORK = {
    "performer-added", "performer-removed", "performer-changed", "owner-changed", "actor-team-changed", "actor-renamed",
    "system-owner-changed", "system-renamed", "card-given-to-customer", "card-taken-from-customer",
    "actor-declared", "actor-dropped", "system-declared", "system-dropped",
}  # fmt: skip

Handoffs = set[tuple[Card, Card]]


def handoffs_of(both: Both) -> Handoffs:
    """Return the ends of all handoffs of both blueprints."""
    return {(link.source, link.target) for side in (both.old, both.new) for link in find_handoffs(side)}


def link_gone(both: Both, link: Link, handoffs: Handoffs) -> Change:
    """Return the removal of a link with its marks."""
    kind = "handoff-removed" if (link.source, link.target) in handoffs else "link-removed"
    parts = [mark_gone(both, mark, link) for mark, _ in unmatched_marks(both, link)]
    return About("link", old=link).change(kind, "to", _target(link), None, parts=parts)


def link_come(both: Both, link: Link, handoffs: Handoffs) -> Change:
    """Return the addition of a link with its marks."""
    kind = "handoff-added" if (link.source, link.target) in handoffs else "link-added"
    parts = [mark_come(both, mark, link) for mark, _ in unmatched_marks(both, link)]
    return About("link", new=link).change(kind, "to", None, _target(link), parts=parts)


def home_of(link: Link, alone: set[Card]) -> Card | None:
    """Return the card that a link came or went with: the one it is written on, else its other end; None if neither."""
    ends = (link.written_on or link.source, link.source, link.target)
    return next((card for card in ends if card in alone), None)


def link_changes(both: Both, handoffs: Handoffs) -> Iterator[Change]:
    """Yield the changes of links whose cards are on both sides, without the handoffs that others make of them."""
    for pair in both.matching.links:
        yield from _changed(both, pair, handoffs)
    links, cards = both.matching.links, both.matching.cards
    gone, come = set(cards.only_old), set(cards.only_new)
    for link in links.only_old:
        if home_of(link, gone) is None:
            yield link_gone(both, link, handoffs)
    for link in links.only_new:
        if home_of(link, come) is None:
            yield link_come(both, link, handoffs)


def _changed(both: Both, pair: Pair[Link], handoffs: Handoffs) -> Iterator[Change]:
    old, new = pair.old, pair.new
    about = About("link", old, new, pair=pair)
    cards = both.matching.cards
    if not (cards.joins(old.source, new.source) and cards.joins(old.target, new.target)):
        were, are = (old.source, old.target) in handoffs, (new.source, new.target) in handoffs
        parts = []
        if were != are:
            side = About("link", new=new) if are else About("link", old=old)
            words = (None, _target(new)) if are else (_target(old), None)
            parts = [side.change("handoff-added" if are else "handoff-removed", "to", *words)]
        kind = "handoff-redirected" if were and are else "link-redirected"
        yield about.change(kind, "to", _target(old), _target(new), parts=parts)
    if old.kind != new.kind:
        yield about.change("link-kind-changed", "kind", old.kind, new.kind)
    yield from about.text("carries-changed", "carries", old.carries, new.carries)
    yield from about.text("via-changed", "via", old.via, new.via)
    if old.mutual != new.mutual:
        before, after = ("both ways" if link.mutual else "one way" for link in (old, new))
        yield about.change("mutual-changed", "mutual", before, after)


def with_handoffs(both: Both, changes: list[Change], handoffs: Handoffs) -> list[Change]:
    """Return the changes with the handoffs that came or went while their link stayed.

    Each is part of the change that made it: of who does or owns a card at its ends, else of an actor or system there;
    a handoff without such a change stands for itself.
    """
    changes = list(changes)
    cards = both.matching.cards
    for pair in both.matching.links:
        old, new = pair.old, pair.new
        if not (cards.joins(old.source, new.source) and cards.joins(old.target, new.target)):
            continue
        were, are = (old.source, old.target) in handoffs, (new.source, new.target) in handoffs
        if were == are:
            continue
        about = About("link", old, new, pair=pair)
        part = about.change(
            "handoff-added" if are else "handoff-removed",
            "to",
            None if are else _target(old),
            _target(new) if are else None,
        )
        index = _maker(changes, pair)
        if index is None:
            changes.append(part)
        else:
            changes[index] = replace(changes[index], parts=(*changes[index].parts, part))
    return changes


def _maker(changes: list[Change], pair: Pair[Link]) -> int | None:
    def near(change: Change) -> int | None:
        """Return how near a change is to the link: 0 at its source, 1 at its target, 2 in the register."""
        if change.kind not in _MOVES_WORK:
            return None
        for rank, ends in enumerate(((pair.old.source, pair.new.source), (pair.old.target, pair.new.target))):
            if change.old in ends or change.new in ends:
                return rank
        sides = [
            who for card in (pair.old.source, pair.new.source, pair.old.target, pair.new.target) for who in card.by
        ]
        return 2 if change.old in sides or change.new in sides else None

    ranked = [
        (rank, _both_names(changes[at]), at) for at in range(len(changes)) if (rank := near(changes[at])) is not None
    ]
    return min(ranked)[2] if ranked else None


def _both_names(change: Change) -> tuple[str, str, str]:
    """Return what sorts a change alike whichever side is the old one."""
    first, second = sorted((change.kind, change.about.opposite))
    return first, second, min(change.old_address, change.new_address)


def _target(link: Link) -> str:
    end = link.target if link.written_on is link.source else link.source
    return end.does
