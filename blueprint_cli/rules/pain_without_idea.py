"""A pain of a current state is answered by no idea.

An idea answers what it names in `answers`. One that names nothing answers the pains of its own card, those whose
`cause` is its card, and those of the whole service without a cause. Where there is no idea at all, it is said once.

Why it matters
    A pain without an idea stays a complaint. Even a poor idea says who should think on, and a pain that nobody wants
    to answer is worth saying so in the target (`accepts`).

Bad
    state: current
    steps:
      - name: Wait
        customer:
          does: Waits for the plumber
          pain: Nobody knows the hour
        backstage: Plans the tours

Good
    state: current
    steps:
      - name: Wait
        customer:
          does: Waits for the plumber
          pain:
            id: no-hour
            what: Nobody knows the hour
            cause: plan
        backstage:
          id: plan
          does: Plans the tours the evening before
          idea:
            what: Text the hour when the plumber sets off
            owner: Tour planning
            answers: no-hour

When ignoring it is fine
    A first survey of a service, before anybody has thought of answers.

Source
    None: the way from insight to idea that every workshop with a blueprint takes.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Card, Link, Pain
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.fail_marks import short
from blueprint_cli.rules.options import Number
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_card, on_file

#: From so many on, and without a single idea, the file lacks ideas and not each pain its own.
TOGETHER = Number("pain-without-idea", "together", 3, "So many pains without a single idea are told as one finding.", 2)
_HELP = "A pain without an idea stays a complaint. Write one on the card where it would change something:"


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Look for the idea of each pain."""
    if blueprint.is_target:
        return
    pains = list(_unanswered(blueprint))
    if len(pains) >= context.option(TOGETHER) and not any(card.ideas for card in blueprint.cards):
        first = pains[0][0]
        yield on_file(
            RULE.name,
            blueprint,
            f"{len(pains)} pains are named, and not one idea.",
            f"{_HELP} `idea:` with `what`, `owner`, and in `answers` the ids of the pains that it answers.",
            "what",
            element=first,
            related=tuple(Related(pain.at("what"), f"“{short(pain.what)}”") for pain, _, _ in pains[1:]),
        )
        return
    for pain, card, link in pains:
        message = f"No idea answers the pain “{short(pain.what)}”."
        help = f"{_HELP} `idea:` with `what`, `owner` and `answers: {pain.id or 'the id of this pain'}`."
        detail = pain.id or pain.what
        if card:
            yield on_card(RULE.name, card, message, help, place=pain.at("what"), link=link, detail=detail)
        else:
            yield on_file(RULE.name, blueprint, message, help, "what", element=pain, detail=detail)


def _unanswered(blueprint: Blueprint) -> Iterator[tuple[Pain, Card | None, Link | None]]:
    answered = {answer.text for card in blueprint.cards for idea in card.ideas for answer in idea.answers}
    # What is not said of an idea is not held against it: it may answer what is near.
    thinking = {card for card in blueprint.cards if any(not idea.answers for idea in card.ideas)}
    for pain, card, link in _pains(blueprint):
        near = {card, pain.cause} | ({link.source, link.target} if link else set())
        if not (card or pain.cause):
            # A pain of the whole service is near to all of it.
            near |= thinking
        if (pain.id or (card.address if card else "")) not in answered and not near & thinking:
            yield pain, card, link


def _pains(blueprint: Blueprint) -> Iterator[tuple[Pain, Card | None, Link | None]]:
    yield from ((pain, None, None) for pain in blueprint.pains)
    yield from ((pain, card, None) for card in blueprint.cards for pain in card.pains)
    yield from ((pain, link.written_on or link.source, link) for link in blueprint.links for pain in link.pains)


RULE = Rule("pain-without-idea", "failure", check, options=(TOGETHER,))
