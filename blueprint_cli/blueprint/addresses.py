"""Addresses: what people call a card, and how a card is found again (`STEP/NAME`, or a bare id)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from blueprint_cli.blueprint.model import LAYERS, Blueprint, Card, Step
from blueprint_cli.document.problem import Meant

_NOT_WORD = re.compile(r"[\W_]+")


def slug(text: str) -> str:
    """Return the id that a name stands for: lower case, every run of other signs than letters and digits one hyphen."""
    return _NOT_WORD.sub("-", text.casefold()).strip("-")


@dataclass(slots=True, eq=False, repr=False)
class Lookup:
    """What an address leads to: one card, several (ambiguous), or none; `reason` says why, where that is known."""

    cards: list[Card] = field(default_factory=list)
    reason: str = ""


class Addresses:
    """Finds cards by address in one blueprint whose steps and cards are there; links are not needed yet."""

    def __init__(self, blueprint: Blueprint) -> None:
        self._ids = {card.id: card for card in reversed(blueprint.cards) if card.id}
        self._steps: dict[str, list[Step]] = defaultdict(list)
        for step in blueprint.steps:
            for name in dict.fromkeys((step.id, slug(step.name or step.id))):
                self._steps[name].append(step)
        self._names: dict[Step, dict[str, list[Card]]] = {}

    def find_steps(self, text: str) -> list[Step]:
        """Return the steps of that id or name; an id wins over names."""
        found = self._steps.get(text) or self._steps.get(slug(text), [])
        return [step for step in found if step.id == text] or found

    def step_names(self) -> list[str]:
        """Return the ids of all steps, in order."""
        return list(dict.fromkeys(step.id for found in self._steps.values() for step in found))

    def find(self, address: str) -> Lookup:
        """Look an address up: a bare card id, or a step and an id, actor, system or layer in it."""
        first, slash, name = address.partition("/")
        if not slash:
            if address in self._ids:
                return Lookup([self._ids[address]])
            return Lookup(reason="step" if self.find_steps(address) else "")
        steps = self.find_steps(first)
        if not steps:
            return Lookup(reason="no step")
        cards = [card for step in steps for card in self._in_step(step, name.strip())]
        return Lookup(cards, "" if cards else "no card")

    def _in_step(self, step: Step, name: str) -> list[Card]:
        for card in step.cards:
            if card.id == name:
                return [card]
        names = self._parties(step)
        acting = names.get(name) or names.get(slug(name), [])
        if len(acting) == 1:
            return acting
        layer = [card for card in step.cards if card.layer == name]
        return layer if len(layer) == 1 or not acting else acting

    def _parties(self, step: Step) -> dict[str, list[Card]]:
        """Cards of the step by the id and the name (as a slug) of those who do them."""
        if step not in self._names:
            found: dict[str, list[Card]] = defaultdict(list)
            for card in step.cards:
                for who in card.by:
                    for name in dict.fromkeys((who.id, slug(who.name))):
                        if card not in found[name]:
                            found[name].append(card)
            self._names[step] = found
        return self._names[step]

    def nearby(self, address: str) -> list[str]:
        """Return addresses that could have been meant: those of the step, else all."""
        first, slash, _ = address.partition("/")
        steps = self.find_steps(first) if slash else self.find_steps(address)
        pool = steps or [step for found in self._steps.values() for step in found]
        return list(dict.fromkeys(card.address for step in pool for card in step.cards if card.layer != "evidence"))

    def guess(self, address: str) -> Meant | None:
        """Return the address of one card that was meant, where only the step or only the name in it is mistyped."""
        # Only a mistake needs the edit distance.
        from blueprint_cli.document.suggest import guess

        first, slash, name = address.partition("/")
        if not slash:
            meant = guess(address, self._ids)
            found = f"{meant.value}" if meant else ""
        elif steps := self.find_steps(first):
            meant = guess(name.strip(), self._names_in(steps))
            found = f"{first}/{meant.value}" if meant else ""
        else:
            meant = guess(first, {step: step for step in self.step_names()})
            found = f"{meant.value}/{name}" if meant else ""
        cards = self.find(found).cards
        return Meant(found, meant.sure) if meant and len(cards) == 1 and cards[0].layer != "evidence" else None

    def _names_in(self, steps: list[Step]) -> dict[str, object]:
        """Return all that a card of the steps is called: its id, who does it, its layer; with what that leads to."""
        names: dict[str, object] = {}
        for step in steps:
            names |= {card.layer: card.layer for card in step.cards}
            for party, cards in self._parties(step).items():
                names[party] = cards[0] if len(cards) == 1 else party
            names |= {card.id: card for card in step.cards if card.id}
        return names


def give_addresses(blueprint: Blueprint) -> Addresses:
    """Set `address` and `anchor` of every card, and return the way to find cards by them."""
    addresses = Addresses(blueprint)
    for step in blueprint.steps:
        seen: Counter[str] = Counter()
        for layer in LAYERS:
            cards = step.layers[layer]
            for card in cards:
                words = f"{step.id}/{layer}/{slug(card.does)}"
                seen[words] += 1
                named = _name_of(card, addresses)
                card.address = named or f"{step.id}/{layer}/{card.position}"
                card.anchor = named or f"{words}#{seen[words]}"
    return addresses


def _name_of(card: Card, addresses: Addresses) -> str:
    if card.id and addresses.find(card.id).cards == [card]:
        return card.id
    for name in (*(who.id for who in card.by), card.layer):
        address = f"{card.step.id}/{name}"
        if addresses.find(address).cards == [card]:
            return address
    return ""
