"""The journey pays, logs in, orders or ships, and nothing of that kind is named among its support.

Each kind is told once, on the first card that speaks of it. A system of that kind counts wherever it is named:
declared, used, as actor, as support card, as evidence; so does a partner. Cash needs no system.

Why it matters
    Payments, accounts, orders and parcels are where journeys break most visibly, and they seldom belong to the team
    that draws the blueprint. If they are not on the sheet, nobody asks who answers when they fail.

Bad
    steps:
      - name: Buy
        customer: Pays the ticket
        frontstage: Hands over the ticket
        support: Seat plan

Good
    steps:
      - name: Buy
        customer: Pays the ticket
        frontstage: Hands over the ticket
        support: [Seat plan, Payment service]

When ignoring it is fine
    Where another blueprint tells that part, and this one links to it in a note.

Source
    Shostack 1984 and Bitner, Ostrom and Morgan 2008 on support processes; the kinds are those that `kind` of a system
    knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import Clause, Tokens, has_phrase, read_clauses, read_tokens
from blueprint_cli.rules.words import Words


class Need(NamedTuple):
    """What a journey may need: how a finding calls it, the `kind` of a system that meets it, and the names that do."""

    deed: str
    system: str
    kind: str
    names: tuple[str, ...]


PAYING = Need("pays", "payment system", "payments", ("payment_systems", "payment_systems_phrases"))
LOGGING_IN = Need("logs in", "system that knows who it is", "identity", ("login_systems", "login_systems_phrases"))
ORDERING = Need("orders", "order system", "orders", ("order_systems", "order_systems_phrases"))
SHIPPING = Need("ships", "carrier or shipping system", "shipping", ("shipping_systems",))
NEEDS = (PAYING, LOGGING_IN, ORDERING, SHIPPING)


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find the kinds of systems that the words of cards ask for, and that are named nowhere."""
    words = context.words
    assert words is not None
    if not (blueprint.layer("support") or any(card.uses or card.acting_systems for card in blueprint.cards)):
        yield Skipped("no systems and no support cards")
        return
    systems = [*blueprint.systems.values(), *(system for card in blueprint.cards for system in card.uses)]
    kinds = {system.kind.casefold() for system in systems if system.kind}
    named = [system.name for system in systems] + [actor.name for actor in blueprint.actors.values()]
    named += [who.name for card in blueprint.cards for who in card.by]
    named += [card.does for card in blueprint.layer("support", "evidence")]
    names = [read_tokens(name) for name in dict.fromkeys(named)]
    met = {need for need in NEEDS if need.kind in kinds or _is_named(need, names, words)}
    for card in blueprint.layer("customer", "frontstage", "backstage"):
        for need in _needs(card.does, words):
            # What the provider orders for itself, and where it logs in, is not the journey.
            if need in met or (need in (ORDERING, LOGGING_IN) and card.layer != "customer"):
                continue
            met.add(need)
            yield on_card(
                RULE.name,
                card,
                f"“{card_words(card)}” {need.deed}, but no {need.system} is named anywhere.",
                "Name what stands behind it, under `uses:` of this card or `support:` of the step, even where it "
                "belongs to somebody else: this is where journeys break.",
                detail=need.kind,
            )


def _is_named(need: Need, names: list[Tokens], words: Words) -> bool:
    return any(has_phrase(tokens, words[name]) for tokens in names for name in need.names)


def _needs(text: str, words: Words) -> Iterator[Need]:
    tokens = read_tokens(text)
    clauses = read_clauses(text, words)
    if any(_pays(clause, words) for clause in clauses):
        yield PAYING
    if has_phrase(tokens, words["logs_in_phrases"]) and not set(tokens) & words["present"]:
        yield LOGGING_IN
    if has_phrase(tokens, words["places_order_phrases"]) or any(
        clause.verb in words["orders"] and clause.rest for clause in clauses
    ):
        yield ORDERING
    if any(_ships(clause, words) for clause in clauses):
        yield SHIPPING


def _pays(clause: Clause, words: Words) -> bool:
    told = set(clause.rest)
    if told & words["unpaid"]:
        return False
    return clause.verb in words["pays"] or (clause.verb in words["takes_in"] and bool(told & words["payments"]))


def _ships(clause: Clause, words: Words) -> bool:
    told = {*clause.rest, *(clause.subject if clause.passive else ())}
    return bool(
        (clause.verb in words["ships"] and told) or (clause.verb in words["dispatches"] and told & words["goods"])
    )


RULE = Rule("missing-system-kind", "support", check, reads_words=True, whole=True)
