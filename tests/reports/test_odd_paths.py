"""Spaces, umlauts and hostile characters in paths; sub-folders; standard input: in every format."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from blueprint_cli.cli import main
from blueprint_cli.report.formats import FORMATS
from blueprint_cli.starters import starter_text

TEXT = starter_text("returns").replace("owner: Returns service owner", "bogus: 1")
FOLDER = "Ordner für 返品"
NAME = "Über uns, 50% #1 & <co>: 'x'.blueprint.yaml"


def lint(*args: str) -> int:
    return main(["lint", "--today", "2026-11-21", *args])


def sarif_path(text: str) -> str:
    (uri,) = set(re.findall(r'"uri": "(.*)"', text))
    assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri)
    return unquote(uri)


def github_path(text: str) -> str:
    (path,) = set(re.findall(r"^::error file=([^,]*),line=", text, re.MULTILINE))
    return path.replace("%2C", ",").replace("%3A", ":").replace("%25", "%")


def markdown_path(text: str) -> str:
    from html import unescape

    return unescape(re.findall(r"^### <code>(.*)</code>$", text, re.MULTILINE)[0])


PATHS: dict[str, Callable[[str], str]] = {
    "text": lambda text: re.split(r":\d+:\d+: ", text)[0],
    "json": lambda text: str(json.loads(text)["findings"][0]["path"]),
    "sarif": sarif_path,
    "github": github_path,
    "gitlab": lambda text: str(json.loads(text)[0]["location"]["path"]),
    "junit": lambda text: str(ElementTree.fromstring(text)[0].get("name")),
    "markdown": markdown_path,
}
#: Relative to the working folder; the others are from the root of the repository.
LOCAL = ("text", "json")


def test_every_format_is_looked_at() -> None:
    assert set(PATHS) == set(FORMATS)


@pytest.fixture
def file(repository: Path) -> Path:
    file = repository / FOLDER / NAME
    file.parent.mkdir()
    file.write_text(TEXT, "utf-8")
    return file


@pytest.mark.parametrize("format", FORMATS)
def test_from_the_root(format: str, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint("--format", format) == 1
    assert PATHS[format](capsys.readouterr().out) == f"{FOLDER}/{NAME}"


@pytest.mark.parametrize("format", FORMATS)
def test_from_a_sub_folder(
    format: str, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(file.parent)
    assert lint("--format", format) == 1
    assert PATHS[format](capsys.readouterr().out) == (NAME if format in LOCAL else f"{FOLDER}/{NAME}")


@pytest.mark.parametrize("format", FORMATS)
def test_from_a_neighbour(
    format: str, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    beside = file.parent.parent / "beside"
    beside.mkdir()
    monkeypatch.chdir(beside)
    assert lint(f"../{FOLDER}", "--format", format) == 1
    expected = f"../{FOLDER}/{NAME}" if format in LOCAL else f"{FOLDER}/{NAME}"
    assert PATHS[format](capsys.readouterr().out) == expected


@pytest.mark.parametrize("format", FORMATS)
def test_standard_input(
    format: str, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(file.parent)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode()), isatty=lambda: False))
    assert lint("-", "--stdin-filename", f"neu {NAME}", "--format", format) == 1
    assert PATHS[format](capsys.readouterr().out) == f"{'' if format in LOCAL else f'{FOLDER}/'}neu {NAME}"


@pytest.mark.parametrize("format", FORMATS)
def test_no_repository(
    format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "no repository"
    folder.mkdir()
    monkeypatch.chdir(folder)
    Path(NAME).write_text(TEXT, "utf-8")
    assert lint("--format", format) == 1
    out = capsys.readouterr().out
    assert PATHS[format](out) == NAME
    assert str(tmp_path) not in out


def test_a_worktree_has_a_root_of_its_own(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def git(*args: str) -> None:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *identity, *args], check=True, capture_output=True)

    git("init", "-q")
    Path("sub").mkdir()
    Path("sub/a.blueprint.yaml").write_text(TEXT, "utf-8")
    git("add", ".")
    git("commit", "-qm", "x")
    git("worktree", "add", "-q", "-b", "other", str(tmp_path / "zweiter Baum"))
    monkeypatch.chdir(tmp_path / "zweiter Baum" / "sub")
    assert lint("--format", "sarif") == 1
    assert sarif_path(capsys.readouterr().out) == "sub/a.blueprint.yaml"
