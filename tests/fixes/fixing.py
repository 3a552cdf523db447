"""Fixing in memory, and what has to hold of it whatever was fixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from blueprint_cli.document import Map, Seq, read_document
from blueprint_cli.files import DISK
from blueprint_cli.findings.finding import Finding
from blueprint_cli.fixes import FixedFile, fix_document
from blueprint_cli.in_force import InForce
from blueprint_cli.lint import Settings, lint_document
from blueprint_cli.rules.levels import profile_levels

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)
SETTINGS = Settings(today=TODAY)
IN_FORCE = InForce(profile_levels("standard"))
NAME = "x.blueprint.yaml"


def fix(data: bytes, path: str = NAME, unsafe: Sequence[str] = (), in_force: InForce = IN_FORCE) -> FixedFile:
    return fix_document(path, data, SETTINGS, in_force, DISK, unsafe=unsafe)


def fixed(data: bytes, path: str = NAME, unsafe: Sequence[str] = ()) -> bytes:
    """Return the fixed bytes; fixing them again must change nothing, nor find anything to change."""
    once = fix(data, path, unsafe)
    again = fix(once.after, path, unsafe)
    assert again.after == once.after
    assert not again.made
    return once.after


def findings(data: bytes, path: str, in_force: InForce) -> list[Finding]:
    return lint_document(path, data, SETTINGS, in_force).findings


def errors(found: Sequence[Finding]) -> Counter[tuple[str, str]]:
    """Count errors by rule and detail."""
    return Counter((f.rule, f.detail) for f in found if f.severity == "error")


def comments(data: bytes) -> list[str]:
    document = read_document(NAME, data)
    lines = document.text.split("\n")
    return [lines[span.line - 1][span.column - 1 : span.end_column - 1] for span in document.comments]


def plain(value: object) -> object:
    if isinstance(value, Map):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, Seq) else value


def content(data: bytes) -> object:
    """Return what a file says, without where it stands."""
    return plain(read_document(NAME, data).data)


#: A blueprint without findings of errors, for fragments of `steps` and of fields of the file.
HEAD = "blueprint: 1\nservice: Return\n"
BODY = (
    "actors:\n  finance: {name: Finance, kind: team}\n  warehouse: Warehouse clerk\n"
    "systems:\n  website: {name: Website, kind: web}\n  payments: Payment system\n"
    "policies:\n  window: Returns window\n"
    "processes:\n  inspection: Inspection\n"
    "steps:\n"
    "  - name: Request\n    customer:\n      id: asks\n      does: Starts a return\n"
    "    frontstage:\n      does: Offers a label\n      by: website\n      follows: window\n"
    "  - name: Inspect\n    customer: Waits\n    backstage:\n      - does: Opens the box\n        by: warehouse\n"
    "        process: inspection\n"
    "      - id: record\n        does: Types the result in\n        by: warehouse\n        uses: website\n"
)


def blueprint(card: str = "", *, head: str = "", tail: str = "") -> bytes:
    """Return the blueprint with lines added to the file, to its last card, and at its end."""
    lines = "".join(f"        {line}\n" for line in card.splitlines())
    return f"{HEAD}{head}{BODY}{lines}{tail}".encode()
