"""What changes are called: in the words of cards, both values of what has two, the reason of the worst."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from blueprint_cli.changes.change import Change, Comparison, Side
from blueprint_cli.changes.compare import compare
from blueprint_cli.cli import main
from blueprint_cli.load import load_blueprint
from blueprint_cli.report.diff_words import say_change, say_parts

Capture = pytest.CaptureFixture[str]
SAMPLES = Path(__file__).parents[2] / "samples"

BASE = """\
blueprint: 1
service: Loan
customer: Reader
actors:
  desk: {name: Desk, team: Front}
  cellar: {name: Cellar, team: Back}
steps:
  - name: Ask
    customer: Asks for a book
    frontstage: {id: answer, does: Answers the reader, by: desk}
    backstage:
      - {id: look, does: Looks the book up, by: desk, to: fetch}
      - {id: fetch, does: Fetches the book, by: cellar}
  - name: Read
    customer: Reads the book
"""


def compared(old: str, new: str) -> Comparison:
    sides = []
    for text in (old, new):
        loaded = load_blueprint("x.blueprint.yaml", text.encode())
        assert [problem.message for problem in loaded.problems] == []
        sides.append(Side("x.blueprint.yaml", loaded.blueprint, text))
    return compare(*sides)


def one(old: str, new: str, kind: str) -> Change:
    (found,) = (change for change in compared(old, new).changes if change.kind == kind)
    return found


def test_a_link_is_named_by_the_words_of_its_cards() -> None:
    gone = one(BASE, BASE.replace(", to: fetch", ""), "handoff-removed")
    assert say_change(gone) == "Handoff removed: “Looks the book up” → “Fetches the book”"
    carries = one(BASE, BASE.replace("to: fetch", "to: {card: fetch, carries: The call number}"), "carries-changed")
    assert say_change(carries) == (
        "Carries something else, “Looks the book up” → “Fetches the book”: not said → “The call number”"
    )


@pytest.mark.parametrize(
    ("kind", "old", "new", "said"),
    [
        ("basis-changed", "by: desk}", "by: desk, basis: observed}", "not said → observed"),
        ("catalogs-changed", "customer: Reader", "customer: Reader\ncatalog: all.yaml", "none → all.yaml"),
        ("version-changed", "customer: Reader", "customer: Reader\nversion: 1.0.0", "not said → 1.0.0"),
    ],
)
def test_both_values_are_told(kind: str, old: str, new: str, said: str) -> None:
    class Beside:
        def read(self, path: str) -> bytes | None:
            return b"systems: {till: Till}" if path == "all.yaml" else None

    texts = (BASE, BASE.replace(old, new, 1))
    sides = [Side("x.blueprint.yaml", load_blueprint("x.blueprint.yaml", text.encode()).blueprint) for text in texts]
    for before, after, expected in ((*sides, said), (*sides[::-1], " → ".join(reversed(said.split(" → "))))):
        (change,) = (change for change in compare(before, after).changes if change.kind == kind)
        assert say_change(change).endswith(expected)


def test_the_reason_is_that_of_the_worst() -> None:
    new = BASE.replace(
        "      - {id: fetch", "      - {id: order, does: Orders it, by: desk, to: fetch}\n      - {id: fetch"
    )
    added = one(BASE, new, "backstage-card-added")
    assert added.level == "risky"
    assert added.about.level == "info"
    assert added.why == "Work passes between teams, where it can wait or be lost."
    assert say_parts(added) == "With it: handoff added “Orders it” → “Fetches the book”."
    harmless = one(BASE, BASE.replace("by: desk, to: fetch}", "by: desk}"), "handoff-removed")
    assert harmless.why == harmless.about.why


def test_what_goes_with_a_step_is_named() -> None:
    gone = one(BASE, "\n".join(BASE.splitlines()[:6]) + "\nsteps:\n  - name: Read\n    customer: Reads the book\n",
               "customer-step-removed")  # fmt: skip
    said = say_parts(gone)
    for card in ("Asks for a book", "Answers the reader", "Looks the book up", "Fetches the book"):
        assert f"“{card}”" in said
    more = BASE.replace("    customer: Asks for a book", "    evidence: [A, B, C, D, E]\n    customer: Asks for a book")
    gone = one(more, "\n".join(BASE.splitlines()[:6]) + "\nsteps:\n  - name: Read\n    customer: Reads the book\n",
               "customer-step-removed")  # fmt: skip
    assert "evidence “A”, “B”, “C” and 2 more" in say_parts(gone)
    approves = BASE.replace("does: Fetches the book,", "does: Fetches the book, approves: The loan, repeats: weekly,")
    gone = one(approves, "\n".join(line for line in approves.splitlines() if "id: fetch" not in line).replace(
        ", to: fetch", ""), "backstage-card-removed")  # fmt: skip
    assert "no longer done in batches weekly" in say_parts(gone)
    assert "approval removed “The loan”" in say_parts(gone)


def test_long_texts_are_shown_where_they_differ() -> None:
    long = "Looks the book up in the old catalogue of the cellar and then again in the card box that is kept in the {}"
    old, new = (BASE.replace("Looks the book up", long.format(word)) for word in ("reading room", "night porter"))
    said = say_change(one(old, new, "card-reworded"))
    assert "reading room”" in said
    assert "night porter”" in said
    assert said.count("“…") == 2


@pytest.mark.parametrize("name", ["product-return", "b2b-onboarding"])
def test_the_pairs_of_samples(name: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SAMPLES)
    sides = f"{name}.blueprint.yaml", f"{name}-target.blueprint.yaml"
    told = {}
    for format in ("text", "markdown", "json"):
        assert main(["diff", *sides, "--format", format]) == 1
        told[format] = capsys.readouterr().out
    text = told["text"]
    assert not re.search(r": (“[^”]+”) → \1$", text, re.M)
    # Two values, or one that came or went.
    assert not [line for line in text.splitlines() if re.match(r" +~ (risky|info|breaking) +(?! |Idea)[^→]*$", line)]
    assert not re.search(r"[\w/-]+/[\w/-]+ → [\w/-]+", text.partition("Before → after")[0])
    account = json.loads(told["json"])["blueprints"][0]["account"]
    assert account["worse"]
    assert account["work"]
    for heading, key in (("Worse for the customer", "worse"), ("How the work changes", "work")):
        listed = told["markdown"].partition(f"**{heading}**\n\n")[2].partition("\n\n")[0].splitlines()
        assert len(listed) == len(account[key])
        for line, change in zip(listed, account[key], strict=True):
            assert line.startswith("- ")
            assert change["address"] in line
            assert change["message"] in text
