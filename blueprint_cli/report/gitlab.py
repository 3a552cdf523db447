"""GitLab's code quality report: what its merge requests show beside the lines that were changed.

A list of issues, each with `description`, `check_name`, `fingerprint`, `severity` and `location`. GitLab knows nothing
held back, so acknowledged, ignored and baselined findings are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from blueprint_cli.discovery import NO_SUCH_PATH
from blueprint_cli.document import START, Problem, Span
from blueprint_cli.findings.finding import Finding
from blueprint_cli.findings.fingerprint import fingerprints
from blueprint_cli.findings.run import Run
from blueprint_cli.report.repository import root_path, whole

#: GitLab has five severities; `critical` and `blocker` are more than a blueprint can do, but for a file never read.
_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def write_gitlab(run: Run) -> str:
    """Return the report as JSON text, ending in a newline; paths are from the root of the repository."""
    issues = [*_unread(run), *(_issue(finding) for finding in run.findings if not finding.acknowledged)]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _unread(run: Run) -> Iterator[dict[str, Any]]:
    """Yield what must not look like a pass: files that were refused, and paths that are not there."""
    told = [(path, NO_SUCH_PATH) for path in run.missing]
    told += [(file.path, f"This could not be read: {file.refused}") for file in run.files if file.refused is not None]
    for path, message in sorted(told):
        name = next(fingerprints(path, [Problem("unread-file", START, message)]))
        yield _entry("unread-file", message, name, "blocker", path, START)


def _issue(finding: Finding) -> dict[str, Any]:
    return _entry(
        finding.rule,
        finding.message,
        finding.fingerprint,
        _SEVERITIES[finding.severity],
        finding.path,
        finding.span,
    )


def _entry(rule: str, message: str, fingerprint: str, severity: str, path: str, span: Span) -> dict[str, Any]:
    return {
        "description": whole(message),
        "check_name": rule,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": root_path(path), "lines": {"begin": span.line, "end": span.end_line}},
    }
