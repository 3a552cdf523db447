"""From two blueprints to everything that is known of their difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from blueprint_cli.blueprint import Card, Element, Step
from blueprint_cli.changes.account import settle_account
from blueprint_cli.changes.change import Approval, Change, Comparison, Side, UnionStep
from blueprint_cli.changes.cosmetic import cosmetic_changes
from blueprint_cli.changes.facts import find_facts
from blueprint_cli.changes.findings import compare_findings
from blueprint_cli.changes.kinds import Level
from blueprint_cli.changes.levels import chosen_levels, judge
from blueprint_cli.changes.making import About, Both
from blueprint_cli.changes.matching import match_blueprints
from blueprint_cli.changes.measures import compare_measures
from blueprint_cli.changes.union import sort_changes, union_steps
from blueprint_cli.findings.fingerprint import repository_path

#: Changes when the recipe of fingerprints does.
VERSION = "1"


def compare(
    old: Side | None,
    new: Side | None,
    *,
    renames: bool = True,
    levels: Mapping[str, str] | None = None,
    approvals: Sequence[Approval] = (),
    today: date | None = None,
    moved: bool = False,
) -> Comparison:
    """Compare two blueprints; None on one side is a file that was added or deleted.

    `renames` allows matching by similarity. `levels` re-rates kinds of change; UnknownKind is raised where there is no
    such kind or level. An approval past its `until` on the day `today` does not count. `moved` says that both sides
    are one file under two names, which is a change; else two paths are only what they are called.
    """
    rated = chosen_levels(levels)
    if old is None or new is None:
        return _one_sided(old, new, rated, approvals, today)
    matching = match_blueprints(old.blueprint, new.blueprint, renames=renames)
    both = Both(old.blueprint, new.blueprint, matching)
    facts = find_facts(both)
    if moved and old.path != new.path:
        facts.append(About("file", old.blueprint, new.blueprint).change("blueprint-moved", "path", old.path, new.path))
    facts += cosmetic_changes(old, new, only=not facts)
    columns = union_steps(old.blueprint, new.blueprint, matching.steps)
    changes = _finish([judge(fact, rated) for fact in facts], columns, new.path)
    changes, expired = _approve(changes, approvals, today)
    return Comparison(
        old=old,
        new=new,
        changes=changes,
        steps=columns,
        matching=matching,
        measures=compare_measures(old.blueprint, new.blueprint),
        account=settle_account(both, changes, rated),
        findings=compare_findings(old.findings, new.findings, both, changes),
        expired=expired,
    )


def _one_sided(
    old: Side | None,
    new: Side | None,
    rated: Mapping[str, Level],
    approvals: Sequence[Approval],
    today: date | None,
) -> Comparison:
    side = new or old
    if side is None:
        return Comparison(old=None, new=None, changes=[])
    about = About("file", old.blueprint if old else None, new.blueprint if new else None)
    kind = "blueprint-added" if new else "blueprint-removed"
    words = (None, side.blueprint.service) if new else (side.blueprint.service, None)
    columns = [UnionStep(None, step) if new else UnionStep(step, None) for step in side.blueprint.steps]
    changes = _finish([judge(about.change(kind, "", *words), rated)], columns, side.path)
    changes, expired = _approve(changes, approvals, today)
    findings = compare_findings(old.findings if old else (), new.findings if new else (), None, changes)
    return Comparison(old=old, new=new, changes=changes, steps=columns, findings=findings, expired=expired)


def _finish(changes: Sequence[Change], columns: Sequence[UnionStep], path: str) -> list[Change]:
    """Return the changes in their order, with place and fingerprint."""
    root_path = repository_path(path)
    seen: Counter[tuple[str, str, str]] = Counter()
    found = []
    for change, place in sort_changes(changes, columns):
        element = _anchor(change)
        key = change.kind, element, change.field
        seen[key] += 1
        words = "\0".join((VERSION, change.kind, root_path, element, change.field, str(seen[key])))
        name = f"{VERSION}:{sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"
        found.append(replace(change, place=place, fingerprint=name))
    return found


def _anchor(change: Change) -> str:
    """Return what names the element for good; of what can be there several times, such as channels, its words too."""
    element: Element | None = change.new or change.old
    name = element.anchor if isinstance(element, Card) else element.id if isinstance(element, Step) else change.address
    return f"{change.subject} {name}" + ("" if change.before and change.after else f" {change.before or change.after}")


def _approve(
    changes: Sequence[Change], approvals: Iterable[Approval], today: date | None
) -> tuple[list[Change], list[tuple[Approval, Change]]]:
    by_name = {approval.fingerprint: approval for approval in approvals}
    found, expired = [], []
    for change in changes:
        approval = by_name.get(change.fingerprint)
        if approval and approval.until and today and approval.until < today:
            expired.append((approval, change))
            approval = None
        found.append(replace(change, approval=approval))
    return found, expired
