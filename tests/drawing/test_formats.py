"""PNG, PDF and Mermaid: what is in the files, what bounds them, and the same bytes every time."""

from __future__ import annotations

import re
import struct
import sys
import zlib
from pathlib import Path
from types import ModuleType

import pytest
from svg_reader import ROOT, SAMPLES, read, read_sample
from test_contract import RICH

from blueprint_cli.drawing import draw_dot, draw_svg
from blueprint_cli.drawing import pdf as pdf_module
from blueprint_cli.drawing.engine import EngineFailed, TooLarge
from blueprint_cli.drawing.fonts import FILES, with_shipped_font
from blueprint_cli.drawing.mermaid import MOST_EDGES, MOST_TEXT, draw_mermaid, escape
from blueprint_cli.drawing.pdf import NoPdf, can_draw_pdf, draw_pdf
from blueprint_cli.drawing.png import draw_png
from blueprint_cli.drawing.text import in_font, text_width
from blueprint_cli.drawing.theme_files import builtin_theme
from blueprint_cli.drawing.view import View

SMALL = "blueprint: 1\nservice: S\nsteps: [{name: One, customer: Waits, frontstage: Answers}]"


def size(png: bytes) -> tuple[int, ...]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def pixels(png: bytes) -> bytes:
    """Return the pixels as they are filtered and packed: enough to compare."""
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    return zlib.decompress(data)


def test_png_at_a_scale() -> None:
    svg = draw_svg(read(SMALL))
    found = re.search(r'width="(\d+)" height="(\d+)"', svg)
    assert found
    wide, high = map(int, found.groups())
    once = draw_png(svg)
    assert size(once) == (wide, high)
    assert size(draw_png(svg, 2)) == (2 * wide, 2 * high)
    assert draw_png(svg) == once


def test_png_has_the_words_whatever_fonts_there_are() -> None:
    svg = draw_svg(read(SMALL))
    assert pixels(draw_png(svg)) != pixels(draw_png(re.sub(r">Waits<", "><", svg)))
    # Bold is a face of its own.
    assert pixels(draw_png(svg)) != pixels(draw_png(svg.replace(' font-weight="700"', "")))


def test_png_that_no_program_opens_is_refused() -> None:
    with pytest.raises(TooLarge, match=r"pixels\. Choose a smaller --scale"):
        draw_png('<svg width="20000" height="20000"/>')


def test_the_shipped_font_has_the_widths_that_lines_are_broken_by() -> None:
    for file, bold in zip(FILES, (False, True), strict=True):
        tables = _tables(file.read_bytes())
        (em,) = struct.unpack(">H", tables[b"head"][18:20])
        (count,) = struct.unpack(">H", tables[b"hhea"][34:36])
        widths = {struct.unpack(">H", tables[b"hmtx"][4 * index : 4 * index + 2])[0] for index in range(count)}
        for char in "AWiz@—é":
            assert round(text_width(char, em, bold)) in widths
    assert FILES[0].with_name("OFL.txt").read_text("utf-8").count("SIL OPEN FONT LICENSE Version 1.1") == 1


