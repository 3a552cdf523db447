"""Which configuration counts for a file, and what follows: nearest, extends, overrides, excludes, the command line."""

from __future__ import annotations

import io
import json
import unicodedata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from config_files import FLAWED, LONG, Put, Run

from blueprint_cli.config.configs import Configs, nearest_config

NEVER = ("--fail-on", "never")


def findings(bp: Run, *args: str) -> dict[str, str]:
    """Return the severities of the rules that found something, by rule."""
    code, out, err = bp("lint", "--format", "json", *NEVER, *args)
    assert (code, err) == (0, "")
    return {one["rule"]: one["severity"] for one in json.loads(out)["findings"]}


def test_the_nearest_upwards_counts_and_no_other(put: Put) -> None:
    root = Path.cwd()
    put("bp.yaml", "")
    put("docs/bp.yaml", "")
    put("docs/deep/a.blueprint.yaml", FLAWED)
    assert nearest_config("docs/deep") == str(root / "docs/bp.yaml")
    assert nearest_config("docs") == str(root / "docs/bp.yaml")
    assert nearest_config("") == nearest_config(".") == nearest_config("other/not/there") == str(root / "bp.yaml")


def test_the_search_stops_at_the_root_of_the_repository(put: Put) -> None:
    put("bp.yaml", "")
    put("inner/docs/a.blueprint.yaml", FLAWED)
    Path("inner/.git").write_text("gitdir: elsewhere\n")
    assert nearest_config("inner/docs") is None
    put("inner/bp.yaml", "")
    assert nearest_config("inner/docs") == str(Path.cwd() / "inner/bp.yaml")


def test_each_file_has_its_own(put: Put, bp: Run) -> None:
    put("a/bp.yaml", "rules: {empty-step: error}\n")
    put("a/one.blueprint.yaml", FLAWED)
    put("b/bp.yaml", "rules: {empty-step: info}\n")
    put("b/two.blueprint.yaml", FLAWED)
    put("three.blueprint.yaml", FLAWED)
    _, out, _ = bp("lint", "--format", "json", "--select", "empty-step")
    told = {one["path"]: one["severity"] for one in json.loads(out)["findings"]}
    assert told == {"a/one.blueprint.yaml": "error", "b/two.blueprint.yaml": "info", "three.blueprint.yaml": "warning"}


