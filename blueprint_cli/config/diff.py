"""Checks the `diff` of a configuration, which `bp diff` reads: how grave each kind of change is, what is approved."""

from __future__ import annotations

import re
from datetime import date

from blueprint_cli.changes.kinds import KINDS, LEVELS
from blueprint_cli.config.problem import Mistakes
from blueprint_cli.document import Map, Seq, Span
from blueprint_cli.document.suggest import closest
from blueprint_cli.document.wording import shorten

APPROVE_KEYS = ("change", "reason", "until")


def check_diff(diff: Map, mistakes: Mistakes) -> None:
    """Note what is wrong with `levels` and `approve`."""
    levels = diff.get("levels")
    if isinstance(levels, Map):
        for kind, span in levels.key_spans.items():
            if kind not in KINDS:
                otherwise = "`bp diff` names the kind of each change."
                mistakes.unknown(span, "There is no kind of change", kind, KINDS, otherwise)
            elif levels.get(kind) not in LEVELS:
                guess = closest(str(levels.get(kind) or ""), LEVELS)
                meant = f" Did you mean {guess}?" if guess else ""
                place = levels.value_spans.get(kind, span)
                mistakes.tell(place, f"`{kind}` can be breaking, risky, info or cosmetic.{meant}")
    elif levels is not None:
        words = "`levels` is a mapping: one kind of change a line, such as `evidence-removed: risky`."
        mistakes.tell(diff.value_spans["levels"], words)
    approve = diff.get("approve")
    if approve is not None and not isinstance(approve, Seq):
        mistakes.tell(diff.value_spans["approve"], "`approve` is a list: start each entry with `- change:`.")
        return
    for entry, span in zip(approve or (), approve.item_spans if approve else (), strict=True):
        if not isinstance(entry, Map):
            mistakes.tell(span, "An approval is a mapping with `change`, `reason` and, if it ends, `until`.")
            continue
        _check_approval(entry, span, mistakes)


def _check_approval(entry: Map, whole: Span, mistakes: Mistakes) -> None:
    for key, span in entry.key_spans.items():
        if key not in APPROVE_KEYS:
            guess = closest(key, APPROVE_KEYS)
            hint = f": did you mean `{guess}`?" if guess else ". It has `change`, `reason` and `until`."
            mistakes.tell(span, f"An approval has no `{shorten(key)}`{hint}")
    for key, what in (("change", "which change it is about"), ("reason", "why the change is all right")):
        value = entry.get(key)
        if not (isinstance(value, str) and value.strip()):
            place = entry.value_spans.get(key) or entry.key_spans.get(key) or whole
            mistakes.tell(place, f"An approval says {what}: give it a `{key}`.")
    if "until" in entry and not _is_day(entry["until"]):
        mistakes.tell(entry.value_spans["until"], "`until` is a day such as 2027-01-31.")


def _is_day(value: object) -> bool:
    if not (isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
