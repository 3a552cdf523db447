"""Every mistake in a configuration is told at its line and column, in words, and ends the command with exit code 2."""

from __future__ import annotations

import pytest
from config_files import FLAWED, Put, Run

MISTAKES = [
    ("profil: strict\n", "1:1: A configuration has no `profil`: did you mean `profile`?"),
    ("profile: strickt\n", "1:10: There is no profile “strickt”. Did you mean “strict”?"),
    ("profile: loose\n", "1:10: There is no profile “loose”. `profile` is draft, standard or strict."),
    ("profile:\n", "1:1: `profile` has no value. `profile` is draft, standard or strict."),
    ("profile: [strict]\n", "1:10: `profile` is draft, standard or strict."),
    ("colour: red\n", "1:1: A configuration has no `colour`. It has `extends`, `profile`, `rules`, `overrides`,"),
    ("fail-on: warning\n", "1:1: A configuration has no `fail-on`: that is for the command line, as --fail-on."),
    ("long-card: off\n", "1:1: A configuration has no `long-card`: it is a rule, and rules stand under `rules:`."),
    ("ignore: [a]\n", "1:1: A configuration has no `ignore`: did you mean `exclude`?"),
    ("rules:\n  long-cards: off\n", "2:3: There is no rule “long-cards”. Did you mean “long-card”?"),
    ("rules:\n  nonsense-word: off\n", "2:3: There is no rule “nonsense-word”. `bp rules` lists them."),
    ("rules:\n  schema: off\n", "2:3: `schema` comes from reading the file and is always an error"),
    (
        "rules:\n  long-card: warn\n",
        "2:14: `long-card` is “warn”; it can be off, info, warning or error. Did you mean warning?",
    ),
    ("rules:\n  long-card: sometimes\n", "2:14: `long-card` is “sometimes”; it can be off, info, warning or error."),
    (
        "rules:\n  long-card: no\n",
        "2:14: `long-card` is “no”; it can be off, info, warning or error. Did you",
    ),
    ("rules:\n  long-card:\n", "2:3: `long-card` has no value: write off, info, warning or error."),
    ("rules:\n  long-card: [off]\n", "2:14: `long-card` is a list; it can be off, info, warning or error."),
    ("rules: [long-card]\n", "1:8: `rules` is a mapping: one rule a line, such as `long-card: warning`."),
    ("rules:\n  long-card: {severity: loud}\n", "2:25: `severity` is “loud”; it can be off, info, warning or error."),
    ("rules:\n  long-card: {word: 5}\n", "2:15: `long-card` has no option `word`: did you mean `words`?"),
    ("rules:\n  long-card: {level: off}\n", "2:15: `long-card` has no option `level`: did you mean `severity`?"),
    (
        "rules:\n  long-card: {colour: 5}\n",
        "2:15: `long-card` has no option `colour`. It has `severity`, `words`, `warning-from`.",
    ),
    (
        "rules:\n  empty-step: {limit: 5}\n",
        "2:16: `empty-step` has no option `limit`, nor any other: only its `severity` can be set.",
    ),
    (
        "rules:\n  long-card: {words: many}\n",
        "2:22: `words` of `long-card` is “many”; it is a whole number from 1 to 1000.",
    ),
    ("rules:\n  long-card: {words: 0}\n", "2:22: `words` of `long-card` is “0”; it is a whole number from 1 to 1000."),
    ("rules:\n  long-card: {words: 2.5}\n", "2:22: `words` of `long-card` is “2.5”; it is a whole number"),
    ("rules:\n  long-card: {words: }\n", "2:15: `words` of `long-card` has no value; it is a whole number"),
    (
        "rules:\n  long-card: {words: [5]}\n",
        "2:22: `words` of `long-card` is a list or a mapping; it is a whole",
    ),
    (
        "rules:\n  stale-review: {every: often}\n",
        "2:25: `every` of `stale-review` is “often”; it is a length of time such as `20 min`, `2 d` or `5 wd`.",
    ),
    (
        "rules:\n  silent-wait: {gap: 3 wd}\n",
        "2:22: `gap` of `silent-wait` is “3 wd”; it is a length of time such as `20 min` or `2 d`.",
    ),
    ("overrides:\n  files: a\n", "2:3: `overrides` is a list: start each entry with `- files:`."),
    ("overrides:\n  - drafts\n", "2:5: An override is a mapping with `files`"),
    ("overrides:\n  - profile: draft\n", "2:5: This override does not say for which files"),
    ("overrides:\n  - files:\n    profile: draft\n", "2:5: This override does not say for which files"),
    ("overrides:\n  - {file: a, profile: draft}\n", "2:6: An override has no `file`: did you mean `files`?"),
    (
        "overrides:\n  - files: a\n    exclude: b\n",
        "3:5: An override has no `exclude`: `exclude` stands at the top of the file, at the left margin.",
    ),
    (
        "overrides:\n  - files: a\n    rules: {too-fin: off}\n",
        "3:13: There is no rule “too-fin”. Did you mean",
    ),
    ('exclude: ["a", "!b"]\n', "1:16: “!b” is no glob: nothing that one glob takes out can be taken in again with `!`"),
    ('exclude: "{a,b}/*"\n', "1:10: “{a,b}/*” is no glob: there is no `{a,b}` in globs here"),
    ("exclude: {a: b}\n", "1:10: `exclude` must be a glob such as `drafts/**`, or a list of them."),
    ("exclude: [[a]]\n", "1:11: An entry of `exclude` must be a glob such as `drafts/**`."),
    ("exclude: [*.old]\n", "1:11: The text of `exclude` cannot start with `*`"),
    ("vocabulary: {a: b}\n", "1:13: `vocabulary` must be a word or name, or a list of them."),
    ("extends: gone.yaml\n", "1:10: “gone.yaml” does not exist. `extends` names files, by paths from this one."),
    ("extends: https://example.org/bp.yaml\n", "1:10: `extends` takes paths only, relative to this file"),
    ("extends: bp.yaml\n", "1:10: This extends itself: bp.yaml → bp.yaml."),
    ("catalog: gone.yaml\n", "1:10: There is no catalog “gone.yaml”. Its path is relative to this file."),
    ("diff: strict\n", "1:7: `diff` is a mapping with `levels` and `approve`."),
    ("diff: {level: {}}\n", "1:8: `diff` has no `level`: did you mean `levels`?"),
    ("diff:\n  levels: {evidence-removd: risky}\n", "2:12: There is no kind of change “evidence-removd”. Did you mean"),
    (
        "diff:\n  levels: {evidence-removed: riskey}\n",
        "2:30: `evidence-removed` can be breaking, risky,",
    ),
    ("diff:\n  approve: {}\n", "2:12: `approve` is a list: start each entry with `- change:`."),
    ("diff:\n  approve: [x]\n", "2:13: An approval is a mapping with `change`, `reason`"),
    (
        "diff:\n  approve:\n    - {change: x}\n",
        "3:7: An approval says why the change is all right: give",
    ),
    ("diff:\n  approve:\n    - {change: x, reason: y, until: soon}\n", "3:37: `until` is a day such as 2027-01-31."),
    ("diff:\n  approve:\n    - {change: x, reason: y, by: z}\n", "3:30: An approval has no `by`. It has `change`"),
    ("diff:\n  approve:\n    - {}\n", "3:7: An approval says which change it is about: give it a `change`."),
    ("- a\n", "1:1: This file holds a list; a configuration is a mapping of keys and values."),
    ("strict\n", "1:1: This file holds the text “strict”; a configuration is a mapping of keys and values."),
    ("rules:\n  long-card: off\n  long-card: info\n", "3:3: `long-card` is given twice in the same place"),
    ("rules:\n\tlong-card: off\n", "2:1: "),
    ('profile: "strict\n', "1:10: "),
]


