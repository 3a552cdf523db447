"""The account that `bp config` gives of one file: every setting in force, and who made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from blueprint_cli.config.configs import USUAL_PROFILE, Configs
from blueprint_cli.config.model import Config, Origin, Said
from blueprint_cli.document import Map, Seq
from blueprint_cli.rules.engine import Levels
from blueprint_cli.rules.levels import Level, profile_levels
from blueprint_cli.rules.options import Option, Plain
from blueprint_cli.rules.registry import RULES

Value = TypeVar("Value")
#: A line of a configuration; the profile; or nobody, so that it is as bp is delivered.
Source = Origin | Literal["profile", "default"]


@dataclass(frozen=True, slots=True)
class Entry(Generic[Value]):
    """A setting in force, and where it comes from."""

    value: Value
    source: Source


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """How severe a rule is, and its options by name."""

    name: str
    severity: Entry[str]
    options: Mapping[str, Entry[Plain]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Approval:
    """A change that `bp diff` lets pass."""

    change: str
    reason: str
    until: str | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Account:
    """The settings of one file; `sources` are the configurations that were read, the nearest first, or none."""

    path: str
    sources: tuple[str, ...]
    excluded: Origin | None
    profile: Entry[str]
    catalogs: tuple[Said[str], ...]
    vocabulary: tuple[Said[str], ...]
    rules: tuple[RuleSettings, ...]
    #: How grave kinds of change are for `bp diff`, where that was said.
    changes: Mapping[str, Said[str]] = field(default_factory=dict)
    approvals: tuple[Approval, ...] = ()


def give_account(path: str, configs: Configs) -> Account:
    """Return the settings of a file by its path from the working folder; raises ConfigProblem like `configs`."""
    config = configs.of(path)
    if config is None:
        profile: Entry[str] = Entry(USUAL_PROFILE, "default")
        return Account(path, (), None, profile, (), (), _rules(profile_levels(USUAL_PROFILE), {}, {}))
    settled = config.settle(config.parts_for(path))
    said = settled.profile
    profile = Entry(said.value, said.origin) if said else Entry(USUAL_PROFILE, "default")
    return Account(
        path,
        config.sources,
        config.excluded_by(path),
        profile,
        config.shared,
        settled.vocabulary,
        _rules(configs.in_force(path).levels, settled.levels, settled.options),
        _changes(config),
        tuple(_approvals(config)),
    )


def _rules(
    levels: Levels, said: Mapping[str, Said[Level]], options: Mapping[str, Mapping[str, Said[Plain]]]
) -> tuple[RuleSettings, ...]:
    declared: dict[str, tuple[Option[Any], ...]] = {rule.name: rule.options for rule in RULES}
    # Those that come from reading comments have no module of their own.
    names = [*declared, *(name for name in levels if name not in declared)]
    return tuple(
        RuleSettings(
            name,
            Entry(levels.get(name, "off"), said[name].origin if name in said else "profile"),
            {option.name: _option(option, options.get(name, {})) for option in declared.get(name, ())},
        )
        for name in names
    )


def _changes(config: Config) -> dict[str, Said[str]]:
    found: dict[str, Said[str]] = {}
    for path, diff in config.diffs:
        levels = diff.get("levels")
        if isinstance(levels, Map):
            found |= {kind: Said(str(levels[kind]), Origin(path, span)) for kind, span in levels.value_spans.items()}
    return found


def _approvals(config: Config) -> Iterator[Approval]:
    for path, diff in config.diffs:
        approved = diff.get("approve")
        if isinstance(approved, Seq):
            for entry, span in zip(approved, approved.item_spans, strict=True):
                yield Approval(str(entry["change"]), str(entry["reason"]), entry.get("until"), Origin(path, span))


def _option(option: Option[Any], said: Mapping[str, Said[Plain]]) -> Entry[Plain]:
    if option.name in said:
        return Entry(said[option.name].value, said[option.name].origin)
    return Entry(option.default, "default")
