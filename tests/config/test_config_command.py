"""`bp config`: the settings of a file, and which line makes each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from config_files import FLAWED, Put, Run

from blueprint_cli.rules.levels import profile_levels
from blueprint_cli.rules.registry import RULES


@pytest.fixture
def account(put: Put) -> None:
    put("shared/base.yaml", "# The house.\nprofile: strict\nvocabulary: [Gateway Desk]\ncatalog: catalog.yaml\n")
    put("shared/catalog.yaml", "systems:\n  crm: CRM\n")
    put(
        "bp.yaml",
        """\
extends: shared/base.yaml
rules:
  long-card: {severity: error, words: 15}
  no-scope: off
overrides:
  - files: drafts/
    profile: draft
    rules:
      silent-wait: {wait: 1 h}
    vocabulary: Save Button
exclude: "*.old.*"
""",
    )
    for name in ("a", "drafts/b", "c.old"):
        put(f"{name}.blueprint.yaml", FLAWED)


HEAD = """\
bp.yaml is in force for drafts/b.blueprint.yaml; it extends shared/base.yaml.

profile                     draft                bp.yaml:7
catalog                     shared/catalog.yaml  shared/base.yaml:4
vocabulary                  Gateway Desk         shared/base.yaml:3
vocabulary                  Save Button          bp.yaml:10

flattened-layers            warning              profile draft
  cards                     5                    default
  one-sided                 80                   default
  share                     20                   default
customer-in-frontstage      warning              profile draft
"""
LINES = """\
long-card                   error                bp.yaml:3
  words                     15                   bp.yaml:3
  warning-from              20                   default
silent-wait                 off                  profile draft
  wait                      1 h                  bp.yaml:9
  gap                       1 h                  default
