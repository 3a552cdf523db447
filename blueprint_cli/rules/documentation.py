"""The documentation of a rule, read from its docstring: what `bp explain` and `bp rules` show.

A docstring is a first paragraph that says what the rule finds (its first line a sentence of its own), and the sections
of `HEADINGS`, each headed by a line that is not indented. `Bad` and `Good` hold a blueprint fragment.
"""

from __future__ import annotations

import inspect
import sys
from dataclasses import dataclass

from blueprint_cli.rules.rule import Rule

WHY, BAD, GOOD, IGNORING, SOURCE = HEADINGS = (
    "Why it matters",
    "Bad",
    "Good",
    "When ignoring it is fine",
    "Source",
)


@dataclass(frozen=True, slots=True)
class Documentation:
    """What is known of a rule in words. Paragraphs are folded to one line each; an absent section is empty."""

    name: str
    #: One sentence.
    summary: str
    #: The rest of what it finds, paragraphs divided by a blank line.
    details: str
    why: str
    #: Blueprint fragments, ready to be pasted.
    bad: str
    good: str
    ignoring: str
    source: str


def read_documentation(name: str, text: str) -> Documentation:
    """Split a docstring into its parts."""
    sections: dict[str, list[str]] = {"": []}
    current = sections[""]
    for line in inspect.cleandoc(text).splitlines():
        if line in HEADINGS:
            current = sections.setdefault(line, [])
        else:
            current.append(line)
    block = {heading: inspect.cleandoc("\n".join(["", *lines])) for heading, lines in sections.items()}
    summary, _, details = block[""].partition("\n")
    return Documentation(
        name,
        summary,
        _fold(details),
        why=_fold(block.get(WHY, "")),
        bad=block.get(BAD, ""),
        good=block.get(GOOD, ""),
        ignoring=_fold(block.get(IGNORING, "")),
        source=_fold(block.get(SOURCE, "")),
    )


def document_rule(rule: Rule) -> Documentation:
    """Read the documentation of a rule from the docstring of its module."""
    return read_documentation(rule.name, sys.modules[rule.check.__module__].__doc__ or "")


def complete_example(fragment: str, service: str = "Example") -> str:
    """Return an example as a whole file: with the keys that every blueprint has."""
    keys = {line.partition(":")[0] for line in fragment.splitlines()}
    head = [f"{key}: {value}\n" for key, value in (("blueprint", "1"), ("service", service)) if key not in keys]
    # The comment of a whole file stands above its first key.
    lines = fragment.splitlines(keepends=True)
    first = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "".join([*lines[:first], *head, *lines[first:]]) + "\n"


def _fold(text: str) -> str:
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))
