"""What the README says is what the program does: tables, links, examples and the five-minute tour are run."""

from __future__ import annotations

import json
import re
import shlex
from datetime import date
from pathlib import Path

import pytest
import typer

from blueprint_cli.cli import app, main
from blueprint_cli.findings.run import EXIT_CLEAN, EXIT_FINDINGS, EXIT_INTERNAL, EXIT_USAGE
from blueprint_cli.lint import Settings, lint_document
from blueprint_cli.report.rule_pages import list_rules_markdown
from blueprint_cli.rules.catalogue import list_rules
from blueprint_cli.rules.levels import profile_levels

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def section(title: str) -> str:
    return re.split(r"^## ", README.split(f"\n## {title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def test_the_rules_table_is_current() -> None:
    shown = README.split("<!-- rules: bp rules --format markdown -->\n", 1)[1].split("<!-- /rules -->", 1)[0]
    table = list_rules_markdown(list_rules())
    assert shown.strip() == table.strip(), "put the output of `bp rules --format markdown` between the marks"


def test_every_link_leads_to_a_file() -> None:
    links = re.findall(r"\]\(([^)#]+)\)|(?:src|srcset)=\"([^\"]+)\"", README)
    links = [link or source for link, source in links]
    assert "samples/product-return.svg" in links
    missing = [link for link in links if "://" not in link and not (ROOT / link).exists()]
    assert not missing


def test_the_page_on_the_language_names_every_field_of_the_schema() -> None:
    schema = json.loads((ROOT / "schemas/blueprint.schema.json").read_text("utf-8"))
    page = set(re.findall(r"`([^`\n]+)`", section("The language on one page")))
    fields = {name for name in properties(schema) if not name.startswith("$")}
    # Written by `bp review`, never by hand.
    assert not fields - page - {"content"}


def properties(schema: object) -> set[str]:
    found: set[str] = set()
    if isinstance(schema, list):
        return found.union(*(properties(item) for item in schema))
    if not isinstance(schema, dict):
        return found
    for key, value in schema.items():
        if key in ("examples", "default"):
            continue
        if key == "properties":
            found |= set(value)
        found |= properties(value)
    return found


def test_the_example_of_the_language_has_no_error() -> None:
    example = re.search(r"```yaml\n(blueprint: 1\n.*?)```", section("The language on one page"), re.DOTALL)
    assert example
    result = lint_document(
        "example.blueprint.yaml",
        example[1].encode(),
        Settings(today=date(2026, 11, 21)),
        profile_levels("standard"),
    )
    assert [f.message for f in result.findings if f.severity != "info"] == []


def test_the_example_of_an_ignore_is_used() -> None:
    fragment = re.search(r"```yaml\n(    backstage:\n.*?)```", README, re.DOTALL)
    assert fragment
    text = "blueprint: 1\nservice: Claim\nsteps:\n  - name: Claim\n    customer: Hands in a claim\n" + fragment[1]
    result = lint_document(
        "example.blueprint.yaml", text.encode(), Settings(today=date(2026, 11, 21)), profile_levels("standard")
    )
    assert [f.rule for f in result.ignored] == ["manual-repetition"]
    assert "unused-ignore" not in [f.rule for f in result.findings]


def test_every_option_and_command_that_is_named_exists() -> None:
    group = typer.main.get_group(app)
    options = {
        name
        for command in (group, *group.commands.values())
        for param in command.params
        for name in (*param.opts, *param.secondary_opts)
    }
    own = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
    assert set(re.findall(r"`(--[a-z-]+)", own)) <= options
    assert set(re.findall(r"\bbp ([a-z]+)\b", "\n".join(re.findall(r"`([^`\n]+)`", own)))) <= set(group.commands)


def test_the_exit_codes_are_those_of_the_program() -> None:
    codes = [int(code) for code in re.findall(r"^\| (\d) \|", section("Exit codes"), re.MULTILINE)]
    assert codes == [EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_INTERNAL]


def test_the_tour_shows_what_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in (("FORCE_COLOR", "1"), ("NO_COLOR", "1"), ("COLUMNS", "100")):
        monkeypatch.setenv(name, value)
    replayed = 0
    for kind, block in re.findall(r"```(console|diff)\n(.*?)```", section("Five minutes"), re.DOTALL):
        if kind == "diff":
            (file,) = tmp_path.glob("*.blueprint.yaml")
            for old, new in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)+)", block, re.MULTILINE):
                before, after = (re.sub(r"^[-+]", "", lines, flags=re.MULTILINE) for lines in (old, new))
                text = file.read_text("utf-8")
                assert text.count(before) == 1
                file.write_text(text.replace(before, after), "utf-8")
            continue
        for command, output in re.findall(r"^\$ bp (.+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            main(shlex.split(command))
            assert capsys.readouterr().out.strip() == output.strip(), command
            replayed += 1
    assert replayed >= 4
    assert list(tmp_path.glob("*.svg"))
