"""Reads the `rules` of a configuration: how severe each is, and its options."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, get_args

from blueprint_cli.config.model import Origin, Said
from blueprint_cli.config.problem import Mistakes
from blueprint_cli.document import Map, Severity, Span
from blueprint_cli.document.suggest import closest
from blueprint_cli.document.wording import shorten
from blueprint_cli.rules.levels import ALWAYS_ERRORS, Level, profile_levels

if TYPE_CHECKING:
    from blueprint_cli.rules.options import Option, Plain
    from blueprint_cli.rules.rule import Rule

LEVELS: tuple[str, ...] = ("off", *reversed(get_args(Severity)))
#: Every rule that can be set.
SETTABLE = frozenset(profile_levels("standard"))
_MEANT = {
    "warn": "warning", "warnings": "warning", "err": "error", "errors": "error", "information": "info",
    "none": "off", "no": "off", "false": "off", "0": "off", "ignore": "off", "disable": "off", "disabled": "off",
    "never": "off", "hint": "info", "note": "info", "1": "warning", "2": "error",
}  # fmt: skip
_CHOICE = "off, info, warning or error"
_WHOLE = re.compile(r"[-+]?[0-9]{1,9}")

Levels = dict[str, "Said[Level]"]
Options = dict[str, "dict[str, Said[Plain]]"]


def options_of(rule: str) -> dict[str, Option[Any]]:
    """Return the options of a rule by name; it is imported for that, and no other is."""
    try:
        module = import_module(f"blueprint_cli.rules.{rule.replace('-', '_')}")
    except ModuleNotFoundError:
        # A rule about comments (`unused-ignore`) has no module of its own.
        return {}
    declared: Rule = module.RULE
    return {option.name: option for option in declared.options}


def read_rules(data: Map, name: str, mistakes: Mistakes) -> tuple[Levels, Options]:
    """Return the severities and options that `rules` sets; `name` is the file, as it is told."""
    levels: Levels = {}
    options: Options = {}
    rules = data.get("rules")
    if rules is None:
        return levels, options
    if not isinstance(rules, Map):
        words = "`rules` is a mapping: one rule a line, such as `long-card: warning`."
        mistakes.tell(data.value_spans["rules"], words)
        return levels, options
    for rule, span in rules.key_spans.items():
        if not _is_known(rule, span, mistakes):
            continue
        value, place = rules.get(rule), rules.value_spans.get(rule, span)
        if isinstance(value, Map):
            _read_entry(rule, value, name, mistakes, levels, options)
        elif level := _level(f"`{rule}`", value, place, mistakes):
            levels[rule] = Said(level, Origin(name, place))
    return levels, options


def _is_known(rule: str, span: Span, mistakes: Mistakes) -> bool:
    if rule in SETTABLE:
        return True
    if rule in ALWAYS_ERRORS:
        words = f"`{rule}` comes from reading the file and is always an error: without it nothing else can be trusted."
        mistakes.tell(span, words)
    else:
        mistakes.unknown(span, "There is no rule", rule, sorted(SETTABLE), "`bp rules` lists them.")
    return False


def _level(what: str, value: Any, span: Span, mistakes: Mistakes) -> Level | None:
    if value in LEVELS:
        level: Level = value
        return level
    if value is None:
        mistakes.tell(span, f"{what} has no value: write {_CHOICE}.")
    elif isinstance(value, str):
        guess = _MEANT.get(value.casefold()) or closest(value, LEVELS)
        meant = f" Did you mean {guess}?" if guess else ""
        mistakes.tell(span, f"{what} is “{shorten(value)}”; it can be {_CHOICE}.{meant}")
    else:
        mistakes.tell(span, f"{what} is a list; it can be {_CHOICE}.")
    return None


def _read_entry(rule: str, entry: Map, name: str, mistakes: Mistakes, levels: Levels, options: Options) -> None:
    """Read the long form: `{severity: warning, words: 20}`."""
    known = options_of(rule)
    for key, span in entry.key_spans.items():
        value, place = entry.get(key), entry.value_spans.get(key, span)
        if key == "severity":
            if level := _level("`severity`", value, place, mistakes):
                levels[rule] = Said(level, Origin(name, place))
        elif key not in known:
            _unknown_option(rule, key, span, mistakes)
        else:
            written = int(value) if isinstance(value, str) and _WHOLE.fullmatch(value) else value
            if isinstance(written, int | str) and known[key].accepts(written):
                options.setdefault(rule, {})[key] = Said(written, Origin(name, place))
            else:
                given = f"is “{shorten(value)}”" if isinstance(value, str) else "has no value" if value is None else ""
                words = f"`{key}` of `{rule}` {given or 'is a list or a mapping'}; it is {known[key].takes}."
                mistakes.tell(place, words)


def _unknown_option(rule: str, key: str, span: Span, mistakes: Mistakes) -> None:
    names = ["severity", *options_of(rule)]
    guess = closest(key, names) or ("severity" if key in ("level", *LEVELS) else None)
    start = f"`{rule}` has no option `{shorten(key)}`"
    if guess:
        mistakes.tell(span, f"{start}: did you mean `{guess}`?")
    elif len(names) == 1:
        mistakes.tell(span, f"{start}, nor any other: only its `severity` can be set.")
    else:
        mistakes.tell(span, f"{start}. It has {', '.join(f'`{name}`' for name in names)}.")
