"""`bp render` from its arguments to the files it leaves."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from blueprint_cli.cli import main
from blueprint_cli.starters import starter_text

RETURNS = starter_text("returns")
BLANK = starter_text("blank")
BROKEN = RETURNS.replace("customer: Online shopper", "custmer: Online shopper")
LINE = 1 + BROKEN[: BROKEN.index("custmer")].count("\n")
#: A pitfall, and no error of structure.
POOR = "blueprint: 1\nservice: Shoeshine\nsteps:\n  - name: Shine\n    customer: TBD\n"

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "BP_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def put(name: str, text: str = RETURNS) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


def render(*args: str) -> int:
    return main(["render", *args])


def is_svg(path: str | Path) -> bool:
    return ElementTree.parse(path).getroot().tag == "{http://www.w3.org/2000/svg}svg"


def files() -> set[str]:
    return {path.relative_to(Path.cwd()).as_posix() for path in Path.cwd().rglob("*") if path.is_file()}


def test_beside_each_blueprint_of_a_folder(capsys: Capture) -> None:
    put("a.blueprint.yaml")
    put("b/c.blueprint.yml", BLANK)
    put("b/notes.yaml")
    assert render() == 0
    assert files() == {"a.blueprint.yaml", "a.svg", "b/c.blueprint.yml", "b/c.svg", "b/notes.yaml"}
    assert is_svg("a.svg")
    assert is_svg("b/c.svg")
    assert capsys.readouterr() == ("a.blueprint.yaml -> a.svg\nb/c.blueprint.yml -> b/c.svg\n", "")


def test_the_same_bytes_again(capsys: Capture) -> None:
    put("a.blueprint.yaml")
    render()
    first = Path("a.svg").read_bytes()
    render("-o", "again.svg")
    assert Path("again.svg").read_bytes() == first
    capsys.readouterr()
    render("-o", "-")
    assert capsys.readouterr() == (first.decode(), "")


def test_dot_by_format_and_by_name(capsys: Capture) -> None:
    put("a.blueprint.yaml")
    assert render("--format", "dot") == 0
    assert render("-o", "b.dot") == 0
    assert Path("a.dot").read_text(encoding="utf-8").startswith("// ")
    assert Path("a.dot").read_bytes() == Path("b.dot").read_bytes()
    assert not Path("a.svg").exists()


def test_lanes_by_channel_for_once(capsys: Capture) -> None:
    cards = "[{does: Asks, channel: web}, {does: Calls, channel: phone}]"
    put("a.blueprint.yaml", f"blueprint: 1\nservice: S\nsteps:\n  - {{name: A, frontstage: {cards}}}\n")
    assert render("--lanes", "channel", "-o", "-") == 0
    assert 'data-lane="frontstage/phone"' in capsys.readouterr().out
    assert render("-o", "-") == 0
    assert 'data-lane="frontstage/' not in capsys.readouterr().out


@pytest.mark.parametrize("output", ["out", "out/", "out/deep", "."])
def test_several_go_to_a_folder(output: str, capsys: Capture) -> None:
    put("x/a.blueprint.yaml", BLANK)
    put("x/b.blueprint.yaml", BLANK)
    assert render("x", "-o", output) == 0
    assert {(Path(output) / name).as_posix() for name in ("a.svg", "b.svg")} < files()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("-o", "out.svg"), "2 drawings do not fit into out.svg. Name a folder, with a slash at its end."),
        (("-o", "-"), "2 drawings do not fit into standard output. Name a folder, with a slash at its end."),
        (("-o", "out"), "a.blueprint.yaml and x/a.blueprint.yaml would both be drawn to out/a.svg."),
        (
            ("a.blueprint.yaml", "-o", "out.html"),
            "out.html ends in .html, but bp draws svg, png, pdf, dot and mermaid here.",
        ),
        (("a.blueprint.yaml", "-o", "out.dot", "--format", "svg"), "out.dot ends in .dot, but bp draws svg here."),
        (("a.blueprint.yaml", "-o", "a.blueprint.yaml"), "The drawing of a.blueprint.yaml would replace the blueprint"),
    ],
)
def test_targets_that_make_no_sense_are_2_and_nothing_is_drawn(
    args: tuple[str, ...], said: str, capsys: Capture
) -> None:
    before = {put("a.blueprint.yaml"), put("x/a.blueprint.yaml")}
    assert render(*args) == 2
    assert capsys.readouterr().err.startswith(f"bp: {said}")
    assert files() == before


def test_two_sources_for_one_target_is_2(capsys: Capture) -> None:
    put("a.blueprint.yaml")
    put("a.blueprint.yml")
    assert render() == 2
    assert "would both be drawn to a.svg" in capsys.readouterr().err
    assert not Path("a.svg").exists()


def test_errors_refuse_the_drawing_and_keep_the_old_one(capsys: Capture) -> None:
    put("a.blueprint.yaml", BROKEN)
    put("a.svg", "old")
    put("b.blueprint.yaml", BLANK)
    assert render() == 1
    out = capsys.readouterr().out
    main(["lint", "a.blueprint.yaml", "--select", "unknown-field"])
    shown = "".join(capsys.readouterr().out.splitlines(keepends=True)[:-1])
    assert f"a.blueprint.yaml:{LINE}:1: error: " in shown
    assert out == (f"{shown}a.blueprint.yaml is not drawn: 1 error in its structure.\nb.blueprint.yaml -> b.svg\n")
    assert Path("a.svg").read_text() == "old"
    assert is_svg("b.svg")


def test_errors_stay_out_of_the_drawing_on_standard_output(capsys: Capture) -> None:
    put("a.blueprint.yaml", BROKEN)
    assert render("-o", "-") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "error: " in said.err


def test_standard_input_to_standard_output(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    render(put("a.blueprint.yaml"))
    for args in ((), ("-o", "b.svg"), ("-o", "out/")):
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(RETURNS.encode())))
        capsys.readouterr()
        assert render("-", *args) == 0
        drawn = Path(args[1].replace("out/", "out/stdin.svg")).read_text("utf-8") if args else capsys.readouterr().out
        assert drawn == Path("a.svg").read_text("utf-8")


def test_a_folder_that_the_system_refuses_is_3(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = os.walk

    def refuse(folder: str, onerror: Callable[[OSError], None]) -> Iterator[object]:
        onerror(PermissionError(13, "Permission denied", os.path.join(folder, "b")))
        yield from walk(folder)

    put("a/a.blueprint.yaml", BLANK)
    monkeypatch.setattr("os.walk", refuse)
    assert render("a") == 3
    assert capsys.readouterr() == ("a/a.blueprint.yaml -> a/a.svg\n", "bp: a/b: Permission denied.\n")
    assert main(["lint", "a"]) == 3
    assert "a/b: error: This could not be read: Permission denied\n" in capsys.readouterr().out


def test_pitfalls_never_refuse_a_drawing(capsys: Capture) -> None:
    put("a.blueprint.yaml", POOR)
    assert main(["lint", "--profile", "strict"]) == 1
    assert render() == 0
    assert is_svg("a.svg")


def test_what_is_no_blueprint_is_1(capsys: Capture) -> None:
    for name, text in (("empty", ""), ("list", "- a\n"), ("torn", "a: [b\n")):
        put(f"{name}.blueprint.yaml", text)
        assert render(f"{name}.blueprint.yaml") == 1
        assert "error: " in capsys.readouterr().out


def test_a_missing_path_is_2_and_the_others_are_drawn(capsys: Capture) -> None:
    assert render("nowhere", put("a.blueprint.yaml", BLANK)) == 2
    assert capsys.readouterr().err == "bp: nowhere: This path does not exist. Check its spelling and folder.\n"
    assert is_svg("a.svg")


def test_no_file_is_2(capsys: Capture) -> None:
    assert render() == 2
    assert capsys.readouterr().err.startswith("bp: No file to draw: ")
    assert render("--allow-empty") == 0
    assert render("--allow-empty", "--check", ".") == 0
    assert render("--allow-empty", "nowhere") == 2


def test_a_target_that_the_system_refuses_is_3(capsys: Capture) -> None:
    put("a.blueprint.yaml", BLANK)
    put("b.blueprint.yaml", BLANK)
    Path("a.svg").mkdir()
    assert render() == 3
    said = capsys.readouterr()
    assert said.err.startswith("bp: ")
    assert said.err.endswith("a.svg: Is a directory.\n")
    assert said.out == "b.blueprint.yaml -> b.svg\n"


def test_an_error_inside_is_3_and_the_others_are_drawn(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    from blueprint_cli import render as module

    draw = module.draw_file

    def fail(path: str, data: bytes, **options: object) -> module.Drawn:
        if path == "a.blueprint.yaml":
            raise RuntimeError("oops")
        return draw(path, data, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "draw_file", fail)
    put("a.blueprint.yaml", BLANK)
    put("b.blueprint.yaml", BLANK)
    assert render() == 3
    said = capsys.readouterr()
    assert said.err.startswith("bp: Something went wrong inside bp with a.blueprint.yaml (RuntimeError: oops).")
    assert said.out == "b.blueprint.yaml -> b.svg\n"


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_linked_target_stays_a_link(capsys: Capture) -> None:
    put("a.blueprint.yaml", BLANK)
    put("pictures/a.svg", "old")
    Path("a.svg").symlink_to("pictures/a.svg")
    assert render() == 0
    assert Path("a.svg").is_symlink()
    assert is_svg("pictures/a.svg")
