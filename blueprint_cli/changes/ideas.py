"""Which cards do what was an idea on the other side."""

from __future__ import annotations

from blueprint_cli.blueprint import Blueprint, Card, Idea
from blueprint_cli.changes.matching import Matching
from blueprint_cli.changes.similarity import plain

#: An idea is taken up by a card that says much the same, or that answers the same pain and says something like it.
_SAME, _ALIKE = 0.55, 0.2
#: So many cards are named.
_MOST = 3


def realised_by(idea: Idea, other: Blueprint, matching: Matching) -> list[tuple[Card, float]]:
    """Return the cards of the other side that do what the idea says, the most alike first, with the score.

    Only cards count that are there on that side alone, or say or answer something else than before.
    """
    pains = {answer.text for answer in idea.answers}
    found = []
    for card in other.cards:
        if not _is_new(card, matching):
            continue
        score = matching.similarity(idea.what, card.does)
        answers = bool(pains & {answer.text for answer in card.answers})
        if score >= (_ALIKE if answers else _SAME):
            found.append((card, round(min(1.0, score + 0.3 * answers), 4)))
    return sorted(found, key=lambda pair: (-pair[1], pair[0].anchor))[:_MOST]


def _is_new(card: Card, matching: Matching) -> bool:
    pair = matching.cards.of_old(card) or matching.cards.of_new(card)
    if pair is None:
        return True
    answers = ({answer.text for answer in side.answers} for side in (pair.old, pair.new))
    return plain(pair.old.does) != plain(pair.new.does) or next(answers) != next(answers)
