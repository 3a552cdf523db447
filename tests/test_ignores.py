"""`# bp: ignore[...]`: what it holds back, and what is said of comments that hold nothing back."""

from __future__ import annotations

from datetime import date

import pytest

from blueprint_cli.document import Problem, Span, read_document
from blueprint_cli.findings.ignores import Ignores, read_ignores

TODAY = date(2026, 11, 21)
RULES = ("no-owner", "thin-support", "long-wait", "unused-ignore", "unknown-ignore", "expired-ignore")
FIXED = ("yaml-syntax", "schema", "duplicate-key")
TEXT = """\
# above everything
blueprint: 1
service: Example
steps:
  # on a line of its own
  - name: Request
    customer: Asks
    backstage:
      - does: Looks it up
        by: clerk

      - does: Answers  # at the end
        by: clerk
  - name: Pay
    customer: Pays
"""


def ignores(text: str, today: date = TODAY) -> Ignores:
    document = read_document("x.blueprint.yaml", text.encode())
    assert document.problems == []
    return read_ignores(document, today, RULES, FIXED)


def at(line: int, rule: str = "no-owner", column: int = 7) -> Problem:
    return Problem(rule, Span(line, column, line, column + 3), "…")


def held_lines(text: str, rule: str = "no-owner", today: date = TODAY) -> list[int]:
    """Return the lines in which a finding of the rule is held back."""
    lines = text.splitlines()
    columns = [len(line) - len(line.lstrip(" -{")) + 1 for line in lines]
    kept, held = ignores(text, today).split([at(n, rule, column) for n, column in enumerate(columns, 1)])
    assert len(kept) + len(held) == len(lines)
    return [problem.span.line for problem in held]


def only(found: list[Problem]) -> Problem:
    assert len(found) == 1, [problem.message for problem in found]
    assert len(found[0].message) <= 160
    assert found[0].help
    return found[0]


def test_at_the_end_of_a_line_it_holds_for_that_line() -> None:
    text = TEXT.replace("# at the end", "# bp: ignore[no-owner] agreed")
    assert held_lines(text) == [12]
    assert held_lines(text, "thin-support") == []


def test_on_a_line_of_its_own_it_holds_for_the_item_below_to_its_end() -> None:
    assert held_lines(TEXT.replace("# on a line of its own", "# bp: ignore[no-owner] agreed")) == list(range(6, 14))


@pytest.mark.parametrize(
    ("above", "lines"),
    [
        ("service: Example", [4]),
        ("steps:", list(range(5, 17))),
        ("customer: Asks", [8]),
        ("backstage:", list(range(9, 15))),
        ("- does: Looks it up", [10, 11]),
        ("by: clerk\n\n", [11]),
        ("- name: Pay", [15, 16]),
        ("blueprint: 1", [3]),
    ],
)
def test_it_holds_for_the_entry_or_item_below(above: str, lines: list[int]) -> None:
    start = TEXT.index(above)
    start = TEXT.rindex("\n", 0, start) + 1
    indent = " " * (len(TEXT[start:]) - len(TEXT[start:].lstrip(" ")))
    assert held_lines(f"{TEXT[:start]}{indent}# bp: ignore[no-owner] agreed\n{TEXT[start:]}") == lines


def test_the_indentation_of_the_comment_does_not_matter() -> None:
    assert held_lines(TEXT.replace("  # on a line of its own", "# bp: ignore[no-owner] agreed")) == list(range(6, 14))


def test_other_comments_and_empty_lines_may_stand_between() -> None:
    text = TEXT.replace(
        "  # on a line of its own\n", "  # bp: ignore[no-owner] a\n\n  # b\n  # bp: ignore[long-wait] c\n"
    )
    assert held_lines(text) == list(range(9, 17))
    assert held_lines(text, "long-wait") == list(range(9, 17))


def test_an_item_that_starts_with_its_dash_alone() -> None:
    assert held_lines("steps:\n  # bp: ignore[no-owner] a\n  -\n    name: x\n    note: y\n  - z\n") == [4, 5]
    assert held_lines("steps:\n  -\n    # bp: ignore[no-owner] a\n    name: x\n    note: y\n  - z\n") == [4, 5]


def test_items_inside_brackets() -> None:
    text = "steps: [\n  # bp: ignore[no-owner] a\n  {name: x,\n   note: y},\n  {name: z}  # bp: ignore[no-owner] b\n]\n"
    assert held_lines(text) == [3, 4, 5]