@pytest.mark.parametrize(("text", "told"), MISTAKES)
def test_a_mistake_is_told_at_its_place(text: str, told: str, put: Put, bp: Run) -> None:
    put("bp.yaml", text)
    put("a.blueprint.yaml", FLAWED)
    code, out, err = bp("lint")
    assert code == 2
    assert out == ""
    assert err.startswith(f"bp: bp.yaml:{told}")
    assert all(len(line) < 400 for line in err.splitlines())
    assert "a blueprint is" not in err
    for word in ("None", "Traceback", "Map(", "{'"):
        assert word not in err


@pytest.mark.parametrize("command", [("lint",), ("render",), ("config", "a.blueprint.yaml"), ("lint", "-v", "-")])
def test_every_command_tells_it(command: tuple[str, ...], put: Put, bp: Run) -> None:
    put("bp.yaml", "profil: strict\n")
    put("a.blueprint.yaml", FLAWED)
    code, out, err = bp(*command)
    assert (code, out) == (2, "")
    assert err == "bp: bp.yaml:1:1: A configuration has no `profil`: did you mean `profile`?\n"


def test_all_mistakes_are_told_at_once_in_the_order_of_the_text(put: Put, bp: Run) -> None:
    put("bp.yaml", "exclude: '!a'\nrules:\n  b: off\n  long-card: loud\nprofile: c\n")
    put("a.blueprint.yaml", FLAWED)
    _, _, err = bp("lint")
    places = [line.partition(": ")[0] for line in err.removeprefix("bp: ").splitlines()]
    assert places == ["bp.yaml:1:10", "bp.yaml:3:3", "bp.yaml:4:14", "bp.yaml:5:10"]


