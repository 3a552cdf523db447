from __future__ import annotations

import os
from pathlib import Path

import pytest

from blueprint_cli.discovery import find_files


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "b.blueprint.yaml",
        "a.blueprint.yml",
        "sub/c.blueprint.json",
        "sub/UPPER.BLUEPRINT.YAML",
        "sub/other.yaml",
        "blueprint.yaml",
        "notes.txt",
        ".hidden/d.blueprint.yaml",
        ".venv/lib/e.blueprint.yaml",
        "sub/node_modules/f.blueprint.yaml",
        "sub/.g.blueprint.yaml",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("blueprint: 1\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


EVERYTHING = [
    "a.blueprint.yml",
    "b.blueprint.yaml",
    "sub/.g.blueprint.yaml",
    "sub/UPPER.BLUEPRINT.YAML",
    "sub/c.blueprint.json",
]


@pytest.mark.parametrize("paths", [[], ["."], [".", "sub", "./sub/", "b.blueprint.yaml"]])
def test_folders_are_searched_and_files_come_once(folder: Path, paths: list[str]) -> None:
    found = find_files(paths)
    assert found.files == EVERYTHING
    assert found.missing == []
    assert found.unreadable == []


def test_a_named_file_is_taken_whatever_its_name(folder: Path) -> None:
    assert find_files(["notes.txt", "sub/other.yaml"]).files == ["notes.txt", "sub/other.yaml"]


def test_a_named_hidden_folder_is_searched(folder: Path) -> None:
    assert find_files([".hidden", "sub/node_modules"]).files == [
        ".hidden/d.blueprint.yaml",
        "sub/node_modules/f.blueprint.yaml",
    ]


def test_absolute_and_winding_paths_are_the_same_file(folder: Path) -> None:
    found = find_files([str(folder / "notes.txt"), "sub/../notes.txt", "./notes.txt"])
    assert found.files == ["notes.txt"]


def test_paths_outside_stay_relative(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "sub")
    assert find_files([str(folder / "notes.txt")]).files == ["../notes.txt"]


def test_standard_input_stays_itself(folder: Path) -> None:
    assert find_files(["-", "notes.txt", "-"]).files == ["-", "notes.txt"]


def test_what_does_not_exist_is_missing(folder: Path) -> None:
    found = find_files(["nowhere", "./gone.blueprint.yaml", "nowhere", "notes.txt"])
    assert found.missing == ["nowhere", "./gone.blueprint.yaml"]
    assert found.files == ["notes.txt"]


def test_a_folder_without_blueprints_has_none(folder: Path) -> None:
    (folder / "empty").mkdir()
    assert find_files(["empty"]).files == []


def test_links_to_folders_do_not_loop(folder: Path) -> None:
    (folder / "sub" / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "linked").symlink_to(folder / "sub", target_is_directory=True)
    assert find_files([]).files == EVERYTHING
    assert find_files(["linked"]).files == [
        "linked/.g.blueprint.yaml",
        "linked/UPPER.BLUEPRINT.YAML",
        "linked/c.blueprint.json",
    ]


def test_a_link_to_nowhere_is_left_to_the_reader(folder: Path) -> None:
    (folder / "dead.blueprint.yaml").symlink_to(folder / "nothing")
    assert "dead.blueprint.yaml" in find_files([]).files
    assert find_files(["dead.blueprint.yaml"]).missing == ["dead.blueprint.yaml"]


def test_a_pipe_is_not_found_by_its_name(folder: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    os.mkfifo(folder / "pipe.blueprint.yaml")
    assert find_files([]).files == EVERYTHING
    assert find_files(["pipe.blueprint.yaml"]).files == ["pipe.blueprint.yaml"]


def test_a_folder_that_is_refused_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refuse(path: str) -> object:
        if os.fspath(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = find_files([])
    assert found.files == ["a.blueprint.yml", "b.blueprint.yaml"]
    assert found.unreadable == [("sub", "Permission denied")]


def test_what_programs_make_is_left_out_unless_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("build", "dist", "venv", "venv/lib/site-packages", "built", "node_modules/x"):
        folder = tmp_path / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "a.blueprint.yaml").write_text("blueprint: 1\n", "utf-8")
    (tmp_path / "venv" / "pyvenv.cfg").write_text("", "utf-8")
    assert find_files(["."]).files == ["built/a.blueprint.yaml"]
    assert find_files(["build", "venv"]).files == ["build/a.blueprint.yaml", "venv/a.blueprint.yaml"]
