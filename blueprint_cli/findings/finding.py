"""A finding: a problem with a severity, a path and a fingerprint. The one vocabulary of every report."""

from __future__ import annotations

from typing import NamedTuple

from blueprint_cli.document import Fix, Related, Severity, Span


class Finding(NamedTuple):
    """One finding, ready to be reported."""

    path: str
    span: Span
    rule: str
    severity: Severity
    message: str
    help: str
    card: str
    fingerprint: str
    related: tuple[Related, ...] = ()
    #: A problem of the service that the author has marked in a current state: kept, counted, never failing.
    acknowledged: bool = False
    fix: Fix | None = None
    #: What the fingerprint is made of beside rule and path: the lasting address of the place, and what tells findings
    #: of one rule there apart.
    anchor: str = ""
    detail: str = ""


class Skip(NamedTuple):
    """A rule that could not speak about a file, and why: never a silent pass."""

    rule: str
    path: str
    reason: str
