"""How changes are said, the same in every report of `bp diff`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from blueprint_cli.blueprint import Card, Link
from blueprint_cli.changes.change import Account, Change, Comparison, worst
from blueprint_cli.changes.kinds import LEVELS, Level
from blueprint_cli.diff import DiffRun
from blueprint_cli.report.summary import count

_LEVELS = ("breaking", "risky", "info", "cosmetic", "approved")
#: A longer text is told by its beginning.
_LONGEST = 90
#: Of two long texts that begin alike, so many characters are shown before the difference.
_BEFORE = 30
#: So many of what comes or goes along with something are named.
_MOST = 3
#: Fields of which there can be none; of the others nothing is said.
_THINGS = frozenset({"catalog", "from", "link", "model", "note", "answers", "lanes"})


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
    groups = [
        Group(heading, tuple(sorted(together, key=lambda change: LEVELS.index(change.level))), cards[number])
        for (heading, number), together in found.items()
    ]
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
    words, title = change.about.words, _named(change)
    before, after = change.before, change.after
    is_whole = change.old is None or change.new is None
    is_of_card = group is not None and group.card is not None and change.subject in ("card", "evidence")
    is_of_step = group is not None and change.subject == "step" and not is_whole
    if change.subject == "file" or is_of_card or is_of_step:
        title = ""
    if change.subject == "link" and is_whole:
        return f"{words}: {title}"
    if change.about.sign in ("~", "→") and (before is None) != (after is None):
        nothing = "none" if change.field in _THINGS else "not said"
        before, after = before or nothing, after or nothing
    if before is not None and after is not None:
        one, other = _contrast(before, after)
        named = f", {title}" if title and title not in (f"“{one}”", f"“{other}”") else ""
        # An idea is often taken up in its own words.
        return f"{words}{named}: {_quoted(one)}" + (f" → {_quoted(other)}" if one != other else "")
    value = after if before is None else before
    if value is None or f"“{short(value)}”" == title:
        return f"{words}: {title}" if title else words
    # `Refunds paid at once: now 0 %` says its own title.
    named = f"{title}, " if title and not short(value).startswith(title.strip("“”")) else ""
    return f"{words}: {named}{_quoted(short(value))}"


def _named(change: Change) -> str:
    """Name what a change is of; a link by the words of the two cards that it joins."""
    link = change.new or change.old
    if isinstance(link, Link):
        return f"“{short(link.source.does)}” → “{short(link.target.does)}”"
    return f"“{short(change.title)}”" if change.title else ""


def say_parts(change: Change) -> str:
    """Say what comes or goes along with a change: `With it: evidence “Receipt”; 2 links.`

    The worst are named first, up to three of a sort. Links that pass nothing between teams are only counted.
    """
    sorts: dict[str, list[str]] = {}
    links = 0
    for part in sorted(change.parts, key=lambda part: LEVELS.index(part.level)):
        if part.kind.startswith("link-"):
            links += 1
        elif part.subject in ("card", "evidence") and part.field:
            sorts.setdefault(_start(part.about.words), []).append(_quoted(short(part.before or part.after or "")))
        elif part.subject == "link":
            sorts.setdefault(_start(part.about.words), []).append(_named(part))
        else:
            noun = {"fail": "fail point"}.get(part.subject, part.subject)
            sorts.setdefault(noun, []).append(_named(part))
    said = [f"{noun}{_plural(noun, names)} {_first(names)}" for noun, names in sorts.items()]
    said += [count(links, "link")] if links else []
    return f"With it: {'; '.join(said)}."


def _plural(noun: str, names: Sequence[str]) -> str:
    return "s" if len(names) > 1 and noun in ("card", "pain", "fail point", "idea", "measure") else ""


def _first(names: Sequence[str]) -> str:
    """List up to three names; a fourth is not worth `and 1 more`."""
    if len(names) > _MOST + 1:
        return f"{', '.join(names[:_MOST])} and {len(names) - _MOST} more"
    return ", ".join([*names[:-2], " and ".join(names[-2:])])


def _start(words: str) -> str:
    return words[0].lower() + words[1:]


def say_pains(account: Account) -> str:
    """Say how many pains there are of each status: `7 answered, 1 accepted`."""
    words = ("answered", "accepted", "kept", "open")
    return ", ".join(f"{account.count(word)} {word}" for word in words if account.count(word))


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


def _contrast(before: str, after: str) -> tuple[str, str]:
    """Return the beginnings of two texts; where these are the same, from a little before the first difference on."""
    one, other = (" ".join(text.split()) for text in (before, after))
    if short(one) != short(other) or one == other:
        return short(one), short(other)
    alike = (number for number, (this, that) in enumerate(zip(one, other, strict=False)) if this != that)
    start = next(alike, min(len(one), len(other)))
    start = one.rfind(" ", 0, max(0, start - _BEFORE)) + 1
    return f"…{short(one[start:])}", f"…{short(other[start:])}"


def _quoted(text: str) -> str:
    is_value = text[:1].isdigit() or text == "not said" or " " not in text.strip()
    return text if is_value else f"“{text}”"


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


def say_unread(side: str) -> str:
    """Say why no change of a blueprint is told, and what to do."""
    if side == "old":
        return "The old version cannot be read to its end, so there is nothing to compare the new one with."
    return "The new version cannot be read to its end, so no change is told. Mend its YAML first."


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
        if run.unread:
            failing += f"{', ' if failing else ''}{count(run.unread, 'blueprint')} cannot be read"
        return f"{failing}: exit 1"
    if not run.files:
        return "exit 0"
    if "never" in run.fail_on:
        return "Nothing fails with --fail-on never: exit 0"
    return f"Nothing at or over {', '.join(run.fail_on)}: exit 0"
