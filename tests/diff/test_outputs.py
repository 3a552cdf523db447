"""Every output of `bp diff`: the schema, the limits, and words that are up to something."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from edit_pairs import edited
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from svg_reader import SAMPLES, SVG, has_class, mistakes, read_picture

from blueprint_cli.changes.change import Side
from blueprint_cli.changes.compare import compare
from blueprint_cli.cli import main
from blueprint_cli.drawing import draw_svg
from blueprint_cli.drawing.mermaid import draw_mermaid
from blueprint_cli.drawing.theme_files import builtin_theme
from blueprint_cli.drawing.union import unite
from blueprint_cli.load import load_blueprint

Capture = pytest.CaptureFixture[str]
ROOT = Path(__file__).parents[2]
PAIRS = ["product-return", "b2b-onboarding"]
FORMATS = ("text", "json", "markdown", "github", "svg")
HOSTILE = "@team | <script> %0A ::error:: ``` --> `x` [a](http://evil.example) #1"
CARD = """\
blueprint: 1
service: S
steps:
  - name: First
    customer: Asks
    frontstage:
"""


def diff(capsys: Capture, *args: str) -> str:
    capsys.readouterr()
    assert main(["diff", *args]) in (0, 1)
    return capsys.readouterr().out


def sides(name: str) -> tuple[str, str]:
    return str(ROOT / f"samples/{name}.blueprint.yaml"), str(ROOT / f"samples/{name}-target.blueprint.yaml")


@pytest.mark.parametrize("name", PAIRS)
def test_a_current_state_and_its_target(name: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    schema = json.loads((ROOT / "schemas/diff.schema.json").read_text("utf-8"))
    told = json.loads(diff(capsys, *sides(name), "--format", "json"))
    assert list(Draft202012Validator(schema).iter_errors(told)) == []
    text = diff(capsys, *sides(name))
    assert "Elapsed time, computed" in text
    for pain in told["blueprints"][0]["account"]["pains"]:
        assert pain["what"] in text
        assert all(f"({address})" in text for address in pain["answeredBy"])
    last = text.splitlines()[-1]
    for level in ("breaking", "risky", "info"):
        assert f"{told['summary'][level]} {level}" in last
    if name == "product-return":
        assert re.search(r"Elapsed time, computed +10 d 5 min to 14 d 15 min → 22 h 12 min to 1 d 20 h +better", text)
        assert "Opens the box and inspects the item" in text
        assert "Reviews the spreadsheet and releases each refund” is done weekly" in text


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_one_picture_of_both_states(name: str, theme: str) -> None:
    loaded = [load_blueprint(path, Path(path).read_bytes()) for path in sides(name)]
    union = unite(compare(*(Side(path, each.blueprint) for path, each in zip(sides(name), loaded, strict=True))))
    drawn = draw_svg(union.blueprint, view=union.view, theme=builtin_theme(theme))
    root = ElementTree.fromstring(drawn)
    assert mistakes(read_picture(root)) == []
    assert (root.findtext(f"{SVG}title") or "").endswith(": what changes")
    cards = {group.get("data-card"): group for group in root.iter(f"{SVG}g") if has_class(group, "card")}
    for address, status in union.changes.cards.items():
        group = cards[address]
        assert has_class(group, status)
        assert group.get("data-change") == status
        assert group.attrib["aria-label"].startswith(f"{status}: ")
        # The border tells it without colour, and so does a chip.
        border = next(shape for shape in group if shape.get("stroke"))
        assert float(border.get("stroke-width", "1")) >= 2
        assert bool(border.get("stroke-dasharray")) is (status in ("removed", "moved"))
        assert any(status.upper() in (text.text or "") for text in group.iter(f"{SVG}text"))
    legend = next(group for group in root.iter(f"{SVG}g") if has_class(group, "legend"))
    shown = " ".join(text.text or "" for text in legend.iter(f"{SVG}text"))
    assert all(status.upper() in shown for status in set(union.changes.cards.values()))


@pytest.mark.parametrize("seed", range(30))
def test_pictures_of_edited_samples(seed: int) -> None:
    comparison = edited(str(SAMPLES[seed % len(SAMPLES)]), seed)
    union = unite(comparison)
    drawn = draw_svg(union.blueprint, view=union.view)
    assert mistakes(read_picture(ElementTree.fromstring(drawn))) == []
    assert draw_mermaid(union.blueprint, view=union.view).startswith("flowchart LR\n")


def hostile_pair(folder: Path) -> None:
    before = CARD + f"      does: {json.dumps(HOSTILE)}\n"
    (folder / "old.blueprint.yaml").write_text(before, "utf-8")
    (folder / "new.blueprint.yaml").write_text(
        CARD.replace("frontstage:", "backstage:")
        + f"      does: {json.dumps(HOSTILE)}\n      pain: {json.dumps(HOSTILE)}\n",
        "utf-8",
    )


def test_words_that_are_up_to_something(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    hostile_pair(tmp_path)
    told = {name: diff(capsys, "old.blueprint.yaml", "new.blueprint.yaml", "--format", name) for name in FORMATS}
    assert HOSTILE in json.loads(told["json"])["blueprints"][0]["changes"][0]["title"]
    ElementTree.fromstring(told["svg"])
    commands = [line for line in told["github"].splitlines() if line.startswith("::")]
    assert commands
    assert all(re.match(r"::(error|warning|notice) file=", line) for line in commands)
    assert not any("%0A ::error" in line.replace("%250A", "") for line in commands)
    assert told["markdown"].splitlines()[0] == "<!-- bp diff -->"
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(told["markdown"])
    visible = re.sub(r"<pre>.*?</pre>", "", page, flags=re.DOTALL)
    assert "<script" not in visible
    assert "@team" not in visible
    assert "href" not in visible
    assert page.count("-->") == 1
    assert page.count('<pre><code class="language-mermaid">') == 1
    # The fence holds the whole diagram: nothing follows it but what we have written.
    assert page.count("<details>") == page.count("</details>") == 2


def test_a_huge_comment_is_cut_at_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    for name, word in (("old", "Hands over"), ("new", "Gives away")):
        cards = "".join(f"      - {{id: c{n}, does: {word} paper {n}, owner: {word}}}\n" for n in range(1200))
        text = f"blueprint: 1\nservice: S\nsteps:\n  - name: First\n    customer: Asks\n    backstage:\n{cards}"
        (tmp_path / f"{name}.blueprint.yaml").write_text(text, "utf-8")
    told = diff(capsys, "old.blueprint.yaml", "new.blueprint.yaml", "--format", "markdown")
    assert 40_000 < len(told) < 60_000
    assert "are left out here" in told
    rows = [line for line in told.splitlines() if line.startswith("|")]
    assert all(line.endswith("|") for line in rows)
    assert "mermaid" not in told
    annotations = diff(capsys, "old.blueprint.yaml", "new.blueprint.yaml", "--format", "github")
    assert sum(line.startswith("::warning") for line in annotations.splitlines()) == 10


def test_breaking_rows_come_first(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    told = diff(capsys, *sides("product-return"), "--format", "markdown").partition("<details>")[0]
    levels = ["breaking" in row.split("|")[1] for row in told.splitlines() if re.match(r"\| (\*\*b|risky)", row)]
    assert levels == sorted(levels, reverse=True)
    assert any(levels)


@pytest.mark.parametrize("name", PAIRS)
def test_hash_seeds_change_nothing(name: str) -> None:
    for format in ("text", "markdown", "svg"):
        told = {
            subprocess.run(
                [sys.executable, "-m", "blueprint_cli", "diff", *sides(name), "--format", format],
                env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False,
            ).stdout
            for seed in ("0", "1")
        }  # fmt: skip
        assert len(told) == 1


def test_nothing_changed(tmp_path: Path, capsys: Capture) -> None:
    path = sides("product-return")[0]
    assert diff(capsys, path, path) == "1 blueprint: no changes. exit 0\n"
    told = json.loads(diff(capsys, path, path, "--format", "json"))
    assert (told["blueprints"], told["summary"]["same"]) == ([], 1)


def test_pictures_in_other_colours(tmp_path: Path, capsys: Capture) -> None:
    drawn = {
        theme: diff(capsys, *sides("product-return"), "--format", "svg", "--theme", theme)
        for theme in ("light", "dark", "print")
    }
    assert drawn["light"] == diff(capsys, *sides("product-return"), "--format", "svg")
    assert len(set(drawn.values())) == 3
    for theme, picture in drawn.items():
        assert builtin_theme(theme).page in picture
    diff(capsys, *sides("product-return"), "--theme", "dark", "--output", f"svg={tmp_path}/")
    assert (tmp_path / "product-return-target.diff.svg").read_text("utf-8") == drawn["dark"]
    assert main(["diff", *sides("product-return"), "--theme", "drak"]) == 2
    assert "Did you mean dark?" in capsys.readouterr().err
