"""Links carry conditions: two or more out of one card, or more than one for every three steps.

A condition is an outcome (“approved”, “out of stock”, “no”), an occasion (“when urgent”), or what `execution-logic`
counts. “Approved claim” is a thing that is handed over, so links to several ways, channels or teams are left alone.

Why it matters
    Arrows of a blueprint say what depends on what. As soon as they say which way is taken, the drawing is a flowchart
    with five lanes: it grows a branch for each case, and nobody can follow the usual one.

Bad
    steps:
      - name: Claim
        customer: Reports the damage
        backstage:
          - does: Checks the cover
            to:
              - {card: pay, carries: approved}
              - {card: refuse, carries: not approved}
          - {id: refuse, does: Writes the refusal}
        support: {id: pay, does: Pays the repair}

Good
    processes:
      cover: {name: Check the cover, owner: Claims}
    steps:
      - name: Claim
        customer: Reports the damage
        backstage:
          does: Checks the cover
          process: cover
          to: {card: pay, carries: Approved amount}
        support: {id: pay, does: Pays the repair}

When ignoring it is fine
    Two outcomes that are two services for the customer, both drawn on purpose. Two blueprints are often clearer.

Source
    Object Management Group, Business Process Model and Notation 2.0, where conditional flow has its place. One scenario
    for each blueprint: Bitner, Ostrom and Morgan 2008.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Card, Link
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.logic import find_logic
from blueprint_cli.rules.options import Number
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.words import Words, has_phrase, read_tokens

LINKS = Number("branching", "links", 2, "So many conditions out of one card, or in the whole file, are told.", 2)
STEPS = Number("branching", "steps", 3, "In the whole file, more than one condition for so many steps is told.")
#: `over 500 kg` in words; more may name a thing.
LONGEST_LIMIT = 3
HELP = (
    "Which way is taken belongs in a process model: link one with `process:` and draw the usual case. What is left "
    "for `carries:` is the thing that is handed over."
)


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find cards out of which conditions run, or a file that is full of them."""
    if context.words is None:
        return
    if not any(link.carries for link in blueprint.links):
        yield Skipped("no link says what it carries")
        return
    many = context.option(LINKS)
    conditional = [link for link in blueprint.links if link.carries and is_condition(link.carries, context.words)]
    of_card: dict[Card, list[Link]] = {}
    for link in conditional:
        of_card.setdefault(link.source, []).append(link)
    forks = [links for links in of_card.values() if len(links) >= many]
    for links in forks:
        told = " and ".join(f"“{(link.carries or '')[:30]}”" for link in links[:2])
        yield _problem(links, f"“{card_words(links[0].source, 60)}” branches: its links carry {told}.")
    if not forks and len(conditional) >= many and len(conditional) * context.option(STEPS) > len(blueprint.steps):
        number, steps, shown = len(conditional), len(blueprint.steps), (conditional[0].carries or "")[:60]
        message = f"{number} links in {steps} step{'s' * (steps > 1)} carry a condition, such as “{shown}”."
        yield _problem(conditional, message)


def is_condition(carries: str, words: Words) -> bool:
    """Whether what a link carries is a condition and not a thing."""
    tokens = read_tokens(carries)
    if not tokens:
        return False
    if find_logic(carries, None, words) or tokens[0] in words["occasions"]:
        return not _is_measured_thing(carries, words)
    if len(tokens) == 1 and tokens[0] in words["yes"] | words["no"]:
        return True
    if has_phrase(tokens, words["outcome_phrases"]):
        return True
    past = (token for token in tokens if token not in words["outcome_words"])
    return all(token in words["outcomes"] or _is_past(token, words) for token in past)


def _is_measured_thing(carries: str, words: Words) -> bool:
    """Whether the only sign is a comparison after the thing: `Parcels over 2 kg`."""
    tokens = read_tokens(carries)
    if not tokens[0][0].isalnum() or (tokens[0] in words["comparisons"] and len(tokens) <= LONGEST_LIMIT):
        return False
    found = find_logic(carries, None, words)
    return len(found) == 1 and found[0].weight == 1 and "comparison" in found[0].what


def _is_past(token: str, words: Words) -> bool:
    verb = words.verbs.get(token)
    return verb is not None and verb.form == "past"


def _problem(links: list[Link], message: str) -> Problem:
    first = links[0]
    return on_card(
        RULE.name,
        first.written_on or first.source,
        message,
        HELP,
        place=first.at("carries"),
        related=tuple(Related(link.at("carries"), "and this condition") for link in links[1:]),
    )


RULE = Rule("branching", "logic", check, reads_words=True, options=(LINKS, STEPS))
