"""A target names no current state that it answers.

Why it matters
    A target alone is a wish. Beside the current state one sees which pains it answers, which it takes on, and whether
    it is better at all; with `from` these are checked.

Bad
    state: target
    steps:
      - name: Borrow
        customer: Takes a book along
        support: Gate that reads the books

Good
    state: target
    from: product-return.blueprint.yaml
    steps:
      - name: Request
        customer: Starts a return in the app
        support: Return service

When ignoring it is fine
    A service that is new, so that there is nothing before it.

Source
    From the current state to the future state: Stickdorn et al., This Is Service Design Doing, 2018.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find a target without `from`."""
    if blueprint.is_target and not blueprint.from_path:
        yield on_file(
            RULE.name,
            blueprint,
            "This target does not name the current state that it answers.",
            "Nobody sees which pains it solves, and whether it is better at all. Name the file of the current state: "
            "`from: name.blueprint.yaml`.",
            "state",
        )


RULE = Rule("target-without-current", "governance", check, whole=True)
