"""What is wrong and where, in words: the one form in which readers, the model and the rules speak.

A problem becomes a `Finding` once it has a severity, a path and a fingerprint (`blueprint_cli.findings`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from blueprint_cli.document.span import Span

Severity = Literal["error", "warning", "info"]


class Related(NamedTuple):
    """Another place that belongs to the problem: the first of two duplicates, the other end of a handoff."""

    span: Span
    message: str
    #: The file, where it is not the one that the problem is in.
    path: str | None = None


class Fix(NamedTuple):
    """A correction that a program can make: each edit replaces the text of a span, and all else stays as it is.

    `description` completes “bp would …”: `write “finance” for “finanse”`. A fix is `safe` where it cannot change what
    the author means.
    """

    description: str
    edits: tuple[tuple[Span, str], ...]
    safe: bool = True


class Meant(NamedTuple):
    """What most likely was to stand at the span of a problem: text, or a number or truth that takes no quotes.

    `sure` where nothing else comes into question, so that a program may put it there.
    """

    value: str | int | bool
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of one document.

    `message` (at most 160 characters) says what is wrong in the author's words, `help` why it matters and what to
    do. `card` is the address people say; `anchor` the one that survives edits (the same where a card has a name of
    its own). `detail` tells problems of one rule at one anchor apart, such as the unknown key.
    """

    rule: str
    span: Span
    message: str
    help: str = ""
    card: str = ""
    anchor: str = ""
    detail: str = ""
    related: tuple[Related, ...] = ()
    #: Overrides the severity of the profile.
    severity: Severity | None = None
    #: The author has marked the place (pain, fail point, idea): a service problem is acknowledged.
    marked: bool = False
    #: What the key or value at `span` should be; `blueprint_cli.document.rewriting` makes the fix of it.
    meant: Meant | None = None
    fix: Fix | None = None
