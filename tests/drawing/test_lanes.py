"""Frontstage and backstage by channel or by actor: which lanes there are, in which order, and who stands where."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from svg_reader import SAMPLES, groups, mistakes, read, read_picture, read_sample, words

from blueprint_cli.drawing import draw_svg
from blueprint_cli.drawing.view import View

CHANNELS = """
blueprint: 1
service: Bank
lanes: channel
actors: {ben: {name: Ben}, ann: {name: Ann}}
systems: {site: {name: Website}}
steps:
  - name: Ask
    customer: Asks
    frontstage:
      - {id: one, does: Answers, by: ann, channel: phone}
      - {id: two, does: Shows it, by: site, channel: Web}
      - {id: three, does: Sends it, by: [ann, ben], channel: [phone, web]}
    backstage: {id: four, does: Looks it up, by: ben}
  - name: Buy
    frontstage:
      - {id: five, does: Sells, channel: web}
      - {id: six, does: Waves}
      - {id: seven, does: Sells in the branch, by: ann, channel: branch}
    backstage: {id: eight, does: Files it, by: ann}
"""


def draw(text: str, view: View | None = None) -> ElementTree.Element:
    return ElementTree.fromstring(draw_svg(read(text), view=view))


def lanes_of(root: ElementTree.Element) -> list[tuple[str, str]]:
    lanes = groups(root, "lane")
    return [(lane.attrib["data-lane"], lane.attrib["data-layer"]) for lane in lanes]


def test_by_channel() -> None:
    root = draw(CHANNELS)
    assert lanes_of(root) == [
        ("evidence", "evidence"),
        ("customer", "customer"),
        ("frontstage/phone", "frontstage"),
        ("frontstage/web", "frontstage"),
        ("frontstage/branch", "frontstage"),
        ("frontstage+several", "frontstage"),
        ("frontstage+none", "frontstage"),
        ("backstage", "backstage"),
        ("support", "support"),
        ("systems", "systems"),
    ]
    picture = read_picture(root)
    assert mistakes(picture) == []
    places = {name: lane for name, (_, _, lane) in picture.cards.items()}
    assert {name: places[name] for name in ("one", "two", "three", "four", "five", "six")} == {
        "one": "frontstage/phone",
        "two": "frontstage/web",
        "three": "frontstage+several",
        "four": "backstage",
        "five": "frontstage/web",
        "six": "frontstage+none",
    }
    shown = [words(lane) for lane in groups(root, "lane")]
    assert shown[2] == ["Frontstage", "phone"]
    assert [lane[0] for lane in shown[3:7]] == ["Web", "branch", "phone, Web", "any channel"]


def test_by_actor_declared_order() -> None:
    root = draw(CHANNELS, View(split="actor"))
    assert [lane for lane, layer in lanes_of(root) if layer in ("frontstage", "backstage")] == [
        "frontstage/ann",
        "frontstage/site",
        "frontstage+several",
        "frontstage+none",
        "backstage/ben",
        "backstage/ann",
    ]
    assert [words(lane)[-1] for lane in groups(root, "lane") if lane.attrib["data-lane"] == "frontstage+several"] == [
        "Ben, Ann"
    ]


def test_mixtures_share_a_lane() -> None:
    root = draw(CHANNELS.replace("id: six, does: Waves", "id: six, does: Waves, channel: [web, branch]"))
    several = next(lane for lane in groups(root, "lane") if lane.attrib["data-lane"] == "frontstage+several")
    assert words(several) == ["several", "channels"] or words(several) == ["several channels"]


def test_by_layer_wins_over_the_file() -> None:
    assert [lane for lane, _ in lanes_of(draw(CHANNELS, View(split="layer")))] == [
        "evidence",
        "customer",
        "frontstage",
        "backstage",
        "support",
        "systems",
    ]


def test_slices_keep_the_order_of_the_whole() -> None:
    text = CHANNELS.replace("{id: five, does: Sells, channel: web}", "{id: five, does: Sells, channel: phone}")
    text = text.replace("{id: six, does: Waves}", "{id: six, does: Waves, channel: web}")
    text = text.replace("id: one, does: Answers, by: ann, channel: phone", "id: one, does: Answers, channel: branch")
    root = draw(text, View(steps=("Buy", "Buy")))
    assert [lane for lane, layer in lanes_of(root) if layer == "frontstage"] == [
        "frontstage/branch",
        "frontstage/web",
        "frontstage/phone",
    ]


def test_cards_are_read_lane_by_lane() -> None:
    root = draw(CHANNELS)
    order = [lane for lane, _ in lanes_of(root)]
    cards = [(card.attrib["data-step"], order.index(card.attrib["data-lane"])) for card in groups(root, "card")]
    assert cards == sorted(cards, key=lambda card: (["ask", "buy"].index(card[0]), card[1]))


def test_lines_run_between_layers() -> None:
    for split in ("channel", "actor"):
        root = draw(CHANNELS, View(split=split))
        picture = read_picture(root)
        layers = dict(lanes_of(root))
        for kind, above, below in (
            ("interaction", "customer", "frontstage"),
            ("visibility", "frontstage", "backstage"),
            ("internal", "backstage", "support"),
        ):
            bottom = max(box[3] for lane, box in picture.lanes.items() if layers[lane] == above)
            top = min(box[1] for lane, box in picture.lanes.items() if layers[lane] == below)
            assert picture.lines[kind][1] == bottom == top


@pytest.mark.parametrize("split", ["channel", "actor"])
def test_samples(split: str) -> None:
    for path in SAMPLES:
        root = ElementTree.fromstring(draw_svg(replace(read_sample(path), lanes=split)))
        assert mistakes(read_picture(root)) == []
        ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
        assert len(ids) == len(set(ids))
