"""A pain of the current state is neither answered nor accepted by the target.

A card answers pains with `answers`, an idea does so too; `accepts` says why one stays. A pain without an id is named
by its card. Where the target answers and accepts nothing at all, it is said once.

Why it matters
    The pains are why there is to be a target at all. One that is passed over in silence comes back on the day of the
    launch, and nobody remembers having decided to keep it.

Bad
    state: target
    from: product-return.blueprint.yaml
    steps:
      - name: Refund
        customer: Sees the money on the account
        support:
          does: Pays on arrival of the parcel
          answers: no-news

Good
    state: target
    from: b2b-onboarding.blueprint.yaml
    accepts:
      slow: The first month stays free
      back-and-forth: Two mails instead of five
      generic: Comes with the next release
      left-alone: Comes with the next release
    steps:
      - name: Sign
        customer: Signs the contract
        support:
          does: Fills the account from the deal
          answers: [lost-in-handoff, no-sign, in-the-queue, told-twice, typed-again]

When ignoring it is fine
    A target for a part of the service only; say so, or give the part its own current state.

Source
    From pains to answers: Osterwalder et al., Value Proposition Design, 2014.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.blueprint.written import pain_names
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.fail_marks import short
from blueprint_cli.rules.options import Number
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file

TOGETHER = Number("unanswered-pain", "together", 3, "So many pains are told as one finding, where none is answered.", 2)


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Compare the pains of the current state with what the target answers and accepts."""
    current = blueprint.current
    if not blueprint.is_target:
        return
    if current is None:
        yield Skipped("no current state (`from`)")
        return
    pains = pain_names(current)
    answers = {answer.text for card in blueprint.cards for answer in card.answers}
    answers |= {answer.text for card in blueprint.cards for idea in card.ideas for answer in idea.answers}
    answers |= set(blueprint.accepts)
    open_ = {name: pain for name, pain in pains.items() if name not in answers}
    where = tuple(Related(pain.at("what"), f"“{short(pain.what)}”", current.path) for pain in open_.values())
    help = "Name it in `answers:` of the card that answers it, or say under `accepts:` why it stays"
    if len(open_) >= context.option(TOGETHER) and not answers & set(pains):
        yield on_file(
            RULE.name,
            blueprint,
            f"The target answers and accepts none of the {len(open_)} pains of its current state.",
            f"They are why there is a target. {help}: {', '.join(open_)}.",
            "from",
            related=where,
        )
        return
    for (name, pain), place in zip(open_.items(), where, strict=True):
        yield on_file(
            RULE.name,
            blueprint,
            f"The pain “{short(pain.what)}” of the current state is neither answered nor accepted.",
            f"Passed over in silence, it comes back after the launch. {help}: `{name}`.",
            "from",
            related=(place,),
            detail=name,
        )


RULE = Rule("unanswered-pain", "governance", check, options=(TOGETHER,))
