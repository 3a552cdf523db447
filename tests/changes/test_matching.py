"""Who is who: by id, words, address, else by a score; the same either way round."""

from __future__ import annotations

import random
from itertools import pairwise, permutations

import pytest
from random_blueprints import make_blueprint
from reading import compared, facts, mirror, read
from test_scripts import SAMPLES

from blueprint_cli.changes.change import Side
from blueprint_cli.changes.compare import compare
from blueprint_cli.changes.matching import match_blueprints
from blueprint_cli.changes.order import moved_pairs
from blueprint_cli.changes.pairs import Pair
from blueprint_cli.changes.similarity import Similarity, best_pairs
from blueprint_cli.load import load_blueprint

SHOE = """
blueprint: 1
service: Shoe repair
steps:
  - name: Bring
    customer: Brings a pair of worn shoes
    frontstage:
      does: Writes a ticket for the shoes
      by: clerk
  - name: Mend
    backstage:
      - does: Glues a new sole to the shoe
        by: cobbler
      - does: Brushes the leather until it shines
        by: cobbler
"""


def pairs_of(old: str, new: str, **options):
    matching = match_blueprints(read(old), read(new), **options)
    return [(pair.old.does, pair.new.does, pair.how) for pair in matching.cards if pair.old.does != pair.new.does]


def test_a_reworded_card_is_known_by_its_address():
    new = SHOE.replace("Writes a ticket for the shoes", "Fills in a ticket")
    assert pairs_of(SHOE, new) == [("Writes a ticket for the shoes", "Fills in a ticket", "address")]


def test_a_reworded_card_without_an_address_is_known_by_a_score_that_is_printed():
    new = SHOE.replace("Glues a new sole to the shoe", "Sews a new sole to the shoe")
    (change,) = compared(SHOE, new).changes
    assert (change.kind, change.how) == ("card-reworded", "similarity")
    assert 0.5 < change.score < 1


def test_without_renames_it_is_one_card_less_and_one_more():
    new = SHOE.replace("Glues a new sole to the shoe", "Sews a new sole to the shoe")
    kinds = [change.kind for change in compared(SHOE, new, renames=False).changes]
    assert kinds == ["backstage-card-added", "backstage-card-removed"]


def test_a_card_with_other_words_at_the_same_address_is_another_card():
    new = SHOE.replace("Brings a pair of worn shoes", "Drinks coffee")
    assert [change.kind for change in compared(SHOE, new).changes] == [
        "customer-action-added",
        "customer-action-removed",
    ]


def test_a_card_that_could_be_two_is_neither():
    new = SHOE.replace(
        "      - does: Glues a new sole to the shoe\n        by: cobbler\n",
        "      - does: Sews a new sole to the shoe\n        by: cobbler\n"
        "      - does: Nails a new sole to the shoe\n        by: cobbler\n",
    )
    assert pairs_of(SHOE, new) == []


def test_a_step_is_known_by_what_happens_in_it():
    (change,) = compared(SHOE, SHOE.replace("name: Mend", "name: Workshop")).changes
    assert (change.kind, change.before, change.after, change.how) == ("step-renamed", "Mend", "Workshop", "similarity")


def test_a_card_that_changes_step_layer_and_words_is_one_card():
    new = SHOE.replace("      - does: Brushes the leather until it shines\n        by: cobbler\n", "").replace(
        "by: clerk\n", "by: clerk\n    support:\n      does: Brushes the leather until it gleams\n      by: cobbler\n"
    )
    kinds = {change.kind for change in compared(SHOE, new).changes}
    assert kinds == {"card-moved", "card-to-support", "card-reworded"}


@pytest.mark.parametrize("old", SAMPLES)
def test_a_sample_does_not_differ_from_itself(old):
    with open(old, "rb") as file:
        data = file.read()
    sides = [Side(old, load_blueprint(old, data).blueprint, data.decode()) for _ in range(2)]
    assert compare(*sides).is_empty


def test_samples_of_different_services_mirror_each_other():
    sides = []
    for path in SAMPLES:
        with open(path, "rb") as file:
            data = file.read()
        sides.append(Side(path, load_blueprint(path, data).blueprint, data.decode()))
    for one, other in pairwise(sides):
        assert facts(compare(other, one).changes) == mirror(compare(one, other).changes)


def test_texts_are_compared_by_their_rare_words_and_inflections():
    same = Similarity(["Opens the box", "Opens the door", "Shuts the box", "Reads the letter"])
    assert same("Opens the box", "Opens the box") == 1
    assert same("Opens the box", "Paints a wall") == 0
    assert same("Reads the letter", "Shuts the box") < 0.3 < same("Opens a box", "Opens boxes")
    assert same("確認書類を受け取る", "確認書類を渡す") > 0.4
    assert same("", "") == 0


def test_texts_are_alike_either_way_round():
    same = Similarity(["Brings the parcel", "Takes the parcel at the counter", "Scans the code and takes the parcel"])
    one, other = "Takes the parcel at the counter", "Scans the code and takes the parcel"
    assert same(one, other) == same(other, one)


def test_only_a_clear_best_match_counts():
    scores = {("a", "x"): 0.9, ("a", "y"): 0.895, ("b", "y"): 0.7, ("c", "z"): 0.6, ("c", "y"): 0.5}
    found = best_pairs("abc", "xyz", lambda one, other: scores.get((one, other), 0.0), 0.5)
    assert found == [("c", "z", 0.6)]
    # With the rival gone, the best match is clear.
    assert best_pairs("ab", "x", lambda one, other: scores.get((one, other), 0.0), 0.5) == [("a", "x", 0.9)]


def test_as_few_as_possible_are_moved_and_the_same_ones_either_way_round():
    for order in permutations(range(5)):
        pairs = [Pair(f"s{number}", f"s{number}", "id") for number in range(5)]
        places = {pairs[number].old: (number, order.index(number)) for number in range(5)}
        turned = {name: (new, old) for name, (old, new) in places.items()}
        there, back = (
            moved_pairs(pairs, lambda pair, at=at: at[pair.old], lambda pair: 1, lambda pair: pair.old)
            for at in (places, turned)
        )
        assert {pair.old for pair in there} == {pair.old for pair in back}
        longest = max(
            sum(1 for number in range(5) if mask >> number & 1)
            for mask in range(32)
            if (kept := [number for number in order if mask >> number & 1]) == sorted(kept)
        )
        assert len(there) == 5 - longest


@pytest.mark.parametrize("seed", range(6))
def test_random_and_spoilt_blueprints_mirror_each_other(seed):
    """Whatever can be read is compared, broken files included, and both ways agree."""
    r = random.Random(seed)
    text = make_blueprint(seed, steps=6)
    spoilt = list(text)
    for _ in range(10):
        spoilt[r.randrange(len(spoilt))] = r.choice('{}[]:,"\n x1')
    sides = [
        Side("x.blueprint.yaml", load_blueprint("x.blueprint.yaml", each.encode()).blueprint, each)
        for each in (text, make_blueprint(seed + 1000, steps=6), "".join(spoilt))
    ]
    for one, other in permutations(sides, 2):
        assert facts(compare(other, one).changes) == mirror(compare(one, other).changes)
