"""What a rule is, and the few words with which it speaks.

A rule is a module of this package: its docstring is its documentation (`bp explain`), its `RULE` says what it is and
its `check` yields a `Problem` for each pitfall, or one `Skipped` where the blueprint lacks what it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from blueprint_cli.blueprint import Blueprint, Card, Element, Link
from blueprint_cli.document import Problem, Related, Severity, Span
from blueprint_cli.files import DISK, Files
from blueprint_cli.rules.options import Option, Plain

if TYPE_CHECKING:
    from blueprint_cli.measures.elapsed import Elapsed
    from blueprint_cli.rules.words import Words

Group = Literal["layers", "logic", "support", "journey", "value", "handoffs", "time", "failure", "governance", "file"]
Read = TypeVar("Read")
#: How far a finding of one rule silences the findings of a rule that it covers.
Reach = Literal["file", "card", "place"]


class Skipped(NamedTuple):
    """A rule's word that its data is absent: `no durations`."""

    reason: str


@dataclass(eq=False, repr=False)
class Context:
    """What a rule may know beside the blueprint itself."""

    blueprint: Blueprint
    today: date
    #: The word lists of the blueprint's language; None where there are none.
    words: Words | None = None
    #: Where linked files are read from.
    files: Files = DISK
    #: The options that somebody has set, by rule and name.
    options: Mapping[str, Mapping[str, Plain]] = field(default_factory=dict)

    def option(self, option: Option[Read]) -> Read:
        """Return the value of an option that is in force for this blueprint."""
        return option.read(self.options.get(option.rule, {}).get(option.name, option.default))

    @cached_property
    def elapsed(self) -> Elapsed:
        """The time arithmetic of the blueprint, done once for all rules."""
        from blueprint_cli.measures.elapsed import measure_elapsed

        return measure_elapsed(self.blueprint)


Check = Callable[[Blueprint, Context], Iterator[Problem | Skipped]]


@dataclass(frozen=True, eq=False, repr=False)
class Rule:
    """One pitfall that a service designer would recognise.

    `service` marks a pitfall of the service and not of its drawing (the § of the catalogue): acknowledged where the
    author has marked it. `reads_words` needs the word lists of the blueprint's language. `whole` speaks of what is
    missing, so it waits until the file has no structural error. `covers` names the rules that tell the same cause in
    a smaller way: theirs are dropped in the same file, on the same card, or at the same place.
    """

    name: str
    group: Group
    check: Check
    service: bool = False
    reads_words: bool = False
    whole: bool = False
    covers: dict[str, Reach] = field(default_factory=dict)
    #: Whether its findings bring a correction that a program can make.
    fixable: bool = False
    #: What a team may set in `bp.yaml`.
    options: tuple[Option[Any], ...] = ()
    #: The version of bp that had it first.
    since: str = "0.1.0"


def on_card(
    rule: str,
    card: Card,
    message: str,
    help: str,
    *fields: str,
    place: Span | None = None,
    link: Link | None = None,
    related: tuple[Related, ...] = (),
    severity: Severity | None = None,
    detail: str = "",
) -> Problem:
    """Return a problem about a card, placed at the first of `fields` that is given, or at the card's words.

    It counts as marked where the card, the `link` it is about, or any card of the step carries a pain, a fail point
    or an idea.
    """
    return Problem(
        rule=rule,
        span=place or card.at(*fields),
        message=message,
        help=help,
        card=card.address,
        anchor=card.anchor,
        detail=detail,
        related=related,
        severity=severity,
        marked=card.marked or card.step.marked or (link is not None and link.marked),
    )


def on_file(
    rule: str,
    blueprint: Blueprint,
    message: str,
    help: str,
    *fields: str,
    element: Element | None = None,
    related: tuple[Related, ...] = (),
    severity: Severity | None = None,
    detail: str = "",
    marked: bool | None = None,
) -> Problem:
    """Return a problem about the whole blueprint, placed at the first of `fields` given, or at the service's name.

    It counts as marked where the file itself has a pain, unless the rule says otherwise.
    """
    return Problem(
        rule=rule,
        span=(element or blueprint).at(*fields),
        message=message,
        help=help,
        detail=detail,
        related=related,
        severity=severity,
        marked=bool(blueprint.pains) if marked is None else marked,
    )


def card_words(card: Card, limit: int = 60) -> str:
    """Return the card's own words for a message, cut at a word where they are long."""
    words = " ".join(card.does.split())
    if len(words) <= limit:
        return words
    return words[: limit + 1].rsplit(" ", 1)[0][:limit].rstrip(" ,;:") + "…"
