"""A process that the file declares has no owner.

Why it matters
    A linked process is changed by others and at other times. Without an owner nobody tells the readers of the
    blueprint, and nobody can be asked what is behind the card.

Bad
    processes:
      inspection:
        name: Inspect a return
    steps:
      - name: Inspect
        customer: Waits for the money
        backstage:
          does: Inspects the item
          process: inspection

Good
    processes:
      inspection:
        name: Inspect a return
        owner: Logistics
    steps:
      - name: Inspect
        customer: Waits for the money
        backstage:
          does: Inspects the item
          process: inspection

When ignoring it is fine
    A process of a partner who names nobody.

Source
    Process owner as in BPM CBOK 4.0, 2019.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.fail_marks import short
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find the file's own processes without `owner`; those of a catalog are told there."""
    for process in blueprint.processes.values():
        if process.own and not process.owner:
            yield on_file(
                RULE.name,
                blueprint,
                f"The process “{short(process.name)}” has no owner.",
                "Nobody will tell you when it changes, and nobody can be asked what happens inside it. Name the role "
                "or team that answers for it: `owner:`.",
                "name",
                element=process,
                detail=process.id,
            )


RULE = Rule("unowned-process", "governance", check)
