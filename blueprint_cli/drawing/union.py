"""One blueprint of two: everything of the new one, and what is gone from the old one where it stood.

What is drawn is laid out once, so that a reader sees in one picture what comes, goes, changes and moves. A moved card
stands at its new place, and says where it stood.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from blueprint_cli.blueprint import LAYERS, Blueprint, Card, Layer, Link, Step, System
from blueprint_cli.changes.change import Change, Comparison
from blueprint_cli.changes.matching import Matching
from blueprint_cli.drawing.contents import LANE_NAMES, Remark
from blueprint_cli.drawing.marked import TAGS, Changes, Status
from blueprint_cli.drawing.text import clean
from blueprint_cli.drawing.view import View

#: More is told on hovering, and by the text of `bp diff`.
_MOST = 3


class Union(NamedTuple):
    """Both blueprints in one. What is not among the marks is as it was."""

    blueprint: Blueprint
    #: By address; under an empty one what changed of the whole blueprint. Systems are `SYSTEM@STEP`.
    remarks: dict[str, tuple[Remark, ...]]
    changes: Changes

    @property
    def view(self) -> View:
        """With what it is drawn."""
        return View(findings=self.remarks, changes=self.changes)


def unite(comparison: Comparison) -> Union:
    """Return the union of the two blueprints of a comparison. Raises ValueError where one of them is missing."""
    old, new, matching = comparison.old, comparison.new, comparison.matching
    if old is None or new is None or matching is None:
        raise ValueError("a union needs two blueprints")
    joiner = _Joiner(old.blueprint, new.blueprint, matching)
    steps = [joiner.step(column.old, column.new, index) for index, column in enumerate(comparison.steps)]
    links, implied = joiner.links()
    summary = f"What changes from {old.name} to {new.name}" if old.name != new.name else "What changes"
    blueprint = replace(new.blueprint, summary=summary, steps=steps, links=links, implied=implied)
    cards = {card.address: status for card, status in joiner.status.items()}
    remarks: dict[str, tuple[Remark, ...]] = {card.address: (_whole(status),) for card, status in joiner.status.items()}
    told: dict[Card, list[Change]] = {}
    for change in comparison.changes:
        card = joiner.found(change.new_card or change.old_card)
        if card and card not in joiner.status and change.level != "cosmetic":
            told.setdefault(card, []).append(change)
    for card, changes in told.items():
        moved = any(change.about.sign == "→" and change.subject in ("card", "evidence") for change in changes)
        cards[card.address] = "moved" if moved else "changed"
        remarks[card.address] = tuple(_tell(changes))
    for change in comparison.changes:
        step = change.new_step
        if change.subject == "step" and change.old is not None and change.new is not None and step:
            # A step that moved and has another name, too, is told as moved.
            moved = change.about.sign == "→" or joiner.steps.get(step.id) == "moved"
            joiner.steps[step.id] = "moved" if moved else "changed"
    for box, status in _systems(blueprint, old.blueprint, matching).items():
        cards[box], remarks[box] = status, (_whole(status),)
    of_file = [c for c in comparison.changes if not (c.new_step or c.old_step) and c.level in ("breaking", "risky")]
    if of_file:
        remarks[""] = tuple(_tell(of_file))
    return Union(blueprint, remarks, Changes(cards, joiner.steps, joiner.marked, compared=True))


class _Joiner:
    """Makes the steps, cards and links of the union; knows which of them each old and new one has become."""

    def __init__(self, old: Blueprint, new: Blueprint, matching: Matching) -> None:
        self.old, self.new, self.matching = old, new, matching
        self.status: dict[Card, Status] = {}
        self.steps: dict[str, Status] = {}
        self.marked: dict[Link, Status] = {}
        self._made: dict[Card, Card] = {}
        self._addresses = {card.address for card in new.cards}
        self._ids = {step.id for step in new.steps}

    def found(self, card: Card | None) -> Card | None:
        """Return the card of the union that an old or a new card has become."""
        if card is None:
            return None
        pair = self.matching.cards.of_old(card)
        return self._made.get(pair.new if pair else card)

    def step(self, old: Step | None, new: Step | None, index: int) -> Step:
        """Make a column, with its cards."""
        kept = new or old
        if kept is None:
            raise ValueError("a column of neither blueprint")
        id_ = kept.id if new else _unused(f"{kept.id}-removed", self._ids)
        if new is None or old is None:
            self.steps[id_] = "removed" if new is None else "added"
        made = replace(kept, id=id_, index=index, layers={layer: [] for layer in LAYERS})
        for layer in LAYERS:
            made.layers[layer] = self._cell(old, new, made, layer)
        return made

    def _cell(self, old: Step | None, new: Step | None, step: Step, layer: Layer) -> list[Card]:
        cards: list[Card] = []
        for card in new.layers[layer] if new else ():
            made = self._made[card] = replace(card, step=step)
            if self.matching.cards.of_new(card) is None:
                self.status[made] = "added"
            cards.append(made)
        before: Card | None = None
        for card in old.layers[layer] if old else ():
            pair = self.matching.cards.of_old(card)
            if pair is None:
                address = _unused(f"{card.address} (removed)", self._addresses)
                uses = [self._newest(system) for system in card.uses]
                made = self._made[card] = replace(card, step=step, address=address, uses=uses)
                self.status[made] = "removed"
                cards.insert(cards.index(before) + 1 if before in cards else len(cards), made)
                before = made
            else:
                before = self._made.get(pair.new)
        return cards

    def _newest(self, system: System) -> System:
        pair = self.matching.systems.of_old(system)
        return pair.new if pair else system

    def links(self) -> tuple[list[Link], list[Link]]:
        """Make the written and the implied links."""
        written = [self._link(link, None if self.matching.links.of_new(link) else "added") for link in self.new.links]
        gone = [link for link in self.old.links if self.matching.links.of_old(link) is None]
        written += [self._link(link, "removed") for link in gone]
        there = {(link.source, link.target) for link in written}
        implied = [self._link(link, None) for link in self.new.implied]
        for link in implied:
            if "added" in (self.status.get(link.source), self.status.get(link.target)):
                self.marked[link] = "added"
        for link in self.old.implied:
            ends = self.found(link.source), self.found(link.target)
            # Where both ends are still there, the new blueprint says what is between them.
            if None in ends or ends in there or "removed" not in (self.status.get(end) for end in ends if end):
                continue
            implied.append(self._link(link, "removed"))
        return written, implied

    def _link(self, link: Link, status: Status | None) -> Link:
        source, target = self.found(link.source), self.found(link.target)
        if source is None or target is None:
            raise ValueError("a link between cards that nobody has")
        made = replace(link, source=source, target=target)
        if status:
            self.marked[made] = status
        return made


def _systems(blueprint: Blueprint, old: Blueprint, matching: Matching) -> dict[str, Status]:
    """Return which boxes of systems have come to a step that was there, and which are gone."""
    found: dict[str, Status] = {}
    before: dict[str, set[str]] = {}
    for step in old.steps:
        pair = matching.steps.of_old(step)
        names = {made.new.id if (made := matching.systems.of_old(system)) else system.id for system in step.systems}
        before.setdefault(pair.new.id if pair else step.id, set()).update(names)
    for step in blueprint.steps:
        gone = {system for card in step.cards if card.address.endswith("(removed)") for system in card.uses}
        kept = {system for card in step.cards if not card.address.endswith("(removed)") for system in card.uses}
        for system in step.systems:
            if system in gone and system not in kept:
                found[f"{system.id}@{step.id}"] = "removed"
            elif system.id not in before.get(step.id, set()):
                found[f"{system.id}@{step.id}"] = "added"
    return found


def _whole(status: Status) -> Remark:
    return Remark(status, TAGS[status], "")


def _tell(changes: list[Change]) -> list[Remark]:
    """Say in a few words what changed; where a card stood before has a mark of its own."""
    from blueprint_cli.report.diff_words import short

    moves = [change for change in changes if change.about.sign == "→" and change.subject in ("card", "evidence")]
    others = [change for change in changes if change not in moves]
    remarks = []
    if moves:
        old = moves[0].old_card
        place = f"from {clean(old.step.title)}, {LANE_NAMES[old.layer].lower()}" if old else ""
        remarks.append(Remark("moved", TAGS["moved"], place))
    if others:
        words = [_brief(change) for change in others]
        more = f" and {len(words) - _MOST} more" if len(words) > _MOST else ""
        hint = "; ".join(f"{_brief(change)}. {change.why}" for change in others)
        remarks.append(Remark("changed", TAGS["changed"], short("; ".join(words[:_MOST]), 160) + more, hint=hint))
    return remarks


def _brief(change: Change) -> str:
    from blueprint_cli.report.diff_words import short

    words, before, after = change.about.words, change.before, change.after
    if change.kind.endswith("reworded") and before:
        return clean(f"was “{short(before, 50)}”")
    if before is not None and after is not None:
        return clean(f"{words}: {short(before, 30)} → {short(after, 30)}")
    value = after if before is None else before
    return clean(f"{words}: {short(value or change.title, 40)}")


def _unused(name: str, taken: set[str]) -> str:
    found, number = name, 2
    while found in taken:
        found, number = f"{name} {number}", number + 1
    taken.add(found)
    return found
