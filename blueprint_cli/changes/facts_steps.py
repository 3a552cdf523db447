"""Facts about steps: those that came or went with all their cards, and what has changed on those that stayed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from blueprint_cli.blueprint import Step
from blueprint_cli.changes.change import Change
from blueprint_cli.changes.facts_cards import card_come, card_gone
from blueprint_cli.changes.facts_links import Handoffs
from blueprint_cli.changes.facts_marks import id_changes
from blueprint_cli.changes.facts_time import compare_time
from blueprint_cli.changes.making import About, Both
from blueprint_cli.changes.order import moved_pairs
from blueprint_cli.changes.pairs import Pair


def step_changes(both: Both, handoffs: Handoffs) -> Iterator[Change]:
    """Yield the changes of steps."""
    matching = both.matching
    for step in matching.steps.only_old:
        parts = [card_gone(both, card, handoffs) for card in step.cards if not matching.cards.of_old(card)]
        kind = "customer-step-removed" if step.layers["customer"] else "step-removed"
        yield About("step", old=step).change(kind, "", step.title, None, parts=parts)
    for step in matching.steps.only_new:
        parts = [card_come(both, card, handoffs) for card in step.cards if not matching.cards.of_new(card)]
        kind = "customer-step-added" if step.layers["customer"] else "step-added"
        yield About("step", new=step).change(kind, "", None, step.title, parts=parts)
    moved = moved_pairs(
        list(matching.steps),
        lambda pair: (pair.old.index, pair.new.index),
        lambda pair: len(list(pair.old.cards)) + len(list(pair.new.cards)),
        lambda pair: "\0".join(sorted((pair.old.id, pair.new.id))),
    )
    for pair in moved:
        yield _about(pair).change("step-moved", "order", _after(pair.old, both), _after(pair.new, both))
    yield from _phases(both)
    for pair in matching.steps:
        about = _about(pair)
        yield from about.text("step-renamed", "name", pair.old.title, pair.new.title)
        written = [step.id if "id" in step.fields else None for step in (pair.old, pair.new)]
        if pair.old.id != pair.new.id or None in written:
            yield from id_changes(about, *written)
        yield from compare_time(about, "step-time", "takes", pair.old.takes, pair.new.takes)
        yield from compare_time(about, "step-time", "waits", pair.old.waits, pair.new.waits)
        yield from about.text("note-changed", "note", pair.old.note, pair.new.note)


def _about(pair: Pair[Step]) -> About:
    return About("step", pair.old, pair.new, pair=pair)


def _after(step: Step, both: Both) -> str:
    side = both.old if step in both.old.steps else both.new
    return f"after “{side.steps[step.index - 1].title}”" if step.index else "first"


def _phases(both: Both) -> Iterator[Change]:
    """Yield the steps that changed their phase; a phase of several steps that all changed alike is renamed, once."""
    old, new = ({step.phase for step in side.steps} for side in (both.old, both.new))
    became: dict[tuple[str | None, str | None], list[Pair[Step]]] = defaultdict(list)
    for pair in both.matching.steps:
        became[pair.old.phase, pair.new.phase].append(pair)
    for (before, after), pairs in became.items():
        if before == after:
            continue
        renamed = before and after and before not in new and after not in old and len(pairs) > 1
        if renamed:
            yield _about(pairs[0]).change("phase-renamed", "phase", before, after)
        else:
            yield from (_about(pair).change("phase-changed", "phase", before, after) for pair in pairs)
