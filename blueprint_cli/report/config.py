"""What `bp config` prints: the settings of one file, each with the line that makes it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from blueprint_cli.config.account import Account, Entry, RuleSettings, Source
from blueprint_cli.config.model import Origin, Said
from blueprint_cli.report.terminal import Painter

Row = tuple[str, str, str]


def write_account(account: Account, *, colour: bool) -> str:
    """Return the settings for people: what, its value, and where it comes from, one a line."""
    paint = Painter(colour)
    if account.sources:
        first, *others = account.sources
        start = f"{first} is in force for {account.path}{f'; it extends {_and(others)}' if others else ''}."
    else:
        start = f"No bp.yaml is in force for {account.path}: there is none beside it or above it in its repository."
    if account.excluded:
        start += f"\n{account.excluded} excludes this file, so bp leaves it alone."
    rows: list[Row] = [("profile", account.profile.value, _source(account.profile.source))]
    rows += _listed("catalog", account.catalogs)
    rows += _listed("vocabulary", account.vocabulary)
    rows += [(f"diff {kind}", said.value, str(said.origin)) for kind, said in sorted(account.changes.items())]
    rows += [("diff approves", one.change, str(one.origin)) for one in account.approvals]
    rules = [row for rule in account.rules for row in _rule(rule, f"profile {account.profile.value}")]
    widths = [max(len(row[column]) for row in (*rows, *rules)) for column in (0, 1)]

    def show(row: Row, plain: bool) -> str:
        line = f"{row[0].ljust(widths[0])}  {row[1].ljust(widths[1])}  {row[2]}"
        return paint(line, "quiet") if plain else line

    own = [show(row, row[2] == "default") for row in rows]
    set_here = ("default", f"profile {account.profile.value}")
    return "\n".join([start, "", *own, "", *(show(row, row[2] in set_here) for row in rules)]) + "\n"


def write_account_json(account: Account) -> str:
    """Return the settings for programs, version 1.

    Each is a mapping with its `value` and `from`: the path of a configuration with `line` and `column`, or `profile` or
    `default`.
    """
    content = {
        "version": 1,
        "path": account.path,
        "config": account.sources[0] if account.sources else None,
        "extends": list(account.sources[1:]),
        "excluded": _place(account.excluded) if account.excluded else None,
        "profile": _entry(account.profile),
        "catalogs": [{"value": said.value, **_place(said.origin)} for said in account.catalogs],
        "vocabulary": [{"value": said.value, **_place(said.origin)} for said in account.vocabulary],
        "rules": {
            rule.name: {
                "severity": _entry(rule.severity),
                "options": {name: _entry(entry) for name, entry in rule.options.items()},
            }
            for rule in account.rules
        },
        "diff": {
            "levels": {kind: {"value": said.value, **_place(said.origin)} for kind, said in account.changes.items()},
            "approve": [
                {"change": one.change, "reason": one.reason, "until": one.until, **_place(one.origin)}
                for one in account.approvals
            ],
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _listed(name: str, entries: Iterable[Said[str]]) -> list[Row]:
    rows = [(name, said.value, str(said.origin)) for said in entries]
    return rows or [(name, "none", "default")]


def _rule(rule: RuleSettings, profile: str) -> list[Row]:
    severity = rule.severity
    source = profile if severity.source == "profile" else _source(severity.source)
    options = [(f"  {name}", str(entry.value), _source(entry.source)) for name, entry in rule.options.items()]
    return [(rule.name, severity.value, source), *options]


def _source(source: Source) -> str:
    return str(source)


def _entry(entry: Entry[Any]) -> dict[str, Any]:
    source = entry.source
    return {"value": entry.value, **(_place(source) if isinstance(source, Origin) else {"from": source})}


def _place(origin: Origin) -> dict[str, Any]:
    return {"from": origin.path, "line": origin.span.line, "column": origin.span.column}


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
