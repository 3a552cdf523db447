"""One person must approve before the customer gets on, and nothing says by when.

A gate is told by `approves:` or by words (“Manager signs off the lease”). It counts where a person role passes it – no
team, no system, not `automatic` – without an `sla`, on a path over written links and order to something that the
customer does or meets.

Why it matters
    When that person is ill, away or busy, everything stands still, and nobody can say for how long. Most approvals
    approve; the few that do not rarely justify the wait of all.

Bad
    service: Street party
    steps:
      - name: Permit
        customer:
          does: Reads the permit
          needs: permit/backstage
        backstage:
          does: Approves the street party
          by: Head of traffic

Good
    service: Street party
    steps:
      - name: Permit
        customer:
          does: Reads the permit
          needs: permit/backstage
        backstage:
          does: Approves the street party
          by: Head of traffic
          sla: 2 d

When ignoring it is fine
    The law asks for this one person, and a deputy is named.

Source
    Approvals as queues in front of one server: Hopp and Spearman, Factory Physics, 1996.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Actor, Blueprint, Card
from blueprint_cli.document import Problem, Related
from blueprint_cli.measures.paths import path_to_customer
from blueprint_cli.rules.people import Customers, customers_of
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_card
from blueprint_cli.rules.text import Clause, read_noun_phrase, read_tokens
from blueprint_cli.rules.waiting import read_led_clauses
from blueprint_cli.rules.words import Tokens, Words


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find approvals by one person, without a time to hold, that the customer depends on."""
    words = context.words
    customers = customers_of(blueprint, words) if words else None
    if words is None and not any(card.approves for card in blueprint.cards):
        yield Skipped(f"no word lists for the language “{blueprint.language}”, and no `approves`")
    for card in blueprint.provider_cards:
        if card.sla or card.automation == "automatic":
            continue
        who = _approver(card, customers)
        path = path_to_customer(card, blueprint) if who else []
        if not path:
            continue
        yield on_card(
            RULE.name,
            card,
            f"“{card_words(card, 45)}” waits for one person ({who[:30]}), with no time to hold.",
            "When that person is away, every customer waits. Approve by rule what is always approved, name a deputy or "
            "a team, or agree a time (`sla:`); what the gate costs today is a `pain:`.",
            "approves",
            related=(Related(path[-1].span, "what the customer does or meets waits for it"),),
        )


def _approver(card: Card, customers: Customers | None) -> str:
    """Return the one person who must approve, in words; empty where there is no gate, or nobody is named."""
    clauses = read_led_clauses(card.does, customers.words) if customers else ()
    gates = [clause for clause in clauses if customers and _is_gate(clause, card, customers)]
    if not card.approves and not gates:
        return ""
    if card.by:
        who = card.by[0]
        if len(card.by) > 1 or not isinstance(who, Actor):
            return ""
        is_person = who.kind in (None, "person") if who.declared else _is_role(read_tokens(who.name), customers)
        return who.name if is_person else ""
    for clause in gates:
        after = _after_by(clause.rest, customers.words) if customers else ()
        # `Manager approval`
        before = read_noun_phrase(clause.rest[:-1], customers.words) if customers and not clause.verb else ()
        for told in (() if clause.passive else clause.subject, after, before):
            if _is_role(told, customers):
                return " ".join(told)
    return ""


def _is_gate(clause: Clause, card: Card, customers: Customers) -> bool:
    """Whether a clause approves something, and not by itself or by the customer."""
    words, rest = customers.words, set(clause.rest)
    if not clause.passive and customers.are_subject(clause):
        return False
    if set(read_tokens(card.does)) & (words["automatically"] | words["self_approving"]):
        return False
    if clause.verb in words["approving"]:
        return True
    if clause.verb in words["signs"]:
        return bool(rest & words["off"])
    if clause.verb in words["grants"]:
        return bool(rest & words["go_aheads"])
    # `Manager approval`, `Final sign-off by the director`
    return (
        not clause.verb
        and bool(rest & words["go_aheads"])
        and bool(rest & words["by"] or clause.rest[-1] in words["go_aheads"])
    )


def _after_by(rest: Tokens, words: Words) -> Tokens:
    at = next((index for index, token in enumerate(rest) if token in words["by"]), None)
    return () if at is None else read_noun_phrase(rest[at + 1 :], words)


def _is_role(tokens: Tokens, customers: Customers | None) -> bool:
    """Whether a phrase names one person by what they do: `head of lettings`, `finance analyst`."""
    if customers is None or not tokens:
        return False
    phrase = read_noun_phrase(tokens, customers.words)
    return bool(phrase) and phrase[-1] in customers.words["staff"] | customers.words["approvers"]


RULE = Rule("single-approver", "time", check, service=True)
