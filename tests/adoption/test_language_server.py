"""What editors show with our schema: the real yaml-language-server, asked over its protocol."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from language_server import LanguageServer, find_language_server

from blueprint_cli.cli import main
from blueprint_cli.document.schema_files import load_schema
from blueprint_cli.lint import Settings, lint_document
from blueprint_cli.rules.levels import profile_levels

FILE = "für alle/Rück gabe.blueprint.yaml"
HEAD = "blueprint: 1\nservice: Claim\nsteps:\n"
STEP = HEAD + "  - name: Claim\n"
CARD = STEP + "    backstage:\n      - does: Checks the claim\n"
BLUEPRINT = load_schema("blueprint")


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """Yield an editor with the settings that `bp schema --install` writes, and no network."""
    find_language_server()
    folder = tmp_path_factory.mktemp("editor") / "Läden und mehr"
    (folder / ".git").mkdir(parents=True)
    (folder / "für alle").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["schema", "--install"]) == 0
    written = json.loads((folder / ".vscode/settings.json").read_text("utf-8"))
    settings = {"completion": True, "hover": True, "validate": True, "schemaStore": {"enable": False}}
    with LanguageServer(folder, {"yaml": {**settings, "schemas": written["yaml.schemas"]}}) as server:
        server.check(FILE, HEAD)
        yield server


def keys(kind: str) -> set[str]:
    return set((BLUEPRINT["$defs"][kind] if kind else BLUEPRINT)["properties"])


def insert(text: str, item: dict[str, Any]) -> str:
    """Return the text with a completion inserted at the `|`, its placeholders left as they are offered."""
    before, _, after = text.partition("|")
    new = item["textEdit"]["newText"] if "textEdit" in item else item["insertText"]
    new = re.sub(r"\$\{\d+:([^}]*)\}|\$\{\d+\}|\$\d+", lambda found: found[1] or "", new)
    indent = re.match(r" *", before.rpartition("\n")[2])
    assert indent
    return before + new.replace("\n", "\n" + indent[0]) + after


@pytest.mark.parametrize(
    ("text", "kind", "given"),
    [
        ("|", "", set()),
        ("blueprint: 1\nservice: Claim\n|", "", {"blueprint", "service"}),
        (HEAD + "  - |", "step", set()),
        (STEP + "    |", "step", {"name"}),
        (STEP + "    evidence:\n      - name: Form\n        |", "evidenceCard", {"name"}),
        (STEP + "    customer:\n      |", "customerCard", set()),
        (STEP + "    customer:\n      - does: Hands in a claim\n        |", "customerCard", {"does"}),
        (STEP + "    frontstage:\n      - |", "providerCard", set()),
        (CARD + "        |", "providerCard", {"does"}),
        (CARD + "        to:\n          |", "link", set()),
        (CARD + "        to:\n          - card: pay/bank\n            |", "link", {"card"}),
        (CARD + "        pain:\n          - |", "pain", set()),
        (CARD + "        fails:\n          |", "failPoint", set()),
        (CARD + "        idea:\n          |", "idea", set()),
        ("review:\n  |", "review", set()),
        ("actors:\n  clerk:\n    |", "actor", set()),
        ("systems:\n  crm:\n    |", "system", set()),
        ("processes:\n  claim:\n    |", "process", set()),
        ("goals:\n  - |", "measure", set()),
    ],
)
def test_completion_offers_the_keys_of_the_place(editor: LanguageServer, text: str, kind: str, given: set[str]) -> None:
    offered = editor.complete(FILE, text)
    assert keys(kind) - given <= offered.keys()
    assert not offered.keys() & given
    # The server offers all that is required at once as well, under the name of the kind.
    strange = (set().union(*map(keys, ["", *_kinds()])) - keys(kind) - {kind}) & offered.keys()
    assert not strange, "keys of another place"
    fields = (BLUEPRINT["$defs"][kind] if kind else BLUEPRINT)["properties"]
    for key in keys(kind) - given:
        shown = offered[key]["documentation"]
        assert (shown["value"] if isinstance(shown, dict) else shown) == fields[key]["description"]


def _kinds() -> list[str]:
    return [kind for kind, form in BLUEPRINT["$defs"].items() if "properties" in form]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("state: |", {"current", "target"}),
        (CARD + "        automation: |", {"manual", "assisted", "automatic"}),
        (CARD + "        basis: |", {"observed", "assumed", "proposed"}),
        (CARD + "        to:\n          card: pay/bank\n          kind: |", {"notifies", "rework"}),
        (CARD + "        pain:\n          what: Slow\n          severity: |", {"low", "medium", "high"}),
        ("systems:\n  crm:\n    status: |", {"deprecated", "retired"}),
    ],
)
def test_completion_offers_the_values_and_what_they_mean(editor: LanguageServer, text: str, values: set[str]) -> None:
    offered = editor.complete(FILE, text)
    assert values <= offered.keys()
    for value in values:
        assert re.search(r"[a-z]{3}.*[.:]", offered[value]["documentation"]), value
    assert len({offered[value]["documentation"] for value in values}) == len(values)


def test_an_empty_file_gets_a_blueprint_that_holds(editor: LanguageServer) -> None:
    text = insert("|", editor.complete(FILE, "|")["New blueprint"])
    assert editor.check(FILE, text) == []
    result = lint_document(FILE, text.encode(), Settings(today=date(2026, 11, 22)), profile_levels("standard"))
    assert [found.message for found in result.findings if found.severity != "info"] == []


@pytest.mark.parametrize(
    ("text", "label", "then"),
    [
        (HEAD + "  - |", "New step", "steps:\n  - name: Request\n    evidence:\n      - Returns page\n"),
        (STEP + "    backstage:\n      - |", "New card", "    backstage:\n      - does: Opens the box"),
        (STEP + "    backstage:\n      - |", "New card with a handoff", "to:\n          card: approve/review\n"),
        (STEP + "    customer:\n      |", "New customer card", "    customer:\n      does: Brings the parcel"),
        (CARD + "        to:\n          |", "Handoff", "to:\n          card: approve/review\n          carries: "),
        (CARD + "        pain:\n          - |", "Pain with a cause", "            severity: high\n            cause: "),
        (CARD + "        fails:\n          |", "Fail point with recovery", "          what: A typing error"),
        (CARD + "        idea:\n          |", "Idea that answers a pain", "kind: automate\n          owner: "),
        (STEP + "    evidence:\n      - |", "New evidence", "- name: Shipping label to print\n        channel: web"),
        (CARD + "goals:\n  - |", "Measure with a target", "  - name: Refunds paid within five days\n    now: 22 %\n"),
    ],
)
def test_a_snippet_becomes_what_it_promises(editor: LanguageServer, text: str, label: str, then: str) -> None:
    written = insert(text, editor.complete(FILE, text)[label])
    assert then in written
    assert editor.check(FILE, written) == []


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        (CARD.replace("backstage", "back|stage"), "step", "backstage"),
        (CARD.replace("does", "do|es"), "providerCard", "does"),
        (CARD + "        ta|kes: 5 min\n", "providerCard", "takes"),
        (CARD + "        pain:\n          what: Slow\n          ca|use: claim/backstage\n", "pain", "cause"),
        ("ser|vice: Claim\n", "", "service"),
        ("syst|ems:\n  crm: {kind: crm}\n", "", "systems"),
    ],
)
def test_hover_shows_our_words(editor: LanguageServer, text: str, kind: str, key: str) -> None:
    field = (BLUEPRINT["$defs"][kind] if kind else BLUEPRINT)["properties"][key]
    shown = editor.hover(FILE, text)
    assert shown.startswith(f"#### {field['title']}")
    assert field["description"][:60] in shown.replace("\\", "").replace("&nbsp;", " ")
    assert "Example" in shown


#: Something valid for each field that may be a mapping.
MAPPINGS = {
    "providerCard": ("to: {card: pay/bank}", "pain: {what: Slow}", "fails: {what: Lost}", "idea: {what: Automate}",
                     "measures: {name: Age}"),
    "step": ("evidence: {name: Form}", "customer: {does: Asks}", "frontstage: {does: Helps}", "support: {does: Pays}"),
    "": ("goals: {name: Age}", "pain: {what: Slow}", "promise: {within: 5 d}", "review: {by: Owner}",
         "actors: {clerk: Clerk}", "systems: {crm: CRM}"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "line"), [(kind, line) for kind, lines in MAPPINGS.items() for line in lines], ids=lambda value: value
)
def test_hover_on_a_mapping_shows_the_words_of_its_field(editor: LanguageServer, kind: str, line: str) -> None:
    key = line.partition(":")[0]
    before = {"providerCard": CARD + "        ", "step": STEP + "    ", "": "blueprint: 1\n"}[kind]
    shown = editor.hover(FILE, f"{before}{line[0]}|{line[1:]}\n")
    field = (BLUEPRINT["$defs"][kind] if kind else BLUEPRINT)["properties"][key]
    assert shown.startswith(f"#### {field['title']}\n")
    assert field["description"][:60] in shown


def test_bp_yaml_is_completed_and_explained(editor: LanguageServer) -> None:
    config = load_schema("config")
    assert config["properties"].keys() <= editor.complete("bp.yaml", "|").keys()
    rules = editor.complete("für alle/bp.yaml", "rules:\n  |")
    assert {"no-owner", "long-card"} <= rules.keys()
    assert {"severity", "words"} <= editor.complete("bp.yaml", "rules:\n  long-card:\n    |").keys()
    assert {"info", "warning", "error"} <= editor.complete("bp.yaml", "rules:\n  no-owner: |").keys()
    assert "names no owner" in editor.hover("bp.yaml", "rules:\n  no-ow|ner: off\n")
    assert editor.check("bp.yaml", "profile: strict\nrules:\n  no-owner: off\n") == []
    assert [line for line, _ in editor.check("bp.yaml", "profile: strict\nrules:\n  no-ownr: off\n")] == [3]


def test_a_catalog_is_completed(editor: LanguageServer) -> None:
    assert {"New catalog", "actors", "systems"} <= editor.complete("our.catalog.yaml", "|").keys()
    offered = editor.complete("our.catalog.yaml", "systems:\n  crm:\n    |")
    assert offered.keys() == load_schema("catalog")["$defs"]["system"]["properties"].keys()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (CARD + "        whoo: clerk\n", 7, "whoo"),
        (CARD + "        automation: handmade\n", 7, "manual"),
        (STEP + "    onstage: Helps\n", 5, "onstage"),
        ("blueprint: 1\nservice: Claim\n", 1, "steps"),
        (HEAD + "  - customer: Waits\n", 4, "name"),
    ],
)
def test_what_is_wrong_is_marked(editor: LanguageServer, text: str, line: int, words: str) -> None:
    assert [found for found in editor.check(FILE, text) if found[0] == line and words in found[1]]


def test_what_bp_accepts_is_not_marked(editor: LanguageServer) -> None:
    for path in sorted(Path(__file__).parents[2].joinpath("samples").glob("*.blueprint.yaml")):
        # The samples name the schema by its place in the source tree.
        text = re.sub(r"^# yaml-language-server.*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
        assert (path.name, editor.check(FILE, text)) == (path.name, [])


def test_the_first_line_wires_a_file_of_any_name(editor: LanguageServer) -> None:
    wrong = CARD + "        whoo: clerk\n"
    assert editor.check("für alle/Rück gabe.yaml", wrong) == []
    path = editor.folder / "für alle" / "Rück gabe 2.yaml"
    path.write_text(wrong, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(path.parent)
        assert main(["schema", "--install", path.name]) == 0
    marks = editor.check("für alle/Rück gabe 2.yaml", path.read_text("utf-8"))
    assert [line for line, words in marks if "whoo" in words] == [8]
