"""Markdown for comments on pull requests and for job summaries: a table for each file, the help folded away.

What an author wrote is shown and never obeyed: no markup, no mention of a person or an issue, no link. Paths are from
the root of the repository.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from blueprint_cli.discovery import NO_SUCH_PATH
from blueprint_cli.findings.finding import Finding
from blueprint_cli.findings.run import FileResult, Run
from blueprint_cli.report.excerpt import split_lines
from blueprint_cli.report.markup import code, escape
from blueprint_cli.report.repository import root_path
from blueprint_cli.report.summary import count, say_fix, sum_up

_HEAD = "| severity | line | card | finding | rule |\n|---|---|---|---|---|\n"


def write_markdown(run: Run, *, verbose: bool = False, limit: int | None = None) -> str:
    """Return the report, ending in a newline; of at most `limit` bytes in UTF-8, the rows that do not fit left out."""
    end = [f"{escape(sum_up(run, verbose=verbose))}\n", *(f"\n{escape(note)}\n" for note in run.notes)]
    blocks = [line for file in run.files for line in _file_rows(file, verbose)]
    blocks += [("", f"**error** {code(root_path(path))}: {NO_SUCH_PATH}\n\n") for path in run.missing]
    if limit is not None:
        blocks = _cut(blocks, limit - sum(len(line.encode()) for line in end))
    return "".join([*_join(blocks), *end])


#: The head that stands above the row of a table once for all rows of a file, empty where there is none; and the row.
_Row = tuple[str, str]


def _join(rows: Iterable[_Row]) -> Iterator[str]:
    last = ""
    for head, row in rows:
        if head != last:
            # A table ends with an empty line.
            yield ("\n" if last else "") + head
        last = head
        yield row
    yield "\n" if last else ""


def _cut(rows: list[_Row], limit: int) -> list[_Row]:
    """Return the rows that fit into so many bytes, and in place of the others how many they are."""
    sizes = [len(text.encode()) for text in _join(rows)]
    if sum(sizes) <= limit:
        return rows
    told = "{:,} more rows are left out here: there is no room for them. `bp lint` lists them all.\n\n"
    room, kept, last = limit - len(told.encode()) - 20, 0, ""
    for head, row in rows:
        room -= len(row.encode()) + (len(head.encode()) + 1 if head != last else 0)
        if room < 0:
            break
        kept, last = kept + 1, head
    return [*rows[:kept], ("", told.format(len(rows) - kept))]


def _file_rows(file: FileResult, verbose: bool) -> Iterator[_Row]:
    heading = f"### {code(root_path(file.path))}\n\n"
    if file.refused is not None:
        yield "", f"{heading}**error** This could not be read: {escape(file.refused)}\n\n"
        return
    told: list[tuple[str, Finding]] = [("acknowledged" if f.acknowledged else f.severity, f) for f in file.findings]
    if verbose:
        told += [("ignored", f) for f in file.ignored] + [("baselined", f) for f in file.baselined]
    for word, finding in told:
        if verbose or not finding.acknowledged:
            yield heading + _HEAD, _finding_row(finding, word)
    if verbose and file.skipped:
        skipped = "".join(f"- {code(skip.rule)}: {escape(skip.reason)}\n" for skip in file.skipped)
        above = "" if told else heading
        summary = count(len(file.skipped), "skipped rule")
        yield "", f"{above}<details><summary>{summary}</summary>\n\n{skipped}\n</details>\n\n"


def _finding_row(finding: Finding, word: str) -> str:
    shown = f"**{word}**" if word == "error" else word
    card = code(finding.card) if finding.card else ""
    words = [escape(finding.message)]
    folded = [*map(_folded_line, split_lines(finding.help)), *_more(finding)]
    if folded := [line for line in folded if line.strip()]:
        words.append(f"<details><summary>what to do</summary>{'<br>'.join(folded)}</details>")
    place = f"{finding.span.line}:{finding.span.column}"
    return f"| {shown} | {place} | {card} | {' '.join(words)} | {code(finding.rule)} |\n"


def _folded_line(line: str) -> str:
    """Return a line of help; the indentation of an example is kept."""
    blanks = len(line) - len(line.lstrip(" "))
    return "&nbsp;" * blanks + escape(line.lstrip(" "))


def _more(finding: Finding) -> Iterator[str]:
    if finding.fix:
        yield escape(f"{say_fix(finding.fix, finding.rule)}.")
    for related in finding.related:
        place = f"{related.span.line}:{related.span.column}"
        where = f"{code(root_path(related.path))}:{place}" if related.path else f"Line {place}"
        yield f"{where}: {escape(related.message)}"
