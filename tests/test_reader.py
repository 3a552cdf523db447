"""The tree: what is read, and where each key and value stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from blueprint_cli.document import Document, Map, Seq, Span, read_document
from blueprint_cli.document.schema_files import load_schema
from blueprint_cli.document.walk import TYPED_KEYS

ROOT = Path(__file__).parent.parent
SAMPLES = sorted((ROOT / "samples").rglob("*.yaml")) + sorted((ROOT / "blueprint_cli/starters").glob("*.yaml"))


def read(text: str | bytes) -> Document:
    return read_document("x.blueprint.yaml", text if isinstance(text, bytes) else text.encode())


def tree(text: str | bytes) -> Map:
    document = read(text)
    assert document.problems == []
    assert document.data is not None
    return document.data


def source(text: str, span: Span) -> str:
    """Cut a span out of a text, as an editor would."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def nodes(node: Any) -> Iterator[tuple[Any, Span]]:
    if isinstance(node, Map):
        for key, value in node.items():
            yield value, node.value_spans[key]
            yield from nodes(value)
    elif isinstance(node, Seq):
        for value, span in zip(node, node.item_spans, strict=True):
            yield value, span
            yield from nodes(value)


def test_scalars_keep_their_source_text() -> None:
    data = tree("version: 1.10\nnow: 12\na: yes\nb: 012\nc: 2026-10-02\nd: 1e3\ne: 0x1F\nf: 12:30:00\ng: .5\nh: On\n")
    assert data == {
        "version": "1.10",
        "now": "12",
        "a": "yes",
        "b": "012",
        "c": "2026-10-02",
        "d": "1e3",
        "e": "0x1F",
        "f": "12:30:00",
        "g": ".5",
        "h": "On",
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("blueprint: 1", 1),
        ("blueprint: 12", 12),
        ("blueprint: 1.0", "1.0"),
        ("blueprint: '1'", "1"),
        ("blueprint: one", "one"),
        ("feels: -2", -2),
        ("feels: +1", 1),
        ("feels: 0", 0),
        ("feels: 01", "01"),
        ("feels: 1_0", "1_0"),
        ("feels: " + "9" * 30, "9" * 30),
        ("moment: true", True),
        ("moment: Yes", True),
        ("moment: NO", False),
        ("moment: False", False),
        ("moment: 'yes'", "yes"),
        ('moment: "true"', "true"),
        ("moment: maybe", "maybe"),
        ("moment: on", "on"),
        ("mutual: no", False),
        ("moment: |\n  yes", "yes"),
        ("moments: yes", "yes"),
        ("feels: ٣", "٣"),
    ],
)
def test_four_fields_are_read_as_numbers_and_booleans(text: str, value: object) -> None:
    data = tree(text)
    (found,) = data.values()
    assert found == value
    assert type(found) is type(value)


def test_list_items_are_text_whatever_their_key() -> None:
    assert tree("feels: [1, yes]") == {"feels": ["1", "yes"]}


def typed_properties(node: Any) -> Iterator[tuple[str, type]]:
    """Find the fields for which a schema allows a number or a boolean."""
    if isinstance(node, list):
        for one in node:
            yield from typed_properties(one)
    elif isinstance(node, dict):
        properties = node.get("properties")
        for key, told in properties.items() if isinstance(properties, dict) else ():
            allowed = [*told.get("enum", ()), told.get("const")]
            if "boolean" in told.get("type", ()) or any(isinstance(one, bool) for one in allowed):
                yield key, bool
            elif "integer" in told.get("type", ()) or any(isinstance(one, int) for one in allowed):
                yield key, int
        for one in node.values():
            yield from typed_properties(one)


def test_the_schema_gives_the_typed_keys_the_same_types() -> None:
    assert dict(typed_properties(load_schema("blueprint"))) == TYPED_KEYS
    assert dict(typed_properties(load_schema("catalog"))) == {}


