"""Ignore comments that are of no use go, with their line or their blanks, and nothing else goes with them."""

from __future__ import annotations

from textwrap import dedent

import pytest
from fixes.fixing import blueprint, fix, fixed

#: A finding that a comment can hold back, and the comment.
MANUAL = "automation: manual"
USED = "# bp: ignore[manual-repetition] a craft"


def lines(text: str) -> str:
    return dedent(text).strip("\n")


PAIRS = [
    # At the end of a line, with all blanks before it.
    ("takes: 5 min  # bp: ignore[long-card] is so", "takes: 5 min"),
    ("takes: 5 min   \t # bp: ignore[long-card] is so   ", "takes: 5 min"),
    ("takes: '5 min' # bp: ignore[long-card, compound-card] is so", "takes: '5 min'"),
    ("# bp: ignore[long-card] is so\ntakes: 5 min", "takes: 5 min"),
    ("  # bp: ignore[long-card] is so  \n# stays\ntakes: 5 min  # stays, too", "# stays\ntakes: 5 min  # stays, too"),
    # One name of several.
    (f"{MANUAL}  # bp: ignore[manual-repetition, long-card] a craft", f"{MANUAL}  {USED}"),
    (f"{MANUAL}  # bp: ignore[long-card, manual-repetition] a craft", f"{MANUAL}  {USED}"),
    (f"{MANUAL}  # bp: ignore[long-card,manual-repetition , compound-card] a craft", f"{MANUAL}  {USED}"),
    (f"{MANUAL}  # bp: ignore[long-card compound-card manual-repetition] a craft", f"{MANUAL}  {USED}"),
    # Expired, whatever they held back.
    (f"{MANUAL}  {USED} (until 2026-01-31)", MANUAL),
    ("# bp: ignore[long-card] is so (until 2020-01-31)\ntakes: 5 min", "takes: 5 min"),
    # Mistyped, used and unused.
    (f"{MANUAL}  # bp: ignore[manual-repitition] a craft", f"{MANUAL}  {USED}"),
    (f"{MANUAL}  # bp: ignore[manual_repetition] a craft", f"{MANUAL}  {USED}"),
    ("takes: 5 min  # bp: ignore[long-crad] is so", "takes: 5 min"),
    (f"{MANUAL}  # bp: ignore[lnog-card, manual-repitition] a craft", f"{MANUAL}  {USED}"),
]


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_a_comment_of_no_use_goes(before: str, after: str) -> None:
    assert fixed(blueprint(before)) == blueprint(after)


@pytest.mark.parametrize(
    "text",
    [
        f"{MANUAL}  {USED}",
        f"{USED}\n{MANUAL}",
        f"{MANUAL}  {USED} (until 2026-12-31)",
        f"{MANUAL}  # bp: ignore[manual-repetition]",
        f"{MANUAL}  # bp: ignore[quite-another] a craft",
        f"{MANUAL}  # bp: ignore[schema] a craft",
        'note: "# bp: ignore[long-card] is text"',
        "note: |\n  # bp: ignore[long-card] is text",
    ],
)
def test_what_is_of_use_or_needs_a_person_stays(text: str) -> None:
    assert fixed(blueprint(text)) == blueprint(text)


def test_an_unused_name_goes_and_an_unknown_one_stays() -> None:
    before = "takes: 5 min  # bp: ignore[long-card, quite-another] is so"
    assert fixed(blueprint(before)) == blueprint("takes: 5 min  # bp: ignore[quite-another] is so")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_comments_at_both_ends_of_the_file(newline: str, end: str) -> None:
    def written(top: str, bottom: str) -> bytes:
        text = top + blueprint().decode() + bottom
        return (text.rstrip("\n") + end).replace("\n", newline).encode()

    top = "# About returns.\n# bp: ignore-file[long-card, no-evidence] is so\n# Ask Finance.\n"
    bottom = "# bp: ignore[long-card] is so\n"
    assert fixed(written(top, bottom)) == written("# About returns.\n# bp: ignore-file[no-evidence] is so\n# Ask "
                                                  "Finance.\n", "")  # fmt: skip


def test_unused_ignores_wait_until_other_mistakes_are_mended() -> None:
    data = blueprint("automation: vielleicht  # bp: ignore[manual-repetition] a craft")
    result = fix(data)
    assert result.after == data
    assert result.waits
    # Here the mistake goes first, and the comment turns out to be of use.
    sure = blueprint("automation: manuel  # bp: ignore[manual-repetition] a craft")
    assert fixed(sure) == blueprint(f"{MANUAL}  {USED}")
