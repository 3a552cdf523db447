"""Which files a glob of a configuration matches."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from blueprint_cli.config.globs import matches, what_is_wrong

MATCHING = [
    ("a.yaml", "a.yaml"),
    ("a.yaml", "deep/down/a.yaml"),
    ("*.yaml", "deep/a.yaml"),
    ("/a.yaml", "a.yaml"),
    ("./docs/a.yaml", "docs/a.yaml"),
    ("docs/*.yaml", "docs/a.yaml"),
    ("docs", "docs/a/b.yaml"),
    ("docs/", "sub/docs/b.yaml"),
    ("docs/**", "docs/a/b.yaml"),
    ("docs/*", "docs/a/b.yaml"),
    ("docs/**/b.yaml", "docs/b.yaml"),
    ("docs/**/b.yaml", "docs/x/y/b.yaml"),
    ("**/old/*.yaml", "x/old/b.yaml"),
    ("**/old/*.yaml", "old/b.yaml"),
    ("**", "a.yaml"),
    ("?.yaml", "a.yaml"),
    ("[ab].yaml", "b.yaml"),
    ("[!ab].yaml", "c.yaml"),
    ("v[0-9].yaml", "v7.yaml"),
    ("a b/ü*.yaml", "a b/üx.yaml"),
    ("a+(b).yaml", "a+(b).yaml"),
    ("../other/*.yaml", "../other/a.yaml"),
]
MISSING = [
    ("a.yaml", "ba.yaml"),
    ("/a.yaml", "deep/a.yaml"),
    ("docs/a.yaml", "deep/docs/a.yaml"),
    ("docs/*.yaml", "docs/deep/a.yaml"),
    ("docs/", "docs"),
    ("a.yaml", "A.yaml"),
    ("?.yaml", "ab.yaml"),
    ("[!ab].yaml", "a.yaml"),
    ("*.yaml", "a.yml"),
    ("docs/**/b.yaml", "docs/xb.yaml"),
    ("a.yaml", "axyaml"),
    ("*/a.yaml", "a.yaml"),
]


@pytest.mark.parametrize(("pattern", "path"), MATCHING)
def test_it_matches(pattern: str, path: str) -> None:
    assert matches(pattern, path, ".")


@pytest.mark.parametrize(("pattern", "path"), MISSING)
def test_it_does_not_match(pattern: str, path: str) -> None:
    assert not matches(pattern, path, ".")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("other", ["NFC", "NFD"])
def test_umlauts_are_spelled_either_way(form: str, other: str) -> None:
    assert matches(unicodedata.normalize(form, "entwürfe/**"), unicodedata.normalize(other, "entwürfe/ä.yaml"), ".")


def test_it_starts_in_the_folder_of_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs/inner").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "docs/inner")
    assert matches("docs/inner/*.yaml", "a.yaml", "../..")
    assert matches("inner/a.yaml", (tmp_path / "docs/inner/a.yaml").as_posix(), "..")
    assert not matches("/a.yaml", "a.yaml", "..")


@pytest.mark.parametrize(
    ("pattern", "words"),
    [("!a", "taken in again"), ("{a,b}/x", "write a list"), ("a\\b", "divided by `/`"), ("./", "neither a file")],
)
def test_what_is_no_glob_is_told(pattern: str, words: str) -> None:
    assert words in what_is_wrong(pattern)


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in MATCHING])
def test_a_glob_is_one(pattern: str) -> None:
    assert not what_is_wrong(pattern)


def test_a_range_that_runs_backwards_is_told() -> None:
    assert "range" in what_is_wrong("v[9-0].yaml")
