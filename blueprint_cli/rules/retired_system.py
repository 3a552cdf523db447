"""A card relies on a system that is retired; in a target, also on one that is deprecated.

Why it matters
    Work that leans on a system without maintenance stops on the day on which that system does, and the customer is
    the first to notice. A target that leans on a deprecated system plans for a service that cannot last.

Bad
    state: target
    systems:
      fax: {name: Fax server, status: deprecated}
    steps:
      - name: Refer
        customer: Asks for a referral
        backstage: {does: Sends the referral to the hospital, uses: fax}

Good
    state: target
    systems:
      exchange: {name: Referral exchange}
      fax: {name: Fax server, status: deprecated}
    steps:
      - name: Refer
        customer: Asks for a referral
        backstage: {does: Sends the referral to the hospital, uses: exchange}

When ignoring it is fine
    While both systems run side by side, with a day on which that ends.

Source
    Ours; the status of a system is what a shared catalog is kept for.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find the systems on their way out that cards rely on, once for each."""
    if not any(system.status for system in blueprint.systems.values()):
        yield Skipped("no system has a `status`")
        return
    ending = ("retired", "deprecated") if blueprint.is_target else ("retired",)
    for system in blueprint.systems.values():
        if system.status not in ending:
            continue
        reliant = [card for card in blueprint.cards if system in (*card.uses, *card.by, card.is_system)]
        if not reliant:
            continue
        first, *others = reliant
        field = "uses" if system in first.uses else "by"
        yield on_card(
            RULE.name,
            first,
            f"“{card_words(first)}” relies on “{system.name[:50]}”, which is {system.status}.",
            "Say which system takes its place, and name that one here; in a current state, mark what it puts at risk "
            "as a `pain:` or `fails:`.",
            field,
            related=tuple(
                [Related(system.at("status"), f"“{system.name}” is {system.status}")] * system.own
                + [Related(card.span, "relies on it, too") for card in others[:3]]
            ),
            detail=system.id,
        )


RULE = Rule("retired-system", "support", check, service=True)
