"""How bad a change is: the level of its kind as the table or the configuration has it, and the worst of its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from blueprint_cli.changes.change import Change, worst
from blueprint_cli.changes.kinds import KINDS, LEVELS, Level
from blueprint_cli.document.suggest import closest


class UnknownKind(ValueError):  # noqa: N818 - the user's mistake, told as a sentence
    """A kind of change or a level that there is not; `suggestion` is what was probably meant."""

    def __init__(self, what: str, name: str, known: Sequence[str]) -> None:
        self.name = name
        self.suggestion = closest(name, list(known))
        meant = f" Did you mean “{self.suggestion}”?" if self.suggestion else ""
        super().__init__(f"There is no {what} “{name}”.{meant}")


def chosen_levels(rated: Mapping[str, str] | None = None) -> dict[str, Level]:
    """Return the level of every kind: as delivered, or as `rated` (`diff.levels` of the configuration) says.

    Raises UnknownKind for a kind or a level that there is not.
    """
    levels = {name: kind.level for name, kind in KINDS.items()}
    by_name: dict[str, Level] = {level: level for level in LEVELS}
    for name, level in (rated or {}).items():
        if name not in levels:
            raise UnknownKind("kind of change", name, list(levels))
        if level not in by_name:
            raise UnknownKind("level", level, list(by_name))
        levels[name] = by_name[level]
    return levels


def judge(change: Change, levels: Mapping[str, Level]) -> Change:
    """Return the change with its level and its reason, and its parts with theirs: it is as bad as the worst of them."""
    parts = tuple(judge(part, levels) for part in change.parts)
    level = worst([levels[change.kind], *(part.level for part in parts)])
    reason = change.about.why
    if levels[change.kind] != level:
        reason = next((part.why for part in parts if part.level == level), reason)
    return replace(change, parts=parts, level=level, why=reason)