def _tables(font: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack(">H", font[4:6])
    found = {}
    for index in range(count):
        tag, _, start, length = struct.unpack(">4sIII", font[12 + 16 * index : 28 + 16 * index])
        found[tag] = font[start : start + length]
    return found


def test_other_scripts_are_looked_for_elsewhere() -> None:
    assert in_font("Größe → 5 € – Łódź, Αθήνα, Москва")
    assert not in_font("返品")
    assert with_shipped_font(draw_svg(read(SMALL))).count("font-family=\"'Liberation Sans', sans-serif\"") == 1


@pytest.mark.skipif(not can_draw_pdf(), reason="neither Typst nor Graphviz with cairo is installed")
def test_pdf_is_one_page_without_a_date() -> None:
    blueprint = read(RICH)
    svg = draw_svg(blueprint)
    first = draw_pdf(svg, lambda: draw_dot(blueprint))
    assert first.startswith(b"%PDF-1.")
    assert first == draw_pdf(svg, lambda: draw_dot(blueprint))
    assert b"2026" not in b"".join(re.findall(rb"\(D:\d+", first))


def test_pdf_that_nothing_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setattr(pdf_module, "find_system", lambda: None)
    with pytest.raises(NoPdf, match=r"service-blueprint\[pdf\]"):
        draw_pdf(draw_svg(read(SMALL)), lambda: "graph {}")


def test_pdf_by_typst_gets_picture_title_and_size(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {}

    def compile(path: str, **options: object) -> bytes:
        seen["page"] = Path(path).read_text("utf-8")
        seen["svg"] = Path(path).with_name("picture.svg").read_text("utf-8")
        seen["fonts"] = str(options["font_paths"])
        return b"%PDF-1.7"

    typst = ModuleType("typst")
    typst.compile = compile  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "typst", typst)
    svg = draw_svg(read(SMALL.replace("service: S", "service: 'A \"B\" \\ #c'")))
    assert draw_pdf(svg, lambda: pytest.fail("DOT is not needed")) == b"%PDF-1.7"
    assert '#set document(title: "A \\"B\\" \\\\ #c", date: none)' in seen["page"]
    assert seen["svg"] == with_shipped_font(svg)
    assert Path(str(FILES[0])).parent.as_posix() in seen["fonts"]

    def fail(path: str, **options: object) -> bytes:
        raise RuntimeError("no such\nthing")

    typst.compile = fail  # type: ignore[attr-defined]
    with pytest.raises(EngineFailed, match="Typst does not draw it: no such thing"):
        draw_pdf(svg, lambda: "")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_mermaid_of_the_samples(path: Path) -> None:
    blueprint = read_sample(path)
    text = draw_mermaid(blueprint)
    assert text == draw_mermaid(blueprint)
    assert text.startswith("flowchart LR\naccTitle: ")
    nodes = re.findall(r'^  (n\d+)[\[(/]+"(.+)"[\])/]+$', text, re.MULTILINE)
    boxes = len(blueprint.cards) + sum(len(step.systems) for step in blueprint.steps)
    assert len(nodes) == len({name for name, _ in nodes}) == boxes
    assert re.findall(r"^subgraph (\w+)", text, re.MULTILINE) == [
        lane
        for lane in ("evidence", "customer", "frontstage", "backstage", "support", "systems")
        if lane == "systems" or blueprint.layer(lane)  # type: ignore[arg-type]
    ]
    ends = re.findall(r"^(n\d+) .*[->~.] ?(?:\|.*\|)? ?(n\d+)$", text, re.MULTILINE)
    assert len(ends) >= len(blueprint.links)
    assert {end for pair in ends for end in pair} <= {name for name, _ in nodes}


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ('say "x"', "say #34;x#34;"),
        ("#1; <b>&`_*~{}[]|\\:%", "#35;1#59; #60;b#62;#38;#96;#95;#42;#126;#123;#125;#91;#93;#124;#92;#58;#37;"),
        ("e-mail in 1-2 d.", "e-mail in 1-2 d."),
        ("- list", "#45; list"),
        ("1. list", "1#46; list"),
        ("日本語 🎉 größer → 5 €", "日本語 🎉 größer → 5 €"),
    ],
)
def test_mermaid_escapes_what_it_could_take_for_its_own(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_mermaid_keeps_every_label_in_its_quotes() -> None:
    nasty = '"]; end\\n%%{init: {}}%% <script> `x` style a fill:#f00; | --> n1'
    text = draw_mermaid(read(f"blueprint: 1\nservice: {nasty!r}\nsteps: [{{name: {nasty!r}, customer: {nasty!r}}}]"))
    _, title, about, *lines = text.splitlines()
    for line in lines:
        assert line.count('"') in (0, 2), line
        assert not re.search(r"[{}<>`|]|end\\n", line.replace("<br/>", "")), line
    for line in (title, about):
        assert not re.search(r"[{}<>%;#]", line), line


def test_mermaid_of_a_part_and_with_systems() -> None:
    blueprint = read(RICH)
    assert '-.->|"uses"| ' in draw_mermaid(blueprint, view=View(uses=True))
    part = draw_mermaid(blueprint, view=View(lanes=("customer", "support")))
    assert re.findall(r"^subgraph (\w+)", part, re.MULTILINE) == ["customer", "support"]
    assert builtin_theme("dark").families["customer"].card in draw_mermaid(blueprint, builtin_theme("dark"))


def many(steps: int, links: int) -> str:
    lines = ["blueprint: 1", "service: Many", "steps:"]
    for step in range(steps):
        to = ", ".join(f"b{(step + k) % steps}" for k in range(2, links + 2))
        lines += [
            f"  - name: Step {step}",
            f"    customer: {{id: c{step}, does: Does it}}",
            f"    backstage: {{id: b{step}, does: Works on it, by: Clerk, takes: 5 min, to: [{to}]}}",
        ]
    return "\n".join(lines)


def test_mermaid_leaves_out_what_does_not_fit_and_says_so_when_nothing_helps() -> None:
    fits = draw_mermaid(read(many(60, 5)))
    assert "~~~" in fits
    assert "-.-" in fits
    # 79 arrows of time, 400 links, 80 stems: it fits without stems only.
    tight = draw_mermaid(read(many(80, 5)))
    assert "~~~" not in tight
    assert "-.-" not in tight
    assert sum(bool(re.match(r"n\d+ ", line)) for line in tight.splitlines()) <= MOST_EDGES
    assert len(tight) <= MOST_TEXT
    with pytest.raises(TooLarge, match=r"639 arrows; GitHub draws 50,000 and 500 at most\. Draw a part of it"):
        draw_mermaid(read(many(80, 7)))


def test_the_font_and_the_themes_are_in_the_package() -> None:
    package = ROOT / "blueprint_cli" / "drawing"
    assert {path.name for path in (package / "fonts").glob("*.ttf")} == {file.name for file in FILES}
