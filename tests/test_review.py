"""`bp review`: three values are written, and nothing else is touched, however the file is laid out."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint_cli.blueprint.content import content_hash
from blueprint_cli.cli import main
from blueprint_cli.document import read_document
from blueprint_cli.load import load_blueprint
from blueprint_cli.review import ReviewError, write_review

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 21)
ROLE = "Head of lending"
BODY = "steps:  # journey\n  - name: Borrow\n    customer: Brings a book\n"


def reviewed(text: str, by: str = ROLE, path: str = "loan.blueprint.yaml") -> str:
    return write_review(path, text.encode(), by, DAY).decode()


def review_of(text: str) -> dict[str, str]:
    return dict(read_document("loan.blueprint.yaml", text.encode()).data["review"])


def fingerprint(text: str, path: str = "loan.blueprint.yaml") -> str:
    return content_hash(load_blueprint(path, text.encode()).blueprint)


def test_a_file_without_review_gets_one_below_its_owner() -> None:
    text = f"blueprint: 1\nservice: Loan\nowner: Lending  # since May\n# Steps\n{BODY}"
    assert reviewed(text) == text.replace(
        "# since May\n",
        "# since May\nreview:\n  date: 2026-11-21\n  by: Head of lending\n" + f"  content: {fingerprint(text)}\n",
    )


def test_an_old_review_keeps_its_cadence_and_its_comments() -> None:
    text = (
        "blueprint: 1\nservice: Loan\nreview:\n  # twice a year\n  every: 180 d  # agreed\n"
        f"  by: 'Lending'   # who\n  date: 2026-01-01\n{BODY}"
    )
    new = text.replace("'Lending'", "Head of lending").replace("2026-01-01\n", "2026-11-21\n  content: HASH\n")
    assert reviewed(text) == new.replace("HASH", fingerprint(text))


def test_a_review_in_braces_stays_in_braces() -> None:
    text = f"blueprint: 1\nservice: Loan\nreview: {{date: 2026-01-01, every: 90 d}}  # see wiki\n{BODY}"
    line = reviewed(text).splitlines()[2]
    assert line == (
        f'review: {{date: 2026-11-21, every: 90 d, by: Head of lending, content: "{fingerprint(text)}"}}  # see wiki'
    )


def test_json_stays_json() -> None:
    import json

    text = (
        '{\n  "blueprint": 1,\n  "service": "Loan",\n  "steps": [{"name": "Borrow", "customer": "Brings a book"}]\n}\n'
    )
    new = reviewed(text, path="loan.blueprint.json")
    assert json.loads(new)["review"] == {"date": "2026-11-21", "by": ROLE, "content": fingerprint(text)}
    assert [line for line in new.splitlines() if "review" not in line] == text.splitlines()
    again = write_review("loan.blueprint.json", new.encode(), "Owner", date(2026, 12, 1)).decode()
    assert json.loads(again)["review"]["by"] == "Owner"


def test_a_second_review_of_the_same_content_changes_nothing() -> None:
    once = reviewed(f"blueprint: 1\nservice: Loan\n{BODY}")
    assert reviewed(once) == once


def test_a_wrong_date_is_written_over() -> None:
    text = f"blueprint: 1\nservice: Loan\nreview:\n  date: 2026-13-45\n{BODY}"
    assert review_of(reviewed(text))["date"] == "2026-11-21"


def test_what_cannot_be_written_without_touching_something_else_is_left_alone() -> None:
    shared = (
        f"blueprint: 1\nservice: Loan\nowner: &who Lending\nreview: &all\n  by: &me Desk\n  date: 2026-01-01\n{BODY}"
    )
    text = shared + "    frontstage:\n      does: Lends\n      owner: *me\n      note: *who\n"
    with pytest.raises(ReviewError, match="by hand:\nreview:\n  date: 2026-11-21\n  by: Head of lending"):
        reviewed(text)


@pytest.mark.parametrize("text", ["blueprint: 1\nservice: Loan\n", "[", "", "blueprint: 1\nservice: Loan\nsteps: 3\n"])
def test_a_file_with_mistakes_is_not_reviewed(text: str) -> None:
    with pytest.raises(ReviewError, match="mistakes") as told:
        reviewed(text)
    assert told.value.problems


@pytest.mark.parametrize("role", ["yes", "Head: lending", "# 1", 'O\'Neill & "Co"', "Ünï ☂", "null", "007", "a, b}"])
def test_any_words_are_quoted_as_needed(role: str) -> None:
    for review in ("", "review:\n  by: x\n", "review: {by: x}\n", "review: {}\n", "review:\n", "review: null  # new\n"):
        assert review_of(reviewed(f"blueprint: 1\nservice: Loan\n{review}{BODY}", role))["by"] == role


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.blueprint.yaml")), ids=lambda path: path.name)
def test_the_samples_can_be_reviewed(path: Path) -> None:
    new = write_review(str(path), path.read_bytes(), ROLE, DAY)
    loaded = load_blueprint(str(path), new)
    assert loaded.blueprint.review is not None
    assert loaded.blueprint.review.content == content_hash(loaded.blueprint)
    theirs = re.compile(rb"^  (date|by|content):")
    kept = [[line for line in text.splitlines() if not theirs.match(line)] for text in (path.read_bytes(), new)]
    assert kept[0] == kept[1]


COMMENTS = st.sampled_from(["", "  # said so", "   #"])
TEXTS = st.sampled_from(["Lending", '"Lending: desk"', "'it''s'", ">-\n    Two\n    lines", "|\n    A\n    b", '"ä€𝄞"'])
ENTRIES = {
    "date": st.sampled_from(["2026-01-31", '"2026-01-31"', "", "~"]),
    "by": st.one_of(TEXTS, st.just("")),
    "every": st.just("180 d"),
    "content": st.just("sha256:0123456789abcdef"),
}


@st.composite
def reviews(draw: st.DrawFn) -> str:
    keys = draw(st.permutations(sorted(ENTRIES)))[: draw(st.integers(0, 4))]
    if not keys:
        return draw(st.sampled_from(["", "review:\n", "review: {}\n", "review: ~ # none\n"]))
    if draw(st.booleans()):
        flat = {key: draw(ENTRIES[key].filter(lambda text: "\n" not in text and text)) for key in keys}
        return "review: {" + ", ".join(f"{key}: {text}" for key, text in flat.items()) + "}" + draw(COMMENTS) + "\n"
    lines = []
    for key in keys:
        text = draw(ENTRIES[key])
        comment = draw(COMMENTS) if "\n" not in text else ""
        lines.append(f"  {key}: {text}".rstrip() + comment)
        lines += draw(st.sampled_from([[], [""], ["  # between"]]))
    return "review:" + draw(COMMENTS) + "\n" + "\n".join(lines) + "\n"


@st.composite
def files(draw: st.DrawFn) -> bytes:
    head = ["blueprint: 1" + draw(COMMENTS), f"service: {draw(TEXTS)}"]
    head += draw(st.sampled_from([[], ["owner: Lending" + draw(COMMENTS)], ["version: 1.10", "# next"]]))
    blocks = draw(st.permutations(["\n".join(head) + "\n", draw(reviews()), BODY]))
    text = "".join(blocks)
    if draw(st.booleans()):
        text = "".join(f"  {line}\n" if line else "\n" for line in text.splitlines())
    if draw(st.booleans()):
        text = text.rstrip("\n")
    text = draw(st.sampled_from(["", "# top\n", "---\n"])) + text
    data = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"]))).encode()
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + data


@given(files(), st.sampled_from([ROLE, "Desk: two", "ja, {nein}"]))
def test_only_the_review_changes(data: bytes, role: str) -> None:
    path = "loan.blueprint.yaml"
    old = read_document(path, data)
    new_data = write_review(path, data, role, DAY)
    new = read_document(path, new_data)
    assert old.data is not None
    assert new.data is not None
    assert {k: v for k, v in new.data.items() if k != "review"} == {k: v for k, v in old.data.items() if k != "review"}
    assert new.data["review"] == {
        **({"every": "180 d"} if "every" in (old.data.get("review") or {}) else {}),
        "date": "2026-11-21",
        "by": role,
        "content": content_hash(load_blueprint(path, data).blueprint),
    }
    comments = [
        [document.text.split("\n")[place.line - 1][place.column - 1 :] for place in document.comments]
        for document in (old, new)
    ]
    assert comments[0] == comments[1]
    assert (b"\r\n" in new_data) == (b"\r\n" in data) or b"\n" not in data
    assert not re.search(rb"\r(?!\n)", new_data)
    assert new_data.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")
    # Every line outside of the review is there as it was, in its order.
    rest = iter(new_data.removeprefix(b"\xef\xbb\xbf").splitlines())
    theirs = re.compile(rb"\s*(review|date|by|content|every)\b|\s*(Two|lines|A|b|)$")
    lines = data.removeprefix(b"\xef\xbb\xbf").splitlines()
    assert all(line in rest for line in lines if not theirs.match(line))


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "loan.blueprint.yaml"
    file.write_text(f"blueprint: 1\nservice: Loan\n{BODY}", "utf-8")
    assert main(["review", file.name, "--by", " Head  of lending ", "--today", "2026-11-21"]) == 0
    assert capsys.readouterr().out == "loan.blueprint.yaml: reviewed on 2026-11-21 by Head of lending.\n"
    lint = ["lint", "--select", "review-mismatch,stale-review", "--fail-on", "info", "--today", "2026-11-22"]
    assert main(lint) == 0
    file.write_text(file.read_text("utf-8").replace("Brings", "Carries"), "utf-8")
    assert main(lint) == 1
    assert "has changed since its review on 2026-11-21" in capsys.readouterr().out


def test_a_person_is_written_and_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "loan.blueprint.yaml"
    file.write_text(f"blueprint: 1\nservice: Loan\n{BODY}", "utf-8")
    assert main(["review", file.name, "--by", "Maria Schulz", "--today", "2026-11-21"]) == 0
    said = capsys.readouterr()
    assert said.out == "loan.blueprint.yaml: reviewed on 2026-11-21 by Maria Schulz.\n"
    assert said.err.startswith("bp: “Maria Schulz” is a person, where a role should stand")
    assert said.err.count("\n") == 1
    assert main(["review", file.name, "--by", "Head of lending", "--today", "2026-11-21"]) == 0
    assert capsys.readouterr().err == ""


def test_the_command_refuses_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["review", "nowhere.yaml", "--by", "Owner"]) == 2
    assert main(["review", ".", "--by", "Owner"]) == 2
    assert "bp: . is a folder. Name the blueprint that was reviewed.\n" in capsys.readouterr().err
    broken = tmp_path / "broken.blueprint.yaml"
    broken.write_text("blueprint: 1\n", "utf-8")
    assert main(["review", broken.name, "--by", " "]) == 2
    assert main(["review", broken.name, "--by", "Owner"]) == 1
    assert "broken.blueprint.yaml:1:1: " in capsys.readouterr().err
    assert broken.read_text("utf-8") == "blueprint: 1\n"


def test_a_catalog_counts_as_far_as_it_is_used(tmp_path: Path) -> None:
    catalog = tmp_path / "shared.catalog.yaml"
    path = tmp_path / "loan.blueprint.yaml"
    text = "blueprint: 1\nservice: Loan\ncatalog: shared.catalog.yaml\nsteps:\n  - name: Borrow\n    frontstage:\n"
    text += "      does: Lends the book\n      by: desk\n      process: lending\n"
    entries = "actors:\n  desk:\n    name: Desk\n    team: {team}\n  other: {other}\n"
    entries += "processes:\n  lending:\n    name: Lend\n    measures: {measure}\n"

    def of(team: str = "Lending", other: str = "Cellar", measure: str = "Loans") -> str:
        catalog.write_text(entries.format(team=team, other=other, measure=measure), "utf-8")
        return fingerprint(text, str(path))

    first = of()
    assert re.fullmatch("sha256:[0-9a-f]{16}", first)
    assert of(other="Attic") == first
    assert first not in {of(team="Reading"), of(measure="Returns")}
    assert of() == first
