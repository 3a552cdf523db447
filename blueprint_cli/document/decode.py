"""From bytes to text: the encoding, the line breaks and the characters that no text has."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from blueprint_cli.document.problem import Problem
from blueprint_cli.document.span import START, Span
from blueprint_cli.document.wording import SYNTAX

#: Longest first: the mark of UTF-32 begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_SAVE = "Save it as UTF-8: most editors ask for the encoding in “Save as” or in the status bar."
#: What YAML 1.2 (section 5.1) does not allow in a text; a byte order mark is one only at the very start.
_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
#: The parser takes these for line breaks, editors and Git do not.
_RARE_BREAKS = str.maketrans("\x85\u2028\u2029", "   ")
#: Editors leave such lines, and the parser takes them for indentation.
_TAB_LINE = r"(?m)^ *\t[ \t]*$"
#: One problem a line is enough, and a file that is full of them has one cause.
_MOST_LINES = 20


class Decoded(NamedTuple):
    """A text in two forms of the same length: as people see it, and as the parser may have it.

    `parsable` is None where the bytes are no text at all.
    """

    text: str
    parsable: str | None
    problems: list[Problem]


def decode(data: bytes) -> Decoded:
    r"""Decode bytes; line breaks become `\n`, a byte order mark of UTF-8 goes without a word.

    Text in another encoding is reported once and read all the same, as far as it can be guessed.
    """
    text, problem = _decode(data)
    if text is None:
        assert problem is not None
        return Decoded("", None, [problem])
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = [problem] if problem else []
    parsable = text.translate(_RARE_BREAKS) if not text.isascii() else text
    # None of them is printable, and looking for that is quick.
    if not parsable.replace("\n", "").isprintable() and re.search(_CONTROL, parsable):
        problems += _control_characters(text)
        parsable = re.sub(_CONTROL, " ", parsable)
    if "\t" in parsable:
        parsable = re.sub(_TAB_LINE, lambda line: " " * len(line[0]), parsable)
    return Decoded(text, parsable, problems)


def _decode(data: bytes) -> tuple[str | None, Problem | None]:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace"), _wrong(name)
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\x00" in data:
        return _with_nulls(data)
    try:
        return data.decode(), None
    except UnicodeDecodeError as error:
        return _not_utf8(data, error)


def _with_nulls(data: bytes) -> tuple[str | None, Problem | None]:
    """Tell UTF-16 without a mark, where every other byte is mostly null, from a file that is no text."""
    even, odd = data[:2000:2].count(0), data[1:2000:2].count(0)
    half = max(1, len(data[:2000]) // 2)
    if odd > 0.7 * half and even < 0.3 * half:
        return data.decode("utf-16-le", "replace"), _wrong("UTF-16")
    if even > 0.7 * half and odd < 0.3 * half:
        return data.decode("utf-16-be", "replace"), _wrong("UTF-16")
    try:
        return data.decode(), None
    except UnicodeDecodeError:
        return None, Problem(
            SYNTAX,
            START,
            "This is not a text file.",
            "A blueprint is a text file in YAML or JSON. Check that the right file was named.",
        )


def _wrong(name: str) -> Problem:
    return Problem(
        SYNTAX, START, f"This file is saved as {name}; a blueprint is saved as UTF-8.", _SAVE, detail="encoding"
    )


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> tuple[str, Problem]:
    before = data[: error.start].decode().replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    # Windows-1252 is what Western European editors mean by “ANSI”; five of its bytes mean nothing.
    text = data.decode("cp1252", "replace")
    shown = data[error.start : error.start + 1].decode("cp1252", "replace")
    guess = f", perhaps “{shown}” in Windows-1252 or Latin-1" if shown.isalnum() or shown in "€–—“”‘’§°´" else ""
    return text, Problem(
        SYNTAX,
        Span(line, column, line, column + 1),
        f"This file is not saved as UTF-8: the byte {data[error.start]:02X} here is no character of it{guess}.",
        "Accents and quotation marks would come out wrong. " + _SAVE,
        detail="encoding",
    )


def _control_characters(text: str) -> list[Problem]:
    """Report the first control character of each line, and how many there are."""
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        found = re.findall(_CONTROL, line)
        if not found:
            continue
        first = re.search(_CONTROL, line)
        assert first is not None
        others = f", and {len(found) - 1} more in this line" if len(found) > 1 else ""
        problems.append(
            Problem(
                SYNTAX,
                Span(number, first.start() + 1, number, first.start() + 2),
                f"An invisible control character (U+{ord(found[0]):04X}) stands here{others}.",
                "It often comes along when text is pasted from another program. Delete it and type the words anew.",
                detail="control",
            )
        )
        if len(problems) == _MOST_LINES:
            break
    return problems
