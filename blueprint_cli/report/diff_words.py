"""How changes are said, the same in every report of `bp diff`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from blueprint_cli.blueprint import Card
from blueprint_cli.changes.change import Change, Comparison, worst
from blueprint_cli.changes.kinds import LEVELS, Level
from blueprint_cli.diff import DiffRun
from blueprint_cli.report.summary import count

_LEVELS = ("breaking", "risky", "info", "cosmetic", "approved")
#: A longer text is told by its beginning.
_LONGEST = 90


def say_sides(comparison: Comparison) -> str:
    """Name what is compared: one path, or old → new where they have different names."""
    old, new = comparison.old, comparison.new
    if old is None or new is None:
        side = old or new
        return f"{side.name if side else ''} ({'added' if old is None else 'deleted'})"
    if old.path == new.path and not new.label:
        return new.path
    return f"{old.name} → {new.name}"


@dataclass(frozen=True, slots=True)
class Group:
    """Changes of one card, of one step, or of the file, the worst first; or one card, step or thing that came or went.

    `card` is the one that the changes are of: its new form where there is one. None where a line says all by itself.
    """

    heading: str
    changes: tuple[Change, ...]
    card: Card | None = None

    @property
    def level(self) -> Level:
        """The worst level."""
        return worst([change.level for change in self.changes])

    @property
    def score(self) -> float | None:
        """How alike its two forms are, where that is all that tells that they are the same card."""
        return next((change.score for change in self.changes if change.score is not None), None)


def group_changes(comparison: Comparison, changes: Iterable[Change]) -> list[Group]:
    """Put together what changed on one card; by step, and there from the worst to the slightest."""
    found: dict[tuple[str, int], list[Change]] = {}
    cards: dict[int, Card | None] = {}
    for change in changes:
        card = None if _is_whole(change) else _newest(comparison, change.new_card or change.old_card)
        step = card.step if card else change.new_step or change.old_step
        key = step.title if step else "", id(card or change)
        found.setdefault(key, []).append(change)
        cards[key[1]] = card
    groups = [Group(heading, tuple(together), cards[number]) for (heading, number), together in found.items()]
    order = {heading: number for number, heading in enumerate(["", *(step.title for step in comparison.steps)])}
    return sorted(groups, key=lambda group: (order.get(group.heading, 0), LEVELS.index(group.level)))


def _newest(comparison: Comparison, card: Card | None) -> Card | None:
    pair = comparison.matching.cards.of_old(card) if comparison.matching and card else None
    return pair.new if pair else card


def _is_whole(change: Change) -> bool:
    """Whether a card itself comes or goes, with all that is on it."""
    return change.subject in ("card", "evidence") and (change.old is None or change.new is None)


def say_group(group: Group) -> str:
    """Name the card that changes are of; by its likeness where it has no other sign."""
    card = group.card
    if card is None:
        return ""
    likeness = f", taken for the old card by its likeness ({group.score:.0%})" if group.score is not None else ""
    return f"“{short(card.does)}” ({card.address}){likeness}"


def say_change(change: Change, group: Group | None = None) -> str:
    """Say a change in one line: `Promise longer: 5 d → 7 d`; in a group without naming its card or step again."""
    words, title = change.about.words, short(change.title)
    before, after = change.before, change.after
    is_of_card = group is not None and group.card is not None and change.subject in ("card", "evidence")
    is_of_step = group is not None and change.subject == "step" and None not in (before, after)
    if change.subject == "file" or is_of_card or is_of_step:
        title = ""
    if before is not None and after is not None:
        named = f", “{title}”" if title and title not in (short(before), short(after)) else ""
        return f"{words}{named}: {_value(before)} → {_value(after)}"
    value = after if before is None else before
    if value is None or short(value) == title:
        return f"{words}: “{title}”" if title else words
    # `Refunds paid at once: now 0 %` says its own title.
    named = f"“{title}”, " if title and not short(value).startswith(title) else ""
    return f"{words}: {named}{_value(value)}"


def say_parts(change: Change) -> str:
    """Say what comes or goes along with a change: `With it: 3 cards, 2 links.`"""
    counted = Counter(part.subject for part in change.parts)
    nouns = {"evidence": "piece of evidence", "fail": "fail point"}
    words = []
    for subject, number in counted.items():
        noun = nouns.get(subject, subject)
        words.append("pieces of evidence" if noun == "piece of evidence" and number > 1 else count(number, noun))
        if noun == "piece of evidence" and number > 1:
            words[-1] = f"{number} {words[-1]}"
    return f"With it: {', '.join(words)}."


def say_cause(change: Change) -> str:
    """Name the change that brought a finding."""
    where = f" ({change.address})" if change.address else ""
    return f"It came with: {say_change(change)}{where}"


def short(text: str, longest: int = _LONGEST) -> str:
    """Return the beginning of a text, cut at a word where it is long."""
    words = " ".join(text.split())
    if len(words) <= longest:
        return words
    return words[: longest + 1].rsplit(" ", 1)[0][:longest].rstrip(" ,;:") + "…"


def _value(text: str) -> str:
    return f"“{short(text)}”" if " " in text.strip() and not text[:1].isdigit() else short(text)


def say_counts(counts: Counter[str]) -> str:
    """Say how many changes of each level and which findings: `2 breaking, 1 info; 1 new error, 2 gone`."""
    levels = [f"{counts[word]:,} {word}" for word in _LEVELS if counts[word]]
    found = [
        count(counts[f"new-{severity}"], f"new {severity}")
        for severity in ("error", "warning", "info")
        if counts[f"new-{severity}"]
    ]
    found += [f"{count(counts['fixed'], 'finding')} gone"] if counts["fixed"] else []
    said = ", ".join(levels) or "no changes"
    return f"{said}; {', '.join(found)}" if found else said


def sum_up_diff(run: DiffRun) -> str:
    """Return the last line of a report.

    For example `2 blueprints differ from main, 3 do not: 1 breaking, 4 info; 1 new error. 1 breaking: exit 1`.
    """
    total: Counter[str] = Counter()
    for comparison in run.comparisons:
        total.update(comparison.counts)
    number = len(run.files)
    base = f" from {run.base}" if run.base else ""
    same = f", {run.same:,} {'does' if run.same == 1 else 'do'} not" if run.same and number else ""
    if not number:
        alike = f"{count(run.same, 'blueprint')}: no changes{f' since {run.base}' if run.base else ''}. "
        return f"{alike}{_reason(run)}"
    differ = f"{count(number, 'blueprint')} {'differs' if number == 1 else 'differ'}{base}{same}"
    return f"{differ}: {say_counts(total)}. {_reason(run)}"


def _reason(run: DiffRun) -> str:
    code = run.exit_code
    if code == 3:
        words = f"{count(len(run.refused), 'path')} could not be read" if run.refused else "A rule crashed"
        return f"{words}: exit 3"
    if code == 2:
        number = len(run.missing)
        return f"{count(number, 'path')} {'does' if number == 1 else 'do'} not exist: exit 2"
    if code:
        failing = ", ".join(
            count(number, word.replace("-", " ")) if word.startswith("new-") else f"{number:,} {word}"
            for word, number in run.failing
        )
        return f"{failing}: exit 1"
    if not run.files:
        return "exit 0"
    if "never" in run.fail_on:
        return "Nothing fails with --fail-on never: exit 0"
    return f"Nothing at or over {', '.join(run.fail_on)}: exit 0"
