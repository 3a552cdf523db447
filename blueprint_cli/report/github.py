"""GitHub annotations of findings, the worst first; paths are from the root of the repository."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.discovery import NO_SUCH_PATH
from blueprint_cli.findings.finding import Finding
from blueprint_cli.findings.run import Run
from blueprint_cli.report.excerpt import split_lines
from blueprint_cli.report.repository import root_path
from blueprint_cli.report.summary import say_fix, sum_up
from blueprint_cli.report.workflow import at_most, command, plain

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def write_github(run: Run) -> str:
    """Return the annotations, and after them the summary and the notes of the run as they stand in the log."""
    found: dict[str, list[str]] = {"error": list(_unread(run)), "warning": [], "info": []}
    for finding in run.findings:
        if not finding.acknowledged:
            found[finding.severity].append(_annotation(finding))
    shown = at_most(found, "bp lint")
    return "\n".join([*shown, sum_up(run, verbose=True), *map(plain, run.notes)]) + "\n"


def _unread(run: Run) -> Iterator[str]:
    for path in run.missing:
        yield command("error", f"{root_path(path)}: {NO_SUCH_PATH}", title="bp lint")
    for file in run.files:
        if file.refused is not None:
            path = root_path(file.path)
            message = f"{path}: This could not be read: {file.refused}"
            yield command("error", message, file=path, title="bp lint")


def _annotation(finding: Finding) -> str:
    path, span = root_path(finding.path), finding.span
    # The log shows the message alone, so it says the place as well.
    lines = [f"{path}:{span.line}:{span.column}: {finding.message} [{finding.rule}]", *split_lines(finding.help)]
    if finding.fix:
        lines.append(f"fix: {say_fix(finding.fix, finding.rule)}")
    places = {"file": path, "line": str(span.line), "endLine": str(span.end_line)}
    if span.line == span.end_line:
        # Of a stretch of several lines GitHub takes no columns.
        places |= {"col": str(span.column), "endColumn": str(span.end_column)}
    return command(_COMMANDS[finding.severity], "\n".join(lines), **places, title=finding.rule)