def test_columns_count_where_two_things_share_a_line() -> None:
    text = "a:\n  # bp: ignore[no-owner] x\n  b: {c: d,\n    e: f}\ng: h\n"
    kept, held = ignores(text).split([at(3, column=1), at(3, column=3), at(4, column=9), at(5, column=1)])
    assert [problem.span[:2] for problem in held] == [(3, 3), (4, 9)]
    assert [problem.span[:2] for problem in kept] == [(3, 1), (5, 1)]


def test_at_the_top_it_holds_for_the_file() -> None:
    text = TEXT.replace("# above everything", "# bp: ignore-file[no-owner] agreed")
    assert held_lines(text) == list(range(1, 16))
    assert held_lines("---\n" + text)[0] == 1


def test_at_the_top_without_file_it_holds_for_the_first_entry() -> None:
    assert held_lines(TEXT.replace("# above everything", "# bp: ignore[no-owner] agreed")) == [2]


def test_several_rules_and_ways_to_write_it() -> None:
    for comment in (
        "# bp: ignore[no-owner, long-wait] agreed",
        "#bp:ignore[long-wait,no-owner]: agreed",
        "# BP: Ignore [ No-Owner long-wait ] – agreed",
        "## bp: ignore[`no-owner`, long-wait, long-wait] agreed",
    ):
        text = TEXT.replace("# at the end", comment)
        assert held_lines(text) == [12], comment
        assert held_lines(text, "long-wait") == [12], comment
        assert ignores(text).malformed == []


def test_comments_inside_text_are_text() -> None:
    text = "a: '# bp: ignore[no-owner] x'\nb: |\n  # bp: ignore-file[nothing] x\nc: d\n"
    found = ignores(text)
    assert found.comments == []
    assert found.problems(RULES) == []


class TestUntil:
    def text(self, day: str) -> str:
        return TEXT.replace("# at the end", f"# bp: ignore[no-owner] agreed (until {day})")

    @pytest.mark.parametrize(("day", "lines"), [("2026-11-20", []), ("2026-11-21", [12]), ("2027-01-31", [12])])
    def test_it_holds_to_the_end_of_the_day(self, day: str, lines: list[int]) -> None:
        assert held_lines(self.text(day)) == lines

    def test_an_expired_one_is_told(self) -> None:
        found = ignores(self.text("2026-11-20"))
        kept, held = found.split([at(12)])
        assert held == []
        assert len(kept) == 1
        problem = only(found.problems(RULES))
        assert problem.rule == "expired-ignore"
        assert problem.span == Span(12, 24, 12, 72)
        assert "no-owner until 2026-11-20" in problem.message
        assert "reported again" in problem.help

    def test_an_expired_one_that_has_nothing_to_hold_is_told_once(self) -> None:
        found = ignores(self.text("2026-11-20"))
        found.split([])
        problem = only(found.problems(RULES))
        assert problem.rule == "expired-ignore"
        assert "nothing left" in problem.help

    @pytest.mark.parametrize("day", ["2027-02-30", "soon", "31.1.2027", "2027-1-31"])
    def test_what_is_no_day_holds_nothing(self, day: str) -> None:
        assert held_lines(self.text(day)) == []
        problem = only(ignores(self.text(day)).problems(RULES))
        assert problem.rule == "unknown-ignore"
        assert f"“{day}” is not a day" in problem.message

    def test_the_brackets_may_be_left_out(self) -> None:
        text = TEXT.replace("# at the end", "# bp: ignore[no-owner] agreed until 2026-11-20")
        assert held_lines(text) == []
        assert held_lines(text, today=date(2026, 11, 20)) == [12]


class TestUnused:
    TWO = TEXT.replace("# at the end", "# bp: ignore[no-owner, long-wait] agreed")

    def test_one_that_met_something_is_used(self) -> None:
        found = ignores(self.TWO)
        found.split([at(12)])
        found.split([at(12, "long-wait")])
        assert found.problems(RULES) == []

    def test_one_that_met_nothing_is_told_once(self) -> None:
        found = ignores(self.TWO)
        found.split([at(11), at(13, "long-wait"), at(12, "thin-support")])
        problem = only(found.problems(RULES))
        assert problem.rule == "unused-ignore"
        assert problem.span == Span(12, 24, 12, 64)
        assert "no-owner, long-wait" in problem.message

    def test_a_rule_that_met_nothing_is_told_at_its_name(self) -> None:
        found = ignores(self.TWO)
        found.split([at(12)])
        problem = only(found.problems(RULES))
        assert problem.span == Span(12, 47, 12, 56)
        assert "“long-wait”" in problem.message

    def test_rules_that_did_not_run_say_nothing(self) -> None:
        found = ignores(self.TWO)
        found.split([])
        assert found.problems(["thin-support"]) == []
        assert "“no-owner”" in only(found.problems(["no-owner"])).message

    def test_two_comments_that_meet_the_same_are_both_used(self) -> None:
        found = ignores(self.TWO.replace("# on a line of its own", "# bp: ignore[no-owner] agreed"))
        found.split([at(12), at(12, "long-wait")])
        assert found.problems(RULES) == []


