"""The Markdown report, read by a Markdown parser: what services see of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from markdown_it import MarkdownIt
from report_runs import HOSTILE, PATH, finding, hostile_run, rich_run

from blueprint_cli.findings.finding import Finding
from blueprint_cli.findings.run import FileResult, Run
from blueprint_cli.report.markdown import write_markdown

#: Every element that the report may make.
OURS = {
    "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "strong", "code", "details", "summary", "br", "ul", "li",
}  # fmt: skip


class Page(HTMLParser):
    """The elements of a page, the text of its table cells, and all of its text."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.rows: list[list[str]] = []
        self.headings: list[str] = []
        self.text = ""
        self.outside_code = ""
        self.open: list[str] = []
        self.feed(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown))

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)
        self.open += [tag] if tag != "br" else []
        if tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.rows[-1].append("")
        elif tag == "h3":
            self.headings.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag != "br":
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if "code" not in self.open:
            self.outside_code += data
        if {"th", "td"} & set(self.open):
            self.rows[-1][-1] += data
        if "h3" in self.open:
            self.headings[-1] += data


def of(*findings: Finding) -> Run:
    return Run([FileResult(PATH, "", list(findings))])


def test_a_table_for_each_file() -> None:
    page = Page(write_markdown(rich_run()))
    assert page.headings == [PATH, "locked.blueprint.yaml"]
    assert page.rows[0] == ["severity", "line", "card", "finding", "rule"]
    assert [(row[0], row[1], row[2], row[4]) for row in page.rows[1:]] == [
        ("error", "3:10", "approve/review", "broken-promise"),
        ("warning", "4:5", "approve/review", "unknown-reference"),
        ("info", "5:1", "", "too-coarse"),
    ]
    assert page.rows[1][3] == (
        "Something is wrong with broken-promise. what to doWhy it matters.\xa0\xa0indented: exampleLine 8:9: waits 7 d"
        "c d.yaml:1:1: the catalog"
    )
    assert "bp lint --fix would write “finance” for “finanse”." in page.rows[2][3]
    assert page.tags == OURS - {"ul", "li"}
    end = page.text.strip().splitlines()
    assert end[-2].startswith("3 files: 1 error, 1 warning, 1 info, 1 acknowledged, 1 ignored, 1 baselined. ")
    assert end[-1] == "2 entries of the baseline are stale."
    assert "This could not be read: Permission denied" in page.text
    assert "nowhere.yaml: This path does not exist." in page.text


def test_verbose_shows_what_is_held_back() -> None:
    page = Page(write_markdown(rich_run(), verbose=True))
    assert [row[0] for row in page.rows[1:]] == ["error", "warning", "info", "acknowledged", "ignored", "baselined"]
    assert "bp lint --fix --unsafe no-scope would delete the line." in page.rows[-1][3]
    assert "stale-review: no review date" in page.text


def test_a_clean_run_is_one_line() -> None:
    assert write_markdown(of()) == "1 file: no findings. Clean: exit 0\n"


def test_hostile_words_are_shown_and_not_obeyed() -> None:
    text = write_markdown(hostile_run(), verbose=True)
    page = Page(text)
    assert page.tags <= OURS
    assert len(page.rows) == 2
    assert len(page.rows[1]) == 5
    shown = page.text.replace("\u200b", "")
    for words in (
        "@team | <script>alert(1)</script> %0A ::error::boom ##[error]old",
        "**bold** [click](http://evil",
        "{0} &",
    ):
        assert shown.count(words) >= 4
    # In code, services look for none of these.
    assert not re.search(r"@\w|#\d|://|www\.", page.outside_code)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e\ud800]", text)
    # Parsers that know bare addresses find them in code as well.
    assert not re.search(r"://|www\.\w", text.replace("\u200b", " "))


def test_a_card_can_be_copied() -> None:
    page = Page(write_markdown(of(finding(card="a|b/@team*_`x`"))))
    assert page.rows[1][2] == "a|b/@team*_`x`"


@pytest.mark.parametrize("limit", [400, 1000, 5000, 10_000])
def test_a_limit_cuts_at_a_row_and_says_so(limit: int) -> None:
    run = Run(
        [
            FileResult(f"ä{n}.yaml", "", [finding(path=f"ä{n}.yaml", message=HOSTILE[:100]) for _ in range(n + 1)])
            for n in range(8)
        ]
    )
    text = write_markdown(run, limit=limit)
    assert len(text.encode()) <= limit
    page = Page(text)
    assert all(len(row) == 5 for row in page.rows)
    shown = sum(row[0] == "error" for row in page.rows)
    assert f"{36 - shown} more rows are left out here" in page.text
    assert shown < 36
    assert shown > 0 or limit < 1000
    assert page.text.strip().endswith("36 errors: exit 1")


def test_a_limit_that_is_not_reached_changes_nothing() -> None:
    text = write_markdown(rich_run())
    assert write_markdown(rich_run(), limit=len(text.encode())) == text
    assert "left out here" in write_markdown(rich_run(), limit=len(text.encode()) - 1)
