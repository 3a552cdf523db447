"""Themes: complete, readable, told apart without colour; and what people may write in their own."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from svg_reader import ROOT, SAMPLES, read, read_sample
from test_contract import RICH

from blueprint_cli.document.schema_files import load_schema
from blueprint_cli.drawing.contents import LANES, Remark
from blueprint_cli.drawing.picture import draw_scene
from blueprint_cli.drawing.scene import Scene, Shape, Words
from blueprint_cli.drawing.theme import LEAST_CONTRAST, Theme, contrast, text_pairs
from blueprint_cli.drawing.theme_files import THEMES, ThemeProblem, builtin_theme, read_theme
from blueprint_cli.drawing.view import View

FOLDER = Path(__file__).parents[2] / "blueprint_cli" / "drawing" / "themes"
EVERYTHING = View(
    uses=True,
    findings={
        "": (Remark("error", "ERROR", "no-owner: Nobody answers for it."),),
        "take": (Remark("warning", "WARNING", "thin-support"), Remark("info", "INFO", "placeholder")),
    },
)
PART = View(steps=("hand-over", "hand-over"), lanes=("customer", "backstage"))


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return builtin_theme(request.param)


def drawn_pairs(scene: Scene) -> set[tuple[str, str]]:
    """The colour of each text with that of the last shape that was painted under its middle."""
    pairs = set()
    shapes: list[Shape] = []
    for _, item, _ in scene.items():
        if isinstance(item, Shape) and item.fill != "none":
            shapes.append(item)
        elif isinstance(item, Words):
            x, y = item.x + item.width / 2, item.y - item.size * 0.36
            under = [s.fill for s in shapes if s.rect.x <= x <= s.rect.right and s.rect.y <= y <= s.rect.bottom]
            pairs.add((item.colour, under[-1] if under else scene.page))
    return pairs


def test_every_text_stands_out_from_its_ground(theme: Theme) -> None:
    assert {what for what, *pair in text_pairs(theme) if contrast(*pair) < LEAST_CONTRAST} == set()


def test_every_drawn_pair_is_one_that_is_checked(theme: Theme) -> None:
    pictures = [draw_scene(read(RICH), theme, view) for view in (None, EVERYTHING, PART)]
    pictures += [draw_scene(read_sample(path), theme) for path in SAMPLES]
    drawn = set().union(*(drawn_pairs(scene) for scene in pictures))
    assert len(drawn) > 20
    assert drawn <= {(text, ground) for _, text, ground in text_pairs(theme)}


def test_lines_stand_out_from_the_bands(theme: Theme) -> None:
    bands = [family.band for family in theme.families.values()]
    lines = [*theme.arrows.values(), theme.visibility, theme.families["customer"].accent]
    assert min(contrast(line, band) for line in lines for band in bands) >= 3


def test_print_has_greys_alone_and_tells_neighbouring_lanes_apart() -> None:
    theme = builtin_theme("print")
    for text in json.dumps(_colours("print")).split('"'):
        if text.startswith("#"):
            assert text[1:3] == text[3:5] == text[5:7], text
    bands = [theme.families[lane].band for lane in LANES]
    assert min(contrast(one, other) for one, other in pairwise(bands)) >= 1.2
    for family in theme.families.values():
        assert contrast(family.name, family.band) >= 1.1


def test_kinds_of_arrows_differ_by_more_than_colour() -> None:
    from blueprint_cli.drawing.arrows import stroke_of
    from blueprint_cli.drawing.grid import Point

    theme = builtin_theme("print")
    way = Point(0, 0), Point(10, 0)
    looks = []
    for kind in theme.arrows:
        stroke = stroke_of(kind, False, way, theme)
        looks.append((stroke.pen, stroke.dash, stroke.tip_head))
    assert len(set(looks)) == len(looks)


def _colours(name: str) -> dict[str, object]:
    from blueprint_cli.document import read_document

    document = read_document(name, (FOLDER / f"{name}.yaml").read_bytes())
    assert document.data is not None
    assert not document.problems
    return document.data


def test_all_themes_and_the_schema_have_the_same_keys() -> None:
    properties = load_schema("theme")["properties"]
    defs = load_schema("theme")["$defs"]
    for name in THEMES:
        colours = _colours(name)
        assert set(colours) | {"extends", "$schema"} == set(properties)
        for group, of in (("layers", "layer"), ("chips", "chip")):
            entries = colours[group]
            assert isinstance(entries, dict)
            assert list(entries) == list(properties[group]["properties"])
            for entry in entries.values():
                assert list(entry) == list(defs[of]["properties"])
        assert list(colours["arrows"]) == list(properties["arrows"]["properties"])  # type: ignore[call-overload]


def own(folder: Path, text: str) -> str:
    path = folder / "house.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_theme_of_ones_own_says_only_what_differs(tmp_path: Path) -> None:
    text = 'extends: dark\nlayers:\n  customer: {accent: "#FFD166"}\narrows: {time: "#ffd166"}\n'
    theme, dark = read_theme(own(tmp_path, text)), builtin_theme("dark")
    assert (theme.name, theme.scheme, theme.page) == ("house", "dark", dark.page)
    assert theme.families["customer"].accent == theme.arrows["time"] == "#ffd166"
    assert theme.families["customer"].band == dark.families["customer"].band
    assert theme.families["support"] == dark.families["support"]


def test_the_theme_of_the_readme_is_one(tmp_path: Path) -> None:
    shown = (ROOT / "README.md").read_text("utf-8").split("```yaml\nextends: dark\n", 1)[1].split("```", 1)[0]
    assert read_theme(own(tmp_path, f"extends: dark\n{shown}")).families["customer"].accent == "#ffd166"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('pge: "#ffffff"\n', ["house.yaml:1:1: There is no `pge` in a theme. Did you mean `page`?"]),
        (
            'layers:\n  customr: {}\n  support: {crad: "#ffffff"}\n',
            [
                "house.yaml:2:3: There is no `customr` in `layers`. Did you mean `customer`?",
                "house.yaml:3:13: There is no `crad` in `support`. Did you mean `card`?",
            ],
        ),
        ("page: #ffffff\n", ["house.yaml:1:7: To YAML `#ffffff` is a comment"]),
        ("page:\n", ["house.yaml:1:1: `page` has no value. A colour stands in quotes"]),
        ("ink: red\n", ['house.yaml:1:6: `ink` is a colour, six hexadecimal digits in quotes, such as "#1b2330".']),
        ('ink: "#123"\n', ["house.yaml:1:6: `ink` is a colour"]),
        ("extends: drak\n", ["house.yaml:1:10: `extends` is one of light, dark, print."]),
        ("chips: red\n", ["house.yaml:1:8: `chips` is a mapping with `pain`, `fail`"]),
        ("ink: [\n", ["house.yaml:"]),
        ("", ["house.yaml:1:1: This file is empty."]),
    ],
)
def test_mistakes_in_a_theme(text: str, told: list[str], tmp_path: Path) -> None:
    with pytest.raises(ThemeProblem) as caught:
        read_theme(own(tmp_path, text))
    lines = str(caught.value).replace(f"{tmp_path}/", "").splitlines()
    assert len(lines) == len(told)
    assert all(line.startswith(start) for line, start in zip(lines, told, strict=True)), lines


def test_a_faint_theme_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ThemeProblem, match=r"some texts would be hard to read") as caught:
        read_theme(own(tmp_path, 'layers: {support: {text: "#9fd0c4"}}\n'))
    assert "The text of support on its card: #9fd0c4 on #ffffff is 1.7:1, and 4.5:1 is the least." in str(caught.value)


def test_an_unknown_theme() -> None:
    with pytest.raises(ThemeProblem, match=r"There is no theme “drak”.*Did you mean dark\?"):
        read_theme("drak")
