"""Finds the `bp.yaml` of each file, and says what is in force there. Without one, nothing else is imported."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from blueprint_cli.in_force import InForce

if TYPE_CHECKING:
    from blueprint_cli.config.model import Config, Origin
    from blueprint_cli.rules.engine import Levels
    from blueprint_cli.rules.levels import Level

NAME = "bp.yaml"
#: Names that people expect to work, because other tools read them.
_NEARLY = ("bp.yml", ".bp.yaml", ".bp.yml")
USUAL_PROFILE = "standard"


class ConfigProblem(ValueError):  # noqa: N818 - the user's mistake, told in sentences
    """The configuration cannot be used; the text says why, a line for each mistake: `bp.yaml:3:5: …`."""


def nearest_config(folder: str) -> str | None:
    """Return the nearest `bp.yaml` from a folder upwards, up to the root of its git repository; None without one."""
    place = os.path.abspath(folder)
    while True:
        file = os.path.join(place, NAME)
        if os.path.isfile(file):
            return file
        above = os.path.dirname(place)
        if above == place or os.path.exists(os.path.join(place, ".git")):
            return None
        place = above


@dataclass(eq=False, repr=False)
class Configs:
    """The configurations of a run, each read once; `named` is the one that counts for all files (`--config`).

    What the command line says beats them: `profile` their profiles, `select` and `ignore` the severities of rules.
    Every method raises ConfigProblem for a configuration that makes no sense, and UnknownRule for a rule that the
    command line names and nobody has.
    """

    named: str | None = None
    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    _files: dict[str, str | None] = field(default_factory=dict, repr=False)
    _configs: dict[str, Config] = field(default_factory=dict, repr=False)
    _known: dict[tuple[str, tuple[int, ...]], InForce] = field(default_factory=dict, repr=False)

    def of(self, path: str) -> Config | None:
        """Return the configuration of a file, by its path from the working folder; None where there is none."""
        file = self.nearest(path)
        if file is None:
            return None
        if file not in self._configs:
            from blueprint_cli.config.read import read_config

            self._configs[file] = read_config(file)
        return self._configs[file]

    def nearest(self, path: str) -> str | None:
        """Return the configuration that counts for a file, by its path; None where there is none. Reads nothing."""
        return self.named or self._nearest(os.path.dirname(path))

    def in_force(self, path: str) -> InForce:
        """Return what is in force for a file: the same object for files with the same settings."""
        config = self.of(path)
        if config is None:
            return self._usual
        parts = config.parts_for(path)
        if (config.path, parts) not in self._known:
            self._known[config.path, parts] = config.in_force(parts, self.levels)
        return self._known[config.path, parts]

    def catalogs(self, path: str) -> tuple[str, ...]:
        """Return the catalogs that a file shares with others: all of it that reading a blueprint needs."""
        config = self.of(path)
        return config.catalogs if config else ()

    def excluded_by(self, path: str) -> Origin | None:
        """Return the line of a configuration that excludes a file; None for a file that is to be read."""
        config = self.of(path)
        return config.excluded_by(path) if config else None

    def levels(self, profile: str | None, changed: Mapping[str, Level]) -> Levels:
        """Return the severities under a profile, what a configuration has changed, and the command line."""
        from blueprint_cli.rules.levels import chosen_levels

        return chosen_levels(self.profile or profile or USUAL_PROFILE, self.select, self.ignore, changed)

    def misnamed(self) -> list[str]:
        """Return a sentence for each file that nearly has the name of a configuration, where one was looked for."""
        places = {os.path.abspath(folder): file for folder, file in self._files.items()}
        found: set[str] = set()
        for folder, file in places.items():
            end = os.path.dirname(file) if file else None
            while True:
                found.update(filter(os.path.isfile, (os.path.join(folder, name) for name in _NEARLY)))
                above = os.path.dirname(folder)
                if above == folder or above in places or folder == end or os.path.exists(os.path.join(folder, ".git")):
                    break
                folder = above
        names = sorted(os.path.relpath(path).replace(os.sep, "/") for path in found)
        return [f"{name} is not read, because of its name: call it {NAME}." for name in names]

    @cached_property
    def _usual(self) -> InForce:
        return InForce(self.levels(None, {}))

    def _nearest(self, folder: str) -> str | None:
        if folder not in self._files:
            self._files[folder] = nearest_config(folder)
        return self._files[folder]
