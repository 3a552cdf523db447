"""The findings of two blueprints compared: new, fixed, carried; and which change brought a new one."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from blueprint_cli.changes.causes import find_cause
from blueprint_cli.changes.change import Change, FindingChanges, NewFinding
from blueprint_cli.changes.making import Both
from blueprint_cli.changes.pairs import Pairs
from blueprint_cli.findings.finding import Finding


def compare_findings(
    old: Sequence[Finding], new: Sequence[Finding], both: Both | None, changes: Sequence[Change]
) -> FindingChanges:
    """Tell new from known findings.

    Both are known by rule, lasting address and detail, as their fingerprints are; the addresses of the old blueprint
    are put into the words of the new one first (`both`; None where a whole file came or went). So what stands on a
    renamed step, on a moved card or in a moved file is carried.
    """
    names = _new_names(both) if both else _Names()
    known: dict[tuple[str, str, str], deque[Finding]] = defaultdict(deque)
    for finding in old:
        places = names.cards if finding.card else names.steps
        anchor, detail = places.get(finding.anchor, finding.anchor), names.details.get(finding.detail, finding.detail)
        known[finding.rule, anchor, detail].append(finding)
    carried: list[tuple[Finding, Finding]] = []
    unknown: list[Finding] = []
    for finding in new:
        same = known[finding.rule, finding.anchor, finding.detail]
        if same:
            carried.append((same.popleft(), finding))
        else:
            unknown.append(finding)
    left = {id(finding) for same in known.values() for finding in same}
    fixed = [finding for finding in old if id(finding) in left]
    return FindingChanges(
        new=[NewFinding(finding, find_cause(finding, changes, both)) for finding in unknown],
        fixed=fixed,
        carried=carried,
    )


@dataclass(slots=True)
class _Names:
    """What the anchors and details of old findings are called in the new blueprint."""

    cards: dict[str, str] = field(default_factory=dict)
    steps: dict[str, str] = field(default_factory=dict)
    details: dict[str, str] = field(default_factory=dict)


def _new_names(both: Both) -> _Names:
    matching = both.matching
    names = _Names(steps={pair.old.id: pair.new.id for pair in matching.steps})
    for cards in matching.cards:
        names.cards |= {cards.old.address: cards.new.address, cards.old.anchor: cards.new.anchor}
    # A detail is the id or the words of a mark or an entry, or the address of another card.
    marks: tuple[Pairs[Any], ...] = (matching.pains, matching.fails, matching.ideas)
    for pair in chain.from_iterable(marks):
        names.details[pair.old.what] = pair.new.what
        if getattr(pair.old, "id", None):
            names.details[pair.old.id] = pair.new.id or pair.new.what
    entries: tuple[Pairs[Any], ...] = (matching.actors, matching.systems, matching.policies, matching.processes)
    for pair in chain.from_iterable(entries):
        names.details |= {pair.old.name: pair.new.name, pair.old.id: pair.new.id}
    names.details |= names.steps | names.cards
    return names
