"""GitHub annotations: workflow commands, which a job prints and GitHub shows at the lines of the pull request.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest without a word, so no more are
written, the worst first, and a last notice counts what is left out. Paths are from the root of the repository.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.discovery import NO_SUCH_PATH
from blueprint_cli.findings.finding import Finding
from blueprint_cli.findings.run import Run
from blueprint_cli.report.excerpt import printable, split_lines
from blueprint_cli.report.repository import root_path
from blueprint_cli.report.summary import count, say_fix, sum_up

#: Of each kind, in one step.
LIMIT = 10
_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def write_github(run: Run) -> str:
    """Return the annotations, and after them the summary and the notes of the run as they stand in the log."""
    found: dict[str, list[str]] = {"error": list(_unread(run)), "warning": [], "info": []}
    for finding in run.findings:
        if not finding.acknowledged:
            found[finding.severity].append(_annotation(finding))
    room = dict.fromkeys(found, LIMIT)
    if any(len(found[severity]) > LIMIT for severity in found):
        # The notice that counts the rest is one of the ten.
        room["info"] -= 1
    shown = [line for severity, lines in found.items() for line in lines[: room[severity]]]
    if rest := {severity: len(lines) - room[severity] for severity, lines in found.items() if lines[room[severity] :]}:
        counted = ", ".join(count(number, severity) for severity, number in rest.items())
        message = f"{counted} more: GitHub shows {LIMIT} of a kind in one step. The summary of the job lists them all."
        shown.append(_command("notice", message, title="bp lint"))
    return "\n".join([*shown, sum_up(run, verbose=True), *map(_plain, run.notes)]) + "\n"


def _unread(run: Run) -> Iterator[str]:
    for path in run.missing:
        yield _command("error", f"{root_path(path)}: {NO_SUCH_PATH}", title="bp lint")
    for file in run.files:
        if file.refused is not None:
            path = root_path(file.path)
            message = f"{path}: This could not be read: {file.refused}"
            yield _command("error", message, file=path, title="bp lint")


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
    return _command(_COMMANDS[finding.severity], "\n".join(lines), **places, title=finding.rule)


def _command(name: str, message: str, **properties: str) -> str:
    """Return a command on one line, whatever the words are."""
    written = ",".join(
        f"{key}={_escape(printable(value)).replace(':', '%3A').replace(',', '%2C')}"
        for key, value in properties.items()
    )
    return f"::{name} {written}::{_escape(chr(10).join(map(printable, split_lines(message))).strip())}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _plain(text: str) -> str:
    """Return a line for the log that is no command: neither in today's form nor in the old one, `##[name]`."""
    return printable(text).replace("::", ": :").replace("##[", "## [")
