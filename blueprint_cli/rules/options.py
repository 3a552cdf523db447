"""Options of rules: the thresholds that a team may move in `bp.yaml`, each with its default and what it means.

A rule lists its options in `RULE` and reads one with `context.option(…)`. A value is plain data, an `int` or a text, so
that what is in force for a file can be compared and written down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from blueprint_cli.blueprint import Duration

#: What is written in a configuration: a whole number, or a text.
Plain = int | str
Read_co = TypeVar("Read_co", covariant=True)


class Option(Protocol[Read_co]):
    """A threshold of a rule."""

    @property
    def rule(self) -> str:
        """The rule that it belongs to."""

    @property
    def name(self) -> str:
        """Its key beside `severity`."""

    @property
    def default(self) -> Plain:
        """Its value where nobody says otherwise, as it would be written."""

    @property
    def description(self) -> str:
        """What it decides, in one sentence."""

    @property
    def takes(self) -> str:
        """What can be written: `a whole number from 1 to 100`."""

    def accepts(self, value: Plain) -> bool:
        """Whether a written value can be used."""

    def read(self, value: Plain) -> Read_co:
        """Return an accepted value as the rule needs it."""

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of a value, without title and description."""


class Number(NamedTuple):
    """A whole number from `least` to `most`."""

    rule: str
    name: str
    default: int
    description: str
    least: int = 1
    most: int = 1000

    @property
    def takes(self) -> str:
        """What can be written."""
        return f"a whole number from {self.least} to {self.most}"

    def accepts(self, value: Plain) -> bool:
        """Whether a written value can be used."""
        return isinstance(value, int) and self.least <= value <= self.most

    def read(self, value: Plain) -> int:
        """Return an accepted value."""
        return int(value)

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of a value."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


def percent(rule: str, name: str, default: int, description: str) -> Number:
    """Return a share of a hundred, written as a whole number."""
    return Number(rule, name, default, description, 0, 100)


class Length(NamedTuple):
    """A length of time, written as in a blueprint: `5 min`, `1 d`."""

    rule: str
    name: str
    default: str
    description: str
    #: Whether working days (`5 wd`) can be meant, too.
    working: bool = False

    @property
    def takes(self) -> str:
        """What can be written."""
        return f"a length of time such as {'`20 min`, `2 d` or `5 wd`' if self.working else '`20 min` or `2 d`'}"

    def accepts(self, value: Plain) -> bool:
        """Whether a written value can be used."""
        from blueprint_cli.blueprint.duration import parse_duration

        length = parse_duration(value) if isinstance(value, str) else None
        return length is not None and length.low == length.high > 0 and (self.working or length.axis == "clock")

    def read(self, value: Plain) -> Duration:
        """Return an accepted value."""
        from blueprint_cli.blueprint.duration import parse_duration

        length = parse_duration(str(value))
        assert length is not None
        return length

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of a value."""
        return {"type": "string", "pattern": r"^\s*\d"}
