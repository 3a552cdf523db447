"""What YAML cannot read, or reads otherwise than it was meant: one message each, at its place."""

from __future__ import annotations

import pytest

from blueprint_cli.document import Document, Problem, Span, read_document

SYNTAX = "yaml-syntax"


def read(text: str | bytes) -> Document:
    return read_document("x.blueprint.yaml", text if isinstance(text, bytes) else text.encode())


def only(document: Document) -> Problem:
    assert len(document.problems) == 1, [problem.message for problem in document.problems]
    return document.problems[0]


def marked(text: str) -> tuple[str, tuple[int, int]]:
    """Take the `▶` out of a text; return where it stood."""
    before, mark, after = text.partition("▶")
    assert mark
    return before + after, (before.count("\n") + 1, len(before) - before.rfind("\n"))


#: Text, what the message says, and what is read: None where reading on would be guessing.
MISTAKES: dict[str, tuple[str, str, object]] = {
    # Text that must be in quotes: the meaning is plain, so reading goes on.
    "colon in a sentence": ("does: Asks\nnote: First▶: the label\n", "colon and a space", {
        "does": "Asks", "note": "First: the label"}),
    "two colons in a sentence": ("note: First▶: a, second: b\n", "colon and a space", {"note": "First: a, second: b"}),
    "colon at the end": ("note: To be told▶:\n", "ends with a colon", {"note": "To be told:"}),
    "colon in a list item": ("a:\n  - does: Says▶: hello\n", "`does` holds a colon", {"a": [{"does": "Says: hello"}]}),
    "at sign": ("does: ▶@home visit\n", "cannot start with `@`", {"does": "@home visit"}),
    "backtick": ("a:\n- ▶`x` y\n", "cannot start with ```", {"a": ["`x` y"]}),
    "percent": ("now: ▶%12\n", "cannot start with `%`", {"now": "%12"}),
    "star": ("does: ▶*important* call\n", "cannot start with `*`", {"does": "*important* call"}),
    "star before a word": ("does: ▶*important call\n", "cannot start with `*`", {"does": "*important call"}),
    "star alone": ("does: ▶*important\n", "nothing above has that name", {"does": "*important"}),
    "ampersand": ("does: ▶& sons\n", "cannot start with `&`", {"does": "& sons"}),
    "ampersand before a word": ("does: ▶&Sons call\n", "is no part of the text", {"does": "call"}),
    "exclamation mark": ("does: ▶!important call\n", "YAML tag", {"does": "call"}),
    "tag of another language": ("a: ▶!!python/object:os.system x\n", "YAML tag", {"a": "x"}),
    "tag with an unknown handle": ("a: ▶!x!y z\n", "cannot start with `!`", {"a": "!x!y z"}),
    "greater than": ("takes: ▶>5 days\n", "cannot start with `>`", {"takes": ">5 days"}),
    "bar": ("a: ▶|x\n", "cannot start with `|`", {"a": "|x"}),
    "question mark": ("a: ▶? what\n", "cannot start with `?`", {"a": "? what"}),
    "number sign in a longer text": ("a: Calls ▶#42\n  and waits\nb: x\n", "ends before `#42`", {
        "a": "Calls #42 and waits", "b": "x"}),
    "number sign in a list": ("a: [x, y ▶#1, z]\nb: w\n", "ends before `#1", {"a": ["x", "y #1", "z"], "b": "w"}),
    "braces in a template": ("a: {▶{ name }}\n", "key must be a word", {"a": "{{ name }}"}),
    # Keys.
    "merge": ("a: &x {b: c}\nd:\n  ▶<<: *x\n  e: f\n", "`<<`", {"a": {"b": "c"}, "d": {"e": "f"}}),
    "list as a key": ("? ▶[a, b]\n: c\nd: e\n", "key must be a word", {"d": "e"}),
    "mapping as a key": ("▶{a: b}: c\nd: e\n", "key must be a word", {"d": "e"}),
    "alias as a key": ("a: &x b\n▶*x : c\n", "key must be a word", {"a": "b"}),
    "no key": ("a: b\n▶: c\n", "no key before this colon", None),
    "no key in braces": ("a: {▶: c}\n", "no key before this colon", None),
    # Aliases.
    "unknown alias": ("a: ▶*nobody\n", "nothing above has that name", {"a": "*nobody"}),
    "alias of itself": ("a: &x [▶*x]\n", "the very thing", {"a": ["*x"]}),
    # A space is missing.
    "colon without space": ("a: b\n▶does:Calls\nc: d\n", "after the colon of `does:`", None),
    "colon without space, later": ("a:\n  does: Offers\n  ▶by:website\n", "after the colon of `by:`", None),
    "colon without space, swallowed": ("by: x\na:\n  does: Offers\n    ▶by:website\n", "after the colon of `by:`", {
        "by": "x", "a": {"does": "Offers by:website"}}),
    "colon without space in an item": ("does: x\na:\n  - ▶does:Calls\n", "after the colon of `does:`", {
        "does": "x", "a": ["does:Calls"]}),
    "colon without space in braces": ("a: {▶does:Calls, by: x}\n", "after the colon of `does:`", {
        "a": {"does": "Calls", "by": "x"}}),
    "colon without space at the top": ("▶service:Example\n", "after the colon of `service:`", None),
    "dash without space": ("a:\n  - b\n  ▶-c\n", "after the dash of “c”", None),
    "dash without space, swallowed": ("a:\n  - b\n    ▶-c\n", "after the dash of “c”", {"a": ["b -c"]}),
    "dash without space after keys": ("a:\n  - b: c\n  ▶-d: e\n", "after the dash of “d: e”", None),
    # Indentation.
    "too much": ("customer: Asks\n  ▶by: x\n", "`by` is indented under `customer`", None),
    "under an item that is text": ("a:\n  - Asks\n    ▶by: x\n", "follows a card that is bare text: “Asks”", None),
    "too little": ("a:\n    b: c\n  ▶d: e\n", "“d: e” fits none of the lines above", None),
    "not an item": ("steps:\n    - name: x\n    ▶phase: y\n", "`phase` is not indented like `name` in line 2", None),
    "dash too far left": ("steps:\n - name: x\n    ▶phase: y\n", "`phase` is not indented like `name` in line 2", None),
    "not an item at all": ("steps:\n- name: x\n  to: y\n▶phase\n", "“phase” is neither", None),
    "after a list": ("steps:\n  - - name: x\n  ▶phase: y\n", "stands among the items of a list and is none", None),
    "item among keys": ("a: b\n▶- c\n", "“- c” stands among keys", None),
    "less than the first line": ("  a: b\n▶c: d\n", "indented less than the first entry", None),
    "two keys in a line": ("customer: does▶: Asks\n", "`customer:` and `does:` stand in the same line", None),
    "list in the line of its key": ("a: ▶- b\n", "cannot start in the line of its key `a`", None),
    "key without colon": ("a: b\nc:\n  - ▶does x\n    by: y\n", "after `does`", None),
    "line without colon": ("a: b\n▶service Example\nc: d\n", "“service Example” is neither", None),
    "tab": ("a:\n▶\t- b\n", "indented with tabs", None),
    "tab after a dash": ("a:\n  -▶\tb: c\n", "A tab stands here", None),
    # Quotes and brackets.
    "open quote": ("a: ▶'b\nc: d\n", "`'` that opens here is never closed", None),
    "open double quote": ('a: ▶"b\nc: "d"\n', "not closed in its line", None),
    "open quote of a key": ("▶'a: b\n", "never closed", None),
    "apostrophe": ("a: 'it'▶s'\n", "ends before", None),
    "quotes in quotes": ('a: "so "▶hi" x"\n', "ends before “hi\" x\"”", None),
    "text after quotes": ("a: 'b' ▶c\n", "ends before “c”", None),
    "backslash": ('a: "C:▶\\data"\n', "means nothing inside double quotes", None),
    "open bracket": ("a: ▶[b, c\nd: e\n", "`[` that opens here is not closed", None),
    "open bracket at the end": ("a: ▶[b,", "`[` that opens here is not closed", None),
    "open brace": ("a: ▶{b: c\nd: e\n", "`{` that opens here is not closed", None),
    "open inner bracket": ("a: {b: ▶[c, d}\n", "`[`", None),
    "colon in braces": ("a: {b: one▶: two, c: d}\n", "holds a colon and a space", {"a": {"b": "one: two", "c": "d"}}),
    "missing comma before a key": ("b: x\na: {id: y ▶b: z}\n", "A comma is missing before `b:`", None),
    "text after braces": ("a: ▶{item} is opened\n", "cannot start with `{`: to YAML it announces a mapping", {
        "a": "{item} is opened"}),
    "text after brackets": ("a:\n  - b: ▶[Draft] offer\n", "announces a list", {"a": [{"b": "[Draft] offer"}]}),
    "two closing brackets": ("a: {b: c}▶}\n", "“}” is not expected", None),
    "a bracket that was never opened": ("a: b, c▶]\n", "closes a bracket that is not open", {"a": "b, c]"}),
    "missing comma": ("a: ['b' ▶'c']\n", "comma or `]` is missing", None),
    "stray bracket": ("a: ▶]\n", "cannot start with `]`", None),
    "stray comma": ("a: ▶, b\n", "cannot start with `,`", None),
    # Whole files.
    "directive": ("▶%FOO bar\n---\na: b\n", "start with `%`", None),
    "second document": ("a: b\n▶---\nc: d\n", "second document", {"a": "b"}),
    "text after the end": ("a: b\n...\n▶c: d\n", "`...` in the line above", None),
    "list": ("▶- a\n- b\n", "holds a list", None),
    "text": ("▶Hello there\n", "holds the text “Hello there”", None),
    "only an alias": ("▶*a\n", "nothing above", None),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_one_message_for_a_mistake_at_its_place(name: str) -> None:
    told, says, data = MISTAKES[name]
    text, place = marked(told)
    document = read(text)
    problem = only(document)
    assert problem.span[:2] == place, problem
    assert says in problem.message
    assert problem.rule == SYNTAX
    assert document.data == data
    assert len(problem.message) <= 160
    assert problem.help


def test_many_mistakes_are_told_in_one_go() -> None:
    document = read("a: @x\nb: c: d\nb: 1\ne: %y\nf: {g: h, i}\nj: k #l\nm: *n\n")
    assert [(problem.span.line, problem.rule) for problem in document.problems] == [
        (1, SYNTAX), (2, SYNTAX), (3, "duplicate-key"), (4, SYNTAX), (5, "unknown-field"), (6, SYNTAX), (7, SYNTAX),
    ]  # fmt: skip
    assert document.data == {"a": "@x", "b": "c: d", "e": "%y", "f": {"g": "h, i"}, "j": "k", "m": "*n"}


def test_a_text_that_holds_a_stand_in_is_not_repaired() -> None:
    document = read("a: \uf03a\nb: @x\n")
    assert document.data is None
    assert only(document).span[:2] == (2, 4)


def test_messages_show_the_text_as_it_is_in_the_file() -> None:
    document = read("a: x: y\nb: @z: w\n  c: d\n")
    assert not any("\uf03a" in problem.message + problem.help for problem in document.problems)


class TestDuplicates:
    def test_all_of_them_are_told_with_the_first(self) -> None:
        document = read("a: 1\nb:\n  c: 2\n  c: 3\n  c: 4\na: {d: 5, d: 6}\n")
        assert [(problem.span, problem.related[0].span) for problem in document.problems] == [
            (Span(4, 3, 4, 4), Span(3, 3, 3, 4)),
            (Span(5, 3, 5, 4), Span(3, 3, 3, 4)),
            (Span(6, 1, 6, 2), Span(1, 1, 1, 2)),
            (Span(6, 11, 6, 12), Span(6, 5, 6, 6)),
        ]
        assert {problem.rule for problem in document.problems} == {"duplicate-key"}

    def test_the_first_is_read(self) -> None:
        document = read("a: 1\nb: {c: 2}\na: 3\nb: [4]\n")
        assert document.data == {"a": "1", "b": {"c": "2"}}
        assert "the one in line 1 is read" in document.problems[0].message

    def test_an_empty_one_does_not_count(self) -> None:
        document = read("a:\nb: x\na: y\nb:\nc:\nc:\n")
        assert document.data == {"a": "y", "b": "x"}
        assert document.data.key_spans["a"] == Span(3, 1, 3, 2)
        assert list(document.data.empty) == ["c"]
        assert ["so this one is read" in problem.message for problem in document.problems] == [True, False, False]

    def test_json_counts_too(self) -> None:
        assert only(read('{"a": 1, "a": 2}')).span == Span(1, 10, 1, 13)

    def test_quotes_make_no_other_key(self) -> None:
        assert only(read("a: 1\n'a': 2\n")).rule == "duplicate-key"


class TestTabs:
    def test_each_run_of_lines_is_told(self) -> None:
        document = read("a:\n\t- b\n\t- c\nd: e\nf:\n  \tg: h\n")
        assert [(problem.span, problem.message.split(";")[0]) for problem in document.problems] == [
            (Span(2, 1, 2, 2), "Lines 2 to 3 are indented with tabs"),
            (Span(6, 3, 6, 4), "This line is indented with tabs"),
        ]

    def test_tabs_elsewhere_are_fine(self) -> None:
        document = read("a:\tb\nc: {\n\td: e\n}\nf: |\n  x\n  \ty\n\t\ng: h\t# i\n")
        assert document.problems == []
        assert document.data == {"a": "b", "c": {"d": "e"}, "f": "x\n\ty", "g": "h"}


class TestConflicts:
    def test_one_message_for_each_conflict(self) -> None:
        document = read("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\nc:\n>>>>>>>\n<<<<<<< y\nd: e\n")
        assert [(problem.span, problem.message) for problem in document.problems] == [
            (Span(2, 1, 2, 13), "A merge conflict was left unsolved in lines 2 to 6."),
            (Span(8, 1, 8, 8), "The mark of a merge conflict was left in this line."),
            (Span(9, 1, 9, 10), "The mark of a merge conflict was left in this line."),
        ]
        assert document.data is None

    def test_lines_that_only_look_alike(self) -> None:
        document = read("a: |\n  <<<<<<< no\n  =======\n'========': b\n")
        assert document.problems == []


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    def test_wide_encodings_are_told_and_read(self, encoding: str) -> None:
        document = read("a: café\nb: 1\n".encode(encoding))
        problem = only(document)
        assert problem.span == Span(1, 1, 1, 1)
        assert "UTF-32" in problem.message if encoding == "utf-32" else "UTF-16" in problem.message
        assert "UTF-8" in problem.help
        assert document.data == {"a": "café", "b": "1"}

    def test_latin_1_is_told_at_its_first_byte_and_read(self) -> None:
        document = read("a: b\r\nç: “größer”\r\n".encode("cp1252"))
        problem = only(document)
        assert problem.span == Span(2, 1, 2, 2)
        assert "byte E7" in problem.message
        assert "“ç”" in problem.message
        assert document.data == {"a": "b", "ç": "“größer”"}

    def test_the_column_counts_characters(self) -> None:
        assert only(read("é: 😀 ".encode() + b"\xff")).span == Span(1, 6, 1, 7)

    def test_other_files_are_no_text(self) -> None:
        document = read(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe")
        assert only(document).message == "This is not a text file."
        assert document.data is None
        assert document.text == ""

    def test_control_characters_are_told_once_a_line(self) -> None:
        document = read("a: b\x07c\x00\x1b\nd: e\ufeff\n")
        assert [(problem.span, problem.message) for problem in document.problems] == [
            (Span(1, 5, 1, 6), "An invisible control character (U+0007) stands here, and 2 more in this line."),
            (Span(2, 5, 2, 6), "An invisible control character (U+FEFF) stands here."),
        ]
        assert document.data == {"a": "b c", "d": "e"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("\n \n", "is empty"),
        ("\ufeff", "is empty"),
        ("# a\n\n  # b\n", "nothing but comments"),
        ("---\n", "nothing but empty values"),
        ("~\n", "nothing but empty values"),
    ],
)
def test_files_that_say_nothing(text: str, says: str) -> None:
    document = read(text)
    assert says in only(document).message
    assert "bp new" in only(document).help
    assert document.data is None


class TestCommas:
    def test_the_cut_sentence_is_told_once_and_read_whole(self) -> None:
        document = read("pain: {what: Nobody keeps it, not even us, at all, severity: high}\n")
        problem = only(document)
        assert problem.rule == "unknown-field"
        assert problem.span == Span(1, 31, 1, 50)
        assert "A comma inside `{ }` ends the text of `what`" in problem.message
        assert '`what: "Nobody keeps it, not even us, at all"`' in problem.help
        assert document.data == {"pain": {"what": "Nobody keeps it, not even us, at all", "severity": "high"}}
        assert document.data["pain"].value_spans["what"] == Span(1, 14, 1, 50)
        assert document.data["pain"].empty == {}

    def test_each_sentence_is_told(self) -> None:
        document = read("a: {b: c, d e, f: g, h, i: {j: k, l}}\n")
        assert [problem.span.column for problem in document.problems] == [11, 22, 35]
        assert document.data == {"a": {"b": "c, d e", "f": "g, h", "i": {"j": "k, l"}}}

    def test_braces_around_words_are_text(self) -> None:
        document = read("a: {name}\nb: {first, second}\n")
        assert [problem.span for problem in document.problems] == [Span(1, 5, 1, 9), Span(2, 5, 2, 18)]
        assert "key without a value" in document.problems[0].message
        assert document.data == {"a": "{name}", "b": "{first, second}"}

    def test_an_empty_value_after_a_colon_is_no_cut(self) -> None:
        document = read("a: {b: , c: , d: e}\n")
        assert document.problems == []
        assert list(document.data["a"].empty) == ["b", "c"]

    def test_lists_may_hold_anything(self) -> None:
        assert read("a: [b, c d, e f g]\n").problems == []

    def test_a_piece_after_a_list_is_told(self) -> None:
        assert "key without a value" in only(read("a: {b: [c], d e}\n")).message


CUT = {
    "does: Calls ticket ▶#42": "Calls ticket",
    "does: Calls ticket ▶#42 and waits": "Calls ticket",
    "via: ▶#returns": "#returns",
    "a: [x]\nvia: ▶#returns or mail ": ["x"],
    "via: chat ▶#returns-team": "chat",
    "a: [Ticket ▶#1\n]": "Ticket",
    "note: one\n  two ▶#3": "one two",
}
COMMENTS = [
    "does: Calls # the ticket",
    "does: Calls  #42",
    "does: Calls # 42",
    "does: Calls #",
    "does: Calls ## x",
    "does: Calls #bp: ignore[x] y",
    "does: Calls # bp: ignore[x] y",
    "does: Calls #TODO ask",
    "does: Calls #todo: ask",
    "by: finance #was: payments",
    "by: finance #by: payments",
    "does: 'Calls' #42",
    "does: |  #42\n  Calls",
    "does: #42\n  Calls",
    "steps: #42\n  - a",
    "does: Calls#42",
    "#does: x\na: b",
    "- does: Calls #-----",
]


@pytest.mark.parametrize("told", CUT)
def test_a_number_sign_that_cuts_a_text_is_told(told: str) -> None:
    text, place = marked(told)
    document = read(text + "\n")
    problem = only(document)
    assert problem.span[:2] == place
    assert problem.rule == SYNTAX
    assert problem.severity == "warning"
    assert "#" in problem.message
    assert document.comments[0][:2] == place
    value = next(iter(document.data.values()), None)
    assert (value[0] if told.startswith("a: [T") else value) == CUT[told]


@pytest.mark.parametrize("text", COMMENTS)
def test_ordinary_comments_cut_nothing(text: str) -> None:
    assert [problem for problem in read(text + "\n").problems if "#" in problem.message] == []


@pytest.mark.parametrize(
    "text",
    [
        "does: x\nlink: does:x/y\nnote: see https://example.org/does:x",
        "review:\n  content: sha256:0123abc\n  date: x",
        "a: 12:30\nb: inspect:carrier",
        "a:\n  - b\n    - c\n    --d\n    -5 degrees",
        "does: Calls\nnote: It\n",
        "by: x\nnote: >\n  a\n  by:website",
        "by: x\nnote: 'a\n  by:website'",
        "a: 5 -x\nb: -x",
    ],
)  # fmt: skip
def test_text_with_colons_and_dashes_is_left_alone(text: str) -> None:
    assert read(text + "\n").problems == []
