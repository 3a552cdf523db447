import pytest

from blueprint_cli.blueprint import parse_duration
from blueprint_cli.blueprint.duration import format_length, why_no_duration

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("90 s", 90_000, 90_000),
        ("20min", 20 * MINUTE, 20 * MINUTE),
        ("20 minutes", 20 * MINUTE, 20 * MINUTE),
        ("4 h", 4 * HOUR, 4 * HOUR),
        ("2 d", 2 * DAY, 2 * DAY),
        ("1 wk", 7 * DAY, 7 * DAY),
        ("1 h 30 min", 90 * MINUTE, 90 * MINUTE),
        ("1.5 h", 90 * MINUTE, 90 * MINUTE),
        ("1,5 h", 90 * MINUTE, 90 * MINUTE),
        ("0.1 d", DAY // 10, DAY // 10),
        ("1-3 d", DAY, 3 * DAY),
        ("1 – 3 d", DAY, 3 * DAY),
        ("20 min - 1 h", 20 * MINUTE, HOUR),
        ("1 h 30 min – 2 h", 90 * MINUTE, 2 * HOUR),
        ("6 months", 180 * DAY, 180 * DAY),
        ("0 min", 0, 0),
    ],
)
def test_clock_time_is_milliseconds(text, low, high):
    found = parse_duration(text)
    assert found is not None
    assert (found.low, found.high, found.axis) == (low, high, "clock")


@pytest.mark.parametrize(("text", "low", "high"), [("5 wd", 5000, 5000), ("2-3 working days", 2000, 3000)])
def test_working_days_are_an_axis_of_their_own(text, low, high):
    found = parse_duration(text)
    assert found is not None
    assert (found.low, found.high, found.axis) == (low, high, "working")


@pytest.mark.parametrize(
    "text",
    ["", "3", "d", "-3 d", "3-1 d", "2 d - 1 h", "1 h 2 wd", "1 wd - 2 d", "5 m", "PT5M", "ca. 3 d", "soon"],
)
def test_what_is_no_duration_is_none(text):
    assert parse_duration(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3-1 d", "backwards"),
        ("2 d - 1 h", "backwards"),
        ("-3 d", "negative"),
        ("− 3 d", "negative"),
        ("-3", "negative"),
        ("3", "no unit"),
        ("1 wd - 2 d", "not read"),
        ("- soon", "not read"),
    ],
)
def test_why_a_text_is_no_duration(text, words):
    assert parse_duration(text) is None
    assert words in why_no_duration(text)


def test_a_duration_keeps_the_words_of_its_author():
    assert str(parse_duration("1  –  3 days")) == "1 – 3 days"


@pytest.mark.parametrize(
    ("low", "high", "axis", "text"),
    [
        (9 * DAY + 5 * MINUTE, None, "clock", "9 d 5 min"),
        (DAY, 3 * DAY, "clock", "1-3 d"),
        (0, 3 * DAY, "clock", "0-3 d"),
        (20 * MINUTE, HOUR, "clock", "20 min to 1 h"),
        (5000, 5000, "working", "5 wd"),
        (1500, None, "clock", "1.5 s"),
        (0, 0, "clock", "0 min"),
        (2 * DAY + 3 * HOUR + 10 * MINUTE, None, "clock", "2 d 3 h"),
    ],
)
def test_lengths_are_said_in_two_units_at_most(low, high, axis, text):
    assert format_length(low, high, axis) == text
