"""Which change brought a finding: by what the finding is about, what it names, and what its rule looks at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from blueprint_cli.blueprint import Card, Idea, Link, Step
from blueprint_cli.blueprint.written import pain_names
from blueprint_cli.changes.change import Change
from blueprint_cli.changes.kinds import LEVELS
from blueprint_cli.changes.making import Both
from blueprint_cli.findings.finding import Finding

#: What a rule looks at, as kinds of change or how they begin. A rule that is not here can be set off by any change of
#: its card.
LOOKS_AT: dict[str, tuple[str, ...]] = {
    "back-in-time": ("step-moved", "link-", "handoff-", "card-moved"),
    "bare-moment": ("moment-added", "response-removed", "evidence-removed"),
    "batch-delay": ("batch-", "promise-shorter", "promise-added"),
    "broken-promise": (
        "promise-", "step-time-", "customer-time-", "customer-wait-", "provider-", "customer-step-added", "step-added",
        "backstage-card-added", "support-card-added", "card-moved", "step-moved", "link-added", "handoff-added",
    ),
    "collapsed-channels": ("channel-",),
    "customer-as-courier": ("customer-action-added", "card-given-to-customer", "carries-changed"),
    "duplicate-id": ("id-",),
    "ambiguous-address": ("id-", "performer-", "response-added", "backstage-card-added", "support-card-added"),
    "empty-step": ("customer-action-removed", "response-removed", "backstage-card-removed", "support-card-removed"),
    "evidence-below-the-line": ("card-hidden", "evidence-"),
    "fail-without-owner": ("owner-changed", "fail-added", "bare-fail-added"),
    "fail-without-recovery": ("recovery-removed", "bare-fail-added"),
    "goal-without-baseline": ("goal-added", "measure-now-changed"),
    "handoff-by-inbox": ("handoff-", "via-changed", "system-used-"),
    "handoff-without-content": ("handoff-", "carries-changed", "performer-", "owner-changed", "actor-team-changed"),
    "handoff-without-owner": ("handoff-", "performer-", "owner-changed", "actor-team-changed", "system-owner-changed"),
    "idea-without-owner": ("idea-",),
    "internal-above-the-line": ("card-exposed", "response-added"),
    "journey-map-only": ("response-removed", "backstage-card-removed", "support-card-removed", "step-removed"),
    "long-wait": ("customer-wait-", "provider-wait-", "provider-time-", "step-moved"),
    "manual-repetition": ("automation-", "batch-"),
    "missing-evidence": ("evidence-removed", "evidence-moved", "customer-action-added", "customer-step-added"),
    "missing-model": ("process-",),
    "missing-support": ("support-card-removed", "system-used-removed", "card-to-backstage", "customer-step-added"),
    "no-customer-goal": ("goal-removed",),
    "no-evidence": ("evidence-removed",),
    "no-fail-points": ("fail-removed", "bare-fail-removed", "backstage-card-removed", "response-removed"),
    "no-moment-of-truth": ("moment-removed", "customer-action-removed", "customer-step-removed"),
    "no-owner": ("owner-changed",),
    "no-policy": ("policy-", "backstage-card-removed", "response-removed"),
    "no-scope": ("scope-changed",),
    "no-state": ("state-changed",),
    "no-version": ("version-changed",),
    "open-question": ("question-",),
    "orphan-card": ("link-removed", "handoff-removed", "link-redirected", "handoff-redirected", "customer-step-"),
    "oversized": ("customer-step-added", "step-added", "backstage-card-added", "response-added", "support-card-added"),
    "pain-without-cause": ("pain-",),
    "pain-without-idea": ("idea-removed", "pain-added"),
    "process-map-only": ("customer-action-removed", "customer-step-removed"),
    "retired-system": ("system-retired", "system-deprecated", "system-used-", "performer-"),
    "review-mismatch": ("review-changed",),
    "silent-wait": ("customer-wait-", "response-removed", "evidence-removed"),
    "single-approver": ("approval-", "performer-"),
    "skipped-layer": ("link-", "handoff-", "card-hidden", "card-to-support"),
    "starts-inside": ("customer-action-", "customer-step-", "card-moved", "step-", "evidence-"),
    "too-coarse": ("customer-action-removed", "customer-step-removed", "card-taken-from-customer"),
    "too-fine": ("customer-action-added", "customer-step-added", "card-given-to-customer"),
    "repeated-entry": ("entry-", "step-moved", "card-moved"),
    "sla-conflict": ("sla-", "provider-time-", "provider-wait-", "promise-"),
    "spreadsheet-of-record": ("system-used-", "entry-", "step-moved"),
    "stale-review": ("review-changed",),
    "target-worse": ("customer-", "step-time-", "handoff-added", "service-time-longer"),
    "target-without-current": ("current-state-changed", "state-changed"),
    "unanswered-pain": ("pain-unanswered", "pain-not-accepted", "response-removed", "backstage-card-removed"),
    "unknown-reference": ("id-", "step-renamed", "link-"),
    "unowned-card": ("owner-changed", "performer-"),
    "unowned-process": ("process-",),
    "unused-system": ("system-used-removed", "system-used-changed", "performer-", "system-declared"),
    "visible-below-the-line": ("card-hidden", "channel-", "backstage-card-added"),
    "wait-without-time": ("customer-wait-unstated", "customer-action-added"),
}  # fmt: skip

#: A cause has to score this much: being near is not enough, unless it is on the very card.
_ENOUGH = 3


def find_cause(finding: Finding, changes: Sequence[Change], both: Both | None) -> Change | None:
    """Return the change that brought a new finding, None where that cannot be told.

    A change counts that is on the finding's card, step or one of its related places, on a neighbour by a link that
    came or went, or whose element the finding names; of these, what the rule looks at. So a removal can be the cause:
    the card that is gone is named by the step or by the card that it was linked to.
    """
    if both is None:
        return changes[0] if changes else None
    card, step = _place(finding, both)
    best: tuple[int, bool, int, int] | None = None
    cause = None
    for number, change in enumerate(changes):
        score = max(_score(part, finding, card, step, both) for part in change.with_parts)
        looked_at = any(part.kind.startswith(LOOKS_AT.get(finding.rule, ("?",))) for part in change.with_parts)
        rank = score, looked_at, -LEVELS.index(change.level), -number
        if score >= _ENOUGH and (best is None or rank > best):
            best, cause = rank, change
    return cause


def _place(finding: Finding, both: Both) -> tuple[Card | None, Step | None]:
    card = next((card for card in both.new.cards if finding.anchor in (card.anchor, card.address)), None)
    step = card.step if card else next((step for step in both.new.steps if step.id == finding.anchor), None)
    return card, step


def _score(change: Change, finding: Finding, card: Card | None, step: Step | None, both: Both) -> int:
    looks = LOOKS_AT.get(finding.rule)
    looked_at = looks is not None and change.kind.startswith(looks)
    score = 2 if looked_at else 0
    if change.level == "cosmetic" and not looked_at:
        return 0
    if _names(finding, change, card) or _rested_on(finding, change, both):
        score += 4
    if card and card in _cards(change, both):
        score += 3
    elif step and step in _steps(change, both):
        # In the same step, something that the rule asks for is gone.
        score += 2 if looked_at and change.about.sign in "−→" else 1
    elif looked_at and (change.kind == "step-moved" or not (card or step)):
        # The whole file is judged, or the order of its steps: what the rule looks at is enough.
        score += 1
    if any(_inside(related.span, change) for related in finding.related if related.path is None):
        score += 2
    return score


def _names(finding: Finding, change: Change, card: Card | None) -> bool:
    """Whether the finding speaks of what is gone or new: by its old id or address, or by its words."""
    gone = [change.before] if change.kind.startswith("id-") else [change.old_address] if not change.new_address else []
    if finding.detail and finding.detail in (*gone, *(name for name in (change.old_address,) if change.how)):
        return change.kind.startswith("id-") or not change.new_address or change.old_address != change.new_address
    # A finding always has the words of its own card; those say nothing of the cause.
    own = change.subject in ("card", "evidence") and change.new_card is card and card is not None
    words = [change.before or "", "" if own else change.title]
    return any(len(text) > 3 and f"“{text}”" in finding.message for text in words)


def _rested_on(finding: Finding, change: Change, both: Both) -> bool:
    """Whether something went on which stands what the finding names: its user, its answer, its idea."""
    gone = change.old if change.about.sign == "−" or change.kind == "idea-taken-up" else None
    match gone:
        case Card():
            entries = [*gone.by, *gone.uses, *gone.follows, *([gone.process] if gone.process else [])]
            answers = gone.answers
            if any(f"“{entry.name}”" in finding.message for entry in entries):
                return True
        case Idea():
            answers = gone.answers
        case _:
            return False
    pains = pain_names(both.old) | (pain_names(both.old.current) if both.old.current else {})
    named = [answer.text for answer in answers]
    return finding.detail in named or any(f"“{pains[name].what}”" in finding.message for name in named if name in pains)


def _cards(change: Change, both: Both) -> Iterator[Card]:
    """Yield the new cards that a change is about, and those that its links were joined to."""
    if change.new_card:
        yield change.new_card
    if change.subject != "link":
        return
    for link in (change.new, change.old):
        if not isinstance(link, Link):
            continue
        for end in (link.source, link.target):
            pair = both.matching.cards.of_old(end)
            yield pair.new if pair else end


def _steps(change: Change, both: Both) -> Iterator[Step]:
    if change.new_step:
        yield change.new_step
    # What was moved away is gone here.
    if change.old_step and (pair := both.matching.steps.of_old(change.old_step)):
        yield pair.new


def _inside(span: object, change: Change) -> bool:
    return change.new_span is not None and change.new_span == span
