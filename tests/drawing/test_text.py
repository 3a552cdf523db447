"""Measuring and breaking lines."""

from __future__ import annotations

import random

import pytest

from blueprint_cli.drawing.text import (
    SLACK,
    balance_lines,
    break_lines,
    clean,
    clusters,
    runs_right_to_left,
    shorten,
    text_width,
)


def test_widths_are_those_of_arial() -> None:
    # Arial, in thousandths: H 722, e 556, l 222, l 222, o 556; bold: 722, 556, 278, 278, 611.
    assert text_width("Hello", 10) == pytest.approx(22.78, abs=0.01)
    assert text_width("Hello", 10, bold=True) == pytest.approx(24.45, abs=0.01)
    assert text_width("", 12) == 0
    assert text_width("iii", 12) < text_width("mmm", 12) / 3


@pytest.mark.parametrize(
    ("text", "em"),
    [
        ("退款", 2.0),
        ("ひら", 2.0),
        ("😀", 1.3),
        ("👩\u200d💻", 1.3),
        ("👍🏽", 1.3),
        ("🇩🇪🇫🇷", 2.6),
        ("☃\ufe0f", 1.3),
        ("e\u0301", 0.556),
        ("\u0301", 0.0),
        ("é", 0.556),
        ("Ж", 0.923),
    ],
)
def test_width_of_what_is_not_latin(text: str, em: float) -> None:
    assert text_width(text, 1) == pytest.approx(em, abs=0.002)


def test_clusters_stay_whole() -> None:
    assert clusters("a👩\u200d💻🇩🇪🇫🇷e\u0301") == ["a", "👩\u200d💻", "🇩🇪", "🇫🇷", "e\u0301"]


def test_breaks_at_blanks() -> None:
    assert break_lines("Brings the parcel to the post office", 12, 140) == ["Brings the parcel to", "the post office"]
    assert break_lines("  ", 12, 100) == []


def test_number_stays_with_its_unit() -> None:
    for width in range(40, 200, 4):
        lines = break_lines("Drop-off: 18 % → 5 %, within 20 min", 10, width)
        assert not any(line.startswith(("%", "min")) for line in lines), lines


def test_chinese_breaks_between_any_two_but_not_before_a_stop() -> None:
    lines = break_lines("没有空格的一段很长的中文，文本需要断行。", 10, 57)
    assert max(len(line) for line in lines) == 5
    assert not any(line[0] in "，。" for line in lines)
    assert "".join(lines) == "没有空格的一段很长的中文，文本需要断行。"


def test_long_word_is_broken_after_a_hyphen_first() -> None:
    lines = break_lines("https://example.org/a-very-long/path/to/somewhere", 12, 130)
    assert "".join(lines) == "https://example.org/a-very-long/path/to/somewhere"
    assert all(line[-1] in "/-.:" for line in lines[:-1])
    assert len(break_lines("x" * 100, 12, 60)) > 5


def test_first_line_may_be_narrower() -> None:
    assert break_lines("Refund items", 10, 100, first=20) == ["", "Refund items"]
    assert break_lines("a b", 10, 100, first=8) == ["a", "b"]


def test_no_line_is_too_long_and_nothing_is_lost() -> None:
    r = random.Random(7)
    letters = "abcdefghijklmnopqrstuvwxyzÄßéЖ退款申请，。😀-/. 0123456789 %     "
    for _ in range(400):
        text = clean("".join(r.choice(letters) for _ in range(r.randint(1, 80))))
        size, width = r.choice([8.0, 9.5, 12.5]), r.randint(30, 180)
        first = r.choice([None, width * 0.4])
        lines = break_lines(text, size, width, bold=r.random() < 0.5, first=first)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        for line in lines:
            assert text_width(line, size) * SLACK <= width + 1e-6 or len(clusters(line)) == 1
            assert line == line.strip()


def test_balanced_lines_leave_no_word_alone() -> None:
    text = "Waits without knowing where parcel and money are"
    assert break_lines(text, 12.5, 160)[-1] == "are"
    lines = balance_lines(text, 12.5, 160)
    assert len(lines) == len(break_lines(text, 12.5, 160))
    assert " ".join(lines) == text
    assert text_width(lines[-1], 12.5) > text_width(lines[0], 12.5) / 2
    assert balance_lines("Waits", 12, 160) == ["Waits"]
    assert balance_lines("", 12, 160) == []
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk ab"
    assert balance_lines(word, 12, 150) == break_lines(word, 12, 150)


def test_shorten_says_that_something_is_missing() -> None:
    lines = break_lines("one two three four five six seven", 12, 60)
    short = shorten(lines, 2, 12, 60)
    assert len(short) == 2
    assert short[1].endswith("…")
    assert text_width(short[1], 12) * SLACK <= 60
    assert shorten(lines, 50, 12, 60) == lines


def test_clean_drops_what_cannot_be_written() -> None:
    assert clean("a\x00b\n\tc\u202e d\ufeff\ud800") == "ab c d"


def test_direction_is_that_of_the_first_letter() -> None:
    assert runs_right_to_left("(שלום) hello")
    assert runs_right_to_left("مرحبا")
    assert not runs_right_to_left("hello שלום")
    assert not runs_right_to_left("123 %")
