"""What a comparison of two blueprints holds: the one vocabulary that every report of `bp diff` is written from.

A change is a fact: what was there before, what is there now, and both places. Its level is a judgement, added
afterwards (`levels.py`). The kinds are data (`kinds.py`), each with its opposite: comparing the other way round gives
the same changes with their opposites. (Kinds as data and the test of symmetry are an idea of oasdiff.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from blueprint_cli.blueprint import Blueprint, Card, Element, Pain, Step
from blueprint_cli.changes.kinds import KINDS, LEVELS, Kind, Level
from blueprint_cli.document import Span
from blueprint_cli.findings.finding import Finding

if TYPE_CHECKING:
    from blueprint_cli.changes.matching import Matching

#: What a change is about.
Subject = Literal[
    "file", "step", "card", "evidence", "link", "pain", "fail", "idea", "measure", "goal",
    "actor", "system", "policy", "process",
]  # fmt: skip

#: How two elements were found to be the same: a written id, the same address, the same words, or a score.
How = Literal["id", "address", "words", "similarity"]


@dataclass(frozen=True, slots=True)
class Approval:
    """An entry of `approve:`: the change of this fingerprint is meant, and why; after `until` it no longer counts."""

    fingerprint: str
    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between the old and the new blueprint.

    `before` and `after` are the two values of `field` in words; for what was added or removed as a whole, its own
    words on the one side and None on the other. Elements, addresses and spans are None or empty on the side where
    there is nothing; spans are those of the side's file (`Comparison.old.path`, `Comparison.new.path`).
    """

    kind: str
    subject: Subject
    #: The element's own words: a card's action, a step's name, the words of a pain; of a link `source → target`.
    title: str
    field: str = ""
    before: str | None = None
    after: str | None = None
    old_address: str = ""
    new_address: str = ""
    old_span: Span | None = None
    new_span: Span | None = None
    old: Element | None = None
    new: Element | None = None
    #: The card and the step where the change is shown; of a link the card that it is written on.
    old_card: Card | None = None
    new_card: Card | None = None
    old_step: Step | None = None
    new_step: Step | None = None
    #: How the two sides were matched; the score (0 to 1) where that was by similarity.
    how: How | None = None
    score: float | None = None
    #: What comes or goes along with it: the cards of a removed step, the links and marks of a removed card, the
    #: handoff that a change of actor makes. Never listed on their own; the level is that of the worst.
    parts: tuple[Change, ...] = ()
    #: The judgement.
    level: Level = "info"
    #: Why it matters: its kind's reason, or that of the worst part where its level comes from there.
    why: str = ""
    #: Of kind, file, element and field: the same for the same change of the same file, whatever its line.
    fingerprint: str = ""
    #: The approval that covers it; it is then listed and counted, and does not fail the run.
    approval: Approval | None = None
    #: Where it sorts: the step's column in the union of both blueprints (-1 for the file), the row, the layer's rank.
    place: tuple[int, ...] = ()

    @property
    def address(self) -> str:
        """The readable address: that of the new blueprint, of the old one where the element is gone."""
        return self.new_address or self.old_address

    @property
    def about(self) -> Kind:
        """The kind as data: sign, words, why it matters."""
        return KINDS[self.kind]

    @property
    def with_parts(self) -> Iterator[Change]:
        """The change itself and all its parts, outermost first."""
        yield self
        for part in self.parts:
            yield from part.with_parts


@dataclass(frozen=True, slots=True)
class Measured:
    """A computed measure before and after, in words and as numbers; None where it cannot be said, with the reason.

    Times are milliseconds (or thousandths of a working day) as `(low, high)`, counts are `(n, n)`. `better` is None
    where nothing changed, it cannot be told, or neither is better (steps, crossings).
    """

    #: `elapsed` `measured` `promise` `customer-waits` `steps` `customer-actions` `handoffs` `interaction` `visibility`
    #: `internal-interaction`
    name: str
    #: What people call it: `Elapsed time, computed`, `Handoffs`, `Crossings of the line of visibility`.
    words: str
    before: str | None
    after: str | None
    before_value: tuple[int, int] | None = None
    after_value: tuple[int, int] | None = None
    better: bool | None = None
    #: Why a side cannot be said, or what it leaves out: `no durations`, `2 of 5 steps without a time`.
    note: str = ""


PainStatus = Literal["answered", "accepted", "kept", "open"]


