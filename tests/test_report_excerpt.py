"""The source line under a finding."""

from __future__ import annotations

import random
import unicodedata

import pytest

from blueprint_cli.document import Span
from blueprint_cli.report.excerpt import cut_excerpt, split_lines


def show(line: str, first: int, last: int, width: int = 80) -> tuple[str, str]:
    excerpt = cut_excerpt([line], Span(1, first, 1, last), width)
    assert excerpt is not None
    return excerpt


def columns(text: str) -> int:
    """How wide a terminal shows a text, worked out anew."""
    return sum(
        0 if unicodedata.category(c) in {"Mn", "Me"} or c in "\u200b\u200c\u200d"
        else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "first", "last", "expected"),
    [
        ("owner: Anna", 8, 12, ("owner: Anna", "       ^^^^")),
        ("\towner: Anna", 9, 13, ("    owner: Anna", "           ^^^^")),
        ("name: 返品 to", 7, 9, ("name: 返品 to", "      ^^^^")),
        ("name: 返品 to", 10, 12, ("name: 返品 to", "           ^^")),
        ("e\u0301t\u00e9: x", 3, 4, ("e\u0301t\u00e9: x", " ^")),
        ("a: b", 4, 4, ("a: b", "   ^")),
        ("a: b", 9, 12, ("a: b", "    ^")),
        ("", 1, 1, ("", "^")),
    ],
)
def test_the_caret_stands_under_the_words(line: str, first: int, last: int, expected: tuple[str, str]) -> None:
    assert show(line, first, last) == expected


def test_a_span_of_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    assert cut_excerpt(["  - a: b  ", "    c: d"], Span(1, 5, 2, 9), 80) == ("  - a: b", "    ^^^^")


def test_no_excerpt_without_the_line() -> None:
    assert cut_excerpt(split_lines("a\nb"), Span(3, 1, 3, 2), 80) is None
    assert cut_excerpt([], Span(1, 1, 1, 1), 80) is None


def test_lines_break_where_yaml_breaks_them() -> None:
    assert split_lines("a\r\nb\rc\nd\u2028e\x85f") == ["a", "b", "c", "d", "e", "f"]


def test_a_long_line_is_cut_around_the_caret() -> None:
    line = "does: " + "a" * 200 + " HERE " + "b" * 200
    shown, under = show(line, 208, 212, 60)
    assert shown.startswith("…a")
    assert shown.endswith("b…")
    assert len(shown) <= 60
    assert shown[under.index("^") : under.rindex("^") + 1] == "HERE"


def test_whatever_the_line() -> None:
    chance = random.Random(2026)
    for _ in range(2000):
        line = "".join(chance.choices("ab \t返e\u0301🙂\u200d\x1b", k=chance.randrange(120)))
        first, width = chance.randrange(1, 126), chance.randrange(20, 91)
        shown, under = show(line, first, first + chance.randrange(130), width)
        assert columns(shown) <= width
        assert "\x1b" not in shown
        assert "\t" not in shown
        assert set(under) <= {" ", "^"}
        assert "^" in under
        if first <= len(line.rstrip()) and columns(line.replace("\t", "    ")) <= width:
            assert under.index("^") == columns(line[: first - 1].replace("\t", "    "))
