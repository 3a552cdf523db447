"""Results of files as plain lists, for a pipe between processes and for the cache; source texts stay on the disk."""

from __future__ import annotations

from typing import Any

from blueprint_cli.document import Fix, Related, Span
from blueprint_cli.findings.finding import Finding, Skip
from blueprint_cli.findings.run import FileResult

#: A result as lists, texts, numbers and None, as JSON knows them.
Plain = list[Any]


class Unread(FileResult):
    """A result whose source text is read when a report shows it, so that a run over many files stays small."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The source, as it is on the disk by now; empty where it is gone."""
        from blueprint_cli.document.decode import decode

        try:
            with open(self.path, "rb") as file:
                return decode(file.read()).text
        except OSError:
            return ""

    @text.setter
    def text(self, _text: str) -> None:
        """Let the text go."""


def unread(result: FileResult) -> FileResult:
    """Return a result without its text, which is on the disk."""
    return Unread(result.path, "", result.findings, result.skipped, result.ignored, result.baselined, result.refused)


def to_plain(result: FileResult) -> Plain:
    """Return all of a result but its path and text."""
    skipped = [[skip.rule, skip.reason] for skip in result.skipped]
    findings, ignored = ([_plain(finding) for finding in each] for each in (result.findings, result.ignored))
    return [findings, ignored, skipped, result.refused]


def from_plain(path: str, plain: Plain) -> FileResult:
    """Return the result that `to_plain` was given. Raises TypeError, ValueError or IndexError for anything else."""
    findings, ignored, skipped, refused = plain
    return Unread(
        path,
        "",
        [_finding(path, each) for each in findings],
        [Skip(rule, path, reason) for rule, reason in skipped],
        [_finding(path, each) for each in ignored],
        [],
        refused,
    )


def _plain(finding: Finding) -> Plain:
    fix = finding.fix
    return [
        *finding.span,
        finding.rule,
        finding.severity,
        finding.message,
        finding.help,
        finding.card,
        finding.fingerprint,
        [[*related.span, related.message, related.path] for related in finding.related],
        finding.acknowledged,
        fix and [fix.description, [[*span, text] for span, text in fix.edits], fix.safe],
        finding.anchor,
        finding.detail,
    ]


def _finding(path: str, plain: Plain) -> Finding:
    line, column, end_line, end_column, rule, severity, message, help, card, fingerprint, *more = plain
    related, acknowledged, fix, anchor, detail = more
    return Finding(
        path,
        Span(line, column, end_line, end_column),
        rule,
        severity,
        message,
        help,
        card,
        fingerprint,
        tuple(Related(Span(*each[:4]), each[4], each[5]) for each in related),
        acknowledged,
        fix and Fix(fix[0], tuple((Span(*edit[:4]), edit[4]) for edit in fix[1]), fix[2]),
        anchor,
        detail,
    )
