"""The JSON report, version 1: what scripts read (`schemas/findings.schema.json` describes it)."""

from __future__ import annotations

import json
from typing import Any

from blueprint_cli.document import Fix, Span
from blueprint_cli.findings.finding import Finding
from blueprint_cli.findings.run import Run


def write_json(run: Run, *, statistics: bool = False) -> str:
    """Return the report as JSON text, ending in a newline; findings sorted by path, line, column, rule."""
    counts = run.counts
    report: dict[str, Any] = {
        "version": 1,
        "summary": {
            "files": len(run.files),
            "errors": counts["error"],
            "warnings": counts["warning"],
            "infos": counts["info"],
            "acknowledged": counts["acknowledged"],
            "ignored": counts["ignored"],
            "baselined": counts["baselined"],
            "fixed": run.fixed,
        },
        "findings": [finding_data(f) for f in sorted(run.findings, key=lambda f: (f.path, f.span[:2], f.rule))],
        "skipped": [
            {"rule": skip.rule, "path": skip.path, "reason": skip.reason} for file in run.files for skip in file.skipped
        ],
    }
    if statistics:
        from blueprint_cli.report.statistics import statistics_data

        report["statistics"] = statistics_data(run)
    refused = [{"path": file.path, "reason": file.refused} for file in run.files if file.refused is not None]
    if refused:
        report["refused"] = refused
    if run.missing:
        report["missing"] = list(run.missing)
    if run.notes:
        report["notes"] = list(run.notes)
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def finding_data(finding: Finding) -> dict[str, Any]:
    """Return a finding as the reports in JSON have it."""
    entry: dict[str, Any] = {"rule": finding.rule, "severity": finding.severity}
    if finding.acknowledged:
        entry["acknowledged"] = True
    entry["path"] = finding.path
    entry |= _place(finding.span)
    entry |= {
        "endLine": finding.span.end_line,
        "endColumn": finding.span.end_column,
        "card": finding.card,
        "message": finding.message,
        "help": finding.help,
        "fingerprint": finding.fingerprint,
        "related": [
            {"path": related.path or finding.path, **_place(related.span), "message": related.message}
            for related in finding.related
        ],
    }
    if finding.fix:
        entry["fix"] = _fix(finding.fix)
    return entry


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "description": fix.description,
        "safe": fix.safe,
        "edits": [
            {**_place(span), "endLine": span.end_line, "endColumn": span.end_column, "text": text}
            for span, text in fix.edits
        ],
    }


def _place(span: Span) -> dict[str, int]:
    return {"line": span.line, "column": span.column}
