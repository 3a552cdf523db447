"""SARIF: what is in it, and that the published schemas and Microsoft's validator accept it."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from report_runs import PATH, URI, finding, hostile_run, rich_run

from blueprint_cli.findings.run import FileResult, Run
from blueprint_cli.report.sarif import write_sarif
from blueprint_cli.rules.catalogue import list_rules

RUNS = {"rich": rich_run, "hostile": hostile_run, "empty": lambda: Run([])}


def log_of(run: Run) -> dict[str, Any]:
    log = json.loads(write_sarif(run))
    assert log["version"] == "2.1.0"
    (one,) = log["runs"]
    return dict(one)


def result_of(rule: str, run: Run | None = None) -> dict[str, Any]:
    (result,) = [r for r in log_of(run or rich_run())["results"] if r["ruleId"] == rule]
    return dict(result)


def test_every_finding_is_there_by_place() -> None:
    results = log_of(rich_run())["results"]
    assert [r["ruleId"] for r in results] == [
        "manual-repetition", "broken-promise", "unknown-reference", "too-coarse", "long-wait", "no-scope",
    ]  # fmt: skip
    assert [r["level"] for r in results] == ["warning", "error", "warning", "note", "warning", "warning"]


def test_a_result_says_where_and_what() -> None:
    result = result_of("broken-promise")
    assert (
        result["message"]["text"] == "Something is wrong with broken-promise.\nWhy it matters.\n\n  indented: example"
    )
    assert result["partialFingerprints"] == {"bpFingerprint/v1": "1:broken-promise"}
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": URI, "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 3, "startColumn": 10, "endLine": 3, "endColumn": 13},
            },
            "logicalLocations": [{"fullyQualifiedName": "approve/review", "kind": "card"}],
        }
    ]
    first, second = result["relatedLocations"]
    assert (first["id"], first["message"]["text"]) == (1, "waits 7 d")
    assert first["physicalLocation"]["artifactLocation"]["uri"] == URI
    assert second["physicalLocation"]["artifactLocation"]["uri"] == "c%20d.yaml"
    assert "logicalLocations" not in result_of("too-coarse")["locations"][0]
    assert log_of(rich_run())["columnKind"] == "unicodeCodePoints"


def test_what_is_held_back_is_marked() -> None:
    results = log_of(rich_run())["results"]
    # All or none must have the property (SARIF 2.1.0, 3.27.23).
    marks = {r["ruleId"]: [(s["kind"], s["status"]) for s in r["suppressions"]] for r in results}
    assert marks == {
        "manual-repetition": [("inSource", "accepted")],
        "broken-promise": [],
        "unknown-reference": [],
        "too-coarse": [],
        "long-wait": [("inSource", "accepted")],
        "no-scope": [("external", "accepted")],
    }
    assert "marks the place" in result_of("long-wait")["suppressions"][0]["justification"]


def test_what_is_held_back_can_be_left_out() -> None:
    log = json.loads(write_sarif(rich_run(), held_back=False))["runs"][0]
    assert [r["ruleId"] for r in log["results"]] == ["broken-promise", "unknown-reference", "too-coarse"]
    assert len(log["tool"]["driver"]["rules"]) == 3


def test_fixes_are_edits() -> None:
    (fix,) = result_of("unknown-reference")["fixes"]
    assert fix["description"]["text"] == "Write “finance” for “finanse”."
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"] == {"uri": URI, "uriBaseId": "%SRCROOT%"}
    first, second = change["replacements"]
    assert first == {
        "deletedRegion": {"startLine": 4, "startColumn": 5, "endLine": 4, "endColumn": 12},
        "insertedContent": {"text": "finance"},
    }
    assert "insertedContent" not in second
    assert fix["properties"] == {"safe": True}
    assert result_of("no-scope")["fixes"][0]["properties"] == {"safe": False}


def test_rules_bring_their_documentation() -> None:
    log = log_of(rich_run())
    rules = log["tool"]["driver"]["rules"]
    for result in log["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    rule = next(rule for rule in rules if rule["id"] == "broken-promise")
    assert rule["name"] == "BrokenPromise"
    assert rule["defaultConfiguration"] == {"enabled": True, "level": "warning"}
    entry = next(entry for entry in list_rules() if entry.name == "broken-promise")
    assert rule["shortDescription"]["text"] == entry.documentation.summary
    assert entry.documentation.bad in rule["help"]["markdown"]
    assert "Why it matters" in rule["help"]["text"]


def test_no_rule_is_named_like_its_id() -> None:
    run = Run([FileResult(PATH, "", [finding(entry.name) for entry in list_rules()])])
    rules = log_of(run)["tool"]["driver"]["rules"]
    assert len(rules) == len(list_rules())
    for rule in rules:
        assert rule["name"].lower() != rule["id"]
        assert re.fullmatch("([A-Z][a-z]+)+", rule["name"])


def test_the_invocation_tells_what_was_not_checked() -> None:
    log = log_of(rich_run())
    (invocation,) = log["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 3)
    told = {n["message"]["text"]: n for n in invocation["toolExecutionNotifications"]}
    skipped = told["stale-review could not be checked: no review date."]
    assert skipped["level"] == "note"
    assert skipped["associatedRule"] == {"id": "stale-review"}
    assert "stale-review" not in [rule["id"] for rule in log["tool"]["driver"]["rules"]]
    assert told["This could not be read: Permission denied"]["level"] == "error"
    assert told["This path does not exist. Check its spelling and folder."]["locations"]
    assert told["2 entries of the baseline are stale."]["level"] == "note"
    (invocation,) = log_of(Run([FileResult(PATH, "", [finding()])]))["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (True, 1)


def test_nothing_tells_of_this_machine(repository: Path) -> None:
    text = write_sarif(rich_run())
    assert str(repository) not in text
    assert not re.search(
        r"20\d\d-\d\d-\d\d", json.dumps([json.loads(text)["runs"][0][k] for k in ("invocations", "results")])
    )


def test_paths_are_from_the_root_of_the_repository(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "sub").mkdir()
    monkeypatch.chdir(repository / "sub")
    found = finding(path="../Ä b.yaml")
    location = result_of("no-owner", Run([FileResult(found.path, "", [found])]))["locations"][0]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "%C3%84%20b.yaml"


def test_a_file_name_that_is_not_utf_8() -> None:
    found = finding(path="a\udce9b.yaml", message="a\ud800b")
    text = write_sarif(Run([FileResult(found.path, "", [found])]))
    assert text.encode("utf-8")
    result = json.loads(text)["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%E9b.yaml"
    assert result["message"]["text"].startswith("a\ufffdb")


def test_hostile_words_make_no_link() -> None:
    (result,) = log_of(hostile_run())["results"]
    assert "[click](" not in result["message"]["text"]
    assert "\x1b" not in result["message"]["text"] + result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]


def sarif_tool() -> Path:
    """Return the folder of npm's @microsoft/sarif-multitool-linux, which `BP_SARIF` names (.ci/run installs it)."""
    folder = Path(os.environ.get("BP_SARIF", "nowhere"))
    if not (folder / "Sarif.Multitool").is_file():
        if os.environ.get("BP_SARIF"):
            pytest.fail(f"there is no Sarif.Multitool in {folder}")
        pytest.skip("BP_SARIF does not name the folder of the SARIF Multitool: the standard's schema is not asked")
    return folder


