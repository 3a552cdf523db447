"""The same data is entered twice: in `enters` of two cards, or by the words of one.

The words are “re-enters”, “re-keys”, “retypes”, “enters … again”, “enters … in both systems” and “copies … from …
into”, with the data that is meant. Letter case and blanks do not matter. Systems that copy by themselves are left
alone.

Why it matters
    Every second entry costs time and makes the two records differ. What the customer told once has to be true wherever
    the service reads it.

Bad
    steps:
      - name: Order
        customer: Orders by e-mail
        backstage:
          - does: Types the order into the stock list
            enters: [order number, delivery address]
          - does: Prepares the invoice
            enters: [Delivery address, price]

Good
    steps:
      - name: Order
        customer: Orders by e-mail
        backstage:
          - does: Types the order into the stock list
            enters: [order number, delivery address]
          - does: Prepares the invoice
            uses: Stock list
            enters: price

When ignoring it is fine
    The second entry is a check on purpose, such as a dose that two people enter.

Source
    Lean's waste of overprocessing, applied to records; George, Lean Six Sigma for Service, 2003.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Card, Text
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.people import done_by_machine
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import Clause, read_clauses
from blueprint_cli.rules.words import Words, has_phrase

HELP = (
    "Each further entry takes time and lets the records drift apart. Read the data from where it was entered first "
    "(`uses:` of that system), or show today's double work as a `pain:` with the idea that would end it."
)


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find data that is entered a second time: by the field, else by the words of the card."""
    words = context.words
    first: dict[str, tuple[Card, Text]] = {}
    for card in blueprint.cards:
        again = [data for data in card.enters if _key(data) in first]
        if again:
            yield _entered_again(card, again, first)
        elif words and card.layer != "evidence" and not done_by_machine(card, words) and _says_so(card, words):
            yield on_card(RULE.name, card, f"“{card_words(card)}” enters data a second time.", HELP)
        for data in card.enters:
            first.setdefault(_key(data), (card, data))
    if words is None and not first:
        yield Skipped(f"no word lists for the language “{blueprint.language}”, and no `enters`")


def _entered_again(card: Card, again: list[Text], first: dict[str, tuple[Card, Text]]) -> Problem:
    earlier, _ = first[_key(again[0])]
    more = f" and {len(again) - 1} more" if len(again) > 1 else ""
    related = tuple(Related(first[_key(data)][1].span, f"“{data.text[:40]}” is entered here first") for data in again)
    return on_card(
        RULE.name,
        card,
        f"Entered again here: “{again[0].text[:40]}”{more}. It was first entered at “{card_words(earlier, 45)}”.",
        HELP,
        place=again[0].span,
        related=related,
    )


def _key(data: Text) -> str:
    return " ".join(data.text.split()).casefold()


def _says_so(card: Card, words: Words) -> bool:
    return any(_enters_again(clause, words) for clause in read_clauses(card.does, words))


def _enters_again(clause: Clause, words: Words) -> bool:
    told = {*clause.rest, *(clause.subject if clause.passive else ())}
    if told & words["automatically"]:
        return False
    data = bool(told & words["data"])
    into = set(clause.rest) & words["into"] and told & words["stores"]
    if clause.verb in words["re_enters"] or clause.verb in words["re_keys"]:
        # `re-enters the theatre`, `re-keys the locks`
        return bool(data or into)
    if clause.verb in words["retypes"]:
        return True
    if clause.verb in words["types_in"]:
        if has_phrase(clause.rest, words["twofold_phrases"]):
            return True
        # `enters the stage again`, `records the song again`; one only types and keys data.
        return (data or clause.verb in words["keys_in"]) and has_phrase(clause.rest, words["again_phrases"])
    if clause.verb in words["copies"]:
        moved = bool(set(clause.rest) & words["from"]) and bool(set(clause.rest) & words["into"])
        return data and bool(moved or into)
    return False


RULE = Rule("repeated-entry", "handoffs", check, service=True)
