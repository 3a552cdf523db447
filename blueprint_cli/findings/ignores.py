"""Ignore comments: `# bp: ignore[rule, …] reason (until 2027-01-31)`.

At the end of a line it holds back findings that start in that line; on a line of its own, those of the entry or list
item below, with all that belongs to it. `# bp: ignore-file[rule] reason` above the first entry is for the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from blueprint_cli.document import Document, Map, Problem, Seq, Span
from blueprint_cli.findings.ignore_edits import delete_comment, rename, take_out

UNUSED, UNKNOWN, EXPIRED = "unused-ignore", "unknown-ignore", "expired-ignore"

_FORM = "`# bp: ignore[rule-name] reason (until 2027-01-31)`, where only the day may be left out"
_PLACES = "At the end of a line it holds for that line, on a line of its own for the entry below with all its parts."
_COMMENT = re.compile(r"#+\s*bp\s*:\s*(?P<verb>[\w-]*)\s*(?P<rest>.*)", re.I)
_RULES = re.compile(r"\[(?P<rules>[^\]]*)\]\s*(?P<reason>.*)")
_UNTIL = re.compile(r"\(?\s*\buntil:?\s+(?P<day>[^\s()]+)\s*\)?\s*$", re.I)
_WORD = re.compile(r"[^\s,]+")


@dataclass(slots=True, eq=False, repr=False)
class _Ignore:
    """One valid comment: the rules that it names, by the place of the name, and the lines that it is about."""

    span: Span
    rules: dict[str, Span]
    #: Problems that start inside are held back; the end is exclusive.
    extent: Span
    until: date | None = None
    expired: bool = False
    #: It names other rules, too, which do not exist or cannot be ignored.
    faulty: bool = False
    #: The rules whose findings it met.
    met: set[str] = field(default_factory=set)

    def covers(self, problem: Problem) -> bool:
        """Whether the problem has one of the rules and starts in the lines."""
        start = problem.span[:2]
        return problem.rule in self.rules and self.extent[:2] <= start < self.extent[2:]


@dataclass(slots=True, eq=False, repr=False)
class Ignores:
    """The ignore comments of one document."""

    comments: list[_Ignore] = field(default_factory=list)
    malformed: list[Problem] = field(default_factory=list)
    #: The lines of the document.
    lines: list[str] = field(default_factory=list)

    def split(self, problems: Iterable[Problem]) -> tuple[list[Problem], list[Problem]]:
        """Return the problems that are kept and those that a comment holds back, each in the given order.

        Remembers which comments met something, for `problems`; it may be called more than once.
        """
        kept: list[Problem] = []
        held: list[Problem] = []
        for problem in problems:
            hold = False
            for comment in self.comments:
                if comment.covers(problem):
                    comment.met.add(problem.rule)
                    hold = hold or not comment.expired
            (held if hold else kept).append(problem)
        return kept, held

    def problems(self, active_rules: Collection[str]) -> list[Problem]:
        """Return what is wrong with the comments themselves, by place: unknown, expired, unused.

        A rule that is not among the active ones did not run, so that nothing can be said of an ignore for it.
        """
        found = list(self.malformed)
        for comment in self.comments:
            if comment.expired:
                found.append(_expired(comment, self.lines))
            else:
                found += _unused(comment, [rule for rule in comment.rules if rule in active_rules], self.lines)
        return sorted(found, key=lambda problem: problem.span)


def read_ignores(
    document: Document, today: date, known_rules: Collection[str], fixed_rules: Collection[str] = ()
) -> Ignores:
    """Find the ignore comments of a document.

    `known_rules` are all names that there are, `fixed_rules` those that cannot be ignored. A comment that lacks a
    reason or cannot be read holds nothing back; nor does one whose day has passed. A document that could not be read
    has none.
    """
    ignores = Ignores()
    if document.data is None:
        return ignores
    lines = ignores.lines = document.text.split("\n")
    for place in document.comments:
        line = lines[place.line - 1]
        match = _COMMENT.match(line[place.column - 1 :])
        if not match:
            continue
        said = _parse(match, place)
        alone = not line[: place.column - 1].strip()
        if isinstance(said, _Said) and said.whole_file and (not alone or place.line >= document.data.span.line):
            said = _malformed(
                place,
                "`bp: ignore-file` stands too low in the file, so it ignores nothing.",
                "Put it on a line of its own above the first entry, where everybody sees it.",
            )
        if isinstance(said, Problem):
            ignores.malformed.append(said)
            continue
        faults = {name: _unknown(name, said.rules, known_rules, fixed_rules) for name in said.rules}
        ignores.malformed += [fault for fault in faults.values() if fault]
        rules = {name: span for name, span in said.rules.items() if not faults[name]}
        if rules:
            if said.whole_file:
                extent = Span(1, 1, len(lines) + 1, 1)
            elif alone:
                extent = _node_below(document.data, lines, place)
            else:
                extent = Span(place.line, 1, place.line + 1, 1)
            expired = said.until is not None and said.until < today
            faulty = len(rules) < len(said.rules)
            ignores.comments.append(_Ignore(place, rules, extent, said.until, expired, faulty))
    return ignores


class _Said(NamedTuple):
    """What a well-formed comment says, whether or not its rules exist."""

    whole_file: bool
    rules: dict[str, Span]
    until: date | None


def _parse(match: re.Match[str], place: Span) -> _Said | Problem:
    verb = match["verb"].lower()
    if verb not in ("ignore", "ignore-file"):
        return _malformed(place, f"“{_shown(match[0])}” is not understood.", f"An ignore comment is {_FORM}.")
    listed = _RULES.match(match["rest"])
    if not listed or not listed["rules"].strip(" ,"):
        return _malformed(
            place, f"“{_shown(match[0])}” names no rule in `[ ]`, so it ignores nothing.", f"Write {_FORM}."
        )
    reason, until = listed["reason"].strip(), None
    if limit := _UNTIL.search(reason):
        try:
            until = date.fromisoformat(limit["day"])
        except ValueError:
            return _malformed(
                place,
                f"“{_shown(limit['day'])}” is not a day, so this comment ignores nothing.",
                "Write the day as year, month and day: `(until 2027-01-31)`.",
            )
        reason = reason[: limit.start()]
    if not re.search(r"\w", reason):
        return _malformed(
            place,
            f"This comment gives no reason, so it ignores nothing: “{_shown(match[0])}”.",
            f"Whoever reads it later must be able to judge it. Write {_FORM}.",
        )
    rules: dict[str, Span] = {}
    offset = place.column + match.start("rest") + listed.start("rules")
    for word in _WORD.finditer(listed["rules"]):
        span = Span(place.line, offset + word.start(), place.line, offset + word.end())
        rules.setdefault(word[0].strip("`'\"").lower(), span)
    return _Said(verb == "ignore-file", rules, until)


def _node_below(data: Map, lines: Sequence[str], comment: Span) -> Span:
    """Return the extent of the entry or list item that starts in the next line which is no comment."""
    number = comment.line + 1
    while number <= len(lines) and lines[number - 1].lstrip(" -\t")[:1] in ("", "#"):
        number += 1
    nothing = Span(*comment[:2], *comment[:2])
    starts = [span for span in _nodes_around(data, number) if span.line == number]
    return min(starts, key=lambda span: (span.column, -span.end_line, -span.end_column), default=nothing)


def _nodes_around(data: Map, line: int) -> Iterator[Span]:
    """Return the extents of the entries and items that touch a line, from the outermost inward."""
    rest: list[Map | Seq] = [data]
    seen: set[int] = set()
    while rest:
        node = rest.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Map):
            entries = [
                (Span(*key_span[:2], *node.value_spans.get(key, key_span)[2:]), node.get(key))
                for key, key_span in node.key_spans.items()
            ]
        else:
            entries = list(zip(node.item_spans, node, strict=True))
        for span, value in entries:
            if span.line <= line <= span.end_line:
                yield span
                if isinstance(value, Map | Seq):
                    rest.append(value)


def _shown(text: str, limit: int = 50) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _malformed(span: Span, message: str, help: str) -> Problem:
    return Problem(UNKNOWN, span, message, help)


def _unknown(name: str, said: Mapping[str, Span], known: Collection[str], fixed: Collection[str]) -> Problem | None:
    span = said[name]
    if name in fixed or name in (UNUSED, UNKNOWN, EXPIRED):
        return Problem(
            UNKNOWN,
            span,
            f"“{name}” cannot be ignored.",
            "It is about the file itself and not about the service. Mend what it points at, and delete this comment.",
            detail=name,
        )
    if name in known:
        return None
    # Only a mistake needs the edit distance.
    from blueprint_cli.document.suggest import closest, guess

    near = closest(name, sorted(known))
    meant = guess(name, {rule: rule for rule in sorted(known)}, closed=True)
    # A rule that the comment names already is not to be there twice.
    free = meant is not None and meant.value not in said
    return Problem(
        UNKNOWN,
        span,
        f"There is no rule “{_shown(name)}”, so nothing is ignored." + (f" Did you mean “{near}”?" if near else ""),
        "`bp rules` lists the names of all rules.",
        detail=name,
        fix=rename(span, name, str(meant.value), safe=meant.sure) if meant and free else None,
    )


def _expired(comment: _Ignore, lines: Sequence[str]) -> Problem:
    names = ", ".join(comment.rules)
    back = "What it held back is reported again." if comment.met else "There is nothing left that it would hold back."
    return Problem(
        EXPIRED,
        comment.span,
        f"This comment was to ignore {_shown(names, 60)} until {comment.until}, and that day has passed.",
        f"{back} " + ("Mend it, or agree on a new day." if comment.met else "Delete the comment."),
        detail=names,
        fix=delete_comment(lines, comment.span, "has expired"),
    )


def _unused(comment: _Ignore, active: Sequence[str], lines: Sequence[str]) -> Iterator[Problem]:
    unused = [rule for rule in active if rule not in comment.met]
    if not unused:
        return
    if len(unused) == len(comment.rules) and not comment.faulty:
        names = ", ".join(unused)
        message = f"This comment ignores {_shown(names, 80)}, but there is no such finding where it holds."
        fix = delete_comment(lines, comment.span, "ignores nothing")
        yield Problem(UNUSED, comment.span, message, f"Delete it, or move it. {_PLACES}", detail=names, fix=fix)
        return
    for rule in unused:
        message = f"“{rule}” is ignored here, but there is no such finding where the comment holds."
        help, fix = f"Take the name out of the comment. {_PLACES}", take_out(lines, comment.rules[rule])
        yield Problem(UNUSED, comment.rules[rule], message, help, detail=rule, fix=fix)
