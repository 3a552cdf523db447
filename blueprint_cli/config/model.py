"""What configurations say, setting by setting, each with the place that says it; and what follows for one file."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from blueprint_cli.config.globs import matches
from blueprint_cli.document import Map, Span
from blueprint_cli.in_force import InForce

if TYPE_CHECKING:
    from blueprint_cli.rules.engine import Levels
    from blueprint_cli.rules.levels import Level
    from blueprint_cli.rules.options import Plain

Value = TypeVar("Value")


class Origin(NamedTuple):
    """Where a setting stands: the file, as people would name it from the working folder, and the place in it."""

    path: str
    span: Span

    def __str__(self) -> str:
        """Return file and line, as an editor opens them."""
        return f"{self.path}:{self.span.line}"


@dataclass(frozen=True, slots=True)
class Said(Generic[Value]):
    """A setting, and where it was made."""

    value: Value
    origin: Origin


@dataclass(frozen=True, slots=True)
class Part:
    """Settings of one place: the top of a configuration (`files` is None), or an override for what its globs match."""

    #: Where the globs start; a path from the working folder.
    folder: str = ""
    files: tuple[str, ...] | None = None
    profile: Said[str] | None = None
    levels: Mapping[str, Said[Level]] = field(default_factory=dict)
    #: By rule and name.
    options: Mapping[str, Mapping[str, Said[Plain]]] = field(default_factory=dict)
    vocabulary: tuple[Said[str], ...] = ()

    def holds_for(self, path: str) -> bool:
        """Whether the settings hold for a file."""
        return self.files is None or any(matches(pattern, path, self.folder) for pattern in self.files)


@dataclass(frozen=True, slots=True)
class Settled:
    """The settings of all parts that hold for a file: of two the later one counts, word lists are added up."""

    profile: Said[str] | None
    levels: Mapping[str, Said[Level]]
    options: Mapping[str, Mapping[str, Said[Plain]]]
    vocabulary: tuple[Said[str], ...]


@dataclass(frozen=True, slots=True)
class Config:
    """A configuration with all that it extends.

    `parts` are in the order in which they count: what is extended before what extends it, the top of a file before its
    overrides. `diffs` are the `diff` mappings as they were written, each with its file, in the same order: `bp diff`
    reads them.
    """

    path: str
    parts: tuple[Part, ...] = ()
    #: Globs, each with the folder where it starts.
    excludes: tuple[tuple[str, Said[str]], ...] = ()
    #: Paths from the working folder.
    shared: tuple[Said[str], ...] = ()
    diffs: tuple[tuple[str, Map], ...] = ()
    #: All files that were read, this one first.
    sources: tuple[str, ...] = ()

    @property
    def catalogs(self) -> tuple[str, ...]:
        """The catalogs that all blueprints share, by their paths from the working folder."""
        return tuple(dict.fromkeys(said.value for said in self.shared))

    def parts_for(self, path: str) -> tuple[int, ...]:
        """Return the indices of the parts that hold for a file, by its path from the working folder."""
        return tuple(number for number, part in enumerate(self.parts) if part.holds_for(path))

    def settle(self, numbers: tuple[int, ...]) -> Settled:
        """Return what some parts say together."""
        profile: Said[str] | None = None
        levels: dict[str, Said[Level]] = {}
        options: dict[str, dict[str, Said[Plain]]] = {}
        vocabulary: dict[str, Said[str]] = {}
        for part in (self.parts[number] for number in numbers):
            profile = part.profile or profile
            levels |= part.levels
            for rule, values in part.options.items():
                options.setdefault(rule, {}).update(values)
            for word in part.vocabulary:
                vocabulary.setdefault(word.value, word)
        return Settled(profile, levels, options, tuple(vocabulary.values()))

    def in_force(
        self, numbers: tuple[int, ...], choose: Callable[[str | None, Mapping[str, Level]], Levels]
    ) -> InForce:
        """Return what is in force where some parts hold; `choose` brings profile, changes and command line together."""
        settled = self.settle(numbers)
        profile = settled.profile.value if settled.profile else None
        return InForce(
            choose(profile, {rule: said.value for rule, said in settled.levels.items()}),
            {rule: {name: said.value for name, said in values.items()} for rule, values in settled.options.items()},
            tuple(said.value for said in settled.vocabulary),
            self.catalogs,
        )

    def excluded_by(self, path: str) -> Origin | None:
        """Return the line that excludes a file; None where none does."""
        found = (said.origin for folder, said in self.excludes if matches(said.value, path, folder))
        return next(found, None)


def shown(path: str) -> str:
    """Return a path as people would name it from the working folder, with `/`."""
    try:
        path = os.path.relpath(path)
    except ValueError:  # Windows: another drive.
        path = os.path.abspath(path)
    return path.replace(os.sep, "/")