def test_empty_values_are_absent() -> None:
    text = "a:\nb: ~\nc: null\nd: NULL\ne: ''\nf: |\ng: {h: , i: ~}\nj: [a, , b]\nk:\n- \n- x\n- ~\n".replace(
        ", ,", ", ~,"
    )
    data = tree(text)
    assert data == {"e": "", "g": {}, "j": ["a", "b"], "k": ["x"]}
    assert list(data.empty) == ["a", "b", "c", "d", "f"]
    assert data.empty["b"] == Span(2, 1, 2, 2)
    assert list(data["g"].empty) == ["h", "i"]
    assert data["k"].item_spans == [Span(11, 3, 11, 4)]


def test_quoted_null_is_text() -> None:
    assert tree("a: 'null'\nb: \"~\"\n") == {"a": "null", "b": "~"}


def test_block_text_ends_without_its_line_break() -> None:
    data = tree("a: |\n  one\n  two\n\nb: >-\n  three\n  four\nc: |+\n  five\n\n\nd: x\n")
    assert data == {"a": "one\ntwo", "b": "three four", "c": "five", "d": "x"}
    assert data.value_spans["a"] == Span(1, 4, 3, 6)
    assert data.value_spans["b"] == Span(5, 4, 7, 7)
    assert data.value_spans["c"] == Span(8, 4, 9, 7)


def test_spans_are_in_code_points_with_exclusive_ends() -> None:
    text = "größe: '😀 x'\nn: {ü: \"a\\tb\", c: [ é , 😀😀 ]}\n"
    data = tree(text)
    assert data.key_spans["größe"] == Span(1, 1, 1, 6)
    assert data.value_spans["größe"] == Span(1, 8, 1, 13)
    assert source(text, data.value_spans["n"]) == '{ü: "a\\tb", c: [ é , 😀😀 ]}'
    inner = data["n"]
    assert source(text, inner.value_spans["ü"]) == '"a\\tb"'
    assert [source(text, span) for span in inner["c"].item_spans] == ["é", "😀😀"]
    assert inner.span == data.value_spans["n"]


def test_block_collections_end_with_their_last_child() -> None:
    text = """\
steps:
  - name: Request
    customer: Asks

    # about the rest
  - name: Pay
    evidence:
      - Receipt
      -
    backstage:


# the end
owner: Sales
"""
    data = tree(text)
    steps = data["steps"]
    assert data.value_spans["steps"] == steps.span == Span(2, 3, 10, 15)
    assert steps.item_spans == [Span(2, 5, 3, 19), Span(6, 5, 10, 15)]
    assert steps[1].value_spans["evidence"] == Span(8, 7, 9, 8)
    assert data.span == Span(1, 1, 14, 13)


def test_every_span_of_the_samples_holds_its_text() -> None:
    assert SAMPLES
    for path in SAMPLES:
        text = path.read_text(encoding="utf-8")
        document = read(text)
        for value, span in nodes(document.data):
            cut = source(text, span)
            if isinstance(value, str):
                if cut[:1] in ("'", '"'):
                    assert cut[-1] == cut[0]
                    cut = cut[1:-1].replace("''", "'")
                assert value.split() == cut.removeprefix(">").removeprefix("|").split(), path
            elif isinstance(value, bool):
                assert cut in ("true", "false", "yes", "no")
            elif isinstance(value, int):
                assert cut == str(value)
            else:
                assert value.span == span


def plain(node: Any) -> Any:
    """Turn a tree of either reader into the same plain data: text, without what is empty."""
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items() if value not in ("", None, "~", "null")}
    if isinstance(node, list):
        return [plain(value) for value in node if value not in ("", None, "~", "null")]
    return str(node).lower() if isinstance(node, bool) else str(node).rstrip("\n")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_the_tree_is_what_another_reader_reads(path: Path) -> None:
    document = read(path.read_bytes())
    yaml = YAML(typ="base", pure=True)
    assert plain(document.data) == plain(yaml.load(path.read_text(encoding="utf-8")))


