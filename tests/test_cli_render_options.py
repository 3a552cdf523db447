"""`bp render` with its options: formats, themes, parts, findings, `--check`, several processes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from test_cli_render import BLANK, BROKEN, POOR, RETURNS, Capture, files, folder, is_svg, put, render

from blueprint_cli import render as module

__all__ = ["folder"]
TODAY = ("--today", "2026-11-21")


def test_the_format_by_the_name_of_the_file(capsys: Capture) -> None:
    put("a.blueprint.yaml", BLANK)
    for name, start in (("a.png", b"\x89PNG"), ("a.mmd", b"flowchart LR\n"), ("a.mermaid", b"flow"), ("a.gv", b"// ")):
        assert render("-o", name) == 0
        assert Path(name).read_bytes().startswith(start)


def test_the_format_by_option_names_the_file(capsys: Capture) -> None:
    put("a.blueprint.yaml", BLANK)
    assert render("--format", "mermaid") == 0
    assert render("--format", "png", "--scale", "0.5") == 0
    assert files() == {"a.blueprint.yaml", "a.mmd", "a.png"}


def test_several_to_a_folder_in_any_format(capsys: Capture) -> None:
    put("a.blueprint.yaml", BLANK)
    put("b.blueprint.yaml", BLANK)
    assert render("-o", "out/", "--format", "png") == 0
    assert {"out/a.png", "out/b.png"} < files()


def test_png_to_standard_output(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    put("a.blueprint.yaml", BLANK)
    assert render("-o", "-", "--format", "png") == 0
    assert capsysbinary.readouterr().out.startswith(b"\x89PNG")


def test_pdf_where_nothing_draws_it_is_2(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.blueprint.yaml", BLANK)
    monkeypatch.setattr("blueprint_cli.drawing.pdf.can_draw_pdf", lambda: False)
    assert render("--format", "pdf") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "bp: There is nothing that draws PDF: install the extra (pip install 'service-blueprint[pdf]'), or Graphviz "
        "with cairo.\n"
    )
    assert files() == {"a.blueprint.yaml"}


def test_what_does_not_fit_is_1(capsys: Capture) -> None:
    put("a.blueprint.yaml", BLANK)
    steps = "".join(f"  - name: Step {number}\n    customer: {'Waits and waits ' * 12}\n" for number in range(300))
    put("b.blueprint.yaml", f"blueprint: 1\nservice: Long\nsteps:\n{steps}")
    assert render("--format", "mermaid") == 1
    said = capsys.readouterr()
    assert re.match(r"bp: b\.blueprint\.yaml is not drawn\. As Mermaid it has [\d,]+ characters and ", said.err)
    assert said.out == "a.blueprint.yaml -> a.mmd\n"


def test_two_themes_are_two_files_and_a_snippet(capsys: Capture) -> None:
    put("x/a.blueprint.yaml")
    assert render("x", "--theme", "light,dark") == 0
    assert files() == {"x/a.blueprint.yaml", "x/a.svg", "x/a.dark.svg"}
    assert capsys.readouterr().out == (
        "x/a.blueprint.yaml -> x/a.svg\n"
        "x/a.blueprint.yaml -> x/a.dark.svg\n"
        "\n"
        "For Markdown, with paths from here:\n"
        "\n"
        "<picture>\n"
        '  <source media="(prefers-color-scheme: dark)" srcset="x/a.dark.svg">\n'
        '  <img src="x/a.svg" alt="Service blueprint: Product return">\n'
        "</picture>\n"
    )
    light = Path("x/a.svg").read_bytes()
    assert light != Path("x/a.dark.svg").read_bytes()
    render("x", "-o", "b.svg")
    assert Path("b.svg").read_bytes() == light


def test_the_first_theme_has_the_plain_name(capsys: Capture) -> None:
    put("a.blueprint.yaml")
    put("house.yaml", 'extends: light\narrows: {time: "#00418a"}\n')
    assert render("a.blueprint.yaml", "--theme", "dark", "--theme", "print,house.yaml", "-o", "out.svg") == 0
    assert {"out.svg", "out.print.svg", "out.house.svg"} < files()
    assert "#00418a" in Path("out.house.svg").read_text("utf-8")
    assert '(prefers-color-scheme: light)" srcset="out.print.svg"' in capsys.readouterr().out


def test_themes_of_one_scheme_need_no_snippet(capsys: Capture) -> None:
    put("a.blueprint.yaml", BLANK)
    assert render("--theme", "light,print") == 0
    assert "<picture>" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--theme", "drak"), "There is no theme “drak”: there are light, dark, print. Did you mean dark?"),
        (("--theme", "house.yaml"), "house.yaml:1:1: There is no `pge` in a theme. Did you mean `page`?"),
        (("--theme", "light,dark", "-o", "-"), "2 drawings do not fit into standard output."),
        (("--scale", "2"), "--scale is for png, and svg would be drawn."),
        (("--findings", "--format", "mermaid"), "--findings has no place in a Mermaid flowchart."),
        (("--layers", "customer,frontstag"), "There is no layer “frontstag”. Did you mean frontstage?"),
        (("--layers", "customer", "--links", "uses"), "--links uses leads to the boxes of systems: add systems to"),
        (("--steps", ".."), "--steps needs a first or a last step"),
        (("--check", "-o", "-"), "--check needs a file, and the drawing would go to standard output."),
        (("--open", "-o", "-"), "--open needs a file, and the drawing would go to standard output."),
        (("--phase", "Nigth"), "a.blueprint.yaml is not drawn. There is no phase “Nigth”."),
        (
            ("--steps", "request..rfund"),
            "a.blueprint.yaml is not drawn. There is no step “rfund”. Did you mean “Refund”?",
        ),
        (("--today", "soon"), "--today needs a day such as 2026-11-21"),
        (TODAY, "--today is for --findings, and no findings would be drawn."),
        (("--profile", "strict"), "--profile is for --findings, and no findings would be drawn."),
        (("--findings", "--today", "soon"), "--today needs a day such as 2026-11-21"),
    ],
)
def test_what_makes_no_sense_is_2_and_nothing_is_drawn(args: tuple[str, ...], said: str, capsys: Capture) -> None:
    before = {put("a.blueprint.yaml"), put("house.yaml", 'pge: "#ffffff"\n')}
    assert render("a.blueprint.yaml", *args) == 2
    assert capsys.readouterr().err.startswith(f"bp: {said}")
    assert files() == before


def test_parts(capsys: Capture) -> None:
    put("a.blueprint.yaml")
    assert render("--steps", "2..", "--layers", "customer,backstage", "-o", "part.svg") == 0
    part = Path("part.svg").read_text("utf-8")
    assert 'data-lane="backstage"' in part
    assert 'data-lane="frontstage"' not in part
    assert 'class="stub ' in part
    assert render("--links", "uses", "-o", "uses.svg") == 0
    assert 'class="arrow uses"' in Path("uses.svg").read_text("utf-8")


@pytest.mark.parametrize(
    ("args", "name"),
    [
        (("--steps", "request..REFUND"), "a.request-refund.svg"),
        (("--steps", "request"), "a.request.svg"),
        (("--steps", "2.."), "a.from-2.svg"),
        (("--steps", "..2"), "a.to-2.svg"),
        (("--phase", "Money back", "--layers", "frontstage,customer"), "a.money-back.customer-frontstage.svg"),
        (("--steps", "2", "--theme", "dark", "-o", "out/"), "out/a.2.svg"),
        (("--steps", "2", "--format", "mermaid"), "a.2.mmd"),
    ],
)
def test_a_part_never_replaces_the_whole(args: tuple[str, ...], name: str, capsys: Capture) -> None:
    put("a.blueprint.yaml")
    put("a.svg", "whole")
    assert render(*args) == 0
    assert files() == {"a.blueprint.yaml", "a.svg", name}
    assert Path("a.svg").read_text() == "whole"
    assert render(*args, "--check") == 0
    Path(name).unlink()
    capsys.readouterr()
    assert render(*args, "--check") == 1
    assert capsys.readouterr().out == f"{name} is missing.\n"


def test_a_part_whose_name_has_no_letters(capsys: Capture) -> None:
    put("a.blueprint.yaml", "blueprint: 1\nservice: S\nsteps: [{name: A, phase: ★, customer: Asks}]\n")
    assert render("--phase", "★") == 0
    assert files() == {"a.blueprint.yaml", "a.part.svg"}


def test_a_part_in_two_themes(capsys: Capture) -> None:
    put("a.blueprint.yaml")
    assert render("--steps", "2", "--theme", "light,dark") == 0
    assert files() == {"a.blueprint.yaml", "a.2.svg", "a.2.dark.svg"}


def test_all_layers_are_the_whole(capsys: Capture) -> None:
    put("a.blueprint.yaml")
    assert render("--layers", "systems,customer,frontstage,backstage,support,evidence") == 0
    assert files() == {"a.blueprint.yaml", "a.svg"}


def test_errors_are_told_once_for_all_themes(capsys: Capture) -> None:
    put("a.blueprint.yaml", BROKEN)
    assert render("--theme", "light") == 1
    once = capsys.readouterr()
    assert render("--theme", "light,dark,print") == 1
    assert capsys.readouterr() == once
    put("a.blueprint.yaml")
    assert render("--theme", "light,dark", "--steps", "nowhere") == 2
    assert capsys.readouterr().err.count("There is no step") == 1


def test_the_legend_explains_findings_under_the_title(capsys: Capture) -> None:
    put("a.blueprint.yaml", POOR.replace("TBD", "Puts a shoe on the stand"))
    assert render("--findings", *TODAY) == 0
    drawn = Path("a.svg").read_text("utf-8")
    assert drawn.index(">WARNING<") < drawn.index('class="lane"')
    assert 'class="remark warning"' not in drawn[drawn.index('class="lane"') :]
    assert ">found by bp lint: a pitfall<" in drawn


def test_findings_of_steps_that_are_not_drawn_are_left_out(capsys: Capture) -> None:
    put("a.blueprint.yaml", POOR + "  - name: Pay\n")
    marks = {}
    for steps in ("1", "2"):
        assert render("--findings", *TODAY, "--steps", steps, "-o", "part.svg") == 0
        marks[steps] = Path("part.svg").read_text("utf-8")
    assert "empty-step" in marks["2"]
    assert "empty-step" not in marks["1"]
    assert "no-owner" in marks["1"]
    assert "no-owner" in marks["2"]


def test_findings_on_the_cards(capsys: Capture) -> None:
    put("a.blueprint.yaml", POOR)
    assert render("--findings", *TODAY) == 0
    drawn = Path("a.svg").read_text("utf-8")
    assert 'class="remark warning"' in drawn
    assert ">placeholder<" in drawn
    assert "missing-support" not in drawn or ">ERROR<" in drawn
    render("-o", "plain.svg")
    assert "placeholder" not in Path("plain.svg").read_text("utf-8")
    render("--findings", "--profile", "draft", *TODAY, "-o", "draft.svg")
    assert drawn.count("no-customer-goal") > 0 == Path("draft.svg").read_text("utf-8").count("no-customer-goal")


def test_check_names_what_is_not_current_and_writes_nothing(capsys: Capture) -> None:
    for name in ("a", "b", "c"):
        put(f"{name}.blueprint.yaml", BLANK)
    assert render("--theme", "light,dark") == 0
    capsys.readouterr()
    assert render("--theme", "light,dark", "--check") == 0
    assert capsys.readouterr() == ("", "")
    put("b.svg", "old")
    Path("c.dark.svg").unlink()
    before = files()
    assert render("--theme", "light,dark", "--check") == 1
    assert capsys.readouterr() == ("b.svg is not current.\nc.dark.svg is missing.\n", "")
    assert files() == before
    assert Path("b.svg").read_text() == "old"


def test_open_shows_what_was_drawn(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr("typer.launch", shown.append)
    put("a.blueprint.yaml", BLANK)
    put("b.blueprint.yaml", BROKEN)
    assert render("--open") == 1
    assert shown == [str(Path("a.svg").absolute())]


def test_the_same_bytes_with_every_hash_seed() -> None:
    put("a.blueprint.yaml")
    runs = (
        ("--steps", "2..3", "--layers", "customer,backstage,systems", "--links", "uses", "--theme", "dark"),
        ("--findings", "--profile", "strict", *TODAY),
        ("--format", "mermaid"),
    )
    for number, options in enumerate(runs):
        drawn = set()
        for seed in ("0", "1", "4711"):
            command = [
                sys.executable,
                "-c",
                "import sys; from blueprint_cli.cli import main; sys.exit(main())",
                "render",
            ]
            done = subprocess.run(
                [*command, "a.blueprint.yaml", "-o", "-", *options],
                env={**os.environ, "PYTHONHASHSEED": seed},
                capture_output=True,
                check=True,
            )
            drawn.add(done.stdout)
        assert len(drawn) == 1, number


def test_several_processes_draw_the_same(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        put(f"{number}.blueprint.yaml", RETURNS if number % 2 else BLANK)
    put("9.blueprint.yaml", BROKEN)
    monkeypatch.setattr(module, "_processors", lambda: 1)
    assert render("-o", "one/") == 1
    alone = capsys.readouterr()
    started = []
    from concurrent import futures

    pool = futures.ProcessPoolExecutor

    def start(*args: object, **options: object) -> futures.ProcessPoolExecutor:
        started.append(args)
        return pool(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_processors", lambda: 2)
    monkeypatch.setattr(futures, "ProcessPoolExecutor", start)
    assert render("-o", "two/") == 1
    assert started == [(2,)]
    together = capsys.readouterr()
    assert (together.out.replace("two/", "one/"), together.err) == alone
    for number in range(5):
        one, two = Path(f"one/{number}.svg"), Path(f"two/{number}.svg")
        assert is_svg(one)
        assert one.read_bytes() == two.read_bytes()
