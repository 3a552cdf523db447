"""A touchpoint shows no evidence, although most steps of the customer do.

A touchpoint is a step in which both the customer and the frontstage act. The rule speaks only where evidence is given
for at least half of the customer's steps, so that it is a gap and not a choice.

Why it matters
    Customers judge what they cannot see by what they can: a receipt, a sign, a message. Where a touchpoint leaves
    nothing behind, they have nothing to trust, to keep or to point at when they call.

Bad
    service: Library loan
    steps:
      - name: Reserve
        evidence: Reservation e-mail
        customer: Reserves a book
        frontstage: Confirms the reservation
      - name: Collect
        customer: Collects the book at the desk
        frontstage: Lends the book

Good
    service: Library loan
    steps:
      - name: Reserve
        evidence: Reservation e-mail
        customer: Reserves a book
        frontstage: Confirms the reservation
      - name: Collect
        evidence: [Book, Slip with the due date]
        customer: Collects the book at the desk
        frontstage: Lends the book

When ignoring it is fine
    An encounter that leaves no trace and needs none, such as a word at the door.

Source
    Physical evidence for each point of contact: Bitner, Ostrom and Morgan 2008; Shostack, Breaking Free from Product
    Marketing, Journal of Marketing 1977.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Step
from blueprint_cli.document import Problem
from blueprint_cli.rules.options import percent
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import Clause, read_clauses
from blueprint_cli.rules.words import Words

SHARE = percent("missing-evidence", "share", 50, "So many per cent of the customer's steps must have evidence.")


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find touchpoints without evidence in a file that uses the layer."""
    steps = [step for step in blueprint.steps if step.layers["customer"]]
    shown = [step for step in steps if step.layers["evidence"]]
    if not shown or 100 * len(shown) < context.option(SHARE) * len(steps):
        yield Skipped(f"evidence for {len(shown)} of {len(steps)} customer steps" if shown else "no evidence")
        return
    for step in steps:
        if step.layers["evidence"] or not step.layers["frontstage"] or _only_passes_time(step, context):
            continue
        customer, provider = step.layers["customer"][0], step.layers["frontstage"][0]
        yield on_card(
            RULE.name,
            customer,
            f"“{card_words(customer)}” meets “{card_words(provider, 45)}”, but the step shows nothing to see or keep.",
            "Customers judge what they cannot see by what they can. Add what they see, hold or receive here under "
            "`evidence:` of the step; if there is nothing, that is worth a `pain:` or an `idea:`.",
        )


def _only_passes_time(step: Step, context: Context) -> bool:
    """Whether the customer does nothing in the step but wait, sleep or travel."""
    words = context.words
    if words is None:
        return False
    clauses = [clause for card in step.layers["customer"] for clause in read_clauses(card.does, words)]
    return bool(clauses) and all(_passes_time(clause, words) for clause in clauses)


def _passes_time(clause: Clause, words: Words) -> bool:
    if clause.verb not in ("", "be"):
        homewards = clause.verb in words["goes"] and set(clause.rest) & words["home"]
        return clause.verb in words["passes_time"] or bool(homewards)
    # `Customer waits for the call`, `Is waiting`: a noun as well as a verb, or none that was read.
    verbs = (words.verbs.get(token) for token in clause.rest)
    return any(verb.base in words["passes_time"] for verb in verbs if verb)


RULE = Rule("missing-evidence", "journey", check, options=(SHARE,))
