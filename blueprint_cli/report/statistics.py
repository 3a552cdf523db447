"""How often each rule spoke: `bp lint --statistics`, as a table in place of the findings, or beside them in JSON."""

from __future__ import annotations

from collections import Counter
from typing import Any

from blueprint_cli.discovery import NO_SUCH_PATH
from blueprint_cli.findings.run import Run
from blueprint_cli.report.excerpt import printable
from blueprint_cli.report.summary import sum_up

#: Ignored and baselined findings are counted here and are not among the findings.
KINDS = ("error", "warning", "info", "acknowledged", "ignored", "baselined")


def count_rules(run: Run) -> dict[str, Counter[str]]:
    """Return for each rule that spoke how many findings of each kind there are, and in how many `files`.

    The rules with most findings come first, equal ones by name.
    """
    counts: dict[str, Counter[str]] = {}
    for file in run.files:
        told: list[tuple[str, str]] = [
            (f.rule, "acknowledged" if f.acknowledged else f.severity) for f in file.findings
        ]
        told += [(f.rule, "ignored") for f in file.ignored]
        told += [(f.rule, "baselined") for f in file.baselined]
        for rule, kind in told:
            counts.setdefault(rule, Counter())[kind] += 1
        for rule in {rule for rule, _ in told}:
            counts[rule]["files"] += 1
    return dict(sorted(counts.items(), key=lambda entry: (-sum(entry[1][kind] for kind in KINDS), entry[0])))


def write_statistics(run: Run, *, verbose: bool = False) -> str:
    """Return the table in plain text, one rule a line, with the last line of every text report."""
    counts = count_rules(run)
    shown = [kind for kind in KINDS if any(count[kind] for count in counts.values())]
    heads = [*(f"{kind}s" if kind in ("error", "warning", "info") else kind for kind in shown), "files"]
    lines = [[*(f"{count[kind]:,}" for kind in shown), f"{count['files']:,}", rule] for rule, count in counts.items()]
    if lines:
        lines.insert(0, [*heads, "rule"])
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))] if lines else []
    table = ["  ".join([*(map(str.rjust, line, widths)), line[-1]]) for line in lines]
    missing = [f"{printable(path)}: error: {NO_SUCH_PATH}" for path in run.missing]
    refused = [
        f"{printable(file.path)}: error: This could not be read: {printable(file.refused)}"
        for file in run.files
        if file.refused is not None
    ]
    return "\n".join([*table, *refused, *missing, sum_up(run, verbose=verbose), *map(printable, run.notes)]) + "\n"


def statistics_data(run: Run) -> list[dict[str, Any]]:
    """Return the table for JSON."""
    return [
        {
            "rule": rule,
            "errors": count["error"],
            "warnings": count["warning"],
            "infos": count["info"],
            "acknowledged": count["acknowledged"],
            "ignored": count["ignored"],
            "baselined": count["baselined"],
            "files": count["files"],
        }
        for rule, count in count_rules(run).items()
    ]
