"""Workflow commands, which a job prints and GitHub shows at the lines of the pull request.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest without a word, so no more are
written, the worst first, and a last notice counts what is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from blueprint_cli.report.excerpt import printable, split_lines
from blueprint_cli.report.repository import root_path
from blueprint_cli.report.summary import count

#: Of each kind, in one step.
LIMIT = 10
_PLACE = re.compile(r"(?P<file>.+?):(?P<line>[0-9]+):(?P<column>[0-9]+): (?P<words>.+)")


def at_most(found: Mapping[str, Sequence[str]], title: str) -> list[str]:
    """Return as many commands as GitHub shows; `found` are all, by the severity `error`, `warning` and `info`."""
    room = dict.fromkeys(found, LIMIT)
    if any(len(lines) > LIMIT for lines in found.values()):
        # The notice that counts the rest is one of the ten.
        room["info"] -= 1
    shown = [line for severity, lines in found.items() for line in lines[: room[severity]]]
    if rest := {severity: len(lines) - room[severity] for severity, lines in found.items() if lines[room[severity] :]}:
        counted = ", ".join(count(number, severity) for severity, number in rest.items())
        message = f"{counted} more: GitHub shows {LIMIT} of a kind in one step. The summary of the job lists them all."
        shown.append(command("notice", message, title=title))
    return shown


def annotate_places(lines: str) -> str:
    """Return an error for each line that begins with a place, as in `bp.yaml:3:5: words`; empty without any."""
    found = (_PLACE.match(line) for line in lines.splitlines())
    return "".join(
        command("error", at["words"], file=root_path(at["file"]), line=at["line"], col=at["column"], title="bp") + "\n"
        for at in found
        if at
    )


def command(name: str, message: str, **properties: str) -> str:
    """Return a command on one line, whatever the words are."""
    written = ",".join(
        f"{key}={_escape(printable(value)).replace(':', '%3A').replace(',', '%2C')}"
        for key, value in properties.items()
    )
    return f"::{name} {written}::{_escape(chr(10).join(map(printable, split_lines(message))).strip())}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def plain(text: str) -> str:
    """Return a line for the log that is no command: neither in today's form nor in the old one, `##[name]`."""
    return printable(text).replace("::", ": :").replace("##[", "## [")