@pytest.mark.parametrize("name", RUNS)
def test_the_schema_accepts_it(name: str) -> None:
    schema = json.loads((sarif_tool() / "sarif-2.1.0.json").read_text("utf-8-sig"))
    kind = jsonschema.validators.validator_for(schema)
    checker = kind(schema, format_checker=kind.FORMAT_CHECKER)
    log = json.loads(write_sarif(RUNS[name]()))
    assert [error.message for error in checker.iter_errors(log)] == []
    # And it would notice.
    log["runs"][0]["columnKind"] = "bytes"
    assert not checker.is_valid(log)


@pytest.mark.parametrize("name", RUNS)
def test_microsofts_validator_accepts_it(name: str) -> None:
    tool = sarif_tool() / "Sarif.Multitool"
    log = Path("x.sarif")
    text = write_sarif(RUNS[name]())
    log.write_text(text, "utf-8")
    assert complaints(tool, log) <= {"SARIF2005"}, "a home page is all that may lack"
    log.write_text(text.replace('"startLine": 3', '"startLine": 0').replace('"runs"', '"rnus"'), "utf-8")
    assert complaints(tool, log) - {"SARIF2005"}, "the validator would notice"


def complaints(tool: Path, log: Path) -> set[str]:
    """Return the names of the errors and warnings."""
    done = subprocess.run(
        [tool, "validate", log, "--rule-kind", "Sarif;Ghas"], capture_output=True, text=True, check=False
    )
    assert "Done. 1 files scanned." in done.stdout
    return set(re.findall(r": (?:error|warning) (\w+):", done.stdout))
