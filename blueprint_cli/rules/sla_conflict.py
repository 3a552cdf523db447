"""A card takes longer than the time that it must hold, or waits for a card that does.

Its `sla` is compared with its own `waits` and `takes` together, and with those of each card that it `needs`. Working
days and clock time are never compared.

Why it matters
    An agreed time that the work itself contradicts is broken every day, and soon nobody believes any of them.

Bad
    service: Water meter exchange
    steps:
      - name: Exchange
        customer: Opens the cellar
        backstage:
          does: Plans the visit
          waits: 3 d
          takes: 20 min
          sla: 2 d

Good
    service: Water meter exchange
    steps:
      - name: Exchange
        customer: Opens the cellar
        backstage:
          does: Plans the visit
          waits: 1 d
          takes: 20 min
          sla: 2 d

When ignoring it is fine
    The agreed time runs from a later point than the wait that is drawn: say from which.

Source
    ITIL on agreements between teams that must add up to what was agreed with the customer (Service Level Management).
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Card, Duration
from blueprint_cli.blueprint.duration import format_length
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Compare each `sla` with the card's own time, else with that of the slowest card that it needs."""
    held = [card for card in blueprint.cards if card.sla]
    if not any(one.waits or one.takes for card in held for one in (card, *_needed(card, blueprint))):
        yield Skipped("no `sla` beside a known time" if held else "no `sla`")
    for card in held:
        for slow in (card, *_needed(card, blueprint)):
            length = _length(slow)
            if card.sla is None or length is None or length.axis != card.sla.axis or length.high <= card.sla.high:
                continue
            best = "at best " if length.low > card.sla.high and length.low < length.high else ""
            worst = "up to " if length.low <= card.sla.high else best
            shown = length.low if best else length.high
            longer = f"{worst}{format_length(shown, axis=length.axis)}"
            whose = "takes" if slow is card else f"needs “{card_words(slow, 40)}”, which takes"
            yield on_card(
                RULE.name,
                card,
                f"“{card_words(card, 45)}” must hold {card.sla}, but {whose} {longer}.",
                "An agreed time that the work contradicts is broken by design. Shorten the wait or the work, agree a "
                "time that can be held, or correct the times if they were guessed.",
                "sla",
                related=(Related(slow.at("waits", "takes"), "the time that does not fit"),),
            )
            break


def _needed(card: Card, blueprint: Blueprint) -> list[Card]:
    """Return the cards that a card names under `needs`."""
    return [link.source for link in blueprint.incoming[card] if link.kind == "needs" and link.written_on is card]


def _length(card: Card) -> Duration | None:
    """Return wait and touch time together; None where neither is known or their axes differ."""
    lengths = [length for length in (card.waits, card.takes) if length]
    if not lengths or len({length.axis for length in lengths}) > 1:
        return None
    return Duration(sum(part.low for part in lengths), sum(part.high for part in lengths), lengths[0].axis)


RULE = Rule("sla-conflict", "time", check)
