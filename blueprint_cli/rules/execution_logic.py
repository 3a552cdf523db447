"""Cards or handoffs tell execution logic: conditions, comparisons, branches, gateways.

Signals are added up per card, over its words and what its links carry: a condition, a number with a comparison or a
route counts 1; a card that opens with “if …” and goes on 1 more, and so does what follows from a comparison (“over
30 kg: …”); “otherwise” 1; a deadline that opens the card 1, beside another signal; a yes-no question 2; “yes” and
“no” together, or a word of the BPMN notation, 3. A card with 2 is told; three cards with 1 each are told once.

Why it matters
    A blueprint shows what a service is; which branch is taken when is what a process model is for. On cards, rules
    crowd out the people and cannot be checked, run or kept up to date.

Bad
    steps:
      - name: Claim
        customer: Reports the damage
        backstage: If the damage is above 5,000, sends it to the loss adjuster, otherwise pays

Good
    processes:
      settle: {name: Settle a claim, owner: Claims}
    steps:
      - name: Claim
        customer: Reports the damage
        backstage:
          does: Settles the claim
          process: settle

When ignoring it is fine
    A single exception that customers are told about, where the exception is the point of the step.

Source
    Object Management Group, Business Process Model and Notation 2.0: gateways, events and sequence flows are its task.
    That they do not belong on a blueprint: Shostack 1984 separates the overview from the detail of a step.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Card, Element, Link
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.logic import Signal, find_logic
from blueprint_cli.rules.options import Number
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.words import Words

SCORE = Number("execution-logic", "score", 2, "A card whose signals add up to so much is told.", 1, 20)
CARDS = Number("execution-logic", "cards", 3, "So many cards with less than `score` are told together.")


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Add up the signals of execution logic card by card."""
    if context.words is None:
        return
    written: dict[Card, list[Link]] = {card: [] for card in blueprint.cards}
    for link in blueprint.links:
        if link.written_on and link.carries:
            written[link.written_on].append(link)
    enough = context.option(SCORE)
    weak: list[tuple[Card, Element, list[Signal]]] = []
    for card in blueprint.cards:
        told = _told(card, written[card], context.words)
        signals = [signal for _, found in told for signal in found]
        score = sum(signal.weight for signal in signals)
        if score >= enough:
            yield _problem(card, told[0][0], signals, tuple(_related(told[1:])))
        elif score:
            weak.append((card, told[0][0], signals))
    if len(weak) >= context.option(CARDS):
        card, place, signals = weak[0]
        others = tuple(Related(at.at("carries"), f"so does “{card_words(one)}”") for one, at, _ in weak[1:])
        yield _problem(card, place, signals, others, number=len(weak))


def _told(card: Card, links: list[Link], words: Words) -> list[tuple[Element, list[Signal]]]:
    """Return the card and its links that give signals; “yes” on one link and “no” on another are a branch."""
    if card.layer == "evidence":
        return []
    said: list[tuple[Element, list[Signal]]] = [(card, find_logic(card.does, card.layer, words))]
    said += [(link, find_logic(link.carries or "", None, words)) for link in links]
    answers = [(link.carries or "").strip().casefold() for link in links]
    for name, weight in (("yes", 1), ("no", 2)):
        at = next((number for number, text in enumerate(answers) if text in words[name]), None)
        if at is None:
            break
        said[at + 1][1].append(Signal(f"“{answers[at]}”", weight))
    return [(element, signals) for element, signals in said if signals]


def _related(told: list[tuple[Element, list[Signal]]]) -> Iterator[Related]:
    for element, signals in told:
        yield Related(element.at("carries"), f"and {signals[0].what} here")


def _problem(
    card: Card, place: Element, signals: list[Signal], related: tuple[Related, ...], number: int = 1
) -> Problem:
    what = " and ".join(dict.fromkeys(signal.what for signal in signals[:2]))
    if number > 1:
        message = f"{number} cards tell a condition, a limit or a route; the first is “{card_words(card, 50)}”."
    elif place is card:
        message = f"“{card_words(card)}” reads like a flowchart: {what}."
    else:
        message = f"A link of “{card_words(card, 50)}” branches like a flowchart: {what}."
    process = (
        f"The process “{card.process.name}” is linked already: the rule is its business."
        if card.process
        else "Put the rule into a BPMN model and link it with `process:`."
    )
    return on_card(
        RULE.name,
        card,
        message[:160],
        "Which branch is taken when belongs in a process model; a blueprint says what is done, by whom and for whom. "
        f"{process} On the card, say what is done in the usual case.",
        place=place.at("carries") if place is not card else None,
        related=related,
    )


RULE = Rule(
    "execution-logic",
    "logic",
    check,
    reads_words=True,
    covers={"branching": "card", "compound-card": "card", "long-card": "card"},
    options=(SCORE, CARDS),
)
