"""A small stand-in for the runner of GitHub: the `run` steps of a composite action, in a real shell.

Steps that `use` another action cannot run here; that they would have been run, and with what, is noted. Of expressions
it knows what action.yml needs: inputs, outputs of steps, `github`, `==`, `!=`, `&&`, `||`, `!` and `cancelled()`.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]


@dataclass
class Job:
    """What has become of the steps so far."""

    workspace: Path
    temp: Path
    inputs: dict[str, str]
    github: dict[str, str]
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    #: The name of each step that ran, with its exit code and all that it said.
    ran: dict[str, tuple[int, str]] = field(default_factory=dict)
    #: The steps that would have used another action, with its inputs.
    used: dict[str, dict[str, str]] = field(default_factory=dict)
    failed: bool = False

    @property
    def summary(self) -> str:
        """What stands on the page of the run."""
        file = self.temp / "summary"
        return file.read_text("utf-8") if file.exists() else ""


def read_action() -> dict[str, Any]:
    """Return action.yml as data."""
    data: dict[str, Any] = YAML(typ="safe").load((ROOT / "action.yml").read_text("utf-8"))
    return data


def run_action(
    workspace: Path,
    temp: Path,
    inputs: dict[str, str] | None = None,
    github: dict[str, str] | None = None,
    installed: dict[str, str] | None = None,
) -> Job:
    """Run the steps of action.yml one after the other, as GitHub would.

    `installed` are the outputs of an installation that was made before, which then is not made again.
    """
    action = read_action()
    known = {name: str(each.get("default", "")) for name, each in action["inputs"].items()}
    assert set(inputs or ()) <= set(known)
    event = {"event_name": "push", "repository": "team/services", "actor": "designer", **(github or {})}
    temp.mkdir(parents=True, exist_ok=True)
    job = Job(workspace, temp, known | (inputs or {}), event)
    for step in action["runs"]["steps"]:
        condition = str(step.get("if", "")).strip()
        wanted = job.failed is False if "cancelled()" not in condition else True
        if condition:
            wanted = wanted and bool(evaluate(re.sub(r"^\$\{\{(.*)\}\}$", r"\1", condition, flags=re.DOTALL), job))
        if not wanted:
            continue
        if "uses" in step:
            job.used[step["uses"]] = {key: fill(plain(value), job) for key, value in step.get("with", {}).items()}
        elif installed is not None and step.get("id") == "install":
            job.outputs["install"] = installed
        else:
            run_step(step, job)
    job.outputs["action"] = {name: fill(each["value"], job) for name, each in action["outputs"].items()}
    return job


def run_step(step: dict[str, Any], job: Job) -> None:
    """Run the script of one step in bash, started as GitHub starts it."""
    assert step["shell"] == "bash"
    script, output = job.temp / "script.sh", job.temp / "output"
    script.write_text(step["run"], "utf-8")
    output.write_text("")
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "BP_", "PYTHON", "COV"))
    }
    environment = kept | {
        "CI": "true", "GITHUB_ACTIONS": "true", "RUNNER_TEMP": str(job.temp), "RUNNER_OS": "Linux",
        "GITHUB_WORKSPACE": str(job.workspace), "GITHUB_ACTION_PATH": str(ROOT), "GITHUB_OUTPUT": str(output),
        "GITHUB_STEP_SUMMARY": str(job.temp / "summary"), "GITHUB_ENV": str(job.temp / "env"),
        "GITHUB_PATH": str(job.temp / "path"), "GITHUB_EVENT_NAME": job.github["event_name"],
        "GITHUB_REPOSITORY": job.github["repository"], "GITHUB_SERVER_URL": "https://github.com",
    }  # fmt: skip
    environment |= {name: fill(str(value), job) for name, value in step.get("env", {}).items()}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
        cwd=job.workspace / fill(step.get("working-directory", "."), job), env=environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    job.ran[step["name"]] = (done.returncode, done.stdout.decode())
    pairs = (line.partition("=") for line in output.read_text("utf-8").splitlines())
    job.outputs[step.get("id", "")] = {name: value for name, _, value in pairs}
    job.failed |= done.returncode != 0


def plain(value: Any) -> str:
    """Return a value of YAML as the text that an action gets."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def fill(text: str, job: Job) -> str:
    """Return the text with its expressions replaced by their values."""
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: str(evaluate(found[1], job)), text, flags=re.DOTALL)


def evaluate(expression: str, job: Job) -> Any:
    """Return the value of an expression; a property that does not exist is empty."""

    def value(found: re.Match[str]) -> str:
        if found[1] is not None:
            return found[0]
        kind, _, rest = found[2].partition(".")
        if kind == "inputs":
            return repr(job.inputs[rest])
        if kind == "github":
            return repr(job.github.get(rest, ""))
        assert kind == "steps", found[0]
        step, _, name = rest.split(".")
        return repr(job.outputs.get(step, {}).get(name, ""))

    words = re.sub(r"!(?!=)", " not ", expression).replace("&&", " and ").replace("||", " or ")
    words = re.sub(r"('[^']*')|\b((?:inputs|steps|github)\.[\w.-]+)", value, words.replace("cancelled()", "False"))
    return eval(" ".join(words.split()), {"__builtins__": {}})
