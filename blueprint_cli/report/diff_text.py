"""The text of `bp diff`: what changed, step by step, then times and handoffs, pains, findings; the last line counts.

    − breaking  Evidence removed: “Shipping label to print” (request/evidence)
                The customer has nothing left to see or hold here.
    “Opens the box and inspects the item” (inspect/warehouse)
      ~ risky     Done by somebody else: warehouse → carrier

The first column is `+` came, `−` went, `~` is another, `→` stands elsewhere; the second is the level. In a pipe there
is one line for each change and one for why it matters, unwrapped.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from blueprint_cli.changes.change import Account, Change, Comparison, FindingChanges, Measured
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
    say_sides,
    say_unread,
    sum_up_diff,
)
from blueprint_cli.report.excerpt import printable
from blueprint_cli.report.summary import count
from blueprint_cli.report.terminal import Painter

_STYLES = {"breaking": "error", "risky": "warning", "info": "acknowledged", "cosmetic": "quiet", "approved": "quiet"}
#: The level stands in a column of its own.
_WIDTH = len("breaking")
_OF_THE_FILE = "The service"


def write_diff_text(run: DiffRun, *, colour: bool = False, width: int | None = None, verbose: bool = False) -> str:
    """Return the report, ending in a newline. `width` wraps lines for a terminal."""
    page = _Page(Painter(colour), width, verbose)
    blocks = ["\n".join(page.lines_of(file)) + "\n" for file in run.files]
    blocks += [f"{printable(path)}: error: {NO_SUCH_PATH}\n" for path in run.missing]
    blocks += [f"{printable(path)}: error: This could not be read: {printable(words)}\n" for path, words in run.refused]
    style = "good" if run.exit_code == 0 else "error"
    return "\n".join([*blocks, page.paint(sum_up_diff(run), style) + "\n"])


class _Page:
    """How lines are set: colours, width, and how much is shown."""

    def __init__(self, paint: Painter, width: int | None, verbose: bool) -> None:
        self.paint, self.width, self.verbose = paint, width, verbose

    def lines_of(self, file: Compared) -> Iterator[str]:
        comparison = file.comparison
        yield self.paint(printable(say_sides(comparison)), "heading")
        for side in file.unread:
            yield from self._wrap(say_unread(side), "  ")
        yield from self._changes(comparison)
        yield from self._measures(comparison.measures)
        if comparison.account:
            yield from self._account(comparison.account)
        yield from self._findings(comparison.findings)
        yield from self._expired(comparison)

    def _changes(self, comparison: Comparison) -> Iterator[str]:
        shown = [c for c in comparison.changes if self.verbose or (c.level != "cosmetic" and not c.approval)]
        heading = None
        for group in group_changes(comparison, shown):
            if group.heading != heading:
                heading = group.heading
                yield ""
                yield f"  {self.paint(printable(heading) or _OF_THE_FILE, 'strong')}"
            if group.card:
                yield from self._wrap(say_group(group), "      ", "    ")
            for change in group.changes:
                yield from self._change(change, group)
        hidden = [
            count(number, f"{word} change")
            for word, number in (
                ("cosmetic", sum(c.level == "cosmetic" and not c.approval for c in comparison.changes)),
                ("approved", sum(c.approval is not None for c in comparison.changes)),
            )
            if number and not self.verbose
        ]
        if hidden:
            yield ""
            yield from self._wrap(f"{' and '.join(hidden)} not shown (--verbose shows them).", "  ")

    def _change(self, change: Change, group: Group) -> Iterator[str]:
        word = "approved" if change.approval else change.level
        margin = "      " if group.card else "    "
        head = f"{margin}{change.about.sign} {self.paint(word.ljust(_WIDTH), _STYLES[word])}  "
        below = margin + " " * (len("~ ") + _WIDTH + 2)
        address = f" ({change.address})" if change.address and not group.card else ""
        yield from self._wrap(f"{say_change(change, group)}{address}", below, head)
        if change.parts:
            yield from self._wrap(say_parts(change), below, quiet=True)
        if change.approval:
            until = f" (until {change.approval.until})" if change.approval.until else ""
            yield from self._wrap(f"Approved: {change.approval.reason}{until}", below, quiet=True)
        elif change.level in ("breaking", "risky"):
            yield from self._wrap(change.why, below, quiet=True)
        if self.verbose:
            yield from self._wrap(change.fingerprint, below, quiet=True)

    def _measures(self, measures: list[Measured]) -> Iterator[str]:
        told = [m for m in measures if m.before != m.after or m.better is not None]
        if not told:
            return
        yield from ("", f"  {self.paint('Before → after', 'strong')}")
        widest = max(len(measured.words) for measured in told)
        for measured in told:
            note = f" ({measured.note})" if measured.note else ""
            judged = {True: self.paint("  better", "good"), False: self.paint("  worse", "error"), None: ""}
            values = f"{measured.before or 'unknown'} → {measured.after or 'unknown'}"
            yield f"    {measured.words.ljust(widest)}  {values}{judged[measured.better]}{note}"

    def _account(self, account: Account) -> Iterator[str]:
        if account.pains:
            yield from ("", f"  {self.paint('Pains of the current state', 'strong')}: {say_pains(account)}")
        for pain in account.pains:
            style = {"answered": "good", "open": "error"}.get(pain.status, "quiet")
            head = f"    {self.paint(pain.status.ljust(_WIDTH), style)}  "
            by = " and ".join(f"“{card.does}” ({card.address})" for card in pain.answered_by)
            how = f" → {by}" if by else f": {pain.reason}" if pain.reason else ""
            yield from self._wrap(f"“{pain.pain.what}” ({pain.name}){how}", " " * (_WIDTH + 6), head)
        if account.ideas:
            yield from ("", f"  {self.paint('Ideas of the current state', 'strong')}")
        for idea in account.ideas:
            status = idea.status.replace("-", " ")
            head = f"    {self.paint(status.ljust(_WIDTH), 'good' if idea.by else 'quiet')}  "
            by = " and ".join(f"“{card.does}” ({card.address})" for card in idea.by)
            yield from self._wrap(f"“{idea.words}”{f' → {by}' if by else ''}", " " * (_WIDTH + 6), head)
        for heading, changes in (("Worse for the customer", account.worse), ("How the work changes", account.work)):
            if changes:
                yield from ("", f"  {self.paint(heading, 'strong')}")
            for change in changes:
                head = f"    {change.about.sign} "
                yield from self._wrap(f"{say_change(change)} ({change.address})", " " * len(head), head)

    def _findings(self, findings: FindingChanges) -> Iterator[str]:
        new = [new for new in findings.new if self.verbose or not new.finding.acknowledged]
        fixed = findings.fixed
        if not (new or fixed):
            return
        counted = f"{len(new)} new, {len(fixed)} gone, {len(findings.carried)} as before"
        yield from ("", f"  {self.paint('Findings of bp lint', 'strong')}: {counted}")
        for found in new:
            word = "acknowledged" if found.finding.acknowledged else found.finding.severity
            yield from self._finding("+", found.finding, word)
            if found.cause:
                yield from self._wrap(say_cause(found.cause), " " * (_WIDTH + 8), quiet=True)
        for finding in fixed:
            yield from self._finding("−", finding, finding.severity)

    def _finding(self, sign: str, finding: Finding, word: str) -> Iterator[str]:
        head = f"    {sign} {self.paint(word.ljust(_WIDTH), word if sign == '+' else 'quiet')}  "
        place = f"{printable(finding.path)}:{finding.span.line}:{finding.span.column}"
        yield from self._wrap(f"{place}: {finding.message} [{finding.rule}]", " " * (_WIDTH + 8), head)

    def _expired(self, comparison: Comparison) -> Iterator[str]:
        for approval, change in comparison.expired:
            yield ""
            words = f"The approval of {approval.fingerprint} ended on {approval.until}: {say_change(change)}"
            yield from self._wrap(words, "  ")

    def _wrap(self, text: str, indent: str, head: str | None = None, *, quiet: bool = False) -> Iterator[str]:
        """Yield a text below a head of the same width as the indent, wrapped where the page has a width."""
        text = printable(text)
        room = max(30, self.width - len(indent)) if self.width else len(text) + 1
        lines = textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False) or [""]
        for number, line in enumerate(lines):
            shown = self.paint(line, "quiet") if quiet else line
            yield f"{head if head is not None and number == 0 else indent}{shown}"
