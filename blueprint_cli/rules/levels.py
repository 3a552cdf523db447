"""The severity of every rule under a profile: readable YAML files in `profiles/`, narrowed by the command line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Literal, cast

from blueprint_cli.document import Severity, read_document
from blueprint_cli.rules.unknown import UnknownRule

__all__ = ["ALWAYS_ERRORS", "PROFILES", "Level", "UnknownRule", "chosen_levels", "profile_levels"]

Level = Severity | Literal["off"]
PROFILES = ("draft", "standard", "strict")
#: What is wrong with the file itself; no profile turns these off and no comment ignores them.
ALWAYS_ERRORS = (
    "yaml-syntax",
    "duplicate-key",
    "schema",
    "unknown-field",
    "execution-field",
    "duplicate-id",
    "unknown-reference",
    "ambiguous-address",
    "bad-duration",
    "rule-crashed",
)


@cache
def profile_levels(profile: str) -> dict[str, Level]:
    """Return the level of every rule in a profile.

    Raises `ValueError` for a name that is no profile.
    """
    if profile not in PROFILES:
        raise ValueError(f"There is no profile “{profile}”: choose {', '.join(PROFILES)}.")
    file = Path(__file__).with_name("profiles") / f"{profile}.yaml"
    data = read_document(file.name, file.read_bytes()).data
    return {name: cast(Level, level) for name, level in (data or {}).items()}


def chosen_levels(
    profile: str,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    changed: Mapping[str, Level] | None = None,
) -> dict[str, Level]:
    """Return the levels in force: only the selected rules where some are, without the ignored ones.

    `changed` are the levels that a configuration sets on top of the profile. A selected rule that is off otherwise gets
    the level of the first profile that has it on. Raises `UnknownRule` for names that no rule has; naming one that is
    always on is allowed and changes nothing.
    """
    levels = {**profile_levels(profile), **(changed or {})}
    for name in (*select, *ignore):
        if name not in levels and name not in ALWAYS_ERRORS:
            raise UnknownRule(name, [*levels, *ALWAYS_ERRORS])
    if select:
        for name in levels:
            levels[name] = _on(name, levels[name]) if name in select else "off"
    for name in ignore:
        if name in levels:
            levels[name] = "off"
    return levels


def _on(name: str, level: Level) -> Level:
    stricter = (profile_levels(profile)[name] for profile in PROFILES)
    return level if level != "off" else next((other for other in stricter if other != "off"), "warning")
