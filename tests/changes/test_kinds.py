"""Every kind of change on a minimal pair, in both directions (pairs.yaml); the table of kinds itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reading import compared, facts, mirror, side
from ruamel.yaml import YAML

from blueprint_cli.changes import kinds_cards, kinds_file, kinds_marks, kinds_time
from blueprint_cli.changes.compare import compare
from blueprint_cli.changes.kinds import KINDS, LEVELS
from blueprint_cli.changes.levels import UnknownKind, chosen_levels

DATA = YAML(typ="safe").load(Path(__file__).with_name("pairs.yaml").read_text())
BASE = DATA["base"]
#: Kinds that need no pair: a whole file came or went (test_compare.py).
ONE_SIDED = {"blueprint-added", "blueprint-removed"}
PAIRS: list[dict[str, Any]] = [
    *({"kind": kind, "new": [[old, new]]} for kind, old, new in DATA["pairs"]),
    *DATA["more"],
]


def edited(text: str, edits: list[list[str]]) -> str:
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["kind"] for pair in PAIRS])
def test_a_minimal_pair_makes_this_change_alone_and_its_opposite_the_other_way_round(pair):
    old = edited(BASE, pair.get("old", []))
    new = edited(old, pair.get("new", []))
    sides = side(old), side(new, pair.get("path", "x.blueprint.yaml"))
    there, back = compare(*sides, moved=True), compare(*reversed(sides), moved=True)
    also = pair.get("also", [])
    assert sorted(change.kind for change in there.changes) == sorted([pair["kind"], *also])
    assert sorted(change.kind for change in back.changes) == sorted(
        KINDS[kind].opposite for kind in (pair["kind"], *also)
    )
    assert facts(back.changes) == mirror(there.changes)


def test_every_kind_has_a_pair():
    shown = {kind for pair in PAIRS for kind in (pair["kind"], KINDS[pair["kind"]].opposite)}
    assert sorted(set(KINDS) - shown - ONE_SIDED) == []


def test_every_kind_is_there_once_and_is_the_opposite_of_its_opposite():
    tables = (*kinds_file.FILE_KINDS, *kinds_cards.CARD_KINDS, *kinds_marks.MARK_KINDS, *kinds_time.TIME_KINDS)
    assert len(tables) == len(KINDS) >= 45
    for kind in tables:
        assert KINDS[kind.opposite].opposite == kind.name
        if kind.sign in "+−":
            assert {kind.sign, KINDS[kind.opposite].sign} == {"+", "−"}
        else:
            assert KINDS[kind.opposite].sign == kind.sign


def test_every_kind_says_in_one_sentence_why_it_matters():
    for kind in KINDS.values():
        assert kind.level in LEVELS
        assert kind.why[0].isupper()
        assert kind.why.endswith(".")
        assert len(kind.why) <= 100
        assert len(kind.words) <= 45


def test_nothing_differs_from_itself():
    found = compared(BASE, BASE)
    assert found.is_empty
    assert not found.counts["info"]


def test_a_change_says_what_was_where_on_both_sides():
    new = BASE.replace("takes: 10 min", "takes: 11 min").replace("# How a key is cut.\n", "")
    change = next(change for change in compared(BASE, new).changes if change.kind == "provider-time-longer")
    assert (change.address, change.title, change.field) == ("cut", "Mills the blank", "takes")
    assert (change.before, change.after, change.level) == ("10 min", "11 min", "risky")
    assert change.old_span.line == change.new_span.line + 1
    assert new.split("\n")[change.new_span.line - 1][change.new_span.column - 1 :] == "11 min"
    assert (change.old_card.id, change.new_step.id, change.how, change.score) == ("cut", "make", "id", None)


def test_levels_can_be_rated_anew():
    new = BASE.replace("takes: 10 min", "takes: 11 min")
    found = compared(BASE, new, levels={"provider-time-longer": "cosmetic"})
    assert [change.level for change in found.changes] == ["cosmetic"]


@pytest.mark.parametrize(
    ("rated", "message"),
    [
        ({"promise-long": "info"}, "There is no kind of change “promise-long”. Did you mean “promise-longer”?"),
        ({"promise-longer": "braking"}, "There is no level “braking”. Did you mean “breaking”?"),
    ],
)
def test_an_unknown_kind_or_level_is_told(rated, message):
    with pytest.raises(UnknownKind) as caught:
        chosen_levels(rated)
    assert str(caught.value) == message


def test_a_change_is_as_bad_as_the_worst_of_its_parts():
    new = edited(
        BASE,
        [
            [
                "- id: sort\n",
                "- id: pack\n        does: Packs the key\n        by: courier\n        to: keep\n      - id: sort\n",
            ]
        ],
    )
    (change,) = compared(BASE, new).changes
    assert (change.kind, change.level) == ("backstage-card-added", "risky")
    assert [(part.kind, part.level) for part in change.parts] == [("handoff-added", "risky")]


def test_a_handoff_that_a_change_of_team_makes_is_part_of_that_change():
    new = BASE.replace("name: Counter clerk\n    team: Counter", "name: Counter clerk\n    team: Workshop")
    (change,) = compared(BASE, new).changes
    assert change.kind == "actor-team-changed"
    assert [part.kind for part in change.parts] == ["handoff-removed"]
