"""Cards speak of eligibility, regulation or terms, and the file names no policy.

Why it matters
    A rule of the house or of the law decides here what the customer gets. Where it is not named, nobody can say whether
    a refusal is the law, a habit or a mistake, and nobody sees what changes when the rule does.

Bad
    steps:
      - name: Apply
        customer: Asks for the grant
        backstage: Checks eligibility

Good
    policies:
      grant: {name: Grant rules, source: Statute of the fund §4}
    steps:
      - name: Apply
        customer: Asks for the grant
        backstage: {does: Checks eligibility, follows: grant}

When ignoring it is fine
    Where the rule is common knowledge and no card depends on its wording.

Source
    Ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from blueprint_cli.blueprint import PROVIDER_LAYERS, Blueprint
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import has_phrase, read_tokens


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find talk of policies in a file that has none, once, on the first card."""
    words = context.words
    assert words is not None
    if blueprint.policies or any(card.follows for card in blueprint.cards):
        return
    signs = words["policy_words"] | words["policy_phrases"]
    cards = blueprint.layer("customer", *PROVIDER_LAYERS)
    speaking = [card for card in cards if has_phrase(read_tokens(card.does), signs)]
    if not speaking:
        return
    first, *others = speaking
    told = on_card(
        RULE.name,
        first,
        f"“{card_words(first)}” speaks of a rule of the house or the law, but no policy is named.",
        "Declare it under `policies:` with its `source`, and name it here with `follows:`, so that a change of the "
        "rule leads to the cards that it touches.",
        related=tuple(Related(card.span, "speaks of one, too") for card in others[:3]),
    )
    # It is about the file, whichever card happens to be the first.
    yield replace(told, anchor="")


RULE = Rule("no-policy", "support", check, reads_words=True, whole=True)
