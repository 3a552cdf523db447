"""A current state against its target: what became of the pains and ideas, what got worse, how the work changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from blueprint_cli.blueprint import Blueprint, Card, Link, Pain
from blueprint_cli.blueprint.written import pain_names
from blueprint_cli.changes.change import Account, Change, IdeaAccount, PainAccount, PainStatus
from blueprint_cli.changes.facts_marks import holders
from blueprint_cli.changes.ideas import realised_by
from blueprint_cli.changes.kinds import Level
from blueprint_cli.changes.making import Both

_OF_WORK = ("automation-", "batch-", "approval-", "entry-")


def settle_account(both: Both, changes: Sequence[Change], levels: Mapping[str, Level]) -> Account | None:
    """Return the account of a current state (old) and its target (new); None for any other pair of states."""
    if both.old.is_target or not both.new.is_target:
        return None
    pains = list(_pains(both))
    settled = {account.pain for account in pains if account.status in ("answered", "accepted")}
    return Account(
        pains=pains,
        ideas=list(_ideas(both)),
        worse=[found for change in changes for found in _worse(change, levels, settled)],
        work=[found for change in changes for found in _work(change)],
    )


def _pains(both: Both) -> Iterator[PainAccount]:
    places = holders(both.old)
    answers = _answers(both.new)
    for name, pain in pain_names(both.old).items():
        holder = places.get(pain)
        card = holder if isinstance(holder, Card) else holder.written_on if isinstance(holder, Link) else None
        by = tuple(answers.get(name, ()))
        reason = both.new.accepts.get(name, "")
        kept = both.matching.pains.of_old(pain) is not None
        status: PainStatus = (
            "answered" if by else "accepted" if name in both.new.accepts else "kept" if kept else "open"
        )
        yield PainAccount(name, pain, status, by, reason, card)


def _answers(blueprint: Blueprint) -> dict[str, list[Card]]:
    found: dict[str, list[Card]] = {}
    for card in blueprint.cards:
        named = [*card.answers, *(answer for idea in card.ideas for answer in idea.answers)]
        for name in dict.fromkeys(answer.text for answer in named):
            found.setdefault(name, []).append(card)
    return found


def _ideas(both: Both) -> Iterator[IdeaAccount]:
    answers = _answers(both.new)
    for card in both.old.cards:
        for idea in card.ideas:
            if both.matching.ideas.of_old(idea):
                yield IdeaAccount(idea.what, card, "kept")
                continue
            found = realised_by(idea, both.new, both.matching)
            if found:
                yield IdeaAccount(idea.what, card, "taken-up", tuple(by for by, _ in found), found[0][1])
                continue
            otherwise = [by for answer in idea.answers for by in answers.get(answer.text, ())]
            yield IdeaAccount(idea.what, card, "otherwise" if otherwise else "open", tuple(dict.fromkeys(otherwise)))


def _worse(change: Change, levels: Mapping[str, Level], settled: set[Pain]) -> Iterator[Change]:
    """Yield the outermost breaking facts, without the loss of what the customer will not miss.

    That is an action in which the customer felt bad or had a pain that is answered or accepted, and a step made of
    nothing else.
    """
    if levels[change.kind] != "breaking":
        for part in change.parts:
            yield from _worse(part, levels, settled)
        return
    lost: list[Card] = []
    if change.kind == "customer-action-removed" and change.old_card:
        lost = [change.old_card]
    elif change.kind == "customer-step-removed" and change.old_step:
        lost = change.old_step.layers["customer"]
    if not lost or not all((card.feels or 0) < 0 or settled & set(card.pains) for card in lost):
        yield change


def _work(change: Change) -> Iterator[Change]:
    if _is_work(change):
        yield change
        return
    for part in change.parts:
        yield from _work(part)


def _is_work(change: Change) -> bool:
    """Whether a change is about how work is done: by hand or not, in batches, behind a gate, with typing."""
    if change.kind.startswith(_OF_WORK):
        return True
    card = change.old_card if change.kind.endswith("card-removed") else change.new_card
    gone_or_new = change.kind in ("backstage-card-removed", "backstage-card-added")
    return gone_or_new and card is not None and card.automation == "manual"
