"""What `bp explain` shows is complete, and its examples are true."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

import pytest

from blueprint_cli.rules.documentation import HEADINGS, complete_example, document_rule, read_documentation
from blueprint_cli.rules.engine import ALWAYS_ERRORS
from blueprint_cli.rules.file_rules import FILE_RULES
from blueprint_cli.rules.registry import RULES

PAGES = {rule.name: document_rule(rule) for rule in RULES}
FILE_PAGES = {rule.name: read_documentation(rule.name, rule.text) for rule in FILE_RULES}
TEXTS = {rule.name: sys.modules[rule.check.__module__].__doc__ for rule in RULES}
TEXTS |= {rule.name: rule.text for rule in FILE_RULES}


@pytest.fixture
def rules_in(lint_text):
    # Beside the samples, so that an example may name one in `from` or `model`.
    path = str(Path(__file__).parents[2] / "samples/example.blueprint.yaml")
    return lambda fragment: [finding.rule for finding in lint_text(complete_example(fragment), path=path).findings]


@pytest.mark.parametrize("name", [*PAGES, *FILE_PAGES])
def test_a_page_has_all_its_parts(name):
    page = {**PAGES, **FILE_PAGES}[name]
    assert page.summary.endswith(".")
    assert len(page.summary) <= 100
    parts = {"why": page.why, "ignoring": page.ignoring, "source": page.source}
    # A crash of a rule has no example: it is a mistake in bp.
    if name != "rule-crashed":
        parts |= {"bad": page.bad, "good": page.good}
    assert not [part for part, text in parts.items() if not text]


@pytest.mark.parametrize("name", TEXTS)
def test_the_headings_stand_once_and_in_order(name):
    lines = inspect.cleandoc(TEXTS[name]).splitlines()
    headings = [line for line in lines if line in HEADINGS]
    expected = [heading for heading in HEADINGS if name != "rule-crashed" or heading not in ("Bad", "Good")]
    assert headings == expected
    # After the first heading everything else is indented, so that no mistyped heading hides in a paragraph.
    first = lines.index(headings[0])
    assert not [line for line in lines[first:] if line and line[0] != " " and line not in HEADINGS]


@pytest.mark.parametrize("name", PAGES)
def test_the_examples_of_a_rule_are_true(name, rules_in):
    bad, good = rules_in(PAGES[name].bad), rules_in(PAGES[name].good)
    assert name in bad
    assert name not in good
    assert not {*bad, *good} & {*ALWAYS_ERRORS, "unknown-ignore", "unused-ignore"}


@pytest.mark.parametrize("name", sorted(set(FILE_PAGES) - {"rule-crashed"}))
def test_the_examples_of_a_file_rule_are_true(name, rules_in):
    bad, good = rules_in(FILE_PAGES[name].bad), rules_in(FILE_PAGES[name].good)
    assert name in bad
    assert not {*bad} & set(FILE_PAGES) - {name}
    assert not {*good} & set(FILE_PAGES)


def test_a_docstring_is_split_into_its_parts():
    page = read_documentation(
        "some-rule",
        """Finds something.

        More about
        it.

        And more.

        Why it matters
            Because of
            this.

        Bad
            steps:
              - name: A

        Good
            steps: []

        When ignoring it is fine
            Never.

        Source
            Somebody, 1984.
        """,
    )
    assert page.summary == "Finds something."
    assert page.details == "More about it.\n\nAnd more."
    assert page.why == "Because of this."
    assert page.bad == "steps:\n  - name: A"
    assert page.good == "steps: []"
    assert (page.ignoring, page.source) == ("Never.", "Somebody, 1984.")


def test_a_text_without_sections_has_a_summary_alone():
    page = read_documentation("some-rule", "Finds something.")
    assert (page.summary, page.details, page.why, page.bad) == ("Finds something.", "", "", "")
