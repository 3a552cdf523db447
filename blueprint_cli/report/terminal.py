"""The text report of a terminal: a heading a file, the source line underlined, words wrapped, colours if wanted."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from blueprint_cli.discovery import NO_SUCH_PATH
from blueprint_cli.document import Related, Span
from blueprint_cli.findings.finding import Finding
from blueprint_cli.findings.run import FileResult, Run
from blueprint_cli.report.excerpt import cut_excerpt, printable, split_lines
from blueprint_cli.report.summary import say_fix, sum_up, tally

#: How many sources are kept at a time.
_KEPT = 20
_STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "acknowledged": "1;35",
    "ignored": "1;35",
    "baselined": "1;35",
    "skipped": "2",
    "heading": "1;4",
    "strong": "1",
    "quiet": "2",
    "related": "34",
    "good": "1;32",
}


class Painter:
    """Colours words, or leaves them as they are."""

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def __call__(self, text: str, style: str) -> str:
        """Return the text in one of the styles of this module."""
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.colour and text else text


class _Sources(dict[str, list[str]]):
    """The lines of a file of the run, split when they are first shown; those of a few files at a time are kept."""

    def __init__(self, files: Sequence[FileResult]) -> None:
        super().__init__()
        self.files = {file.path: file for file in files}

    def __missing__(self, path: str) -> list[str]:
        if len(self) > _KEPT:
            self.clear()
        self[path] = split_lines(self.files[path].text) if path in self.files else []
        return self[path]


def write_terminal(run: Run, *, colour: bool, width: int, verbose: bool = False) -> str:
    """Return the report of a run for a terminal of `width` columns."""
    paint = Painter(colour)
    texts = _Sources(run.files)
    blocks = [block for file in run.files if (block := _file_block(file, texts, paint, width, verbose))]
    blocks += [
        f"{paint('error', 'error')} {paint(printable(path), 'strong')}: {NO_SUCH_PATH}\n" for path in run.missing
    ]
    style = "good" if run.exit_code == 0 else "error"
    notes = [f"{printable(note)}\n" for note in run.notes]
    return "\n".join([*blocks, "".join([paint(sum_up(run, verbose=verbose), style) + "\n", *notes])])


def show_findings(findings: list[Finding], text: str, *, colour: bool, width: int) -> str:
    """Return findings of one file, whose source is `text`, as `write_terminal` shows them."""
    paint = Painter(colour)
    texts = _Sources([FileResult(path, text) for path in {finding.path for finding in findings}])
    return "\n".join(_finding_block(f, f.severity, texts, paint, width) for f in findings)


def _file_block(file: FileResult, texts: Mapping[str, list[str]], paint: Painter, width: int, verbose: bool) -> str:
    blocks = []
    if file.refused is not None:
        blocks.append(f"{paint('error', 'error')} This could not be read: {printable(file.refused)}\n")
    for finding in file.findings:
        if verbose or not finding.acknowledged:
            word = "acknowledged" if finding.acknowledged else finding.severity
            blocks.append(_finding_block(finding, word, texts, paint, width))
    if verbose:
        blocks += [_finding_block(finding, "ignored", texts, paint, width) for finding in file.ignored]
        blocks += [_finding_block(finding, "baselined", texts, paint, width) for finding in file.baselined]
        if file.skipped:
            lines = [f"{s.rule}: {printable(s.reason)}" for s in file.skipped]
            blocks.append("".join(f"{paint(f'skipped {line}', 'skipped')}\n" for line in lines))
    if not blocks:
        return ""
    counted = tally(file.findings)
    heading = paint(printable(file.path), "heading") + (f"  {counted}" if counted else "")
    return "\n".join([f"{heading}\n", *blocks])


def _finding_block(finding: Finding, word: str, texts: Mapping[str, list[str]], paint: Painter, width: int) -> str:
    place = f"{printable(finding.path)}:{finding.span.line}:{finding.span.column}"
    lines = [f"{paint(word, word)} {paint(finding.rule, 'strong')} {paint(place, 'quiet')}"]
    lines += _wrap(finding.message, width)
    source = list(_source_lines(finding, word, texts, paint, width))
    if source:
        lines += ["", *source]
    if finding.help:
        lines += ["", *_wrap_help(finding.help, width)]
    if finding.fix:
        lines += ([] if finding.help else [""]) + _wrap(f"fix: {say_fix(finding.fix, finding.rule)}", width)
    return "\n".join(lines) + "\n"


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(
        printable(text),
        max(30, width),
        initial_indent="  ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _wrap_help(text: str, width: int) -> Iterator[str]:
    """Yield the help: sentences wrapped, the lines of an example, which are indented, as they are."""
    for line in split_lines(f"help: {text}"):
        yield from [f"  {printable(line)}".rstrip()] if line.startswith(" ") else _wrap(line, width)


def _source_lines(
    finding: Finding, word: str, texts: Mapping[str, list[str]], paint: Painter, width: int
) -> Iterator[str]:
    """Yield the finding's own line, then its related places, each with the line it is on where we have the text."""
    gutter = max(len(str(span.line)) for span in (finding.span, *(r.span for r in finding.related)))
    own = texts[finding.path]
    yield from _underlined(own, finding.span, gutter, paint, width, word, "^", "")
    for related in finding.related:
        yield from _related_lines(finding, related, texts, gutter, paint, width)


def _related_lines(
    finding: Finding,
    related: Related,
    texts: Mapping[str, list[str]],
    gutter: int,
    paint: Painter,
    width: int,
) -> Iterator[str]:
    path = related.path or finding.path
    message = printable(related.message)
    place = f"{printable(path)}:{related.span.line}:{related.span.column}"
    shown = list(_underlined(texts[path], related.span, gutter, paint, width, "related", "-", message))
    if path != finding.path or not shown:
        yield f"{' ' * (gutter + 5)}{paint('see', 'related')} {place}"
    yield from shown or [f"{' ' * (gutter + 9)}{message}"]


def _underlined(
    lines: list[str],
    span: Span,
    gutter: int,
    paint: Painter,
    width: int,
    style: str,
    mark: str,
    message: str,
) -> Iterator[str]:
    excerpt = cut_excerpt(lines, span, max(20, width - gutter - 7), mark)
    if excerpt is None:
        return
    bar = paint("|", "quiet")
    yield f"    {paint(str(span.line).rjust(gutter), 'quiet')} {bar} {excerpt.line}"
    blanks = len(excerpt.underline) - len(excerpt.underline.lstrip())
    label = f"{excerpt.underline.strip()} {message}".rstrip()
    if message and gutter + 7 + blanks + len(label) > width:
        # The words do not fit beside the underline: they get lines of their own.
        yield f"    {' ' * gutter} {bar} {' ' * blanks}{paint(excerpt.underline.strip(), style)}"
        for part in textwrap.wrap(message, max(20, width - gutter - 7), break_long_words=False):
            yield f"    {' ' * gutter} {bar} {paint(part, style)}"
        return
    yield f"    {' ' * gutter} {bar} {' ' * blanks}{paint(label, style)}"
