"""The last line of a text report: what was found, what is hidden, and why the exit code is what it is."""

from __future__ import annotations

from blueprint_cli.document import Fix
from blueprint_cli.findings.finding import Finding
from blueprint_cli.findings.run import EXIT_FINDINGS, EXIT_INTERNAL, EXIT_USAGE, Run

_SEVERITIES = ("error", "warning", "info")
#: What never fails a run and is shown with --verbose only.
_HELD = ("acknowledged", "ignored", "baselined")


def count(number: int, noun: str) -> str:
    """Say a number of things: `1 error`, `3 errors`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def tally(findings: list[Finding]) -> str:
    """Say how many findings of each severity there are, leaving out what there is none of."""
    words = []
    for severity in _SEVERITIES:
        if number := sum(f.severity == severity and not f.acknowledged for f in findings):
            words.append(count(number, severity))
    if number := sum(f.acknowledged for f in findings):
        words.append(f"{number:,} acknowledged")
    return ", ".join(words)


def say_fix(fix: Fix, rule: str) -> str:
    """Say what would mend a finding of a rule, and by which command."""
    return f"`bp lint --fix{'' if fix.safe else f' --unsafe {rule}'}` would {fix.description}"


def sum_up(run: Run, *, verbose: bool) -> str:
    """Return the line that ends a report; only the notes of the run follow it.

    For example `3 files: 1 error, 2 warnings, 4 acknowledged, 1 ignored. 1 error: exit 1`.
    """
    counts = run.counts
    words = [count(counts[severity], severity) for severity in _SEVERITIES if counts[severity]] or ["no findings"]
    words += [f"{counts[word]:,} {word}" for word in _HELD if counts[word]]
    words += [f"{run.fixed:,} fixed"] if run.fixed else []
    return f"{count(len(run.files), 'file')}: {', '.join(words)}. {_reason(run)}{_hidden(run, verbose)}"


def _reason(run: Run) -> str:
    code = run.exit_code
    if code == EXIT_INTERNAL:
        refused = sum(file.refused is not None for file in run.files)
        crashed = sum(f.rule == "rule-crashed" for f in run.findings)
        causes = [f"{count(refused, 'path')} could not be read"] if refused else []
        causes += [f"{count(len(run.unwritten), 'file')} could not be written"] if run.unwritten else []
        causes += [f"{count(crashed, 'rule')} crashed"] if crashed else []
        return f"{' and '.join(causes)}: exit {code}"
    if code == EXIT_USAGE:
        number = len(run.missing)
        return f"{count(number, 'path')} {'does' if number == 1 else 'do'} not exist: exit {code}"
    if code == EXIT_FINDINGS:
        return f"{tally(run.failing)}: exit {code}"
    if not any(not f.acknowledged for f in run.findings):
        return f"Clean: exit {code}"
    if run.fail_on == "never":
        return f"Nothing fails with --fail-on never: exit {code}"
    return f'Nothing at or over "{run.fail_on}": exit {code}'


def _hidden(run: Run, verbose: bool) -> str:
    if verbose:
        return ""
    counts = run.counts
    words = [f"{counts[word]:,} {word}" for word in _HELD if counts[word]]
    if skipped := len({(skip.rule, skip.path) for file in run.files for skip in file.skipped}):
        words.append(count(skipped, "skipped rule"))
    return f" (--verbose shows {', '.join(words)})" if words else ""
