"""The customer waits, and nothing reaches them meanwhile: no frontstage, no evidence.

A wait is told by words (“Waits for the decision”), by `waits` on a customer card, or by an hour or more that is known
to pass in steps without a customer card between two with one. A long wait over several steps is told once, on its first
card. What customers follow by themselves, in an app or on a page, is not silence.

Why it matters
    Waiting without news feels longer than waiting, and it is when customers call, complain or leave. One sentence at
    the right time (“we have your parcel”) often does more than a day saved.

Bad
    steps:
      - name: Apply
        customer: Hands in the form
        frontstage: Takes the form
      - name: Decide
        customer: Waits for the decision
        backstage: Checks the form

Good
    steps:
      - name: Apply
        customer: Hands in the form
        frontstage: Takes the form
      - name: Decide
        evidence: Message with the day of the decision
        customer: Waits for the decision
        backstage: Checks the form

When ignoring it is fine
    A wait that customers have chosen, such as a bread that has to rise.

Source
    Maister, The Psychology of Waiting Lines, 1985: uncertain and unexplained waits feel longer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from blueprint_cli.blueprint import Blueprint, Card, Step
from blueprint_cli.document import Problem
from blueprint_cli.measures.elapsed import StepTime
from blueprint_cli.rules.options import Length
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import Clause, has_phrase, read_clauses, read_tokens
from blueprint_cli.rules.words import Words

WAIT = Length("silent-wait", "wait", "5 min", "A wait that is known to be shorter needs no news.")
GAP = Length("silent-wait", "gap", "1 h", "So long must pass between two customer cards where no words tell a wait.")


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find stretches of waiting in which nothing reaches the customer."""
    words = context.words
    times = context.elapsed.steps
    if words is None and not any(card.waits for card in blueprint.cards) and all(time.low is None for time in times):
        yield Skipped(f"no word lists for the language “{blueprint.language}”, and no durations")
        return
    least, gap = context.option(WAIT).low, context.option(GAP).low
    index = 0
    while index < len(blueprint.steps):
        step = blueprint.steps[index]
        waiting = next((card for card in step.layers["customer"] if _waits(card, words, least)), None)
        if not waiting and (step.layers["customer"] or not index):
            index += 1
            continue
        end = index + 1
        while end < len(blueprint.steps) and _goes_on(blueprint.steps[end], words, least):
            end += 1
        stretch = blueprint.steps[index:end]
        first = waiting or next((card for part in stretch for card in part.cards), None)
        between = end < len(blueprint.steps) and any(part.layers["customer"] for part in blueprint.steps[:index])
        long = bool(waiting) or (between and _is_long(times[index:end], gap))
        if first and long and not _is_too_short(stretch, times, least) and _is_silent(stretch, words):
            yield _problem(first, waiting is not None)
        index = end


def _problem(card: Card, told: bool) -> Problem:
    start = f"“{card_words(card)}”: the customer" if told else f"From “{card_words(card)}” on, the customer"
    return on_card(
        RULE.name,
        card,
        f"{start} waits, and nothing reaches them meanwhile: no frontstage, no evidence.",
        "Say what they hear, see or can look up in this time: a `frontstage:` message, a tracking page as `evidence:`. "
        "If there is nothing today, mark it as a `pain:`, or write the `idea:` of what could be sent.",
    )


def _goes_on(step: Step, words: Words | None, least: int) -> bool:
    """Whether the wait lasts through this step: no customer card, or waiting alone."""
    return all(_waits(card, words, least) for card in step.layers["customer"])


def _waits(card: Card, words: Words | None, least: int) -> bool:
    if card.waits is not None:
        return card.waits.axis == "working" or card.waits.high >= least
    if words is None:
        return False
    if has_phrase(read_tokens(card.does), words["wait_phrases"]):
        return True
    return any(_is_wait(clause, words) for clause in read_clauses(card.does, words))


def _is_wait(clause: Clause, words: Words) -> bool:
    rest = clause.rest
    if clause.verb in words["waits"]:
        return not set(rest[:1]) & words["serving"]
    if clause.verb not in ("", "be", "have"):
        return False
    # `Long wait for a date`, `Still waiting`, `Has to wait`; but `waiting room`, and `no wait`.
    for index, token in enumerate(rest):
        verb = words.verbs.get(token)
        if verb and verb.base in words["waits"]:
            denied = set(rest[:index]) & (words["negations"] | words["no"] | words["lacking"])
            return not denied and not set(rest[index + 1 : index + 2]) & words["waiting_things"]
    return False


def _is_long(times: Sequence[StepTime], gap: int) -> bool:
    """Whether so many milliseconds are known to pass, or a part of a working day."""
    return any(time.low and time.axis == "working" for time in times) or sum(time.low or 0 for time in times) >= gap


def _is_too_short(steps: Sequence[Step], times: Sequence[StepTime], least: int) -> bool:
    """Whether it is known to be over before news could come."""
    known = [times[step.index] for step in steps]
    return all(time.high is not None and time.axis == "clock" and time.high < least for time in known)


def _is_silent(steps: Sequence[Step], words: Words | None) -> bool:
    return not any(_reached(step, words) for step in steps)


def _reached(step: Step, words: Words | None) -> bool:
    if step.layers["frontstage"] or step.layers["evidence"]:
        return True
    for card in step.layers["customer"]:
        if card.channels or card.uses:
            return True
        if words and any(clause.verb in words["follows"] for clause in read_clauses(card.does, words)):
            return True
    return False


RULE = Rule("silent-wait", "journey", check, service=True, options=(WAIT, GAP))
