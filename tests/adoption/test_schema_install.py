"""`bp schema --install`: settings and first lines, put where they belong and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from blueprint_cli.cli import main
from blueprint_cli.document.schema_files import SCHEMA_NAMES, schema_text
from blueprint_cli.editors.jsonc import read_jsonc
from blueprint_cli.editors.wiring import put_modeline

TEXT = "blueprint: 1\nservice: Claim\nsteps:\n  - name: Claim\n    customer: Hands in a claim\n"
LINE = "# yaml-language-server: $schema="


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository whose folders have blanks and umlauts, with its sub-folder as the current one."""
    root = tmp_path / "Läden und mehr"
    folder = root / "service designs" / "für alle"
    folder.mkdir(parents=True)
    (root / ".git").mkdir()
    (folder / "Rückgabe 1.blueprint.yaml").write_text(TEXT, "utf-8")
    monkeypatch.chdir(folder)
    return root


def test_settings_are_made_at_the_root(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--install"]) == 0
    told = capsys.readouterr().out
    assert "Wrote ../../.vscode/settings.json\n" in told
    settings = json.loads((repository / ".vscode/settings.json").read_text("utf-8"))
    schemas = settings.pop("yaml.schemas")
    assert not settings
    assert schemas["./.bp/blueprint.schema.json"] == ["*.blueprint.yaml", "*.blueprint.yml"]
    for schema in schemas:
        name = Path(schema).name.removesuffix(".schema.json")
        assert name in SCHEMA_NAMES
        assert (repository / schema).read_text("utf-8") == schema_text(name)
    assert main(["schema", "--install"]) == 0
    assert "Wrote" not in capsys.readouterr().out


def test_settings_keep_all_that_was_there(repository: Path) -> None:
    path = repository / ".vscode/settings.json"
    path.parent.mkdir()
    start = '// Team settings\r\n{\r\n  "editor.rulers": [80], // narrow\r\n  "yaml.schemas": {"./a.json": "a.yaml"'
    path.write_bytes(f"{start}}},\r\n}}\r\n".encode())
    assert main(["schema", "--install"]) == 0
    after = path.read_bytes().decode()
    assert after.startswith(f'{start}, "./.bp/blueprint.schema.json": ')
    assert after.count("\n") == after.count("\r\n")
    assert read_jsonc(after).data["yaml.schemas"]["./a.json"] == "a.yaml"
    assert main(["schema", "--install"]) == 0
    assert path.read_bytes().decode() == after


def test_the_choice_of_a_team_stays(repository: Path) -> None:
    path = repository / ".vscode/settings.json"
    path.parent.mkdir()
    path.write_text('{"yaml.schemas": {"./.bp/blueprint.schema.json": ["designs/*.yaml"]}}')
    assert main(["schema", "--install"]) == 0
    assert json.loads(path.read_text())["yaml.schemas"]["./.bp/blueprint.schema.json"] == ["designs/*.yaml"]


@pytest.mark.parametrize("settings", ['{\n  "a": 1\n  "b": 2\n}\n', '{"yaml.schemas": "x"}', "\xff"])
def test_settings_that_are_unclear_are_left_alone(
    repository: Path, capsys: pytest.CaptureFixture[str], settings: str
) -> None:
    path = repository / ".vscode/settings.json"
    path.parent.mkdir()
    path.write_bytes(settings.encode("latin-1"))
    assert main(["schema", "--install"]) == 2
    assert path.read_bytes() == settings.encode("latin-1")
    told = capsys.readouterr()
    assert told.err.startswith("bp: .vscode/settings.json is left as it is")
    # What to add by hand comes first, and its schemas are there.
    end = told.out.index("\n}\n") + 3
    for schema in json.loads(told.out[:end])["yaml.schemas"]:
        assert (repository / schema).is_file()


def test_a_file_gets_a_first_line(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = Path("Rückgabe 1.blueprint.yaml")
    assert main(["schema", "--install", str(file)]) == 0
    assert file.read_text("utf-8") == f"{LINE}../../.bp/blueprint.schema.json\n{TEXT}"
    assert not (repository / ".vscode").exists()
    assert not (repository / ".bp/catalog.schema.json").exists()
    capsys.readouterr()
    assert main(["schema", "--install", str(file)]) == 0
    assert "Wrote" not in capsys.readouterr().out
    assert main(["lint", str(file), "--fail-on", "error", "--select", "yaml-syntax,schema"]) == 0


def test_bytes_stay_what_they_were(repository: Path) -> None:
    text = b"\xef\xbb\xbf# Unser Dienst\r\nblueprint: 1  \r\n\tservice: broken\r\n"
    Path("x.blueprint.yml").write_bytes(text)
    assert main(["schema", "--install", "x.blueprint.yml"]) == 0
    line = f"{LINE}../../.bp/blueprint.schema.json\r\n".encode()
    assert Path("x.blueprint.yml").read_bytes() == text[:3] + line + text[3:]


def test_only_the_path_of_an_older_line_changes() -> None:
    old = f"# Ours\n{LINE}../old.json  # keep\n---\nblueprint: 1\n"
    assert put_modeline(old, "new.json") == old.replace("../old.json", "new.json")
    # Below the content, a language server does not look.
    below = f"blueprint: 1\n{LINE}../old.json\n"
    assert put_modeline(below, "new.json") == f"{LINE}new.json\n{below}"


def test_what_looks_like_json_is_yaml_all_the_same(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "{blueprint: 1, service: S, steps: [{name: A}]}\n"
    Path("a.blueprint.yaml").write_text(text)
    Path("b.blueprint.yaml").write_text(text)
    assert main(["schema", "--install", "a.blueprint.yaml", "b.blueprint.yaml"]) == 0
    assert Path("b.blueprint.yaml").read_text() == f"{LINE}../../.bp/blueprint.schema.json\n{text}"
    capsys.readouterr()
    assert main(["schema", "--install", "a.blueprint.yaml", "b.blueprint.yaml"]) == 0
    assert capsys.readouterr().out.count(".bp/blueprint.schema.json is as it should be.") == 1


def test_json_has_no_comments(repository: Path) -> None:
    Path("x.blueprint.json").write_text('{\n  "blueprint": 1,\n  "service": "S",\n  "steps": [{"name": "A"}]\n}\n')
    assert main(["schema", "--install", "x.blueprint.json"]) == 0
    assert Path("x.blueprint.json").read_text() == (
        '{\n  "$schema": "../../.bp/blueprint.schema.json",\n  "blueprint": 1,\n  "service": "S",\n'
        '  "steps": [{"name": "A"}]\n}\n'
    )
    assert main(["schema", "--install", "x.blueprint.json"]) == 0
    assert main(["lint", "x.blueprint.json", "--select", "yaml-syntax,schema,unknown-field"]) == 0


def test_the_schema_fits_the_file(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("our.catalog.yaml", ""), ("claim.yaml", "blueprint: 1\n"), ("colours.yaml", "extends: dark\n")):
        Path(name).write_text(text)
    assert main(["schema", "--install", "our.catalog.yaml", "claim.yaml"]) == 0
    assert Path("our.catalog.yaml").read_text() == f"{LINE}../../.bp/catalog.schema.json\n"
    assert Path("claim.yaml").read_text().startswith(f"{LINE}../../.bp/blueprint.schema.json\n")
    capsys.readouterr()
    assert main(["schema", "--install", "colours.yaml", "nowhere.yaml"]) == 2
    told = capsys.readouterr().err
    assert "neither its name nor its content says what it is" in told
    assert "nowhere.yaml: This path does not exist" in told
    assert main(["schema", "theme", "--install", "colours.yaml"]) == 0
    assert Path("colours.yaml").read_text() == f"{LINE}../../.bp/theme.schema.json\nextends: dark\n"


def test_without_a_repository_the_current_folder_is_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if any((folder / ".git").exists() for folder in tmp_path.parents):
        pytest.skip("the temporary folder is inside a repository")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/x.blueprint.yaml").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    assert main(["schema", "--install", "sub/x.blueprint.yaml"]) == 0
    assert (tmp_path / "sub/x.blueprint.yaml").read_text() == f"{LINE}../.bp/blueprint.schema.json\n{TEXT}"
    assert (tmp_path / ".bp/blueprint.schema.json").is_file()


def test_a_folder_in_the_way(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / ".bp").write_text("a file")
    assert main(["schema", "--install"]) == 3
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["recipe"], "There is no schema “recipe”."),
        (["blueprint", "catalog"], "One schema is printed at a time."),
        (["catalog", "--install"], "--install wires all schemas at once."),
    ],
)
def test_what_makes_no_sense(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", *words]) == 2
    assert told in capsys.readouterr().err