@dataclass(frozen=True, slots=True)
class PainAccount:
    """What became of one pain of the old (current) state."""

    #: Its id, or the address of its card.
    name: str
    pain: Pain
    status: PainStatus
    #: The cards of the new state that answer it.
    answered_by: tuple[Card, ...] = ()
    #: Why it is accepted.
    reason: str = ""
    #: The card that it stands on; None for a pain of the whole service.
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class IdeaAccount:
    """What became of one idea of the old (current) state.

    `taken-up`: a card of the new state does it; `otherwise`: the pains that it was to answer are answered by other
    cards; `kept`: it is still an idea; `open`: neither.
    """

    words: str
    card: Card | None
    status: Literal["taken-up", "otherwise", "kept", "open"]
    by: tuple[Card, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A current state against its target: what the change is for."""

    pains: list[PainAccount]
    ideas: list[IdeaAccount]
    #: What the customer loses or has to do more: the breaking changes, parts included.
    worse: list[Change]
    #: How the work itself changes: manual work, batches, approvals and repeated typing that come, go or change.
    work: list[Change]

    def count(self, status: str) -> int:
        """How many pains have this status."""
        return sum(pain.status == status for pain in self.pains)


@dataclass(frozen=True, slots=True)
class NewFinding:
    """A finding of the new blueprint that the old one did not have, and the change that brought it, where known."""

    finding: Finding
    cause: Change | None = None


@dataclass(frozen=True, slots=True)
class FindingChanges:
    """The findings of both sides compared, after matching: a renamed step's finding is carried, not new and fixed."""

    new: list[NewFinding] = field(default_factory=list)
    fixed: list[Finding] = field(default_factory=list)
    #: Old and new form of the same finding.
    carried: list[tuple[Finding, Finding]] = field(default_factory=list)

    @property
    def of_new(self) -> list[Finding]:
        """All findings of the new blueprint."""
        return [*(new.finding for new in self.new), *(finding for _, finding in self.carried)]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two blueprints.

    `path` is the file's path as reports show it, `label` what the user called it (`main:returns.blueprint.yaml`),
    `text` its source. `findings` are those of `bp lint`, ignored ones left out.
    """

    path: str
    blueprint: Blueprint
    text: str = ""
    findings: Sequence[Finding] = ()
    label: str = ""

    @property
    def name(self) -> str:
        """What reports call it."""
        return self.label or self.path


@dataclass(frozen=True, slots=True)
class UnionStep:
    """A column of the union: a step of the old blueprint, of the new one, or of both."""

    old: Step | None
    new: Step | None

    @property
    def title(self) -> str:
        """The name of the new step, of the old one where it is gone."""
        step = self.new or self.old
        return step.title if step else ""

    @property
    def phase(self) -> str:
        """The phase of the new step, of the old one where it is gone."""
        step = self.new or self.old
        return (step.phase or "") if step else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that is known of the difference between two blueprints; every report reads this and computes nothing.

    `old` is None for a file that was added, `new` for one that was deleted: then there is one change and no matching.
    """

    old: Side | None
    new: Side | None
    #: Sorted: the file first, then by column of the union, then from breaking to cosmetic, then by layer and place.
    changes: list[Change]
    #: The columns of both blueprints, in the order in which changes are told.
    steps: list[UnionStep] = field(default_factory=list)
    matching: Matching | None = None
    measures: list[Measured] = field(default_factory=list)
    #: Of a current state and its target only.
    account: Account | None = None
    findings: FindingChanges = field(default_factory=FindingChanges)
    #: Approvals that would have covered a change, and are past their date.
    expired: list[tuple[Approval, Change]] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        """How many changes of each level (approved ones in `approved` instead), and the findings: `new-error`
        `new-warning` `new-info` `fixed` `carried`. Parts are not counted.
        """
        counts = Counter("approved" if change.approval else change.level for change in self.changes)
        found = Counter(f"new-{new.finding.severity}" for new in self.findings.new if not new.finding.acknowledged)
        counts.update(found)
        counts["fixed"], counts["carried"] = len(self.findings.fixed), len(self.findings.carried)
        return counts

    def of_level(self, *levels: Level) -> list[Change]:
        """Return the changes of these levels, approved ones included, in order."""
        return [change for change in self.changes if change.level in levels]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all differs, not even a comment, and no finding came or went."""
        return not (self.changes or self.findings.new or self.findings.fixed)


def worst(levels: Sequence[Level]) -> Level:
    """Return the worst of some levels."""
    return min(levels, key=LEVELS.index)