def test_it_is_found_from_a_folder_below_and_by_an_absolute_path(
    put: Put, bp: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("bp.yaml", "overrides:\n  - files: docs/**\n    rules: {empty-step: error}\n")
    put("docs/a.blueprint.yaml", FLAWED)
    whole = str(Path("docs/a.blueprint.yaml").absolute())
    monkeypatch.chdir("docs")
    assert findings(bp)["empty-step"] == "error"
    assert findings(bp, whole)["empty-step"] == "error"
    monkeypatch.chdir(Path.cwd().root)
    assert findings(bp, whole)["empty-step"] == "error"


def test_the_near_file_beats_what_it_extends_and_the_later_base_the_earlier(put: Put, bp: Run) -> None:
    put("shared/first.yaml", "profile: strict\nrules: {empty-step: error, long-card: error, oversized: {steps: 1}}\n")
    put("shared/second.yaml", "extends: third.yaml\nrules: {long-card: off}\n")
    put("shared/third.yaml", "rules: {oversized: info, no-scope: error}\n")
    put("bp.yaml", "extends: [shared/first.yaml, shared/second.yaml]\nrules: {empty-step: info}\n")
    put("a.blueprint.yaml", FLAWED)
    found = findings(bp)
    assert found["empty-step"] == "info"
    assert "long-card" not in found
    # Severity and options are set one by one.
    assert found["oversized"] == "info"
    assert found["no-scope"] == "error"
    # The profile comes from the first base: no other says one.
    assert found["no-version"] == "warning"


def test_a_base_may_be_extended_twice(put: Put, bp: Run) -> None:
    put("base.yaml", "rules: {empty-step: error}\n")
    put("one.yaml", "extends: base.yaml\n")
    put("two.yaml", "extends: base.yaml\n")
    put("bp.yaml", "extends: [one.yaml, two.yaml]\n")
    put("a.blueprint.yaml", FLAWED)
    assert findings(bp)["empty-step"] == "error"


def test_a_round_of_three_is_told(put: Put, bp: Run) -> None:
    put("x/one.yaml", "extends: two.yaml\n")
    put("x/two.yaml", "# again\nextends: ../bp.yaml\n")
    put("bp.yaml", "extends: x/one.yaml\n")
    put("a.blueprint.yaml", FLAWED)
    code, _, err = bp("lint")
    assert code == 2
    assert err == (
        "bp: x/two.yaml:2:10: This extends itself: bp.yaml → x/one.yaml → x/two.yaml → bp.yaml. Take one of these "
        "lines out.\n"
    )


def test_globs_of_a_base_start_where_the_base_stands(put: Put, bp: Run) -> None:
    put("shared/base.yaml", "overrides: [{files: /a.blueprint.yaml, rules: {empty-step: error}}]\nexclude: /old\n")
    put("bp.yaml", "extends: shared/base.yaml\n")
    put("a.blueprint.yaml", FLAWED)
    put("old/b.blueprint.yaml", FLAWED)
    put("shared/a.blueprint.yaml", FLAWED)
    put("shared/old/c.blueprint.yaml", FLAWED)
    _, out, _ = bp("lint", "--format", "json", "--select", "empty-step")
    told = {one["path"]: one["severity"] for one in json.loads(out)["findings"]}
    assert told == {
        "a.blueprint.yaml": "warning",
        "old/b.blueprint.yaml": "warning",
        "shared/a.blueprint.yaml": "error",
    }


def test_of_two_overrides_the_later_counts(put: Put, bp: Run) -> None:
    put(
        "bp.yaml",
        """\
profile: strict
rules: {empty-step: info}
overrides:
  - files: drafts/
    profile: draft
    rules: {long-card: error, empty-step: error}
  - files: [drafts/new.*, other]
    rules: {long-card: {severity: info, words: 3}}
""",
    )
    put("drafts/new.blueprint.yaml", FLAWED)
    put("drafts/old.blueprint.yaml", FLAWED)
    put("a.blueprint.yaml", FLAWED)
    assert findings(bp, "a.blueprint.yaml")["empty-step"] == "info"
    assert findings(bp, "a.blueprint.yaml")["no-version"] == "warning"
    new, old = findings(bp, "drafts/new.blueprint.yaml"), findings(bp, "drafts/old.blueprint.yaml")
    assert (new["empty-step"], old["empty-step"]) == ("error", "error")
    assert (new["long-card"], old["long-card"]) == ("info", "error")
    assert "no-version" not in new


def test_the_command_line_beats_it(put: Put, bp: Run) -> None:
    put("bp.yaml", "profile: strict\nrules: {empty-step: off, too-coarse: error}\n")
    put("a.blueprint.yaml", FLAWED)
    assert "no-version" in findings(bp)
    draft = findings(bp, "--profile", "draft")
    # What is said of a single rule stays.
    assert draft["too-coarse"] == "error"
    assert not draft.keys() & {"no-version", "empty-step"}
    assert findings(bp, "--select", "empty-step") == {"empty-step": "warning"}
    assert "too-coarse" not in findings(bp, "--ignore", "too-coarse")


def test_config_names_one_for_all_files(put: Put, bp: Run) -> None:
    put("ci/strict.yaml", "rules: {empty-step: error}\nexclude: /b\noverrides: [{files: ../a.*, profile: draft}]\n")
    put("bp.yaml", "this is: not read\n")
    put("a.blueprint.yaml", FLAWED)
    put("b/bp.yaml", "nor: this\n")
    put("b/b.blueprint.yaml", FLAWED)
    found = findings(bp, "--config", "ci/strict.yaml", "a.blueprint.yaml")
    assert found["empty-step"] == "error"
    assert "no-scope" not in found
    assert "no-scope" in findings(bp, "--config", "ci/strict.yaml", "b")


def test_excludes_hold_for_files_that_are_named(put: Put, bp: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("bp.yaml", "exclude:\n  - old/\n  - '*.template.*'\n")
    put("a.blueprint.yaml", FLAWED)
    put("old/b.blueprint.yaml", FLAWED)
    put("sub/old/deep/c.blueprint.yaml", FLAWED)
    put("sub/d.template.blueprint.yaml", FLAWED)
    for paths in ((), (".",), ("a.blueprint.yaml", "old/b.blueprint.yaml", "sub")):
        code, out, _ = bp("lint", "--format", "json", *NEVER, *paths)
        assert code == 0
        assert {one["path"] for one in json.loads(out)["findings"]} == {"a.blueprint.yaml"}
    _, out, _ = bp("lint", "-v", *NEVER)
    assert "old/b.blueprint.yaml is left out: bp.yaml:2 excludes it." in out
    assert "sub/d.template.blueprint.yaml is left out: bp.yaml:3 excludes it." in out
    assert "left out" not in bp("lint", *NEVER)[1]
    said = "No file to {}: old/b.blueprint.yaml is excluded by bp.yaml:2. Say --allow-empty where that is all right."
    assert bp("lint", "old/b.blueprint.yaml") == (2, "", f"bp: {said.format('check')}\n")
    assert bp("render", "old/b.blueprint.yaml") == (2, "", f"bp: {said.format('draw')}\n")
    assert bp("lint", "--allow-empty", "old/b.blueprint.yaml")[0] == 0
    assert bp("render", "--allow-empty", "old/b.blueprint.yaml")[0] == 0
    assert not list(Path().rglob("*.svg"))
    monkeypatch.chdir("sub/old/deep")
    assert "c.blueprint.yaml is excluded by ../../../bp.yaml:2." in bp("lint")[2]


def test_all_files_may_be_excluded(put: Put, bp: Run) -> None:
    put("bp.yaml", "exclude: '*.blueprint.yaml'\n")
    put("a.blueprint.yaml", FLAWED)
    put("b.blueprint.yaml", FLAWED)
    assert bp("lint")[2].startswith("bp: No file to check: all 2 files are excluded by bp.yaml:1.")


@pytest.mark.parametrize("written", ["NFC", "NFD"])
@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
def test_umlauts_and_blanks_in_paths(written: str, on_disk: str, put: Put, bp: Run) -> None:
    name = unicodedata.normalize(on_disk, "Entwürfe für später/Rückgabe.blueprint.yaml")
    glob = unicodedata.normalize(written, "Entwürfe für später/**")
    put("bp.yaml", f"overrides:\n  - files: {glob}\n    rules: {{empty-step: error}}\n")
    put(name, FLAWED)
    assert findings(bp, name)["empty-step"] == "error"
    put("bp.yaml", f"exclude:\n  - {unicodedata.normalize(written, 'Rück*')}\n")
    assert bp("lint", "--allow-empty")[1].count("empty-step") == 0


def test_standard_input_has_the_settings_of_its_name(put: Put, bp: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("bp.yaml", "rules: {empty-step: info}\n")
    put("docs/bp.yaml", "rules: {empty-step: error}\nexclude: old/\n")

    def stdin() -> None:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(FLAWED.encode())))

    stdin()
    assert findings(bp, "-")["empty-step"] == "info"
    stdin()
    assert findings(bp, "-", "--stdin-filename", "docs/x.blueprint.yaml")["empty-step"] == "error"
    stdin()
    code, _, err = bp("lint", "-", "--stdin-filename", "docs/old/x.blueprint.yaml")
    assert (code, "docs/old/x.blueprint.yaml is excluded by docs/bp.yaml:2" in err) == (2, True)


CATALOG = "systems:\n  crm: {name: CRM, kind: record}\nactors:\n  clerk: {name: Clerk}\n"
SHARING = """\
blueprint: 1
service: Example
steps:
  - name: Ask
    customer: Asks
    frontstage: {does: Answers, by: clerk, uses: crm}
"""


def test_every_blueprint_shares_the_catalogs(put: Put, bp: Run) -> None:
    put("shared/catalog.yaml", CATALOG)
    put("docs/deep/a.blueprint.yaml", SHARING + "    backstage: {does: Files it, by: registrar}\n")
    put("bp.yaml", "catalog: shared/catalog.yaml\n")
    _, out, _ = bp("lint", "--format", "json", "--select", "unused-system")
    assert [one["message"] for one in json.loads(out)["findings"]] == ["There is no actor or system “registrar”."]
    put("docs/deep/a.blueprint.yaml", SHARING)
    assert bp("lint", "--select", "unused-system")[0] == 0
    assert bp("render")[0] == 0
    # The word of the catalog is in the picture, not its id.
    picture = Path("docs/deep/a.svg").read_text("utf-8")
    assert "Clerk" in picture
    assert "CRM" in picture


def test_the_catalog_of_the_blueprint_itself_comes_first(put: Put) -> None:
    from blueprint_cli.load import load_blueprint

    put("base/catalog.yaml", CATALOG.replace("CRM", "Base").replace("crm", "base"))
    put("near.yaml", CATALOG.replace("CRM", "Near"))
    put("own.yaml", CATALOG.replace("CRM", "Own"))
    put("base/bp.yaml", "catalog: catalog.yaml\n")
    put("bp.yaml", "extends: base/bp.yaml\ncatalog: near.yaml\n")
    catalogs = Configs().catalogs("a.blueprint.yaml")
    assert catalogs == ("near.yaml", "base/catalog.yaml")
    blueprint = load_blueprint("a.blueprint.yaml", SHARING.encode(), catalogs=catalogs).blueprint
    assert {system.name for system in blueprint.systems.values()} == {"Near", "Base"}
    own = SHARING.replace("steps:", "catalog: own.yaml\nsteps:").encode()
    blueprint = load_blueprint("a.blueprint.yaml", own, catalogs=catalogs).blueprint
    assert {system.name for system in blueprint.systems.values()} == {"Own", "Base"}


def test_a_review_vouches_for_the_shared_entries_in_use(put: Put, bp: Run) -> None:
    put("catalog.yaml", CATALOG)
    put("bp.yaml", "catalog: catalog.yaml\n")
    put("a.blueprint.yaml", SHARING)
    assert bp("review", "a.blueprint.yaml", "--by", "Head of Service", "--today", "2026-11-22")[0] == 0
    assert findings(bp, "--select", "review-mismatch") == {}
    put("catalog.yaml", CATALOG.replace("CRM", "Another"))
    assert findings(bp, "--select", "review-mismatch") == {"review-mismatch": "warning"}


def test_a_picture_with_findings_follows_it(put: Put, bp: Run) -> None:
    put("a.blueprint.yaml", FLAWED)
    assert bp("render", "--findings", "-o", "usual.svg")[0] == 0
    put("bp.yaml", "rules: {long-card: error}\n")
    assert bp("render", "--findings", "-o", "other.svg")[0] == 0
    usual, other = (Path(name).read_text("utf-8") for name in ("usual.svg", "other.svg"))
    assert usual != other
    put("bp.yaml", "rules: {long-card: off}\n")
    assert bp("render", "--findings", "--config", "bp.yaml", "-o", "off.svg")[0] == 0
    assert "long-card" in other
    assert "long-card" not in Path("off.svg").read_text("utf-8")


def test_what_is_in_force_has_a_key_of_its_own(put: Put) -> None:
    put(
        "bp.yaml",
        """\
vocabulary: [b, a]
overrides:
  - files: one/
    rules: {long-card: {words: 5}}
  - files: two/
    rules: {long-card: {words: 5}}
  - files: three/
    rules: {long-card: {words: 6}}
""",
    )
    configs = Configs()
    plain, one, two, three = (configs.in_force(f"{folder}/a.yaml") for folder in ("zero", "one", "two", "three"))
    assert configs.in_force("one/b.yaml") is one
    assert one.key == two.key
    assert hash(one) == hash(two)
    assert one == two
    assert len({plain.key, one.key, three.key}) == 3
    assert json.loads(one.key)[1] == {"long-card": {"words": 5}}


def test_the_settings_survive_the_way_to_another_process(put: Put) -> None:
    import pickle

    put("bp.yaml", "overrides: [{files: a.*, profile: strict}]\ndiff: {levels: {}}\n")
    configs = Configs()
    before = configs.in_force("a.blueprint.yaml")
    copy: Any = pickle.loads(pickle.dumps(configs))
    assert copy.in_force("a.blueprint.yaml") == before
    assert copy.in_force("b.blueprint.yaml") != before


def test_the_diff_part_is_handed_on_as_it_is_written(put: Put) -> None:
    put("base.yaml", "diff:\n  levels: {evidence-removed: info}\n")
    put("bp.yaml", "extends: base.yaml\ndiff:\n  approve: [{change: x, reason: y}]\n")
    config = Configs().of("a.blueprint.yaml")
    assert config is not None
    assert config.sources == ("bp.yaml", "base.yaml")
    (base, first), (near, second) = config.diffs
    assert (base, first["levels"]) == ("base.yaml", {"evidence-removed": "info"})
    assert (near, second["approve"][0]["reason"]) == ("bp.yaml", "y")
    assert first["levels"].value_spans["evidence-removed"].line == 2


def test_the_words_of_the_card_are_what_the_tests_think() -> None:
    assert 12 < len(LONG.split()) < 20
