"""All rules as the lists show them: their words, their group, how severe each profile takes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from blueprint_cli.rules.documentation import Documentation, document_rule, read_documentation
from blueprint_cli.rules.file_rules import FILE_RULES
from blueprint_cli.rules.levels import PROFILES, profile_levels
from blueprint_cli.rules.options import Option
from blueprint_cli.rules.registry import RULES
from blueprint_cli.rules.rule import Group


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule in words; `severities` has `off`, `info`, `warning` or `error` for each profile, the mildest first."""

    documentation: Documentation
    group: str
    severities: Mapping[str, str]
    #: Its findings are acknowledged where the author of a current state has marked the place.
    service: bool = False
    fixable: bool = False
    since: str = "0.1.0"
    #: What a team may set in `bp.yaml`, beside the severity.
    options: tuple[Option[Any], ...] = ()

    @property
    def kind(self) -> str:
        """What its findings are about: the drawing (`artefact`) or the service itself (`service`)."""
        return "service" if self.service else "artefact"

    @property
    def name(self) -> str:
        """The name that `--select` takes."""
        return self.documentation.name


def list_rules() -> list[RuleEntry]:
    """Return every rule, by group: those of reading a file come last."""
    groups = get_args(Group)
    levels = {profile: profile_levels(profile) for profile in PROFILES}
    entries = [
        RuleEntry(
            document_rule(rule),
            rule.group,
            {profile: levels[profile].get(rule.name, "off") for profile in PROFILES},
            rule.service,
            rule.fixable,
            rule.since,
            rule.options,
        )
        for rule in sorted(RULES, key=lambda rule: groups.index(rule.group))
    ]
    return entries + [
        RuleEntry(
            read_documentation(rule.name, rule.text),
            "file",
            {profile: levels[profile].get(rule.name, rule.severity) for profile in PROFILES},
            fixable=rule.fixable,
        )
        for rule in FILE_RULES
    ]
