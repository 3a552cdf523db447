"""The word lists of other languages than English: which rules they serve, and that they are whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import blueprint_cli.rules as package
from blueprint_cli.document import read_document
from blueprint_cli.rules import words as words_package
from blueprint_cli.rules.registry import RULES
from blueprint_cli.rules.text import Clause, read_clauses
from blueprint_cli.rules.words import Words, read_lists, read_tokens, words_for

EN = words_for("en")
HERE = Path(__file__).parent
FOLDER = Path(package.__file__).parent
LANGUAGES = sorted(file.stem for file in Path(words_package.__file__).parent.glob("*.yaml"))
OTHERS = [name for name in LANGUAGES if name != "en"]
READ = re.compile(r'words\[\s*"([a-z_]+)"|find\("([a-z_]+)"')
#: Rules that read words and do not run in German and Dutch, or judge by fields alone there.
NOT_SERVED = {
    "collapsed-channels", "company-centric", "compound-card", "customer-as-courier", "evidence-below-the-line",
    "internal-above-the-line", "misplaced-measure", "missing-system-kind", "mixed-layer-card", "no-policy",
    "screen-detail", "several-customers", "spreadsheet-of-record", "thing-as-card",
}  # fmt: skip


def lists_of(module: str) -> set[str]:
    source = (FOLDER / f"{module}.py").read_text("utf-8")
    return {name for pair in READ.findall(source) for name in pair if name}


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_quick_reader_of_lists_reads_what_yaml_says(name):
    text = (Path(words_package.__file__).parent / f"{name}.yaml").read_text("utf-8")
    quick = {key: " ".join(lines).split() for key, lines in read_lists(text).items()}
    assert quick == {key: (value or "").split() for key, value in read_document("x.yaml", text.encode()).data.items()}


@pytest.mark.parametrize("name", OTHERS)
def test_which_rules_a_language_serves(name):
    known = {rule.name for rule in RULES}
    readers = {rule.name for rule in RULES if lists_of(rule.name.replace("-", "_")) or rule.reads_words}
    assert words_for(name).rules <= known
    assert readers - words_for(name).rules <= NOT_SERVED


@pytest.mark.parametrize("name", OTHERS)
def test_no_rule_that_is_served_lacks_a_list(name):
    words = words_for(name)
    shared = ("text", "text_germanic", "people", "sides", "logic", "performers", "waiting")
    for module in (*shared, *(rule.replace("-", "_") for rule in words.rules)):
        assert sorted(lists_of(module) - set(words)) == [], module


@pytest.mark.parametrize("name", OTHERS)
def test_no_list_is_there_for_nothing(name):
    own = lists_of("text_germanic") | {"whens"}
    assert sorted(set(words_for(name)) - set(EN) - own) == []


@pytest.mark.parametrize("name", OTHERS)
def test_lists_are_in_the_form_in_which_tokens_are(name):
    for key, entries in words_for(name).items():
        assert [e for e in entries if " ".join(read_tokens(e)) != e] == [], key


@pytest.mark.parametrize("name", OTHERS)
def test_listed_verbs_are_known(name):
    words = words_for(name)
    bases = {form for form, verb in words.verbs.items() if verb.form == "base"}
    for key in (
        *("tells", "gives", "talks", "texts", "answers", "keeps", "passes", "wonders", "case_work", "data_work"),
        *("copies", "retypes", "types_in", "keys_in", "passes_time", "goes", "waits", "in_wait", "awaits", "lingers"),
        *("follows", "approving", "grants", "recurring"),
    ):
        assert sorted(words[key] - bases) == [], key


def test_a_verb_with_a_particle_is_joined_with_the_verb_alone():
    """Of each form such as `eingeladen` or `uitgenodigd` the rest must be a known verb, or it is never joined."""
    for name in OTHERS:
        words = words_for(name)
        for form in words.participles:
            for particle in words["particles"]:
                base = next((v.base for f, v in words.verbs.items() if f == form), "")
                if (
                    form.startswith(particle + "ge")
                    and base.startswith(particle)
                    and form[len(particle) :] in words.verbs
                ):
                    assert base[len(particle) :] in words.verbs, base


@pytest.mark.parametrize(
    ("tag", "language"), [("de-AT", "de"), ("de_CH", "de"), ("DE", "de"), ("nl-BE", "nl"), ("nl", "nl")]
)
def test_regions_fold_into_their_language(tag, language):
    assert words_for(tag) is words_for(language)
    assert words_for(tag) is not None


@pytest.mark.parametrize(
    ("language", "text", "clause"),
    [
        ("de", "Prüft den Antrag", Clause((), "prüfen", ("den", "antrag"))),
        ("de", "Prueft den Kreditantrag", Clause((), "prüfen", ("den", "antrag"))),
        ("de", "Sachbearbeiter prüft den Antrag", Clause(("sachbearbeiter",), "prüfen", ("den", "antrag"))),
        ("de", "Antrag prüfen", Clause((), "prüfen", ("antrag",))),
        ("de", "Antragsprüfung", Clause((), "", ("antragsprüfung",))),
        ("de", "Laedt zu Veranstaltungen ein", Clause((), "einladen", ("zu", "veranstaltungen"))),
        ("de", "Lädt das Auto", Clause((), "laden", ("das", "auto"))),
        (
            "de",
            "Der Gast wird per Brief informiert",
            Clause(("der", "gast"), "informieren", ("per", "brief"), passive=True),
        ),
        ("de", "Gast ist angekommen", Clause(("gast",), "ankommen", ())),
        ("de", "Kunde kann den Termin verschieben", Clause(("kunde",), "verschieben", ("den", "termin"))),
        ("de", "Am Abend ruft der Arzt an", Clause(("arzt",), "anrufen", ())),
        ("de", "Kund:innen warten auf den Bescheid", Clause(("kundinnen",), "warten", ("auf", "den", "bescheid"))),
        ("de", "Wenn der Gast kommt, öffnet die Tür", Clause((), "öffnen", ("die", "tür"))),
        ("de", "Kunde informiert", Clause(("kunde",), "informieren", (), passive=True)),
    ],
)
def test_a_card_is_read_as_who_does_what(language, text, clause):
    assert read_clauses(text, words_for(language))[-1] == clause


@pytest.mark.parametrize("file", sorted(HERE.parent.glob("languages/*.yaml")), ids=lambda file: file.name)
def test_a_blueprint_gets_the_findings_of_its_comments(file, lint_text):
    text = file.read_text("utf-8")
    result = lint_text(text, profile="standard", path=file.name)
    read = words_for(file.name[:2]).rules
    found = [(f.span.line, f.rule) for f in result.findings if f.rule in read]
    expected = [
        (number, rule)
        for number, line in enumerate(text.split("\n"), 1)
        if "  # " in line
        for rule in line.rpartition("  # ")[2].split(", ")
    ]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("name", OTHERS)
def test_rules_that_are_not_served_are_skipped_with_a_reason(name, lint_text):
    text = f"blueprint: 1\nlanguage: {name}\nservice: X\nsteps:\n  - name: A\n    customer: X\n    frontstage: X\n"
    result = lint_text(text)
    skipped = {skip.rule: skip.reason for skip in result.skipped}
    assert skipped["screen-detail"] == f"no word lists for this rule in the language “{name}”"
    assert not {rule for rule, reason in skipped.items() if "language" in reason} & words_for(name).rules


def test_a_missing_list_is_a_skip_and_no_crash(lint_text, monkeypatch):
    german = words_for("de")
    lists = {key: entries for key, entries in german.items() if key != "conditions"}
    monkeypatch.setattr(
        "blueprint_cli.rules.engine.words_for",
        lambda _: Words("de", lists, german.verbs, german.participles, german.grammar, german.rules),
    )
    result = lint_text("blueprint: 1\nlanguage: de\nservice: X\nsteps:\n  - name: A\n    backstage: Falls ja\n")
    skipped = {skip.rule: skip.reason for skip in result.skipped}
    assert skipped["execution-logic"] == "no word list “conditions” for the language “de”"
    assert "rule-crashed" not in {finding.rule for finding in result.findings}
