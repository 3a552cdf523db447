"""Planted mistakes (`tests/planted/*.txt`): one message each, at the right place, in words that a designer knows.

A mistake is a name after `===`, what is expected of it (`rule`, and words that the message `says`, separated by
semicolons), and after `---` the file, with `▶` where the finding must start.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from blueprint_cli.document import Problem
from blueprint_cli.load import load_blueprint

FOLDER = Path(__file__).parent / "planted"
#: What a programmer would see and a designer must not.
JARGON = re.compile(
    r"\b(None|True|False|dict|NoneType|Traceback|OrderedDict|mapping values are not allowed)\b|\{'|\['|"
    r"not valid under|is a required property|is not of type|does not match|Additional properties|<class|0x[0-9a-f]"
)


@dataclass(frozen=True)
class Planted:
    """One mistake: its file as bytes, and where and what the finding must be."""

    name: str
    rule: str
    says: tuple[str, ...]
    severity: str | None
    place: tuple[int, int]
    data: bytes


def planted() -> list[Planted]:
    found = []
    for file in sorted(FOLDER.glob("*.txt")):
        for block in re.split(r"^=== ", file.read_text(encoding="utf-8"), flags=re.M)[1:]:
            head, _, text = block.partition("\n---\n")
            name, *lines = head.splitlines()
            told = dict(line.split(": ", 1) for line in lines)
            before, mark, after = text.partition("▶")
            assert mark, f"{name}: no ▶"
            place = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
            whole = "" if not (before + after).strip() else before + after
            says = tuple(told["says"].split("; "))
            data = whole.encode(told.get("encoding", "utf-8"))
            found.append(Planted(name, told["rule"], says, told.get("severity"), place, data))
    return found


PLANTED = planted()


def problems(mistake: Planted) -> list[Problem]:
    return load_blueprint("planted.blueprint.yaml", mistake.data).problems


def test_there_are_enough_and_each_has_a_name() -> None:
    assert len(PLANTED) >= 40
    assert len({mistake.name for mistake in PLANTED}) == len(PLANTED)


@pytest.mark.parametrize("mistake", PLANTED, ids=lambda mistake: mistake.name)
def test_one_message_at_the_right_place(mistake: Planted) -> None:
    found = problems(mistake)
    assert [p.rule for p in found] == [mistake.rule], [(p.span, p.message) for p in found]
    problem = found[0]
    assert (problem.span.line, problem.span.column) == mistake.place, problem
    assert problem.severity in (None, "error") if mistake.severity is None else problem.severity == mistake.severity
    for words in mistake.says:
        assert words in problem.message


@pytest.mark.parametrize("mistake", PLANTED, ids=lambda mistake: mistake.name)
def test_the_words_are_for_people(mistake: Planted) -> None:
    for problem in problems(mistake):
        assert len(problem.message) <= 160
        assert problem.message[-1] in ".?"
        assert problem.help
        assert problem.help[-1] != " "
        assert not JARGON.search(problem.message), problem.message
        assert not JARGON.search(problem.help), problem.help
