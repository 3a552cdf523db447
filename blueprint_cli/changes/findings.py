"""The findings of two blueprints compared: new, fixed, carried; and which change brought a new one."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence

from blueprint_cli.changes.causes import find_cause
from blueprint_cli.changes.change import Change, FindingChanges, NewFinding
from blueprint_cli.changes.making import Both
from blueprint_cli.findings.finding import Finding


def compare_findings(
    old: Sequence[Finding], new: Sequence[Finding], both: Both | None, changes: Sequence[Change]
) -> FindingChanges:
    """Tell new from known findings.

    Both are known by rule, lasting address and detail, as their fingerprints are; the addresses of the old blueprint
    are put into the words of the new one first (`both`; None where a whole file came or went). So what stands on a
    renamed step, on a moved card or in a moved file is carried.
    """
    names = _new_names(both) if both else {}
    known: dict[tuple[str, str, str], deque[Finding]] = defaultdict(deque)
    for finding in old:
        detail = names.get(finding.detail, finding.detail)
        known[finding.rule, names.get(finding.anchor, finding.anchor), detail].append(finding)
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


def _new_names(both: Both) -> dict[str, str]:
    """Return the new address of everything that has an address in the old blueprint."""
    names: dict[str, str] = {}
    for steps in both.matching.steps:
        names[steps.old.id] = steps.new.id
    for cards in both.matching.cards:
        names[cards.old.address] = cards.new.address
        names[cards.old.anchor] = cards.new.anchor
    return names
