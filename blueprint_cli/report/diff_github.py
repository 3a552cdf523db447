"""GitHub annotations of changes and new findings, at the lines of the new version; what is gone, at its blueprint."""

from __future__ import annotations

from blueprint_cli.changes.change import Change
from blueprint_cli.diff import Compared, DiffRun
from blueprint_cli.discovery import NO_SUCH_PATH
from blueprint_cli.document import Span
from blueprint_cli.report.diff_words import say_cause, say_change, say_parts, sum_up_diff
from blueprint_cli.report.excerpt import split_lines
from blueprint_cli.report.repository import root_path
from blueprint_cli.report.workflow import at_most, command, plain

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_TITLE = "bp diff"


def write_diff_github(run: DiffRun) -> str:
    """Return the annotations and the last line of the text.

    A breaking change is an error where it fails the run, else a warning; a risky one is a warning. Approved changes and
    lesser ones are not annotated.
    """
    failing = {word for word, _ in run.failing}
    found: dict[str, list[str]] = {"error": [], "warning": [], "info": []}
    for path in run.missing:
        found["error"].append(command("error", f"{root_path(path)}: {NO_SUCH_PATH}", title=_TITLE))
    for path, words in run.refused:
        told = f"{root_path(path)}: This could not be read: {words}"
        found["error"].append(command("error", told, file=root_path(path), title=_TITLE))
    for file in run.files:
        for new in file.comparison.findings.new:
            finding = new.finding
            if not finding.acknowledged:
                words = f"New: {finding.message} [{finding.rule}]"
                lines = [words, *([say_cause(new.cause)] if new.cause else []), *split_lines(finding.help)]
                found[finding.severity].append(_at(finding.path, finding.span, finding.severity, lines, finding.rule))
        for change in file.comparison.changes:
            if change.level in ("breaking", "risky") and not change.approval:
                severity = "error" if change.level in failing and change.level == "breaking" else "warning"
                found[severity].append(_change(file, change, severity))
    return "\n".join([*at_most(found, _TITLE), plain(sum_up_diff(run))]) + "\n"


def _change(file: Compared, change: Change, severity: str) -> str:
    parts = [say_parts(change)] if change.parts else []
    where = f" ({change.address})" if change.address else ""
    lines = [f"{say_change(change)}{where}", *parts, change.why]
    return _at(file.path, change.new_span, severity, lines, change.level)


def _at(path: str, span: Span | None, severity: str, lines: list[str], title: str) -> str:
    name = root_path(path)
    places = {"file": name}
    if span is not None:
        places |= {"line": str(span.line), "endLine": str(span.end_line)}
        if span.line == span.end_line:
            places |= {"col": str(span.column), "endColumn": str(span.end_column)}
    at = f"{name}:{span.line}" if span else name
    return command(_COMMANDS[severity], "\n".join([f"{at}: {lines[0]}", *lines[1:]]), **places, title=title)
