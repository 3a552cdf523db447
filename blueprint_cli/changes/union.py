"""The columns of two blueprints in one order, and the place of each change in it."""

from __future__ import annotations

from collections.abc import Sequence

from blueprint_cli.blueprint import LAYERS, Blueprint, Card, Step
from blueprint_cli.changes.change import Change, UnionStep
from blueprint_cli.changes.kinds import KINDS, LEVELS
from blueprint_cli.changes.pairs import Pairs

_KIND_RANKS = {name: rank for rank, name in enumerate(KINDS)}


def union_steps(old: Blueprint, new: Blueprint, steps: Pairs[Step]) -> list[UnionStep]:
    """Return the new steps in their order, each removed one behind the step that it followed.

    Between two steps that stayed, those of one phase stand together, whether they came or went.
    """
    columns = [UnionStep(pair.old if (pair := steps.of_new(step)) else None, step) for step in new.steps]
    for step in old.steps:
        if steps.of_old(step):
            continue
        before = old.steps[step.index - 1] if step.index else None
        at = next((number + 1 for number, column in enumerate(columns) if before and column.old is before), 0)
        columns.insert(at, UnionStep(step, None))
    found: list[UnionStep] = []
    between: list[UnionStep] = []
    for column in columns:
        if column.old and column.new:
            found += [*_by_phase(between, found[-1] if found else None), column]
            between = []
        else:
            between.append(column)
    return [*found, *_by_phase(between, found[-1] if found else None)]


def _by_phase(columns: Sequence[UnionStep], before: UnionStep | None) -> list[UnionStep]:
    """Return columns with those of one phase together, if that leaves the steps of both blueprints in their order."""
    known = [column.phase for column in ([before] if before else [])] + [column.phase for column in columns]
    ranks = {phase: rank for rank, phase in enumerate(dict.fromkeys(known))}
    ordered = sorted(columns, key=lambda column: ranks[column.phase])
    for side in ("old", "new"):
        steps = [step.index for column in ordered if (step := getattr(column, side))]
        if steps != sorted(steps):
            return list(columns)
    return ordered


def sort_changes(changes: Sequence[Change], columns: Sequence[UnionStep]) -> list[tuple[Change, tuple[int, ...]]]:
    """Return the changes with their places, sorted: the file, then by column, level, layer, row, kind."""
    numbers = {step: number for number, column in enumerate(columns) for step in (column.old, column.new) if step}

    def place(change: Change) -> tuple[int, ...]:
        step = change.new_step or change.old_step
        card = change.new_card or change.old_card
        return (
            numbers[step] if step else -1,
            LEVELS.index(change.level),
            LAYERS.index(card.layer) if isinstance(card, Card) else -1,
            card.position if isinstance(card, Card) else 0,
            _KIND_RANKS[change.kind],
        )

    placed = [(change, place(change)) for change in changes]
    return sorted(
        placed, key=lambda pair: (pair[1], pair[0].address, pair[0].field, pair[0].before or "", pair[0].after or "")
    )
