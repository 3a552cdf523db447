"""The talk is of waste and minutes, while nothing says what the customer is to get out of the service.

Two signs, and either is enough where the file has neither a customer's goal (or a promise) nor a moment of truth:
ideas, measures and goals that speak of lean, cycle times or value streams, scored over the whole file so that one word
is never enough; or times on most of the provider's cards. Goals that only count the provider's effort, such as cost per
case, are no customer's goals.

Why it matters
    Waste is whatever does not serve an outcome. Before the outcome is named, trimming makes a service cheaper in places
    and often worse: the talk that reassures a customer is the first thing that a stopwatch removes.

Bad
    service: Broadband installation
    steps:
      - name: Plan
        customer: Reads when the technician comes
        backstage:
          does: Plans the visit
          uses: Roster
          idea: Cut the cycle time of planning to a third
      - name: Install
        customer: Lets the technician in
        frontstage:
          does: Fits the router
          idea: Lean van layout without motion waste

Good
    service: Broadband installation
    goals:
      - name: Households online on the agreed day
        now: 71 %
        target: 95 %
    steps:
      - name: Plan
        customer: Reads when the technician comes
        backstage:
          does: Plans the visit
          uses: Roster
          idea: Cut the cycle time of planning to a third
      - name: Install
        customer:
          does: Goes online for the first time
          moment: true
        frontstage:
          does: Fits the router
          idea: Lean van layout without motion waste

When ignoring it is fine
    A blueprint that records a time study, with the customer's goals in another file of the same service.

Source
    Womack and Jones, Lean Thinking, 1996: specify value from the standpoint of the customer first, then remove waste.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Element
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.options import Number
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file
from blueprint_cli.rules.words import Words

#: A text with a method's own word (`value stream`) counts 2, everyday words (`waste`) 1 each, once in the file. No
#: text counts more than 2, so that it takes at least two.
METHOD, EVERYDAY, MOST = 2, 1, 2
SCORE = Number("waste-before-value", "score", 3, "Talk of waste that adds up to so much is told.", 1, 20)
#: With fewer, times on most of them say nothing about the author's eye.
CARDS = Number("waste-before-value", "cards", 4, "With fewer provider cards, times on most of them are left alone.")


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find talk of waste, or a time study, without any value for the customer."""
    words = context.words
    if blueprint.promise or any(card.moment for card in blueprint.cards):
        return
    if any(words is None or not _counts_effort(goal.name, words) for goal in blueprint.goals):
        return
    work = blueprint.provider_cards
    timed = [card for card in work if card.takes or card.waits]
    if not timed and next(_texts(blueprint), None) is None:
        yield Skipped("no ideas, measures or times")
        return
    spoken = _talk_of_waste(blueprint, words, context.option(SCORE)) if words else []
    if spoken:
        phrases = " and ".join(f"“{phrase}”" for phrase in list(dict.fromkeys(phrase for _, phrase in spoken))[:2])
        wrong = f"Ideas and measures speak of {phrases}"
        related = tuple(Related(place.span, f"speaks of “{phrase}”") for place, phrase in spoken[:3])
    elif len(work) >= context.option(CARDS) and len(timed) * 2 > len(work):
        wrong = f"{len(timed)} of {len(work)} provider cards are timed"
        related = tuple(Related(card.at("takes", "waits"), "timed") for card in timed[:3])
    else:
        if words is None:
            yield Skipped(f"no word lists for the language “{blueprint.language}”")
        return
    yield on_file(
        RULE.name,
        blueprint,
        f"{wrong}, but nothing says what the customer gets: no customer goal, no moment of truth.",
        "Waste is what does not serve an outcome, so the outcome comes first. Name one under `goals:` that the "
        "customer would notice, mark what decides for them with `moment: true`, and then look for waste.",
        "service",
        related=related,
    )


def _talk_of_waste(blueprint: Blueprint, words: Words, enough: int) -> list[tuple[Element, str]]:
    """Return the ideas, measures and goals that speak of waste, each with its phrase, where the sum is enough."""
    score = 0
    spoken: list[tuple[Element, str]] = []
    seen: set[str] = set()
    for element, text in _texts(blueprint):
        if words.find("customers", text):
            continue
        method = words.find("waste_method_phrases", text)
        everyday = words.find("waste_word_phrases", text)
        score += min(MOST, METHOD * len(method) + EVERYDAY * len(set(everyday) - seen))
        seen.update(everyday)
        spoken += [(element, phrase) for phrase in (*method, *everyday)[:1]]
    return spoken if score >= enough else []


def _texts(blueprint: Blueprint) -> Iterator[tuple[Element, str]]:
    for goal in blueprint.goals:
        yield goal, goal.name
    for card in blueprint.cards:
        for idea in card.ideas:
            yield idea, idea.what
        for measure in card.measures:
            yield measure, measure.name
    for process in blueprint.processes.values():
        if process.own:
            for measure in process.measures:
                yield measure, measure.name


def _counts_effort(text: str, words: Words) -> bool:
    """Whether a goal counts what the provider spends and does not mention the customer."""
    return bool(words.find("effort_phrases", text)) and not words.find("customers", text)


COVERED = ("no-customer-goal", "no-moment-of-truth")
RULE = Rule(
    "waste-before-value", "value", check, whole=True, covers=dict.fromkeys(COVERED, "file"), options=(SCORE, CARDS)
)