no-scope                    off                  bp.yaml:4
unused-ignore               warning              profile draft
"""


def test_it_tells_each_setting_with_its_line(account: None, bp: Run) -> None:
    code, out, err = bp("config", "drafts/b.blueprint.yaml")
    assert (code, err) == (0, "")
    assert out.startswith(HEAD)
    assert set(LINES.splitlines()) <= set(out.splitlines())
    assert {line.split()[0] for line in out.splitlines() if line[:1].isalpha()} >= {rule.name for rule in RULES}


def test_it_tells_that_a_file_is_excluded(account: None, bp: Run) -> None:
    code, out, _ = bp("config", "c.old.blueprint.yaml")
    assert code == 0
    assert out.splitlines()[1] == "bp.yaml:11 excludes this file, so bp leaves it alone."


def test_for_programs_it_is_json(account: None, bp: Run) -> None:
    told: dict[str, Any] = json.loads(bp("config", "a.blueprint.yaml", "--format", "json")[1])
    assert (told["version"], told["config"], told["extends"]) == (1, "bp.yaml", ["shared/base.yaml"])
    assert told["profile"] == {"value": "strict", "from": "shared/base.yaml", "line": 2, "column": 10}
    assert told["vocabulary"] == [{"value": "Gateway Desk", "from": "shared/base.yaml", "line": 3, "column": 14}]
    assert told["rules"]["long-card"]["severity"] == {"value": "error", "from": "bp.yaml", "line": 3, "column": 25}
    assert told["rules"]["long-card"]["options"]["words"] == {
        "value": 15,
        "from": "bp.yaml",
        "line": 3,
        "column": 39,
    }
    assert told["rules"]["silent-wait"]["options"]["wait"] == {"value": "5 min", "from": "default"}
    assert {name: rule["severity"]["value"] for name, rule in told["rules"].items()} == {
        **profile_levels("strict"),
        "long-card": "error",
        "no-scope": "off",
    }
    assert told["excluded"] is None
    excluded = json.loads(bp("config", "c.old.blueprint.yaml", "--format", "json")[1])["excluded"]
    assert excluded == {"from": "bp.yaml", "line": 11, "column": 10}


def test_it_tells_what_bp_diff_reads(put: Put, bp: Run) -> None:
    put("base.yaml", "diff:\n  levels: {evidence-removed: info, evidence-added: info}\n")
    put(
        "bp.yaml",
        "extends: base.yaml\ndiff:\n  levels:\n    evidence-added: risky\n"
        "  approve:\n    - {change: evidence-removed pay/receipt, reason: By e-mail now, until: 2027-01-31}\n",
    )
    put("a.blueprint.yaml", FLAWED)
    out = bp("config", "a.blueprint.yaml")[1]
    assert [line.split() for line in out.splitlines() if line.startswith("diff")] == [
        ["diff", "evidence-added", "risky", "bp.yaml:4"],
        ["diff", "evidence-removed", "info", "base.yaml:2"],
        ["diff", "approves", "evidence-removed", "pay/receipt", "bp.yaml:6"],
    ]
    told = json.loads(bp("config", "a.blueprint.yaml", "--format", "json")[1])["diff"]
    assert told["levels"]["evidence-added"] == {"value": "risky", "from": "bp.yaml", "line": 4, "column": 21}
    assert told["approve"][0]["until"] == "2027-01-31"


def test_without_any_it_says_so(put: Put, bp: Run) -> None:
    put("docs/a.blueprint.yaml", FLAWED)
    code, out, _ = bp("config", "docs/a.blueprint.yaml")
    assert code == 0
    start, _, profile, catalog, vocabulary = out.splitlines()[:5]
    assert start == (
        "No bp.yaml is in force for docs/a.blueprint.yaml: there is none beside it or above it in its repository."
    )
    assert [line.split() for line in (profile, catalog, vocabulary)] == [
        ["profile", "standard", "default"],
        ["catalog", "none", "default"],
        ["vocabulary", "none", "default"],
    ]
    told = json.loads(bp("config", "docs/a.blueprint.yaml", "--format", "json")[1])
    assert told["config"] is None
    assert {rule["severity"]["from"] for rule in told["rules"].values()} == {"profile"}


def test_a_name_that_is_nearly_right_is_told(put: Put, bp: Run) -> None:
    put("bp.yaml", "profile: draft\n")
    put("docs/bp.yml", "profile: strict\n")
    put("docs/sub/.bp.yaml", "profile: strict\n")
    put(".bp.yml", "profile: strict\n")
    for name in ("docs/sub/deep/a", "docs/b", "docs/c"):
        put(f"{name}.blueprint.yaml", FLAWED)
    told = [
        f"{name} is not read, because of its name: call it bp.yaml." for name in ("docs/bp.yml", "docs/sub/.bp.yaml")
    ]
    root = ".bp.yml is not read, because of its name: call it bp.yaml."
    assert json.loads(bp("lint", "--format", "json", "docs")[1])["notes"] == [root, *told]
    told.insert(0, root)
    assert bp("config", "docs/sub/deep/a.blueprint.yaml")[2] == "".join(f"bp: {line}\n" for line in told)
    assert bp("config", "docs/b.blueprint.yaml", "--config", "bp.yaml")[2] == ""


def test_config_names_another(account: None, put: Put, bp: Run) -> None:
    put("other.yaml", "profile: strict\n")
    out = bp("config", "a.blueprint.yaml", "--config", "other.yaml")[1]
    assert out.startswith("other.yaml is in force for a.blueprint.yaml.\n")


def test_it_asks_for_a_file_that_is_there(put: Put, bp: Run) -> None:
    Path("docs").mkdir()
    assert bp("config", "gone.blueprint.yaml")[::2] == (
        2,
        "bp: gone.blueprint.yaml: This path does not exist. Check its spelling and folder.\n",
    )
    assert bp("config", "docs")[::2] == (
        2,
        "bp: docs is a folder. Name one blueprint: settings may differ from file to file.\n",
    )


def test_the_readme_shows_what_it_prints(put: Put, bp: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    page = readme.split("\n## Configuration\n", 1)[1].split("\n## ", 1)[0]
    config = page.split("```yaml\n", 1)[1].split("```", 1)[0]
    command, *shown = page.split("```console\n$ bp ", 1)[1].split("\n```", 1)[0].splitlines()
    put("service/bp.yaml", config)
    put("shared/bp.yaml", "vocabulary: [Desk]\n")
    put("service/shared/catalog.yaml", "systems:\n  crm: CRM\n")
    put("service/drafts/returns.blueprint.yaml", FLAWED)
    monkeypatch.chdir("service")
    code, out, _ = bp(*command.split())
    assert code == 0
    assert set(shown) - {"…"} <= set(out.splitlines())
    assert {f"`{key}`" for key in ("extends", "profile", "rules", "overrides", "exclude", "catalog", "vocabulary")} < {
        line.split(" | ")[0].removeprefix("| ") for line in page.splitlines()
    }