def test_a_flood_of_mistakes_is_cut(put: Put, bp: Run) -> None:
    put("bp.yaml", "rules:\n" + "".join(f"  nothing-{number}: off\n" for number in range(30)))
    put("a.blueprint.yaml", FLAWED)
    _, _, err = bp("lint")
    assert len(err.splitlines()) == 21
    assert err.endswith("… and 10 more.\n")


def test_a_mistake_in_what_is_extended_is_told_there(put: Put, bp: Run) -> None:
    put("shared/base.yaml", "rules:\n  long-card: loud\n")
    put("bp.yaml", "extends: shared/base.yaml\n")
    put("a.blueprint.yaml", FLAWED)
    assert bp("lint")[2].startswith("bp: shared/base.yaml:2:14: `long-card` is “loud”")


def test_a_mistake_in_a_shared_catalog_is_told_once(put: Put, bp: Run) -> None:
    put("shared/catalog.yaml", "systems:\n  crm: {name: CRM, statu: retired}\n")
    put("bp.yaml", "catalog: shared/catalog.yaml\n")
    put("a.blueprint.yaml", FLAWED)
    put("b.blueprint.yaml", FLAWED)
    code, _, err = bp("lint")
    assert code == 2
    assert err.count("\n") == 1
    assert err.startswith("bp: shared/catalog.yaml:2:20: A system has no field `statu`: did you mean `status`?")
    assert err.endswith("The catalog is shared by bp.yaml:1.\n")


def test_a_configuration_that_is_not_there_is_told(put: Put, bp: Run) -> None:
    put("a.blueprint.yaml", FLAWED)
    put("docs/b.blueprint.yaml", FLAWED)
    assert bp("lint", "--config", "gone.yaml", "a.blueprint.yaml")[::2] == (
        2,
        "bp: The configuration gone.yaml does not exist. Name a file such as bp.yaml.\n",
    )
    assert "The configuration docs is a folder." in bp("render", "--config", "docs")[2]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "rules:\noverrides:\nexclude:\nextends:\ndiff:\n", "---\n"])
def test_a_configuration_may_say_nothing(text: str, put: Put, bp: Run) -> None:
    put("bp.yaml", text)
    put("a.blueprint.yaml", FLAWED)
    assert bp("lint", "--fail-on", "never")[0] == 0
