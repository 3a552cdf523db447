"""Parts of a blueprint, the ends of arrows that lead out of them, arrows to systems, findings on cards."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from svg_reader import SAMPLES, SVG, groups, has_class, mistakes, read, read_picture, read_sample, words
from test_contract import RICH
from test_geometry import make

from blueprint_cli.drawing import draw_svg
from blueprint_cli.drawing.contents import LANES, Remark
from blueprint_cli.drawing.view import NoSuchPart, View, cut, lines_between

FOUR = """
blueprint: 1
service: Repair
steps:
  - name: Call
    phase: Before
    customer: {id: calls, does: Calls, to: books}
    backstage: {id: books, does: Books a visit, by: Planner, to: [packs, fixes]}
  - name: Wait
    phase: Visit
    customer: {id: waits, does: Waits}
    backstage: {id: packs, does: Packs the van, by: Engineer}
  - name: Repair
    phase: Visit
    customer: {id: opens, does: Opens the door, to: {card: fixes, mutual: true}}
    frontstage: {id: fixes, does: Fixes it, by: Engineer, to: bills}
  - name: Pay
    phase: After
    customer: {id: pays, does: Pays}
    support: {id: bills, does: Bills it, by: Ledger, to: pays}
"""


def draw(view: View, text: str = FOUR) -> ElementTree.Element:
    return ElementTree.fromstring(draw_svg(read(text), view=view))


def cards(root: ElementTree.Element) -> list[str]:
    return [card.attrib["data-card"] for card in groups(root, "card")]


def stubs(root: ElementTree.Element) -> dict[tuple[str, str, str], str]:
    """By card, direction and words: the far cards."""
    return {
        (card.attrib["data-card"], (stub.get("class") or "").split()[1], " ".join(words(stub))): stub.attrib["data-far"]
        for card in groups(root, "card")
        for stub in groups(card, "stub")
    }


@pytest.mark.parametrize(
    "view",
    [View(phase="visit"), View(steps=("wait", "Repair")), View(steps=("2", "3")), View(phase="Visit", steps=("", "3"))],
    ids=["phase", "names", "numbers", "both"],
)
def test_a_slice_of_steps_has_stubs_for_what_it_cuts(view: View) -> None:
    root = draw(view)
    assert cards(root) == ["waits", "packs", "opens", "fixes"]
    assert stubs(root) == {
        ("waits", "in", "Call"): "calls",
        ("packs", "in", "Call"): "books",
        ("opens", "out", "Pay"): "pays",
        ("fixes", "in", "Call"): "books",
        ("fixes", "out", "Pay"): "bills",
    }
    assert [(a.get("data-from"), a.get("data-to")) for a in groups(root, "arrow")] == [
        ("opens", "fixes"),
        ("waits", "opens"),
    ]


def test_a_stub_lies_in_its_card_and_points_over_its_edge() -> None:
    root = draw(View(steps=("wait", "repair")))
    boxes = read_picture(root).cards
    for card in groups(root, "card"):
        (left, top, right, bottom), *_ = boxes[card.attrib["data-card"]]
        for stub in groups(card, "stub"):
            line = next(path for path in stub.iter(f"{SVG}path") if has_class(path, "line"))
            head = next(path for path in stub.iter(f"{SVG}path") if has_class(path, "head"))
            tip = head.attrib["d"][1:].split("L")[0].split()
            assert top < float(tip[1]) < bottom
            if has_class(stub, "out"):
                assert float(tip[0]) == right
            else:
                assert float(line.attrib["d"][1:].split()[0]) == left
            assert not has_class(stub, "arrow")


def test_a_slice_of_layers_keeps_their_order_and_names_the_layers_that_arrows_go_to() -> None:
    root = draw(View(lanes=("customer", "backstage")))
    assert [lane.get("data-lane") for lane in groups(root, "lane")] == ["customer", "backstage"]
    assert stubs(root) == {
        ("books", "out", "Repair"): "fixes",
        ("opens", "in", "Frontstage"): "fixes",
        ("opens", "out", "Frontstage"): "fixes",
        ("pays", "in", "Support"): "bills",
    }
    assert [line.get("class") for line in groups(root, "line")] == ["line visibility"]


@pytest.mark.parametrize(
    ("lanes", "kinds"),
    [
        (LANES, ["interaction", "visibility", "internal"]),
        (("customer", "frontstage"), ["interaction"]),
        (("evidence", "support"), ["visibility"]),
        (("backstage", "systems"), ["internal"]),
        (("evidence", "customer"), []),
        (("support",), []),
    ],
)
def test_between_lanes_that_are_left_the_strongest_line_stays(lanes: tuple[str, ...], kinds: list[str]) -> None:
    assert [kind for _, kind, _ in lines_between(lanes)] == kinds


def test_the_legend_tells_of_stubs_where_there_are_any() -> None:
    told = "goes on at, or comes from, what is not drawn"
    assert told in words(groups(draw(View(phase="Visit")), "legend")[0])
    assert told not in words(groups(draw(View()), "legend")[0])


def test_the_title_block_and_the_description_say_what_is_shown() -> None:
    root = draw(View(phase="Visit", lanes=("customer", "backstage")))
    assert "phase Visit; customer, backstage" in " ".join(words(groups(root, "title")[0]))
    assert (root[1].text or "").endswith(" Shown: phase Visit; customer, backstage.")
    assert "Shown" not in (draw(View())[1].text or "")


def test_the_whole_is_the_same_as_without_a_view() -> None:
    for path in SAMPLES[:2]:
        assert draw_svg(read_sample(path), view=View()) == draw_svg(read_sample(path))
    blueprint = read(FOUR)
    assert cut(blueprint, View(steps=("", ""))).blueprint is blueprint


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (View(phase="Vist"), "There is no phase “Vist”. Did you mean “Visit”?"),
        (View(phase="Night"), "There is no phase “Night”. There are “Before”, “Visit”, “After”."),
        (View(steps=("rpair", "")), "There is no step “rpair”. Did you mean “Repair”?"),
        (View(steps=("0", "2")), "There is no step “0”. There are “Call”, “Wait”, “Repair”, “Pay”."),
        (View(steps=("pay", "wait")), "The step “wait” comes before “pay”."),
        (View(phase="Before", steps=("pay", "")), "The phase “Before” has none of these steps."),
    ],
)
def test_parts_that_are_not_there(view: View, said: str) -> None:
    with pytest.raises(NoSuchPart) as caught:
        draw(view)
    assert str(caught.value) == said


def test_a_slice_leaves_the_blueprint_as_it_is() -> None:
    blueprint = read(FOUR)
    before = draw_svg(blueprint)
    draw_svg(blueprint, view=View(phase="Visit", lanes=("customer",)))
    assert draw_svg(blueprint) == before


def test_arrows_to_systems() -> None:
    root = draw(View(uses=True), RICH)
    uses = [arrow for arrow in groups(root, "arrow") if has_class(arrow, "uses")]
    assert [(arrow.get("data-from"), arrow.get("data-to")) for arrow in uses] == [("take", "scan@hand-over")]
    assert uses[0].attrib["aria-label"] == "Takes it – uses – Scanner"
    assert "uses the system" in words(groups(root, "legend")[0])
    assert not [arrow for arrow in groups(draw(View(), RICH), "arrow") if has_class(arrow, "uses")]


def test_every_use_of_a_sample_is_drawn() -> None:
    for path in SAMPLES:
        blueprint = read_sample(path)
        root = ElementTree.fromstring(draw_svg(blueprint, view=View(uses=True)))
        wanted = {(card.address, f"{s.id}@{card.step.id}") for card in blueprint.cards for s in card.uses}
        drawn = [
            (arrow.get("data-from"), arrow.get("data-to"))
            for arrow in groups(root, "arrow")
            if has_class(arrow, "uses")
        ]
        assert sorted(drawn) == sorted(wanted)


def test_findings_are_marked_in_words() -> None:
    found = {
        "take": (Remark("warning", "WARNING", "thin-support", hint="Nothing holds it. Say what does."),),
        "": (Remark("error", "ERROR", "no-owner: Nobody owns it.", hint="Name somebody."),),
    }
    root = draw(View(findings=found), RICH)
    take = next(card for card in groups(root, "card") if card.get("data-card") == "take")
    (mark,) = groups(take, "warning")
    assert words(mark) == ["WARNING", "thin-support"]
    assert mark[0].tag == f"{SVG}title"
    assert mark[0].text == "Nothing holds it. Say what does."
    assert "warning thin-support: Nothing holds it. Say what does." in take.attrib["aria-label"]
    assert "ERROR no-owner: Nobody owns it." in " ".join(words(groups(root, "title")[0]))
    assert "found by bp lint: a pitfall" in words(groups(root, "legend")[0])


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(
    "view",
    [
        View(uses=True),
        View(phase="Phase 0"),
        View(steps=("2", "")),
        View(lanes=("customer", "support", "systems"), uses=True),
    ],
    ids=["uses", "phase", "steps", "layers"],
)
def test_parts_of_random_blueprints_are_drawn_as_cleanly_as_the_whole(seed: int, view: View) -> None:
    assert mistakes(read_picture(draw(view, make(seed)))) == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_parts_of_the_samples(path: Path) -> None:
    blueprint = read_sample(path)
    for view in (View(uses=True), View(steps=("2", "4"), lanes=("customer", "frontstage", "backstage"))):
        assert mistakes(read_picture(ElementTree.fromstring(draw_svg(blueprint, view=view)))) == []
