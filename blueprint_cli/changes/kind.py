"""What a kind of change is, and how the tables of kinds are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: `breaking`: what the customer was promised or can see gets worse or disappears. `risky`: the organisation must act.
#: `cosmetic`: nothing that the blueprint says has changed.
Level = Literal["breaking", "risky", "info", "cosmetic"]
#: The worst first.
LEVELS: tuple[Level, ...] = ("breaking", "risky", "info", "cosmetic")
Sign = Literal["+", "−", "~", "→"]

#: A kind in a table: its name, its words, its level, and why it matters, in one sentence for a designer.
Row = tuple[str, str, Level, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of change; `opposite` is the kind that the same change has when the other side is the new one."""

    name: str
    sign: Sign
    #: What happened, as the start of a line: `Customer action removed`.
    words: str
    #: The level as delivered; `diff.levels` of the configuration may re-rate it.
    level: Level
    #: Why it matters, one sentence.
    why: str
    opposite: str


def comes_and_goes(added: Row, removed: Row) -> tuple[Kind, Kind]:
    """Return a pair of something that is added or removed."""
    return Kind(added[0], "+", *added[1:], removed[0]), Kind(removed[0], "−", *removed[1:], added[0])


def both_ways(one: Row, other: Row, sign: Sign = "~") -> tuple[Kind, Kind]:
    """Return a pair of changes in two directions."""
    return Kind(one[0], sign, *one[1:], other[0]), Kind(other[0], sign, *other[1:], one[0])


def either_way(row: Row, sign: Sign = "~") -> tuple[Kind, ...]:
    """Return a change that is its own opposite."""
    return (Kind(row[0], sign, *row[1:], row[0]),)
