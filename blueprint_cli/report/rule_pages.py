"""What `bp explain` and `bp rules` print."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence

from blueprint_cli.report.terminal import Painter
from blueprint_cli.rules.catalogue import RuleEntry
from blueprint_cli.rules.levels import PROFILES


def explain_rule(rule: RuleEntry, *, colour: bool, width: int) -> str:
    """Return the page of a rule."""
    paint, words = Painter(colour), rule.documentation
    parts = [f"{paint(rule.name, 'strong')}  {paint(rule.group, 'quiet')}\n"]
    parts.append(_paragraphs(words.summary, width))
    if words.details:
        parts.append(_paragraphs(words.details, width))
    parts.append(_paragraphs(f"Severity: {_severities(rule)}.", width))
    if rule.service:
        parts.append(
            _paragraphs(
                "A pitfall of the service, not of its drawing: acknowledged where a current state marks the place with "
                "a pain, a fail point or an idea.",
                width,
            )
        )
    parts.append(_section(paint, "Why it matters", _paragraphs(words.why, width, "  ")))
    for heading, text in (("Bad", words.bad), ("Good", words.good)):
        parts.append(_section(paint, heading, textwrap.indent(text, "    ") + "\n" if text else ""))
    for heading, text in (("When ignoring it is fine", words.ignoring), ("Source", words.source)):
        parts.append(_section(paint, heading, _paragraphs(text, width, "  ")))
    parts.append(_section(paint, "Options", "".join(_paragraphs(text, width, "  ") for text in _options(rule))))
    return "\n".join(part for part in parts if part)


def _options(rule: RuleEntry) -> list[str]:
    """Say each option in a paragraph, and how one is set."""
    told = [
        f"{option.name} ({option.default} unless said otherwise): {option.description} It is {option.takes}."
        for option in rule.options
    ]
    return [*told, f"In bp.yaml: {_example(rule)}"] if told else []


def _example(rule: RuleEntry) -> str:
    return f"rules: {{{rule.name}: {{{rule.options[0].name}: {rule.options[0].default}}}}}"


def explain_rule_markdown(rule: RuleEntry) -> str:
    """Return the page of a rule in Markdown, without its name and its first sentence."""
    words = rule.documentation
    parts = [words.details, f"Severity: {_severities(rule)}."]
    sections = (
        ("Why it matters", words.why),
        ("Bad", f"```yaml\n{words.bad}\n```" if words.bad else ""),
        ("Good", f"```yaml\n{words.good}\n```" if words.good else ""),
        ("When ignoring it is fine", words.ignoring),
        ("Source", words.source),
        ("Options", "\n".join("- `{}` {}".format(*text.split(" ", 1)) for text in _options(rule)[:-1])),
    )
    parts += [f"**{heading}**\n\n{text}" for heading, text in sections if text]
    return "\n\n".join(part for part in parts if part) + "\n"


def _severities(rule: RuleEntry) -> str:
    levels = list(rule.severities.values())
    if len(set(levels)) == 1:
        return f"{levels[0]} in every profile"
    return ", ".join(f"{level} in {profile}" for profile, level in rule.severities.items())


def _section(paint: Painter, heading: str, body: str) -> str:
    return f"{paint(heading, 'strong')}\n{body}" if body else ""


def _paragraphs(text: str, width: int, indent: str = "") -> str:
    wrapped = (
        textwrap.fill(paragraph, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
        for paragraph in text.split("\n\n")
        if paragraph
    )
    return "".join(f"{paragraph}\n" for paragraph in wrapped)


def list_rules_text(rules: Sequence[RuleEntry], *, colour: bool, width: int | None = None) -> str:
    """Return the rules as a table in plain text, by group; one line each unless they are to keep to a width."""
    paint = Painter(colour)
    room = max((len(rule.name) for rule in rules), default=0)
    lines: list[str] = []
    for group in dict.fromkeys(rule.group for rule in rules):
        lines += ["", paint(group, "strong")] if lines else [paint(group, "strong")]
        for rule in (r for r in rules if r.group == group):
            line = f"  {rule.name.ljust(room)}  {_letters(rule)}  {rule.since}  {rule.documentation.summary}"
            hanging = " " * (line.index(rule.documentation.summary))
            lines += textwrap.wrap(line, width, subsequent_indent=hanging) if width else [line]
    lines += [
        "",
        "E error, W warning, I info, - off: in the profiles draft, standard and strict. § A pitfall of the service:",
        "acknowledged where a current state marks it. + fixable. `bp explain RULE` says why, with examples.",
    ]
    return "\n".join(lines) + "\n"


def _letters(rule: RuleEntry) -> str:
    marks = " ".join(
        "-" if rule.severities[profile] == "off" else rule.severities[profile][0].upper() for profile in PROFILES
    )
    return f"{marks} {'§' if rule.service else ' '}{'+' if rule.fixable else ' '}"


def list_rules_markdown(rules: Sequence[RuleEntry]) -> str:
    """Return the rules as one Markdown table."""
    lines = [
        "| rule | finds | draft | standard | strict | kind | fixable | since |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for group in dict.fromkeys(rule.group for rule in rules):
        lines.append(f"| **{group}** | | | | | | | |")
        for rule in (r for r in rules if r.group == group):
            mark = " §" if rule.service else ""
            severities = " | ".join(rule.severities[profile] for profile in PROFILES)
            summary = rule.documentation.summary.replace("|", "\\|")
            more = f"{rule.kind} | {'yes' if rule.fixable else 'no'} | {rule.since}"
            lines.append(f"| `{rule.name}`{mark} | {summary} | {severities} | {more} |")
    return "\n".join(lines) + "\n"


def list_rules_json(rules: Sequence[RuleEntry]) -> str:
    """Return the rules as JSON, version 1."""
    entries = [
        {
            "name": rule.name,
            "group": rule.group,
            "summary": rule.documentation.summary,
            "severity": {profile: rule.severities[profile] for profile in PROFILES},
            "kind": rule.kind,
            "acknowledgeable": rule.service,
            "fixable": rule.fixable,
            "since": rule.since,
            "options": [
                {"name": o.name, "default": o.default, "description": o.description, "takes": o.takes}
                for o in rule.options
            ],
        }
        for rule in rules
    ]
    return json.dumps({"version": 1, "rules": entries}, ensure_ascii=False, indent=2) + "\n"
