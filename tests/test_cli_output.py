"""Writing files whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from blueprint_cli.output import create_file, replace_file

posix = pytest.mark.skipif(os.name != "posix", reason="permissions and devices are POSIX")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    replace_file(file, b"one")
    replace_file(file, b"two")
    assert file.read_bytes() == b"two"
    assert names(tmp_path) == ["a.svg"]


def test_missing_folders_are_made(tmp_path: Path) -> None:
    replace_file(tmp_path / "a" / "b" / "c.svg", b"x")
    create_file(tmp_path / "d" / "e", b"y")
    assert (tmp_path / "a" / "b" / "c.svg").read_bytes() == b"x"
    assert (tmp_path / "d" / "e").read_bytes() == b"y"


@pytest.mark.parametrize("step", ["os.replace", "os.fsync", "os.chmod"])
def test_whatever_fails_keeps_the_old_file(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.svg"
    file.write_bytes(b"old")

    def fail(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(step, fail)
    with pytest.raises(OSError, match="No space left") as caught:
        replace_file(file, b"new")
    assert caught.value.filename == str(file)
    assert file.read_bytes() == b"old"
    assert names(tmp_path) == ["a.svg"]


@posix
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_permissions_are_kept(mode: int, tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_bytes(b"old")
    file.chmod(mode)
    replace_file(file, b"new")
    assert stat.S_IMODE(file.stat().st_mode) == mode


@posix
def test_a_new_file_gets_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    replace_file(tmp_path / "a.svg", b"new")
    assert (tmp_path / "a.svg").stat().st_mode == (tmp_path / "usual").stat().st_mode


@posix
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    replace_file(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@posix
def test_a_device_stays_a_device(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        replace_file(pipe, b"new")
        assert os.read(reader, 10) == b"new"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_folder_refuses(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        replace_file(tmp_path, b"x")


def test_create_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "a", b"yours")
    assert (tmp_path / "a").read_bytes() == b"mine"
