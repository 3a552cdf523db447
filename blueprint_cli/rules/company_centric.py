"""A customer card is told from the company's side: “Is onboarded”, “Application is processed”.

Why it matters
    The customer's lane is what a person does, sees and feels. In the company's words the person disappears: they wait
    for a letter, wonder whether they did it right, show who they are, and none of that is on the sheet.

Bad
    steps:
      - name: Start
        customer: Is onboarded
        backstage: Sets up the account

Good
    steps:
      - name: Start
        customer: Finds out how to send the first invoice
        backstage: Sets up the account

When ignoring it is fine
    Where customers themselves use that word.

Source
    Bitner, Ostrom and Morgan 2008: customer actions are told as customers experience them.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.people import Customers, customers_of
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import Clause, has_phrase, read_clauses, read_tokens

#: `Lead nurturing`, `Customer onboarding`: with more words, a programme is something else.
LONGEST_PROGRAMME = 3


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find customer cards in the words of the company."""
    assert context.words is not None
    customers = customers_of(blueprint, context.words)
    for card in blueprint.layer("customer"):
        if _is_inside_out(card.does, customers):
            yield on_card(
                RULE.name,
                card,
                f"“{card_words(card)}” tells the customer's step in the company's words.",
                "Write what the person does, sees or waits for at that moment; what the company does with them belongs "
                "in `frontstage:`, `backstage:` or `support:` of this step.",
            )


def _is_inside_out(text: str, customers: Customers) -> bool:
    words = customers.words
    tokens = read_tokens(text)
    if has_phrase(tokens, words["funnel_phrases"]):
        return True
    if len(tokens) == 1:
        return tokens[0] in words["company_programmes"]
    verbless = not any(clause.verb for clause in read_clauses(text, words))
    if verbless and tokens and len(tokens) <= LONGEST_PROGRAMME and tokens[-1] in words["company_programmes"]:
        return True
    return any(_is_done_to(clause, customers) for clause in read_clauses(text, words))


def _is_done_to(clause: Clause, customers: Customers) -> bool:
    """Whether a passive tells what the company does to the customer, or to the customer's case."""
    words = customers.words
    if clause.verb in words["be"] and not clause.subject and clause.rest:
        # `Gets assigned a specialist`
        done = words.verbs.get(clause.rest[0])
        return done is not None and done.form == "past" and done.base in words["company_deeds"]
    # `Is onboarded`: what helps the verb stands where a subject would.
    helped = set(clause.subject[-1:]) & words["be"]
    if not (clause.passive or helped):
        return False
    helping = words["be"] | words["have"] | words["determiners"]
    subject = tuple(token for token in clause.subject if token not in helping)
    if not subject or customers.is_one(subject):
        # `Is registered in the system`
        stored = clause.verb in words["types_in"] | words["records"] and set(clause.rest) & words["stores"]
        return clause.verb in words["company_deeds"] or bool(stored)
    return subject[-1] in words["cases"] and clause.verb in words["company_deeds"] | words["case_deeds"]


RULE = Rule("company-centric", "journey", check, reads_words=True)
