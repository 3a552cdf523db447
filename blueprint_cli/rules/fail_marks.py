"""Fail points wherever they stand: on a card, or on a link, whose fail points are told on the card that it leaves."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Card, Fail, Link


def fail_points(blueprint: Blueprint) -> Iterator[tuple[Fail, Card, Link | None]]:
    """Yield each fail point with the card that it is told on, and the link that it is about, if it is about one."""
    for card in blueprint.cards:
        for fail in card.fails:
            yield fail, card, None
    for link in blueprint.links:
        for fail in link.fails:
            yield fail, link.written_on or link.source, link


def short(text: str, limit: int = 60) -> str:
    """Return the words of a mark for a message, cut at a word where they are long."""
    words = " ".join(text.split())
    if len(words) <= limit:
        return words
    return words[: limit + 1].rsplit(" ", 1)[0][:limit].rstrip(" ,;:") + "…"
