"""What is asked of git: revisions, files of a revision, changes; with every kind of name and obstacle."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from scratch_repository import Scratch

from blueprint_cli.git import (
    GitError,
    Revision,
    find_file_changes,
    list_files,
    merge_base,
    open_repository,
    resolve,
)

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

LONG = "".join(f"line {number}\n" for number in range(40))


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    scratch = Scratch(tmp_path / "my repository ä")
    scratch.write("first.yaml", "old\n")
    scratch.commit(message="First")
    monkeypatch.chdir(scratch.folder)
    return scratch


def test_a_revision_is_read_without_checking_it_out(scratch: Scratch) -> None:
    first = scratch.commit()
    scratch.write("first.yaml", "new\n")
    scratch.commit()
    before = sorted(scratch.folder.rglob("*"))
    with Revision(open_repository(), first) as revision:
        assert revision.read("first.yaml") == b"old\n"
        assert revision.read(str(scratch.folder / "first.yaml")) == b"old\n"
        assert revision.read("nowhere.yaml") is None
        assert revision.read(".") is None
    assert (scratch.folder / "first.yaml").read_bytes() == b"new\n"
    assert sorted(scratch.folder.rglob("*")) == before


NAMES = [
    "with space.yaml",
    "Rückgabe.yaml",
    "日本.yaml",
    "a:b 'c' $d.yaml",
    "-dash.yaml",
    "deep/er/x [1]*.yaml",
    "end .yaml ",
]
if sys.platform == "linux":
    NAMES += ["new\nline.yaml", 'tab\t"quote\\.yaml', os.fsdecode(b"latin-\xfc.yaml")]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_and_every_byte(scratch: Scratch, name: str) -> None:
    data = b"\x00\xff\r\n\n" + name.encode("utf-8", "surrogateescape") * 5000
    scratch.write(name, data)
    commit = scratch.commit()
    repository = open_repository()
    assert list_files(repository, commit) == sorted(["first.yaml", name])
    with Revision(repository, commit) as revision:
        assert revision.read(name) == data
        assert revision.read("first.yaml") == b"old\n"
    (scratch.folder / name).unlink()
    assert find_file_changes(repository, commit).deleted == [name]
    scratch.write("moved " + os.path.basename(name), data)
    assert find_file_changes(repository, commit).renamed == {"moved " + os.path.basename(name): name}


def test_from_a_folder_further_in(scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch.write("services/loan.yaml", "x\n")
    commit = scratch.commit()
    monkeypatch.chdir(scratch.folder / "services")
    repository = open_repository()
    assert list_files(repository, commit) == ["../first.yaml", "loan.yaml"]
    assert list_files(repository, commit, (".yml",)) == []
    with Revision(repository, commit) as revision:
        assert revision.read("../first.yaml") == b"old\n"
        assert revision.read("loan.yaml") == b"x\n"
    assert repository.path_of("../../elsewhere") is None
    assert repository.from_here("first.yaml") == "../first.yaml"


def test_a_file_outside_is_that_of_the_disk(scratch: Scratch) -> None:
    (scratch.folder.parent / "outside.yaml").write_text("shared\n", "utf-8")
    with Revision(open_repository(), scratch.commit()) as revision:
        assert revision.read("../outside.yaml") == b"shared\n"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_are_followed(scratch: Scratch) -> None:
    (scratch.folder.parent / "outside.yaml").write_text("shared\n", "utf-8")
    (scratch.folder / "link.yaml").symlink_to("first.yaml")
    (scratch.folder / "out.yaml").symlink_to("../outside.yaml")
    (scratch.folder / "lost.yaml").symlink_to("nowhere.yaml")
    (scratch.folder / "loop.yaml").symlink_to("loop.yaml")
    commit = scratch.commit()
    with Revision(open_repository(), commit) as revision:
        read = [revision.read(f"{name}.yaml") for name in ("link", "out", "lost", "loop", "first")]
    assert read == [b"old\n", b"shared\n", None, None, b"old\n"]


def test_the_repository_by_way_of_a_link(scratch: Scratch, tmp_path: Path) -> None:
    (tmp_path / "short").symlink_to(scratch.folder)
    repository = open_repository(str(tmp_path / "short"))
    assert repository.path_of(str(tmp_path / "short/first.yaml")) == "first.yaml"


def test_revisions_by_every_name(scratch: Scratch) -> None:
    first = scratch.commit(message="Set the table")
    scratch.git("tag", "-a", "-m", "Tagged", "v1")
    second = scratch.commit(message="Clear the table")
    repository = open_repository()
    names = {"HEAD": second, "main": second, "v1": first, "HEAD~1": first, first[:10]: first, ":/Set the": first}
    assert {name: resolve(repository, name) for name in names} == names


@pytest.mark.parametrize(
    "name", ["nowhere", "-p", "--all", "", "a b", "main:first.yaml", "0" * 40, "HEAD~99", "x\0y", "ä"]
)
def test_unknown_revisions(scratch: Scratch, name: str) -> None:
    with pytest.raises(GitError, match="There is no revision “") as error:
        resolve(open_repository(), name)
    assert "git fetch" in str(error.value)


def test_a_branch_that_only_the_server_has(scratch: Scratch, tmp_path: Path) -> None:
    scratch.git("branch", "release")
    scratch.git("clone", "-q", str(scratch.folder), str(tmp_path / "clone"))
    with pytest.raises(GitError, match="Did you mean “origin/release”"):
        resolve(open_repository(str(tmp_path / "clone")), "release")


def test_where_a_branch_left_another(scratch: Scratch) -> None:
    left = scratch.commit()
    scratch.git("switch", "-q", "-c", "branch")
    scratch.commit(message="On the branch")
    scratch.git("switch", "-q", "main")
    scratch.commit(message="On main")
    repository = open_repository()
    assert merge_base(repository, "main", "branch") == left
    assert resolve(repository, "main...branch") == resolve(repository, "branch...") == left
    scratch.git("switch", "-q", "--orphan", "alone")
    scratch.commit(message="Alone")
    with pytest.raises(GitError, match="no commit in common"):
        merge_base(repository, "main", "alone")


def test_a_shallow_clone_says_what_it_lacks(scratch: Scratch, tmp_path: Path) -> None:
    first = scratch.commit()
    scratch.commit()
    scratch.git("clone", "-q", "--depth", "1", scratch.folder.as_uri(), str(tmp_path / "clone"))
    clone = open_repository(str(tmp_path / "clone"))
    assert clone.shallow
    with pytest.raises(GitError, match=r"fetch --unshallow.*fetch-depth: 0"):
        resolve(clone, first)
    with pytest.raises(GitError, match=r"fetch-depth: 0"):
        resolve(clone, "HEAD~1")


@pytest.mark.parametrize("how", [("--depth", "1"), ("--single-branch",)])
def test_a_clone_of_one_branch_says_how_to_fetch_the_others(scratch: Scratch, tmp_path: Path, how: tuple[str]) -> None:
    scratch.commit()
    scratch.git("switch", "-q", "-c", "work")
    scratch.commit()
    scratch.git("clone", "-q", *how, "--branch", "work", scratch.folder.as_uri(), str(tmp_path / "clone"))
    clone = open_repository(str(tmp_path / "clone"))
    with pytest.raises(GitError) as told:
        resolve(clone, "main")
    _, command, *_ = str(told.value).split("`")
    scratch.git("-C", str(tmp_path / "clone"), *shlex.split(command)[1:])
    fetched = open_repository(str(tmp_path / "clone"))
    with pytest.raises(GitError, match="Did you mean “origin/main”"):
        resolve(fetched, "main")
    assert resolve(fetched, "origin/main...")


def test_a_partial_clone_is_not_filled_from_the_network(scratch: Scratch, tmp_path: Path) -> None:
    scratch.git("config", "uploadpack.allowFilter", "true")
    first = scratch.commit()
    scratch.write("first.yaml", "new\n")
    scratch.commit()
    scratch.git("clone", "-q", "--filter=blob:none", scratch.folder.as_uri(), str(tmp_path / "clone"))
    clone = open_repository(str(tmp_path / "clone"))
    with Revision(clone, first) as revision:
        assert revision.read(str(tmp_path / "clone/nowhere.yaml")) is None
        with pytest.raises(GitError, match="does not hold all files"):
            revision.read(str(tmp_path / "clone/first.yaml"))


def test_what_changed_since(scratch: Scratch) -> None:
    for name in ("gone", "stays", "moved", "rewritten"):
        scratch.write(f"{name}.yaml", LONG.replace("line", name))
    old = scratch.commit()
    scratch.write("stays.yaml", "changed\n" + LONG.replace("line", "stays"))
    scratch.write("new.yaml", "other\n")
    (scratch.folder / "gone.yaml").unlink()
    scratch.git("mv", "moved.yaml", "far away.yaml")
    scratch.write("far away.yaml", "edited\n" + LONG.replace("line", "moved"))
    os.utime(scratch.folder / "first.yaml")
    changes = find_file_changes(open_repository(), old)
    assert (changes.added, changes.deleted) == (["new.yaml"], ["gone.yaml"])
    assert "stays.yaml" in changes.changed
    assert changes.renamed == {"far away.yaml": "moved.yaml"}
    new = scratch.commit()
    scratch.write("new.yaml", "later\n")
    between = find_file_changes(open_repository(), old, new)
    assert (between.added, between.changed, between.deleted) == (["new.yaml"], ["stays.yaml"], ["gone.yaml"])
    assert between.renamed == {"far away.yaml": "moved.yaml"}


def test_a_file_taken_out_of_the_index_is_still_there(scratch: Scratch) -> None:
    old = scratch.commit()
    scratch.git("rm", "-q", "--cached", "first.yaml")
    changes = find_file_changes(open_repository(), old)
    assert (changes.changed, changes.deleted, changes.added) == (["first.yaml"], [], [])


def test_no_setting_of_the_user_changes_the_answer(
    scratch: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch.write("ä.yaml", LONG)
    old = scratch.commit()
    scratch.git("mv", "ä.yaml", "ö.yaml")
    scratch.write("ü.yaml", "x")
    mark = tmp_path / "ran"
    for key, value in {
        "diff.external": f"touch {mark}",
        "diff.renames": "false",
        "diff.noprefix": "true",
        "diff.orderFile": "/nowhere",
        "diff.relative": "true",
        "color.ui": "always",
        "core.pager": f"touch {mark}",
        "core.fsmonitor": f"touch {mark}",
        "core.quotePath": "true",
        "status.showUntrackedFiles": "no",
        "log.showSignature": "true",
        "log.date": "raw",
    }.items():
        scratch.git("config", key, value)
    for name, value in {
        "GIT_DIR": str(tmp_path / "nowhere"),
        "GIT_WORK_TREE": str(tmp_path),
        "GIT_INDEX_FILE": str(tmp_path / "index"),
        "GIT_EXTERNAL_DIFF": f"touch {mark}",
        "GIT_LITERAL_PATHSPECS": "1",
        "LC_ALL": "de_DE.UTF-8",
    }.items():
        monkeypatch.setenv(name, value)
    changes = find_file_changes(open_repository(), resolve(open_repository(), old))
    assert (changes.added, changes.renamed) == (["ü.yaml"], {"ö.yaml": "ä.yaml"})
    with Revision(open_repository(), old) as revision:
        assert list(revision.committed_after(["ä.yaml", "x"], date(2020, 1, 1), date.max)) == ["ä.yaml"]
    assert not mark.exists()


def test_days_of_commits_are_those_before_the_revision(scratch: Scratch) -> None:
    first = scratch.commit()
    scratch.write("later.yaml", "x")
    scratch.commit()
    with Revision(open_repository(), first) as revision:
        found = revision.committed_after(["first.yaml", "later.yaml", "../x"], date(2020, 1, 1), date.max)
    assert list(found) == ["first.yaml"]


def test_a_worktree_and_a_bare_repository(scratch: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit = scratch.commit()
    scratch.git("worktree", "add", "-q", str(tmp_path / "tree"))
    tree = open_repository(str(tmp_path / "tree"))
    assert tree.path_of(str(tmp_path / "tree/first.yaml")) == "first.yaml"
    with Revision(tree, resolve(tree, "main")) as revision:
        assert revision.read(str(tmp_path / "tree/first.yaml")) == b"old\n"
    scratch.git("clone", "-q", "--bare", str(scratch.folder), str(tmp_path / "bare.git"))
    monkeypatch.chdir(tmp_path / "bare.git")
    bare = open_repository()
    assert bare.bare
    assert list_files(bare, commit) == ["first.yaml"]
    with Revision(bare, commit) as revision:
        assert revision.read("first.yaml") == b"old\n"
    with pytest.raises(GitError, match="no working tree"):
        find_file_changes(bare, commit)


def test_a_submodule_is_read_as_it_was_recorded(scratch: Scratch, tmp_path: Path) -> None:
    shared = Scratch(tmp_path / "shared")
    shared.write("roles.catalog.yaml", "old\n")
    shared.commit()
    scratch.git("submodule", "add", "-q", str(shared.folder), "the shared")
    old = scratch.commit()
    inner = scratch.folder / "the shared"
    (inner / "roles.catalog.yaml").write_text("new\n", "utf-8")
    with Revision(open_repository(), old) as revision:
        assert revision.read("the shared/roles.catalog.yaml") == b"old\n"
        assert revision.read("the shared/nowhere") is None
    assert list_files(open_repository(), old, (".yaml",)) == ["first.yaml"]
    assert open_repository(str(inner)).root == str(inner)


def test_what_stands_in_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    folder = tmp_path / "plain folder"
    folder.mkdir()
    with pytest.raises(GitError, match=r"“.*plain folder” is in no git repository"):
        open_repository(str(folder))
    monkeypatch.chdir(folder)
    with pytest.raises(GitError, match="The current folder is in no git repository"):
        open_repository("nowhere/x.yaml")
    empty = Scratch(tmp_path / "empty")
    with pytest.raises(GitError, match="no commit yet"):
        resolve(open_repository(str(empty.folder)), "HEAD")
    with pytest.raises(GitError, match=r"inside of a `.git` folder"):
        open_repository(str(empty.folder / ".git"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="Git is not installed"):
        open_repository(str(empty.folder))
    with pytest.raises(GitError, match="Git is not installed"):
        Revision(open_repository_without_git(empty.folder), "HEAD").read(str(empty.folder / "x"))


def open_repository_without_git(folder: Path):
    from blueprint_cli.git import Repository

    return Repository(str(folder))


def test_a_repository_of_somebody_else(scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    # Git's own switch for its tests of this.
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    with pytest.raises(GitError, match=r"git config --global --add safe.directory .*my repository") as error:
        open_repository()
    assert "belongs to another user" in str(error.value)
