"""What is in force for one file: how severe each rule is, its options, the words that are fine, the shared catalogs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from blueprint_cli.rules.engine import Levels
    from blueprint_cli.rules.options import Plain


class InForce(NamedTuple):
    """The settings of one file, whoever made them: plain data that can be compared, hashed and handed to a process.

    `options` are those that differ from their defaults, by rule and name. `catalogs` are paths from the working folder
    (or absolute), read after those that the blueprint names itself.
    """

    levels: Levels
    options: Mapping[str, Mapping[str, Plain]] = {}
    vocabulary: tuple[str, ...] = ()
    catalogs: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The same text for the same settings, in whichever order they were made: a key for a cache."""
        import json

        said = [dict(self.levels), {rule: dict(values) for rule, values in self.options.items()}]
        return json.dumps([*said, sorted(self.vocabulary), self.catalogs], ensure_ascii=False, sort_keys=True)

    def __hash__(self) -> int:
        """Hash what is in force."""
        return hash(self.key)