def test_json_is_read_with_tabs_pairs_and_duplicates() -> None:
    text = (
        '{\n\t"blueprint": 1,\n\t"a": "\\ud83d\\ude00 \\u00e9 \\/ \\n",\n\t"steps": [{"name": null}, {"feels": -1}]}\n'
    )
    data = tree(text)
    assert data == {"blueprint": 1, "a": "😀 é / \n", "steps": [{}, {"feels": -1}]}
    assert data.key_spans["a"] == Span(3, 2, 3, 5)
    assert data["a"] == json.loads(text)["a"]


def test_colons_in_words_are_text_everywhere() -> None:
    text = 'a: {link: https://example.org/x?y=z#w, at: 12:30, "b":c}\nd: [sha256:00, a:b, C:\\x]\ne: f:g\n'
    data = tree(text)
    assert data == {
        "a": {"link": "https://example.org/x?y=z#w", "at": "12:30", "b": "c"},
        "d": ["sha256:00", "a:b", "C:\\x"],
        "e": "f:g",
    }
    assert source(text, data["a"].value_spans["link"]) == "https://example.org/x?y=z#w"


def test_question_marks_in_words_are_text_everywhere() -> None:
    data = tree("a: {question: What share is unopened?, b: Who?! Me}\nc: [Why?, d?e]\n? f\n: g?\n")
    assert data == {
        "a": {"question": "What share is unopened?", "b": "Who?! Me"},
        "c": ["Why?", "d?e"],
        "f": "g?",
    }


def test_a_quoted_merge_sign_is_a_key() -> None:
    assert tree("'<<': a\n") == {"<<": "a"}


def test_only_real_pairs_of_escapes_are_joined() -> None:
    assert tree('a: "\\ud83d\\ude00\\ue83d"\nb: "\\ue83d"\n') == {"a": "😀\ue83d", "b": "\ue83d"}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_make_no_difference(ending: str) -> None:
    text = "a: x  # c\n\nb:\n  - |\n    y\n    z\n  - w\n"
    document = read(text.replace("\n", ending))
    assert document.text == text
    assert document.data == {"a": "x", "b": ["y\nz", "w"]}
    assert document.data.value_spans["b"] == Span(4, 3, 7, 6)
    assert document.comments == [Span(1, 7, 1, 10)]


def test_rare_line_breaks_are_no_line_breaks() -> None:
    data = tree("a: x\u2028y\u2029z\x85w\nb: 1\n")
    assert data == {"a": "x y z w", "b": "1"}
    assert data.key_spans["b"].line == 2


def test_a_byte_order_mark_goes_without_a_word() -> None:
    document = read(b"\xef\xbb\xbfa: 1\n")
    assert document.problems == []
    assert document.text == "a: 1\n"
    assert document.data is not None
    assert document.data.key_spans["a"] == Span(1, 1, 1, 2)


def test_aliases_repeat_what_they_stand_for() -> None:
    data = tree("a: &x {b: 1}\nc: *x\nd: &y yes\nmoment: *y\ne: [*x, *y]\nf: &z\ng: *z\n")
    assert data["c"] is data["a"]
    assert data["moment"] is True
    assert data["e"] == [{"b": "1"}, "yes"]
    assert data.value_spans["c"] == Span(2, 4, 2, 6)
    assert list(data.empty) == ["f", "g"]


def test_comments_are_found_outside_text_only() -> None:
    text = """\
# top
a: x # one
b: 'y # no'  # two
c: "z
  # no
  # no"
d: | # three
  # no
  text # no

# four
e: [a#no, b, # five
    c] # six
f#no: g#no
h: plain
  goes on # seven
    """
    document = read(text)
    assert [source(text, span) for span in document.comments] == [
        "# top", "# one", "# two", "# three", "# four", "# five", "# six", "# seven",
    ]  # fmt: skip


def test_a_document_may_have_marks_of_start_and_end() -> None:
    assert tree("%YAML 1.2\n---\na: 1\n...\n") == {"a": "1"}
    assert tree("---\na: 1\n---\n") == {"a": "1"}
    assert tree("---\n---\na: 1\n") == {"a": "1"}


def test_reading_does_not_share_state() -> None:
    first, second = tree("a: 1"), tree("a: 2")
    assert first == {"a": "1"}
    assert second == {"a": "2"}
