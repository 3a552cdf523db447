"""`bp diff` as the comment on a pull request: the verdict first, then what matters, the rest folded away.

The first line is a mark that nobody sees, by which one comment is found again and edited in place. What an author wrote
is shown and never obeyed (`blueprint_cli.report.markup`). GitHub takes 65,536 characters of a comment; this stays below
60,000: first the diagrams are left out, then what is folded away, then rows, and each time it says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from blueprint_cli.changes.change import Account, Change, Comparison, Measured, NewFinding
from blueprint_cli.changes.kinds import LEVELS
from blueprint_cli.diff import Compared, DiffRun
from blueprint_cli.discovery import NO_SUCH_PATH
from blueprint_cli.findings.finding import Finding
from blueprint_cli.report.diff_words import (
    Group,
    group_changes,
    say_cause,
    say_change,
    say_group,
    say_pains,
    say_parts,
    say_unread,
    sum_up_diff,
)
from blueprint_cli.report.markup import code, escape
from blueprint_cli.report.repository import root_path
from blueprint_cli.report.summary import count

MARK = "<!-- bp diff -->"
LIMIT = 60_000
_CHANGES = "| level | what changed | why it matters |\n|---|---|---|\n"
_FINDINGS = "| | severity | where | finding |\n|---|---|---|---|\n"
#: Room for what is said of rows that are left out.
_SPARE = 400


def write_diff_markdown(run: DiffRun, *, limit: int = LIMIT) -> str:
    """Return the comment, ending in a newline, of at most `limit` characters."""
    head = f"{MARK}\n## {_verdict(run)}\n\n"
    end = f"{escape(sum_up_diff(run))}\n"
    problems = [f"**error** {code(root_path(path))}: {NO_SUCH_PATH}\n\n" for path in run.missing]
    problems += [f"**error** {code(root_path(path))}: {escape(words)}\n\n" for path, words in run.refused]
    room = limit - len(head) - len(end) - sum(map(len, problems)) - _SPARE
    sections = [_Section(file) for file in run.files]
    left_out = ""
    for folded, what in ((2, ""), (1, "The diagrams are"), (0, "Diagrams and lesser changes are")):
        body = [text for section in sections for text in section.texts(folded)]
        left_out = f"{what} left out here: there is no room for them.\n\n" if what else ""
        if sum(map(len, body)) + len(left_out) <= room:
            break
    else:
        body, rows = _cut(body, room)
        left_out = f"{count(rows, 'row')} and all that is folded away are left out here. `bp diff` tells them all.\n\n"
    return "".join([head, *problems, *body, left_out, end])


def _verdict(run: DiffRun) -> str:
    total: Counter[str] = Counter()
    for comparison in run.comparisons:
        total.update(comparison.counts)
    words = [f"{total['breaking']:,} breaking for the customer"] if total["breaking"] else []
    words += [f"{total['risky']:,} risky for the teams"] if total["risky"] else []
    words += [count(total["new-error"], "new error")] if total["new-error"] else []
    words += [count(total["new-warning"], "new warning")] if total["new-warning"] else []
    if any(file.unread for file in run.files):
        words.append("a file that cannot be read")
    if words:
        return f"Service blueprints: {', '.join(words)}"
    if not run.files:
        return "Service blueprints: no change"
    return "Service blueprints: nothing that takes from the customer or asks for somebody to act"


class _Section:
    """What is said of one blueprint: rows that matter, and two folded blocks."""

    def __init__(self, file: Compared) -> None:
        self.file = file
        comparison = file.comparison
        grave = [c for c in comparison.changes if c.level in ("breaking", "risky") and not c.approval]
        self.rest = [c for c in comparison.changes if c.approval or c.level in ("info", "cosmetic")]
        self.rows = [_heading(file)]
        self.rows += _measures(comparison.measures)
        self.rows += _account(comparison.account) if comparison.account else []
        self.rows += _table(_CHANGES, _change_rows(comparison, grave))
        new = [_new_row(new) for new in comparison.findings.new if not new.finding.acknowledged]
        gone = [_finding_row("−", finding, "gone") for finding in comparison.findings.fixed]
        self.rows += _table(f"**Findings of** {code('bp lint')}\n\n{_FINDINGS}", [*new, *gone])
        for approval, change in comparison.expired:
            self.rows.append(
                f"The approval {code(approval.fingerprint)} ended on {approval.until}: {escape(say_change(change))}\n\n"
            )

    def texts(self, folded: int) -> list[str]:
        """Return the rows; with `folded` 1 also the lesser changes, with 2 also the diagram."""
        return [*self.rows, *(self._lesser() if folded else []), *(self._diagram() if folded > 1 else [])]

    def _lesser(self) -> list[str]:
        if not self.rest:
            return []
        counted = Counter("approved" if change.approval else change.level for change in self.rest)
        said = ", ".join(f"{counted[word]} {word}" for word in ("approved", "info", "cosmetic") if counted[word])
        rows = "".join(_change_rows(self.file.comparison, self.rest))
        return [f"<details><summary>Other changes: {said}</summary>\n\n{_CHANGES}{rows}\n</details>\n\n"]

    def _diagram(self) -> list[str]:
        comparison = self.file.comparison
        if self.file.unread or comparison.matching is None or not comparison.changes:
            return []
        # Only a comment waits for the drawing.
        from blueprint_cli.drawing.engine import TooLarge
        from blueprint_cli.drawing.mermaid import draw_mermaid
        from blueprint_cli.drawing.union import unite

        union = unite(comparison)
        try:
            drawing = draw_mermaid(union.blueprint, view=union.view)
        except TooLarge:
            return ["Both states together are too large for a diagram here: `bp diff --format svg` draws them.\n\n"]
        return [f"<details><summary>Both states in one diagram</summary>\n\n```mermaid\n{drawing}```\n\n</details>\n\n"]


def _heading(file: Compared) -> str:
    old, new = file.comparison.old, file.comparison.new
    if old is None or new is None:
        words = f"{code(root_path(file.path))} ({'added' if old is None else 'deleted'})"
    elif old.path == new.path:
        words = code(root_path(new.path))
    else:
        words = f"{code(root_path(old.path))} → {code(root_path(new.path))}"
    unread = "".join(f"{say_unread(side)}\n\n" for side in file.unread)
    return f"### {words}\n\n{unread}"


def _table(head: str, rows: Sequence[str]) -> list[str]:
    """Return a table as its rows, the head with the first and an empty line with the last."""
    if not rows:
        return []
    return [head + rows[0], *rows[1:-1], rows[-1] + "\n"] if len(rows) > 1 else [f"{head}{rows[0]}\n"]


def _change_rows(comparison: Comparison, changes: Sequence[Change]) -> list[str]:
    """Return a row for each group of changes, with one line in it for each change: the worst first, then by step."""
    groups = group_changes(comparison, changes)
    return [_group_row(group) for group in sorted(groups, key=lambda group: LEVELS.index(group.level))]


def _group_row(group: Group) -> str:
    where = escape(group.heading or "the service")
    levels = dict.fromkeys(_level(change) for change in group.changes)
    said = [f"{where}: {escape(say_group(group))}"] if group.card else []
    for change in group.changes:
        address = f" {code(change.address)}" if change.address and not group.card else ""
        parts = f"<br>{escape(say_parts(change))}" if change.parts else ""
        said.append(f"{change.about.sign} {escape(say_change(change, group))}{address}{parts}")
    if not group.card:
        said[0] = f"{where}: {said[0]}"
    why = dict.fromkeys(
        f"Approved: {change.approval.reason}" if change.approval else change.why for change in group.changes
    )
    return f"| {', '.join(levels)} | {'<br>'.join(said)} | {escape(' '.join(why))} |\n"


def _level(change: Change) -> str:
    word = "approved" if change.approval else change.level
    return f"**{word}**" if word == "breaking" else word


def _measures(measures: Sequence[Measured]) -> list[str]:
    told = [measured for measured in measures if measured.before != measured.after or measured.better is not None]
    words = {True: "better", False: "worse", None: ""}
    rows = [
        f"| {escape(m.words)} | {escape(m.before or 'unknown')} | {escape(m.after or 'unknown')} | "
        f"{words[m.better]}{escape(f' ({m.note})') if m.note else ''} |\n"
        for m in told
    ]
    return _table("| the whole service | before | after | |\n|---|---|---|---|\n", rows)


def _account(account: Account) -> list[str]:
    rows = []
    for pain in account.pains:
        by = " ".join(f"{escape(card.does)} {code(card.address)}" for card in pain.answered_by) or escape(pain.reason)
        status = f"**{pain.status}**" if pain.status == "open" else pain.status
        rows.append(f"| {escape(pain.pain.what)} {code(pain.name)} | {status} | {by} |\n")
    for idea in account.ideas:
        by = " ".join(f"{escape(card.does)} {code(card.address)}" for card in idea.by)
        rows.append(f"| Idea: {escape(idea.words)} | {idea.status.replace('-', ' ')} | {by} |\n")
    head = f"**Pains of the current state**: {say_pains(account)}\n\n" if account.pains else ""
    return [
        *_table(f"{head}| pain or idea | what became of it | by |\n|---|---|---|\n", rows),
        *_table("**Worse for the customer**\n\n", [_told(change) for change in account.worse]),
        *_table("**How the work changes**\n\n", [_told(change) for change in account.work]),
    ]


def _told(change: Change) -> str:
    return f"- {escape(say_change(change))} {code(change.address)}\n"


def _new_row(new: NewFinding) -> str:
    return _finding_row("+", new.finding, new.finding.severity, escape(say_cause(new.cause)) if new.cause else "")


def _finding_row(sign: str, finding: Finding, word: str, cause: str = "") -> str:
    severity = f"**{word}**" if word == "error" else word
    said = f"{escape(finding.message)} {code(finding.rule)}{f'<br>{cause}' if cause else ''}"
    return f"| {sign} | {severity} | {finding.span.line}:{finding.span.column} | {said} |\n"


def _cut(rows: Sequence[str], room: int) -> tuple[list[str], int]:
    """Return the rows that fit, and how many do not."""
    kept: list[str] = []
    for number, row in enumerate(rows):
        room -= len(row)
        if room < 0:
            return [*kept, "\n"], len(rows) - number
        kept.append(row)
    return kept, 0
