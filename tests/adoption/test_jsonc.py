"""Settings with comments: what is put in is there, and everything else is what it was."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint_cli.editors.jsonc import UnclearJsonError, put_first, put_member, read_jsonc

PATH = ("yaml.schemas", "./.bp/blueprint.schema.json")
GLOBS = ["*.blueprint.yaml"]

GAPS = st.sampled_from(["", " ", "\n", "\n    ", "\r\n\t", ' // it\'s, {not} "data"\n', "/* a } b */", "\n  // \n  "])
NAMES = st.sampled_from(["a", "editor.rulers", "ä ö", "yaml.schemas", 'quo"te', "//no", PATH[1], "z"])


@st.composite
def objects(draw: st.DrawFn, depth: int = 3) -> str:
    """Draw the text of an object with comments, blanks and trailing commas anywhere."""
    members = []
    for name in draw(st.lists(NAMES, unique=True, max_size=4)):
        inner = name == "yaml.schemas" or (depth and draw(st.booleans()))
        value = draw(objects(depth - 1 if depth else 0)) if inner and depth else draw(
            st.sampled_from(["1", "-2.5e3", "true", "null", '"text // no comment"', '[1, /* x */ {"b": []},]', "[ ]"])
        )  # fmt: skip
        if name == "yaml.schemas" and not value.startswith("{"):
            value = "{}"
        members.append("".join((draw(GAPS), json.dumps(name), draw(GAPS), ":", draw(GAPS), value, draw(GAPS))))
    end = draw(st.sampled_from(["", ","])) if members else ""
    return "{" + ",".join(members) + end + draw(GAPS) + "}"


@given(objects(), GAPS, GAPS)
def test_only_the_new_is_new(text: str, before: str, after: str) -> None:
    text = before + text + after
    old: dict[str, Any] = read_jsonc(text).data
    try:
        changed = put_member(text, PATH, GLOBS)
    except UnclearJsonError:
        # A comment stands within what would be replaced.
        assert PATH[1] in old.get(PATH[0], {})
        assert comments(text)
        return
    expected = json.loads(json.dumps(old))
    expected.setdefault(PATH[0], {})[PATH[1]] = GLOBS
    assert read_jsonc(changed).data == expected
    assert list(read_jsonc(changed).data) == list(expected)
    assert put_member(changed, PATH, GLOBS) == changed
    assert comments(changed) == comments(text)
    if PATH[1] not in old.get(PATH[0], {}):
        # What was there is there still, in its order, blanks at the ends of lines aside.
        assert is_subsequence(re.sub(r"\s", "", text), re.sub(r"\s", "", changed))


@given(objects())
def test_first_is_first(text: str) -> None:
    changed = put_first(text, "$schema", "x y.json")
    old = read_jsonc(text).data
    assert read_jsonc(changed).data == {"$schema": "x y.json", **old}
    assert next(iter(read_jsonc(changed).data)) == "$schema"
    assert put_first(changed, "$schema", "x y.json") == changed
    assert comments(changed) == comments(text)


def comments(text: str) -> list[str]:
    parts = re.findall(r'"(?:[^"\\]|\\.)*"|(//[^\r\n]*|/\*.*?\*/)', text, re.DOTALL)
    return [part for part in parts if part]


def is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short)


def test_it_looks_as_its_author_writes() -> None:
    text = '{\n\t// rulers\n\t"editor.rulers": [80] // why\n}\n'
    assert put_member(text, PATH, ["a"]) == (
        '{\n\t// rulers\n\t"editor.rulers": [80], // why\n'
        '\t"yaml.schemas": {\n\t\t"./.bp/blueprint.schema.json": [\n\t\t\t"a"\n\t\t]\n\t}\n}\n'
    )
    assert put_member('{"a": 1}', ("b",), 2) == '{"a": 1, "b": 2}'
    assert put_member('{"a": 1,}', ("b",), 2) == '{"a": 1, "b": 2}'
    assert put_member("{}", ("b",), 2) == '{\n    "b": 2\n}'
    assert put_member('{\r\n  "a": 1\r\n}\r\n', ("b",), 2) == '{\r\n  "a": 1,\r\n  "b": 2\r\n}\r\n'


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{\n  "a": 1\n  "b": 2\n}', "line 3: a comma is missing"),
        ('{"a": 1, "a": 2}', "line 1: “a” stands there a second time"),
        ("[1]", "line 1: it is no object"),
        ('{"yaml.schemas": []}', "line 1: “yaml.schemas” is no object"),
        ("{a: 1}", "line 1: a key in quotes, and a colon behind it, are expected there"),
        ('{"a": }', "line 1: a value is expected there"),
        ('{"a": "\\q"}', "line 1: a value is expected there"),
        ("{} {}", "line 1: something follows its end"),
        ('{"a": 1 /* open }', "line 1: a comma is missing"),
        ("", "line 1: a value is expected there"),
        ('{"a": ' + "[" * 5000, "line 1: it is nested too deep"),
    ],
)
def test_what_is_unclear_is_refused(text: str, why: str) -> None:
    with pytest.raises(UnclearJsonError) as refused:
        put_member(text, PATH, GLOBS)
    assert str(refused.value) == why


@given(st.text(alphabet='{}[]":,/*\\ \n\ta1', max_size=30))
def test_nothing_else_is_raised(text: str) -> None:
    try:
        changed = put_member(text, ("b",), 1)
    except UnclearJsonError:
        return
    assert read_jsonc(changed).data["b"] == 1
