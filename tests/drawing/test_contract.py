"""What people may count on in the SVG: roles, groups, attributes, order, words."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from svg_reader import SAMPLES, SVG, draw, groups, has_class, read, read_picture, read_sample, words

from blueprint_cli.drawing import draw_svg
from blueprint_cli.drawing.theme import LIGHT

RICH = """
blueprint: 1
service: Parcel
state: current
version: 1.2.0
owner: Parcel team
review: {date: 2026-10-02, by: Head of parcels, every: 180 d}
customer: Sender
pain: [{id: slow, what: Too slow, severity: high}]
goals: [{name: Time, now: 3 d, target: 1 d, source: Log}]
actors:
  clerk: {name: Counter clerk, team: Branch}
  driver: {name: Driver, team: Fleet}
systems:
  scan: {name: Scanner, status: deprecated}
  mail: {name: Mailer}
policies: {size: {name: Size rule, source: Book}}
processes: {sort: {name: Sort parcels, model: sort.bpmn#Sort, owner: Fleet}}
steps:
  - name: Hand over
    phase: Start
    evidence: [Receipt, {name: Counter, channel: branch, link: "https://example.org/"}]
    customer:
      - {id: give, does: Gives the parcel, feels: 1, to: [take]}
      - {id: leave, does: Leaves, moment: true, feels: -2, pain: [{what: Queue, severity: low}]}
    frontstage:
      id: take
      does: Takes it
      by: clerk
      channel: branch
      takes: 5 min
      waits: 2 d
      sla: 1 h
      uses: scan
      follows: size
      question: How many?
      measures: [{name: Speed, now: 4 min, target: 2 min, source: Log}]
      to:
        - {card: load, carries: The parcel, via: cart, pain: It falls}
        - {card: note, kind: notifies}
    backstage:
      - {id: load, does: Loads the van, by: driver, automation: manual, repeats: daily, process: sort, owner: Boss}
      - {id: note, does: Notes the load, by: driver, enters: [number], approves: The load, needs: give, basis: assumed}
      - does: Waves
        by: driver
        fails: [{what: Van is late, recovery: Call the next, owner: Fleet}]
        idea: [{what: Use robots, kind: automate, owner: Fleet, answers: [slow]}]
    support: {id: tell, does: Sends a mail, by: mail, to: [{card: wait, mutual: true}, {card: load, kind: rework}]}
  - name: Wait
    phase: Start
    customer: {id: wait, does: Waits}
"""


@pytest.fixture(scope="module")
def root() -> ElementTree.Element:
    return draw(RICH)


def test_root(root: ElementTree.Element) -> None:
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "graphics-document document"
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert root[0].text == "Parcel"
    width, height = root.attrib["width"], root.attrib["height"]
    assert root.get("viewBox") == f"0 0 {width} {height}"
    assert root.get("lang") == "en"


def test_description_counts(root: ElementTree.Element) -> None:
    assert root[1].text == (
        "Service blueprint, current state of Parcel: 2 steps in 1 phase, 10 cards, 10 arrows, 1 system box, "
        "3 pain points, 1 fail point."
    )
    assert len([g for g in root.iter(f"{SVG}g") if has_class(g, "arrow")]) == 10


def test_cards_come_in_reading_order(root: ElementTree.Element) -> None:
    cards = groups(root, "card")
    assert [card.get("data-lane") for card in cards] == [
        *["evidence"] * 2, *["customer"] * 2, "frontstage", *["backstage"] * 3, "support", "systems", "customer",
    ]  # fmt: skip
    assert [card.get("data-step") for card in cards] == ["hand-over"] * 10 + ["wait"]
    assert [card.attrib["data-card"] for card in cards[2:7]] == ["give", "leave", "take", "load", "note"]
    assert cards[9].get("data-card") == "scan@hand-over"


def test_cards_say_what_they_are(root: ElementTree.Element) -> None:
    for card in groups(root, "card"):
        assert card.attrib["id"] == f"card-{card.attrib['data-card']}"
        assert has_class(card, card.attrib["data-layer"])
        assert card.get("role") == "graphics-object"
        first = card[0]
        assert first.tag in (f"{SVG}rect", f"{SVG}path")
    take = next(card for card in groups(root, "card") if card.get("data-card") == "take")
    assert take.attrib["aria-label"].startswith("Hand over, frontstage: Takes it; by Counter clerk · branch; WAIT 2 d")


@pytest.mark.parametrize(
    ("card", "shown"),
    [
        ("take", "Counter clerk · branch|Takes it|WAIT 2 d|TAKES 5 min|SLA 1 h|?|How many?|POLICY|Size rule"),
        ("take", "MEASURE|Uses Scanner"),
        ("leave", "Leaves|MOMENT OF TRUTH|PAIN LOW|Queue"),
        ("load", "Driver|Loads the van|DAILY|MANUAL|PROCESS|Sort parcels|OWNER|Boss"),
        ("note", "ASSUMED|ENTERS|number|APPROVES|The load"),
        ("hand-over/backstage/3", "AUTOMATE|Use robots|FAIL"),
        ("scan@hand-over", "Scanner|DEPRECATED"),
    ],
)
def test_chips_in_words(root: ElementTree.Element, card: str, shown: str) -> None:
    group = next(group for group in groups(root, "card") if group.get("data-card") == card)
    told = words(group)
    for text in shown.split("|"):
        assert text in told, told


def test_what_is_not_there_is_not_shown(root: ElementTree.Element) -> None:
    give = next(card for card in groups(root, "card") if card.get("data-card") == "give")
    assert words(give) == ["Gives the parcel"]


def test_a_bare_support_word_is_the_system() -> None:
    root = draw(
        "blueprint: 1\nservice: S\nsystems: {pay: {name: Payment system}}\n"
        "steps: [{name: One, customer: Pays, support: pay}]\n"
    )
    (card,) = (card for card in groups(root, "card") if card.get("data-lane") == "support")
    assert words(card) == ["Payment system"]
    assert card.get("aria-label") == "One, support: Payment system"
    assert card.get("data-card") == "one/pay"


def test_links(root: ElementTree.Element) -> None:
    assert [link.get("href") for link in root.iter(f"{SVG}a")] == ["https://example.org/", "sort.bpmn#Sort"]


def test_no_link_that_runs_a_script() -> None:
    drawn = draw_svg(read(RICH.replace("sort.bpmn#Sort", "'JavaScript:alert(1)'").replace("https:", "data:")))
    assert "href" not in drawn


def test_all_lanes_and_lines_even_when_empty() -> None:
    picture = read_picture(draw("blueprint: 1\nservice: S\nsteps: [{name: One, customer: Waits}]"))
    assert list(picture.lanes) == ["evidence", "customer", "frontstage", "backstage", "support", "systems"]
    bands = list(picture.lanes.values())
    assert all(upper[3] == lower[1] for upper, lower in pairwise(bands))
    assert all(band[3] - band[1] >= 56 for band in bands)
    assert {kind: line[1] for kind, line in picture.lines.items()} == {
        "interaction": picture.lanes["customer"][3],
        "visibility": picture.lanes["frontstage"][3],
        "internal": picture.lanes["backstage"][3],
    }


def test_lines_look_as_their_names_say(root: ElementTree.Element) -> None:
    looks = {}
    for group in groups(root, "line"):
        path = next(group.iter(f"{SVG}path"))
        looks[group.attrib["class"].split()[1]] = path.get("stroke-dasharray"), float(path.attrib["stroke-width"])
    assert looks["interaction"][0]
    assert looks["internal"][0]
    assert looks["visibility"][0] is None
    assert looks["visibility"][1] > max(looks["interaction"][1], looks["internal"][1])


def test_arrows_by_kind(root: ElementTree.Element) -> None:
    drawn = {
        (group.attrib["data-from"], group.attrib["data-to"]): (
            group.attrib["class"],
            sum(has_class(path, "head") for path in group.iter(f"{SVG}path")),
            next(group.iter(f"{SVG}path")).get("stroke-dasharray") is not None,
        )
        for kind in ("arrow", "stem")
        for group in groups(root, kind)
    }
    assert drawn["give", "leave"] == ("arrow time", 1, False)
    assert drawn["take", "load"] == ("arrow to", 1, False)
    assert drawn["take", "note"] == ("arrow notifies", 1, True)
    assert drawn["give", "note"] == ("arrow needs", 1, True)
    assert drawn["tell", "wait"] == ("arrow to", 2, False)
    assert drawn["tell", "load"] == ("arrow rework", 1, True)
    assert drawn["load", "note"] == ("arrow order", 1, False)
    assert not any(kind == "stem" and heads for kind, heads, _ in drawn.values())


def test_stems_have_no_head() -> None:
    root = draw("blueprint: 1\nservice: S\nsteps: [{name: One, customer: Asks, frontstage: Answers, support: Stores}]")
    stems = groups(root, "stem")
    assert len(stems) == 2
    assert not any(has_class(path, "head") for stem in stems for path in stem.iter())
    assert not groups(root, "arrow")


def test_label_says_what_is_carried_and_where_it_hurts(root: ElementTree.Element) -> None:
    arrow = next(g for g in groups(root, "arrow") if (g.get("data-from"), g.get("data-to")) == ("take", "load"))
    assert words(arrow) == ["PAIN", "The parcel", "via cart"]
    assert "pain: It falls" in arrow.attrib["aria-label"]


def test_needs_beside_a_written_link_is_one_arrow() -> None:
    root = draw(
        "blueprint: 1\nservice: S\nsteps:\n  - name: A\n    backstage: {id: a, does: Packs, to: b}\n"
        "  - name: B\n    backstage: {id: b, does: Ships, needs: a}\n"
    )
    assert [arrow.get("class") for arrow in groups(root, "arrow")] == ["arrow to"]


def test_feelings_are_a_curve_with_numbers(root: ElementTree.Element) -> None:
    (feelings,) = groups(root, "feelings")
    assert words(feelings) == ["Feelings", "from −2 to +2", "+1", "−2"]
    assert "Hand over 1, Hand over −2" in feelings.attrib["aria-label"]
    assert not groups(draw("blueprint: 1\nservice: S\nsteps: [{name: One, customer: Waits}]"), "feelings")


def test_legend_has_just_what_is_used(root: ElementTree.Element) -> None:
    (legend,) = groups(root, "legend")
    told = words(legend)
    assert {"PAIN", "WAIT", "MANUAL", "AUTOMATE", "MOMENT OF TRUTH"} <= set(told)
    assert not {"ASSISTED", "AUGMENT", "ANSWERS", "OBSERVED"} & set(told)
    assert not groups(draw("blueprint: 1\nservice: S\nsteps: [{name: One, customer: Waits}]"), "legend")


def test_title_block(root: ElementTree.Element) -> None:
    (title,) = (group for group in groups(root, "title"))
    text = " ".join(words(title))
    for part in ("Parcel", "CURRENT STATE", "Sender", "Parcel team", "1.2.0", "2026-10-02", "Head of parcels"):
        assert part in text
    assert "PAIN HIGH Too slow" in text
    assert words(groups(root, "phase")[0]) == ["Start"]
    assert [words(step)[0] for step in groups(root, "step")] == ["Hand over", "Wait"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_form_of_the_file(path: Path) -> None:
    drawn = draw_svg(read_sample(path))
    root = ElementTree.fromstring(drawn)
    for text in root.iter(f"{SVG}text"):
        assert float(text.attrib["textLength"]) > 0
        assert text.get("lengthAdjust") == "spacingAndGlyphs"
        assert (text.text or "").strip() == text.text
    assert "<!--" not in drawn
    assert "<!DOCTYPE" not in drawn
    assert "transform" not in drawn
    ids = [element.attrib["id"] for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in root.iter(f"{SVG}path"):
        assert re.fullmatch(r"(?:[MLHVC][-\d. ]+|Z)+", element.attrib["d"]), element.attrib["d"]
    assert drawn.endswith("</svg>\n")


def test_text_stands_out_from_its_ground() -> None:
    families = LIGHT.families.values()
    pairs = [(LIGHT.ink, LIGHT.page), (LIGHT.muted, LIGHT.page), (LIGHT.ink, LIGHT.label), (LIGHT.muted, LIGHT.label)]
    for family in families:
        pairs += [(family.text, family.name), (family.text, family.card), (family.text, family.band)]
        pairs += [(LIGHT.ink, family.card), (LIGHT.muted, family.card), (LIGHT.ink, family.name)]
        pairs += [(LIGHT.families["frontstage"].text, family.card)]
    pairs += [(tone.text, tone.fill) for tone in LIGHT.tones.values()]
    assert min(contrast(one, other) for one, other in pairs) >= 4.5


def test_lines_stand_out_from_the_bands() -> None:
    bands = [family.band for family in LIGHT.families.values()]
    lines = [*LIGHT.arrows.values(), LIGHT.visibility, LIGHT.families["customer"].accent]
    assert min(contrast(line, band) for line in lines for band in bands) >= 3


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, after WCAG 2."""
    low, high = sorted(luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
