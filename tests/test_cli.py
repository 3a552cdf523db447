"""The command line as a whole: help, version, the small commands, pipes that close, terminals."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from blueprint_cli import __version__
from blueprint_cli.cli import main
from blueprint_cli.rules.registry import RULES
from blueprint_cli.starters import starter_text

Capture = pytest.CaptureFixture[str]
COMMANDS = ("lint", "render", "explain", "rules", "new", "schema")
BP = (sys.executable, "-m", "blueprint_cli")
posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX terminal or shell")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "BP_DEBUG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_version(capsys: Capture) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"bp {__version__}\n"


def test_help_fits_a_terminal_and_names_every_command(capsys: Capture) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    for command in COMMANDS:
        assert f"\n  {command} " in out
    # A summary that is cut ends in three points.
    assert "..." not in out.partition("Commands:")[2]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_fits_a_terminal(command: str, capsys: Capture) -> None:
    assert main([command, "-h"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"Usage: bp {command} ")
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("rule", [rule.name for rule in RULES] + ["yaml-syntax", "unused-ignore"])
def test_explain(rule: str, capsys: Capture) -> None:
    assert main(["explain", rule]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{rule}  ")
    for heading in ("Severity: ", "\nWhy it matters\n  ", "\nBad\n    ", "\nGood\n    ", "\nSource\n  "):
        assert heading in out


def test_explain_knows_what_was_meant(capsys: Capture) -> None:
    assert main(["explain", "no-ownr"]) == 2
    assert capsys.readouterr().err == "bp: There is no rule “no-ownr”. Did you mean “no-owner”?\n"


def test_explain_draws_the_examples_with_what_is_found(tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "pictures"
    assert main(["explain", "visible-below-the-line", "--render", str(folder), "--today", "2026-11-21"]) == 0
    bad, good = ((folder / f"visible-below-the-line-{kind}.svg").read_text("utf-8") for kind in ("bad", "good"))
    assert "visible-below-the-line" in bad.partition("<desc")[2].partition("</desc>")[2]
    assert 'class="remark warning"' in bad
    assert 'class="remark warning"' not in good
    assert capsys.readouterr().out.count(".svg\n") == 2


def test_explain_says_which_example_allows_no_picture(tmp_path: Path, capsys: Capture) -> None:
    assert main(["explain", "unknown-reference", "--render", str(tmp_path), "--today", "2026-11-21"]) == 0
    assert "unknown-reference-bad.svg is not drawn" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["unknown-reference-good.svg"]


def test_explain_says_that_there_are_no_examples(tmp_path: Path, capsys: Capture) -> None:
    assert main(["explain", "rule-crashed", "--render", str(tmp_path)]) == 0
    assert "has no examples" in capsys.readouterr().out


def test_rules(capsys: Capture) -> None:
    assert main(["rules"]) == 0
    text = capsys.readouterr().out
    assert main(["rules", "--format", "markdown"]) == 0
    markdown = capsys.readouterr().out
    assert main(["rules", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed["version"] == 1
    entries = {rule["name"]: rule for rule in listed["rules"]}
    assert {rule.name for rule in RULES} < entries.keys()
    assert entries["no-owner"]["severity"] == {"draft": "warning", "standard": "warning", "strict": "error"}
    assert {name for name, rule in entries.items() if rule["acknowledgeable"]} == {r.name for r in RULES if r.service}
    for name, rule in entries.items():
        assert f"  {name} " in text
        assert f"| `{name}`" in markdown
        assert rule["summary"] in text
    assert all(row.count("|") - row.count("\\|") == 9 for row in markdown.splitlines())


def test_new_suggests_what_a_shell_understands(capsys: Capture) -> None:
    assert main(["new", "my service"]) == 0
    assert capsys.readouterr().out == (
        "Wrote my service.blueprint.yaml. Next: `bp lint 'my service.blueprint.yaml'` checks it, "
        "`bp render 'my service.blueprint.yaml'` draws it.\n"
    )


def test_new_says_which_name_is_not_found(capsys: Capture) -> None:
    assert main(["new", "foo.yaml"]) == 0
    assert capsys.readouterr().out.endswith("only: it will not find this file.\n")
    assert main(["lint"]) == 2


@pytest.mark.parametrize("name", ["blueprint", "catalog", "findings"])
def test_schema(name: str, capsys: Capture) -> None:
    assert main(["schema", name]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_schema_is_that_of_a_blueprint_by_default(capsys: Capture) -> None:
    main(["schema"])
    default = capsys.readouterr().out
    main(["schema", "blueprint"])
    assert capsys.readouterr().out == default
    assert main(["schema", "bluprint"]) == 2


@pytest.mark.parametrize(
    ("args", "file", "starter"),
    [
        ([], "returns.blueprint.yaml", "returns"),
        (["--from", "blank"], "service.blueprint.yaml", "blank"),
        (["library"], "library.blueprint.yaml", "returns"),
        (["a/b/loan.blueprint.yaml", "--from", "blank"], "a/b/loan.blueprint.yaml", "blank"),
        (["loan.yml"], "loan.yml", "returns"),
    ],
)
def test_new_writes_a_file_that_lints_clean(args: list[str], file: str, starter: str, capsys: Capture) -> None:
    assert main(["new", *args]) == 0
    assert capsys.readouterr().out.startswith(f"Wrote {file}. Next: `bp lint {file}`")
    assert Path(file).read_text(encoding="utf-8") == starter_text(starter)
    assert main(["lint", file, "--fail-on", "info", "--today", "2026-11-21"]) == 0


def test_new_never_overwrites(capsys: Capture) -> None:
    Path("returns.blueprint.yaml").write_text("mine")
    assert main(["new"]) == 2
    assert capsys.readouterr().err == ("bp: returns.blueprint.yaml exists and is left as it is. Choose another name.\n")
    assert Path("returns.blueprint.yaml").read_text() == "mine"


def test_new_to_standard_output(capsys: Capture) -> None:
    assert main(["new", "-", "--from", "blank"]) == 0
    assert capsys.readouterr().out == starter_text("blank")


def test_new_below_a_file_is_3(capsys: Capture) -> None:
    Path("file").write_text("")
    assert main(["new", "file/x"]) == 3
    assert capsys.readouterr().err.startswith("bp: file")


@posix
@pytest.mark.parametrize("args", [["rules"], ["lint", "--verbose", "--fail-on", "info"], ["schema"]])
def test_a_reader_that_stops_reading_is_no_error(args: list[str]) -> None:
    main(["new"])
    with subprocess.Popen([*BP, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@posix
def test_a_full_disk_is_3() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*BP, "schema"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 3
    assert done.stderr.startswith(b"bp: No space left on device")
    assert done.stderr.count(b"\n") == 1


def test_output_that_cannot_show_a_character() -> None:
    Path("a.blueprint.yaml").write_text("blueprint: 1\nservice: Été\nsteps: 返\n", encoding="utf-8")
    environ = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run([*BP, "lint"], capture_output=True, env=environ, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.isascii()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_offers_commands_and_rules(shell: str) -> None:
    def complete(words: str) -> str:
        environ = {
            **os.environ,
            "_BP_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1),
            "_TYPER_COMPLETE_ARGS": words,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        }
        code = "from blueprint_cli.cli import main; main()"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environ, text=True, check=False)
        return done.stdout

    assert "render" in complete("bp re")
    assert "no-owner" in complete("bp explain no-o")
    assert "stale-review,no-owner" in complete("bp lint --ignore stale-review,no-o")


@posix
def test_a_terminal_gets_colours() -> None:
    main(["new"])
    Path("broken.blueprint.yaml").write_text("blueprint: 1\nservice: x\nstepps: []\n")
    code, out = in_terminal("lint", "--today", "2026-11-21")
    assert code == 1
    assert "\x1b[1;31merror\x1b[0m" in out
    assert "3 | " in out.replace("\x1b[2m", "").replace("\x1b[0m", "")
    assert "^" in out
    assert "\x1b" not in in_terminal("lint", TERM="dumb")[1]
    assert "\x1b" not in in_terminal("lint", NO_COLOR="1")[1]


@posix
def test_rules_keep_to_the_width_of_a_terminal() -> None:
    code, out = in_terminal("rules", NO_COLOR="1", COLUMNS="80")
    assert code == 0
    assert max(len(line) for line in out.splitlines()[:-2]) <= 80
    assert all(f"  {rule.name} " in out for rule in RULES)


@posix
def test_ctrl_c_is_130_and_quiet() -> None:
    os.mkfifo("a.blueprint.yaml")
    process = subprocess.Popen(
        [*BP, "lint", "a.blueprint.yaml"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell may have told its background jobs to ignore the signal.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    # Returns once the other side reads.
    writer = os.open("a.blueprint.yaml", os.O_WRONLY)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=30) == (b"", b"")
    os.close(writer)
    assert process.returncode == 130


@posix
def test_many_files_get_a_bar() -> None:
    text = starter_text("returns")
    for number in range(150):
        Path(f"{number:03}.blueprint.yaml").write_text(text, encoding="utf-8")
    code, out = in_terminal("lint", "--today", "2026-11-21", slow="0")
    assert code == 0
    assert "Linting" in out
    assert "/150" in out
    # It is gone before the report, whose last line stands alone.
    assert re.sub(r"\x1b\[[\d;]*[a-zA-Z]", "", out).rstrip().splitlines()[-1].startswith("150 files: ")


def in_terminal(*args: str, slow: str | None = None, **environ: str) -> tuple[int, str]:
    """Run `bp` in a terminal of its own, and return its exit code and all that it wrote there."""
    import pty

    code = "import sys; from blueprint_cli.cli import main, terminal\n"
    if slow is not None:
        code += f"terminal._SECONDS = {slow}\n"
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", f"{code}sys.exit(main())", *args],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", **environ},
    )
    os.close(slave)
    parts = []
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:
            break
        if not part:
            break
        parts.append(part)
    os.close(master)
    return process.wait(), b"".join(parts).decode()
