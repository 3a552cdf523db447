"""The text of a file, as it was read."""

from __future__ import annotations

from dataclasses import dataclass, field

from blueprint_cli.document.problem import Problem
from blueprint_cli.document.span import Span
from blueprint_cli.document.tree import Map


@dataclass(slots=True, eq=False, repr=False)
class Document:
    """A text, the mapping that was read from it, and what was wrong with it on the way.

    `path` is the name that findings carry. `data` is None where the text holds no mapping at all.
    """

    path: str
    text: str
    data: Map | None = None
    problems: list[Problem] = field(default_factory=list)
    #: The spans of comments, from `#` to the end of the line.
    comments: list[Span] = field(default_factory=list)