@pytest.mark.parametrize(
    ("comment", "says", "place"),
    [
        (
            "# bp: ignore[no-ownr] agreed",
            "no rule “no-ownr”, so nothing is ignored. Did you mean “no-owner”?",
            (37, 44),
        ),
        ("# bp: ignore[zzz] agreed", "no rule “zzz”", (37, 40)),
        ("# bp: ignore[*] agreed", "no rule “*”", (37, 38)),
        ("# bp: ignore[schema] agreed", "“schema” cannot be ignored", (37, 43)),
        ("# bp: ignore[unused-ignore] agreed", "“unused-ignore” cannot be ignored", (37, 50)),
        ("# bp: ignore[no-owner]", "gives no reason", (24, 46)),
        ("# bp: ignore[no-owner] – .", "gives no reason", (24, 50)),
        ("# bp: ignore[no-owner] (until 2027-01-31)", "gives no reason", (24, 65)),
        ("# bp: ignore no-owner agreed", "names no rule in `[ ]`", (24, 52)),
        ("# bp: ignore[] agreed", "names no rule in `[ ]`", (24, 45)),
        ("# bp: ignore[no-owner agreed", "names no rule in `[ ]`", (24, 52)),
        ("# bp: ignore", "names no rule in `[ ]`", (24, 36)),
        ("# bp: ignroe[no-owner] agreed", "is not understood", (24, 53)),
        ("# bp: ignore-file[no-owner] agreed", "stands too low", (24, 58)),
    ],
)
def test_what_cannot_be_read_holds_nothing_and_is_told(comment: str, says: str, place: tuple[int, int]) -> None:
    text = TEXT.replace("# at the end", comment)
    assert held_lines(text) == []
    problem = only(ignores(text).problems(RULES))
    assert problem.rule == "unknown-ignore"
    assert says in problem.message
    assert problem.span == Span(12, place[0], 12, place[1])


def test_a_known_rule_beside_an_unknown_one_still_holds() -> None:
    text = TEXT.replace("# at the end", "# bp: ignore[no-ownr, long-wait] agreed")
    assert held_lines(text, "long-wait") == [12]


def test_file_rules_are_never_held_back() -> None:
    text = TEXT.replace("# above everything", "# bp: ignore-file[schema] agreed")
    assert held_lines(text, "schema") == []


def test_ignore_file_below_the_first_entry_is_told() -> None:
    text = TEXT.replace("# on a line of its own", "# bp: ignore-file[no-owner] agreed")
    assert "too low" in only(ignores(text).problems(RULES)).message


def test_the_problems_come_by_place() -> None:
    text = TEXT.replace("# at the end", "# bp: ignore[zzz] a").replace(
        "# above everything", "# bp: ignore-file[no-owner] b"
    )
    found = ignores(text)
    found.split([])
    assert [problem.span.line for problem in found.problems(RULES)] == [1, 12]


def test_a_file_that_cannot_be_read_has_no_ignores() -> None:
    document = read_document("x", b"# bp: ignore-file[zzz]\na: [b\n")
    assert document.data is None
    found = read_ignores(document, TODAY, RULES, FIXED)
    assert found.problems(RULES) == []


def test_a_comment_above_nothing_is_unused() -> None:
    found = ignores(TEXT + "# bp: ignore[no-owner] agreed\n")
    kept, held = found.split([at(line) for line in range(1, 18)])
    assert held == []
    assert len(kept) == 17
    assert only(found.problems(RULES)).rule == "unused-ignore"


def test_aliases_do_not_make_the_search_endless() -> None:
    text = "a: &a [x, y]\nb: [*a, *a]\n# bp: ignore[no-owner] z\nc: *a\n"
    assert held_lines(text) == [4]
