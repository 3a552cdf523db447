"""Which step of the new blueprint is which of the old one: by id, by name, else by what happens in it and around it."""

from __future__ import annotations

from blueprint_cli.blueprint import Blueprint, Card, Step
from blueprint_cli.changes.pairs import Pairs
from blueprint_cli.changes.similarity import Similarity, plain

#: The score over which two steps are taken for the same one that was changed.
STEP_THRESHOLD = 0.5


def match_steps(old: Blueprint, new: Blueprint, similarity: Similarity, renames: bool) -> Pairs[Step]:
    """Match the steps; without `renames` by id and name only."""
    steps = Pairs(old.steps, new.steps)
    steps.pair_by(lambda step: step.id, lambda step: step.id, "id")
    steps.pair_by(lambda step: plain(step.title), lambda step: plain(step.title), "words")
    if not renames:
        return steps

    def beside(old_step: Step, new_step: Step, way: int) -> float:
        ends = old_step.index + way, new_step.index + way
        inside = 0 <= ends[0] < len(old.steps), 0 <= ends[1] < len(new.steps)
        if not all(inside):
            return float(not any(inside))
        return float(steps.joins(old.steps[ends[0]], new.steps[ends[1]]))

    def score(old_step: Step, new_step: Step) -> float:
        neighbours = (beside(old_step, new_step, -1) + beside(old_step, new_step, 1)) / 2
        phase = float(bool(old_step.phase) and old_step.phase == new_step.phase)
        parts = [(0.3, similarity(old_step.title, new_step.title)), (0.1, neighbours)]
        content = _shared_content(old_step, new_step, similarity)
        parts += [(0.5, content)] if content is not None else []
        parts += [(0.1, phase)] if old_step.phase or new_step.phase else []
        return round(sum(weight * value for weight, value in parts) / sum(weight for weight, _ in parts), 4)

    steps.pair_alike(score, STEP_THRESHOLD)
    return steps


def _shared_content(old: Step, new: Step, similarity: Similarity) -> float | None:
    """Return how far the cards of two steps have counterparts in the same layer of the other; None without cards."""
    cards = list(old.cards), list(new.cards)
    if not all(cards):
        return None

    def best(card: Card, others: list[Card]) -> float:
        same = [other for other in others if other.layer == card.layer]
        if card.id and any(other.id == card.id for other in others):
            return 1.0
        return max((similarity(card.does, other.does) for other in same), default=0.0)

    there, back = (sum(best(card, cards[1 - side]) for card in cards[side]) for side in (0, 1))
    return (there + back) / (len(cards[0]) + len(cards[1]))
