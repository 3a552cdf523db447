"""The word lists, and how the words of a card are read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import blueprint_cli.rules as package
from blueprint_cli.rules.text import Clause, read_clauses, read_noun_phrase
from blueprint_cli.rules.words import read_tokens, words_for

EN = words_for("en")


@pytest.mark.parametrize("tag", ["en", "EN", " en ", "en-GB", "en_US", "en-Latn-GB"])
def test_a_language_tag_is_read_by_its_language(tag):
    assert words_for(tag) is EN


@pytest.mark.parametrize("tag", ["", "fr", "../en", "e", "english", "en.yaml", "日本"])
def test_other_languages_have_no_words(tag):
    assert words_for(tag) is None


def test_every_list_is_used_and_every_used_list_exists():
    files = (file for file in Path(package.__file__).parent.rglob("*.py") if file.stem != "text_germanic")
    source = "".join(file.read_text("utf-8") for file in files)
    named = set(re.findall(r'"([a-z_]+)"', source))
    assert [name for name in EN if name not in named] == []
    for name in re.findall(r'words\["([a-z_]+)"\]', source):
        assert name in EN
    with pytest.raises(KeyError):
        EN["customres"]


def test_lists_are_in_the_form_in_which_tokens_are():
    for name, entries in EN.items():
        for entry in entries:
            assert " ".join(read_tokens(entry)) == entry, f"{name}: {entry!r} is never found"


def test_verbs_have_all_their_forms():
    forms = {}
    for form, verb in EN.verbs.items():
        forms.setdefault(verb.base, {})[verb.form] = form
    assert forms["send"] == {"base": "send", "third": "sends", "past": "sent", "ing": "sending"}
    assert EN.verbs["read"].form == "base"
    assert EN.verbs["lay"] == ("lay", "base"), "also the past of lie"
    assert not [base for base, kinds in forms.items() if not {"base", "third"} <= set(kinds)]
    for name in (
        "tells",
        "gives",
        "talks",
        "keeps",
        "passes",
        "case_work",
        "copies",
        "re_keys",
        "retypes",
        "wonders",
        "also_nouns",
    ):
        assert not [verb for verb in EN[name] if verb not in forms], name


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("E-mails the client’s bank", ("emails", "the", "client's", "bank")),
        ("Parents' evening & tea", ("parents'", "evening", "and", "tea")),
        ("Yes/No (3x, 2.5 kg)", ("yes", "/", "no", "(", "3x", ",", "2.5", "kg", ")")),
        ("x >= 10 %?", ("x", ">=", "10", "%", "?")),
        ("Re-enters check-in data", ("re-enters", "check-in", "data")),
    ],
)
def test_a_text_is_cut_into_tokens(text, tokens):
    assert read_tokens(text) == tokens


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Greet customer", Clause((), "greet", ("customer",))),
        ("Manually files the form", Clause((), "file", ("the", "form"))),
        ("Somebody from the archive finds it", Clause(("somebody", "from", "the", "archive"), "find", ("it",))),
        ("Tenant is told by letter", Clause(("tenant",), "tell", ("by", "letter"), passive=True)),
        ("Customer will have been told", Clause(("customer",), "tell", (), passive=True)),
        ("Guest is waiting", Clause(("guest",), "wait", ())),
        ("Guest is happy", Clause(("guest",), "be", ("happy",))),
        ("Guests can pay", Clause(("guests",), "pay", ())),
        ("Orders are packed", Clause(("orders",), "pack", (), passive=True)),
        ("Contact centre calls the client", Clause(("contact", "centre"), "call", ("the", "client"))),
        ("Passengers board the train", Clause(("passengers",), "board", ("the", "train"))),
        ("Patient notified of the result", Clause(("patient",), "notify", ("of", "the", "result"), passive=True)),
        ("Customer reports", Clause((), "", ("customer", "reports"))),
        ("Safety check (monthly)", Clause((), "", ("safety", "check"))),
        ("Guest: pays", Clause(("guest",), "pay", ())),
    ],
)
def test_a_card_is_read_as_who_does_what(text, clause):
    assert read_clauses(text, EN)[-1] == clause


def test_a_second_verb_is_a_clause_of_its_own():
    assert [(c.subject, c.verb) for c in read_clauses("Clerk opens the mail and files it, then scans it", EN)] == [
        (("clerk",), "open"),
        (("clerk",), "file"),
        (("clerk",), "scan"),
    ]
    assert [c.verb for c in read_clauses("When the guest arrives, takes the coat", EN)] == ["take"]
    assert read_clauses("", EN) == ()


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("the new client to ask", "new client"),
        ("client onboarding team", "client onboarding team"),
        ("customers waiting for papers", "customers"),
        ("the client immediately", "client"),
        ("client a quote", "client"),
        ("", ""),
    ],
)
def test_a_noun_phrase_ends_before_what_is_said_of_it(text, phrase):
    assert " ".join(read_noun_phrase(read_tokens(text), EN)) == phrase


def test_words_are_found_in_a_text():
    assert EN.find("inbox_phrases", "Mailing list and alias of a team") == ["alias", "mailing list"]
