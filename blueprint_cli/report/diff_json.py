"""The JSON of `bp diff`, version 1: what scripts read (`schemas/diff.schema.json` describes it)."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from blueprint_cli.changes.change import Account, Change, Comparison, Measured
from blueprint_cli.diff import Compared, DiffRun
from blueprint_cli.document import Span
from blueprint_cli.report.diff_words import say_change
from blueprint_cli.report.json import finding_data

_COUNTS = ("breaking", "risky", "info", "cosmetic", "approved", "new-error", "new-warning", "new-info", "fixed")


def write_diff_json(run: DiffRun) -> str:
    """Return the report as JSON text, ending in a newline; blueprints by path, changes in the order of the text."""
    total: Counter[str] = Counter()
    for comparison in run.comparisons:
        total.update(comparison.counts)
    report: dict[str, Any] = {
        "version": 1,
        "summary": {"blueprints": len(run.files), "same": run.same, **_counts(total)},
        "blueprints": [_blueprint(file) for file in run.files],
    }
    if run.base:
        report["base"] = run.base
    if run.refused:
        report["refused"] = [{"path": path, "reason": words} for path, words in run.refused]
    if run.missing:
        report["missing"] = list(run.missing)
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _counts(counts: Counter[str]) -> dict[str, int]:
    return {_camel(word): counts[word] for word in _COUNTS}


def _camel(word: str) -> str:
    first, *others = word.split("-")
    return first + "".join(part.capitalize() for part in others)


def _blueprint(file: Compared) -> dict[str, Any]:
    comparison = file.comparison
    entry: dict[str, Any] = {
        "path": file.path,
        "old": comparison.old.path if comparison.old else None,
        "new": comparison.new.path if comparison.new else None,
        "summary": _counts(comparison.counts),
        "changes": [_change(change) for change in comparison.changes],
        "measures": [_measured(measured) for measured in comparison.measures],
        "findings": {
            "new": [
                finding_data(new.finding) | ({"cause": new.cause.fingerprint} if new.cause else {})
                for new in comparison.findings.new
            ],
            "fixed": [finding_data(finding) for finding in comparison.findings.fixed],
            "carried": len(comparison.findings.carried),
        },
    }
    if file.unread:
        entry["unread"] = list(file.unread)
    if comparison.account:
        entry["account"] = _account(comparison.account)
    if comparison.expired:
        entry["expired"] = _expired(comparison)
    return entry


def _change(change: Change) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "kind": change.kind,
        "level": change.level,
        "sign": {"−": "-", "→": ">"}.get(change.about.sign, change.about.sign),
        "subject": change.subject,
        "title": change.title,
        "message": say_change(change),
        "why": change.why,
    }
    if change.field:
        entry["field"] = change.field
    entry |= {"before": change.before, "after": change.after}
    entry["old"] = _place(change.old_address, change.old_span)
    entry["new"] = _place(change.new_address, change.new_span)
    if step := change.new_step or change.old_step:
        entry["step"] = step.id
    if change.how:
        entry["matched"] = change.how
    if change.score is not None:
        entry["score"] = round(change.score, 2)
    if change.approval:
        until = {"until": change.approval.until.isoformat()} if change.approval.until else {}
        entry["approved"] = {"reason": change.approval.reason, **until}
    if change.parts:
        entry["parts"] = [_change(part) for part in change.parts]
    entry["fingerprint"] = change.fingerprint
    return entry


def _place(address: str, span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {
        "address": address,
        "line": span.line,
        "column": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _measured(measured: Measured) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "name": measured.name,
        "title": measured.words,
        "before": measured.before,
        "after": measured.after,
        "beforeValue": list(measured.before_value) if measured.before_value else None,
        "afterValue": list(measured.after_value) if measured.after_value else None,
        "better": measured.better,
    }
    return entry | ({"note": measured.note} if measured.note else {})


def _account(account: Account) -> dict[str, Any]:
    return {
        "pains": [
            {
                "name": pain.name,
                "what": pain.pain.what,
                "status": pain.status,
                "answeredBy": [card.address for card in pain.answered_by],
            }
            | ({"card": pain.card.address} if pain.card else {})
            | ({"reason": pain.reason} if pain.reason else {})
            for pain in account.pains
        ],
        "ideas": [
            {"what": idea.words, "status": idea.status, "by": [card.address for card in idea.by]}
            | ({"card": idea.card.address} if idea.card else {})
            | ({"score": round(idea.score, 2)} if idea.score is not None else {})
            for idea in account.ideas
        ],
        "worse": [_told(change) for change in account.worse],
        "work": [_told(change) for change in account.work],
    }


def _told(change: Change) -> dict[str, Any]:
    """Return a change of an account: it may be part of one that is listed."""
    return {"kind": change.kind, "message": say_change(change), "address": change.address, "why": change.why}


def _expired(comparison: Comparison) -> list[dict[str, Any]]:
    return [
        {"fingerprint": change.fingerprint, "until": approval.until.isoformat() if approval.until else None}
        for approval, change in comparison.expired
    ]
