"""Arrows from cards to the boxes of the systems that they use, for those who ask for them (`--links uses`)."""

from __future__ import annotations

from blueprint_cli.blueprint import Blueprint, Card, Link, Step, System


def system_ends(blueprint: Blueprint) -> dict[tuple[str, str], Card]:
    """Return what stands for the box of each system in each step as the end of an arrow, by step id and system id."""
    return {(step.id, system.id): _box(system, step) for step in blueprint.steps for system in step.systems}


def uses_links(blueprint: Blueprint, ends: dict[tuple[str, str], Card]) -> list[Link]:
    """Return an arrow for each system that each card uses."""
    return [
        Link(source=card, target=ends[card.step.id, system.id], kind="uses")
        for card in blueprint.cards
        for system in dict.fromkeys(card.uses)
    ]


def _box(system: System, step: Step) -> Card:
    return Card(does=system.name, layer="support", step=step, position=0, address=f"{system.id}@{step.id}")
