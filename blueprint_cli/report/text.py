"""The text report of a pipe, a file or a log: plain, one finding a line, the same bytes for the same run.

    samples/x.yaml:12:7: warning: What is wrong [rule-name]
        help: Why it matters and what to do
        fix: `bp lint --fix` would write “finance” for “finanse”
        (an example that belongs to it keeps its lines)
        samples/x.yaml:3:1: Another place that belongs to it

Only the first line of a finding starts at the margin, so `grep ': error: '` finds errors. With `verbose`,
acknowledged, ignored and baselined findings carry that word in place of the severity, and skipped rules follow those
of their file. The last line is `blueprint_cli.report.summary.sum_up`; notes of the run follow it, one a line.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.discovery import NO_SUCH_PATH
from blueprint_cli.findings.finding import Finding
from blueprint_cli.findings.run import FileResult, Run
from blueprint_cli.report.excerpt import printable, split_lines
from blueprint_cli.report.summary import say_fix, sum_up


def write_text(run: Run, *, verbose: bool = False) -> str:
    """Return the plain report of a run, ending in a newline."""
    lines = [line for file in run.files for line in _file_lines(file, verbose)]
    lines += [f"{printable(path)}: error: {NO_SUCH_PATH}" for path in run.missing]
    return "\n".join([*lines, sum_up(run, verbose=verbose), *map(printable, run.notes)]) + "\n"


def list_findings(findings: list[Finding]) -> str:
    """Return findings alone, as `write_text` shows them; empty where there are none."""
    return "".join(f"{line}\n" for finding in findings for line in _finding_lines(finding, finding.severity))


def _file_lines(file: FileResult, verbose: bool) -> Iterator[str]:
    if file.refused is not None:
        yield f"{printable(file.path)}: error: This could not be read: {printable(file.refused)}"
    for finding in file.findings:
        if verbose or not finding.acknowledged:
            yield from _finding_lines(finding, "acknowledged" if finding.acknowledged else finding.severity)
    if verbose:
        for finding in file.ignored:
            yield from _finding_lines(finding, "ignored")
        for finding in file.baselined:
            yield from _finding_lines(finding, "baselined")
        for skip in file.skipped:
            yield f"{printable(skip.path)}: skipped: {printable(skip.reason)} [{skip.rule}]"


def _finding_lines(finding: Finding, word: str) -> Iterator[str]:
    place = f"{printable(finding.path)}:{finding.span.line}:{finding.span.column}"
    yield f"{place}: {word}: {printable(finding.message)} [{finding.rule}]"
    if finding.help:
        for line in split_lines(f"help: {finding.help}"):
            if line.strip():
                yield f"    {printable(line)}"
    if finding.fix:
        yield f"    fix: {printable(say_fix(finding.fix, finding.rule))}"
    for related in finding.related:
        path = printable(related.path or finding.path)
        yield f"    {path}:{related.span.line}:{related.span.column}: {printable(related.message)}"
