"""What a walk over the events of the parser leaves for the checks after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from blueprint_cli.document.problem import Problem
from blueprint_cli.document.span import START, Span

if TYPE_CHECKING:
    import _ruamel_yaml as yaml


class Scalar(NamedTuple):
    """A scalar that a later check looks at again."""

    value: str
    style: str
    span: Span
    is_key: bool


@dataclass(slots=True, eq=False, repr=False)
class Parsed:
    """What came out of a pass: a tree, problems, and where the parser gave up, if it did."""

    root: Any = None
    root_span: Span = START
    #: Whether there was any value at all.
    found: bool = False
    #: Nothing of the tree is to be used.
    refused: bool = False
    problems: list[Problem] = field(default_factory=list)
    error: yaml.YAMLError | None = None
    #: The scalars that share a line with a `#` or run over several lines.
    scalars: list[Scalar] = field(default_factory=list)
    #: Plain values that hold a colon without a space after it.
    glued: list[Scalar] = field(default_factory=list)
    #: Names (`&name`) of scalars that no alias has used yet, with their places.
    names: dict[str, Span] = field(default_factory=dict)
    #: The places, from 0, of the brackets that are open where the parser gave up.
    brackets: list[tuple[int, int]] = field(default_factory=list)
    #: The event that was read last: the usual suspect when the parser gives up.
    last: yaml.Event | None = None
    #: The line, from 0, where reading stopped before the end of the text.
    end: int | None = None
