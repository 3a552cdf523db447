"""SARIF 2.1.0 (OASIS), which code scanning services and editors read.

Every finding is a result. Those that are held back are there too, with a `suppressions` entry each: ignored and
acknowledged ones are suppressed in the source, baselined ones outside of it. GitHub's code scanning pays no regard to
that entry and would open alerts, so they can be left out. No path is absolute, no time is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from blueprint_cli import __version__
from blueprint_cli.discovery import NO_SUCH_PATH
from blueprint_cli.document import Fix, Related, Span
from blueprint_cli.findings.finding import Finding
from blueprint_cli.findings.run import EXIT_FINDINGS, FileResult, Run
from blueprint_cli.report.repository import root_uri, visible, whole
from blueprint_cli.report.rule_pages import explain_rule, explain_rule_markdown
from blueprint_cli.report.summary import sum_up
from blueprint_cli.rules.catalogue import RuleEntry, list_rules

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {"error": "error", "warning": "warning", "info": "note", "off": "none"}

_Suppression = dict[str, str]
_ACKNOWLEDGED: _Suppression = {
    "kind": "inSource",
    "status": "accepted",
    "justification": "Acknowledged: the blueprint of the current state marks the place with a pain, a fail point or an "
    "idea.",
}
_IGNORED: _Suppression = {
    "kind": "inSource",
    "status": "accepted",
    "justification": "Ignored by a `# bp: ignore` comment, which gives the reason.",
}
_BASELINED: _Suppression = {
    "kind": "external",
    "status": "accepted",
    "justification": "Known before: it stands in the baseline, or was there at the revision of --since.",
}


def write_sarif(run: Run, *, held_back: bool = True) -> str:
    """Return the log as JSON text, ending in a newline, with or without the findings that are held back.

    Paths are from the root of the repository.
    """
    results = [
        (finding, suppressions)
        for file in run.files
        for finding, suppressions in _all_findings(file)
        if held_back or not suppressions
    ]
    used = {finding.rule for finding, _ in results}
    rules = [rule for rule in list_rules() if rule.name in used]
    index = {rule.name: number for number, rule in enumerate(rules)}
    code = run.exit_code
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "bp",
                        "fullName": "bp, the linter of service blueprints",
                        "semanticVersion": __version__,
                        "rules": [_rule(rule) for rule in rules],
                    }
                },
                "invocations": [
                    {
                        "executionSuccessful": code <= EXIT_FINDINGS,
                        "exitCode": code,
                        "exitCodeDescription": sum_up(run, verbose=True),
                        "toolExecutionNotifications": list(_notifications(run)),
                    }
                ],
                "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
                # The category under which GitHub keeps these results apart from those of other tools.
                "automationDetails": {"id": "bp-lint/"},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, suppressions, index) for finding, suppressions in results],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _all_findings(file: FileResult) -> list[tuple[Finding, list[_Suppression]]]:
    """Return every finding by place, with why it is held back: an empty list where it is not."""
    found = [(finding, [_ACKNOWLEDGED] if finding.acknowledged else []) for finding in file.findings]
    found += [(finding, [_IGNORED]) for finding in file.ignored]
    found += [(finding, [_BASELINED]) for finding in file.baselined]
    return sorted(found, key=lambda entry: (entry[0].span[:2], entry[0].rule))


def _rule(rule: RuleEntry) -> dict[str, Any]:
    level = rule.severities["standard"]
    words = rule.documentation
    name = "".join(word.capitalize() for word in rule.name.split("-"))
    return {
        "id": rule.name,
        # Azure DevOps asks for a name, and the standard for one that is not the id.
        "name": name if "-" in rule.name else f"{name}Rule",
        "shortDescription": {"text": words.summary},
        "fullDescription": {"text": "\n\n".join(text for text in (words.summary, words.details) if text)},
        "help": {
            "text": explain_rule(rule, colour=False, width=100),
            "markdown": explain_rule_markdown(rule),
        },
        # As the profile `standard` has it.
        "defaultConfiguration": {"enabled": level != "off", "level": _LEVELS[level]},
        "properties": {"tags": ["service-blueprint", rule.group, rule.kind]},
    }


def _notifications(run: Run) -> Iterator[dict[str, Any]]:
    """Yield what is to be known of the run: what was not read, which rules could not speak, and its notes."""
    for path in run.missing:
        yield _notification("error", NO_SUCH_PATH, path)
    for file in run.files:
        if file.refused is not None:
            yield _notification("error", f"This could not be read: {file.refused}", file.path)
        for skip in file.skipped:
            yield _notification("note", f"{skip.rule} could not be checked: {skip.reason}.", file.path) | {
                "associatedRule": {"id": skip.rule}
            }
    for note in run.notes:
        yield _notification("note", note)


def _notification(level: str, message: str, path: str | None = None) -> dict[str, Any]:
    entry: dict[str, Any] = {"level": level, "message": _message(message)}
    if path is not None:
        entry["locations"] = [{"physicalLocation": {"artifactLocation": _artifact(path)}}]
    return entry


def _result(finding: Finding, suppressions: list[_Suppression], index: dict[str, int]) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": _place(finding.path, finding.span)}
    if finding.card:
        location["logicalLocations"] = [{"fullyQualifiedName": visible(finding.card), "kind": "card"}]
    result: dict[str, Any] = {"ruleId": finding.rule}
    if finding.rule in index:
        result["ruleIndex"] = index[finding.rule]
    result |= {
        "level": _LEVELS[finding.severity],
        # Services show the message and, a click away, the help of the rule; the finding's own help is said here.
        "message": _message(f"{finding.message}\n{finding.help}".rstrip()),
        "locations": [location],
        "partialFingerprints": {"bpFingerprint/v1": finding.fingerprint},
        # Where one result has them, all must, and an empty list says that it is not suppressed.
        "suppressions": suppressions,
    }
    if finding.related:
        result["relatedLocations"] = [
            _related(finding, related, number) for number, related in enumerate(finding.related, 1)
        ]
    if finding.fix:
        result["fixes"] = [_fix(finding.path, finding.fix)]
    return result


def _related(finding: Finding, related: Related, number: int) -> dict[str, Any]:
    return {
        "id": number,
        "physicalLocation": _place(related.path or finding.path, related.span),
        "message": _message(related.message),
    }


def _fix(path: str, fix: Fix) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(span)} | ({"insertedContent": {"text": whole(text)}} if text else {})
        for span, text in fix.edits
    ]
    return {
        "description": _message(fix.description[:1].upper() + fix.description[1:] + "."),
        "artifactChanges": [{"artifactLocation": _artifact(path), "replacements": replacements}],
        "properties": {"safe": fix.safe},
    }


def _place(path: str, span: Span) -> dict[str, Any]:
    return {"artifactLocation": _artifact(path), "region": _region(span)}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": root_uri(path), "uriBaseId": _ROOT}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _message(text: str) -> dict[str, str]:
    """Return a message in which nothing that the author wrote is taken for a link, `[words](target)`."""
    return {"text": visible(text).replace("](", "\\](")}
