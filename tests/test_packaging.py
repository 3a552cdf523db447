"""The wheel: built, installed in an environment of its own, used far from the source tree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from blueprint_cli import __version__
from blueprint_cli.cli import main

ROOT = Path(__file__).parent.parent
SAMPLE = "product-return.blueprint.yaml"
TODAY = ("--today", "2026-11-21")


def pip(python: Path | str, *args: str) -> None:
    """Run pip, and skip the test where it cannot reach what it needs."""
    command = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", *args]
    done = subprocess.run(command, capture_output=True, text=True, env=clean_environment(), check=False)
    if done.returncode:
        said = done.stderr.strip()
        if any(word in said for word in ("Could not find a version", "No module named pip", "Connection", "Temporary")):
            pytest.skip(f"pip cannot install here: {said.splitlines()[-1]}")
        pytest.fail(said)


def clean_environment() -> dict[str, str]:
    """Return the environment without what would lead back to the source tree, and without a Graphviz on the PATH."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "BP_", "COV_"))}
    return kept | {"PATH": os.defpath if os.name == "nt" else "/nowhere"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip(sys.executable, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the commands of a fresh environment."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, env=clean_environment())
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    pip(scripts / "python", "install", str(wheel))
    return scripts


def test_the_wheel_holds_all_data_and_nothing_else(wheel: Path) -> None:
    assert wheel.name == f"service_blueprint-{__version__}-py3-none-any.whl"
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    tree = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.joinpath("blueprint_cli").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    schemas = {f"blueprint_cli/schemas/{path.name}" for path in ROOT.joinpath("schemas").glob("*.json")}
    assert len(schemas) >= 3
    assert "blueprint_cli/py.typed" in names
    assert names == tree | schemas


def test_it_works_elsewhere(installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (SAMPLE, "processes"):
        source = ROOT / "samples" / name
        for file in [source] if source.is_file() else source.rglob("*"):
            target = tmp_path / file.relative_to(ROOT / "samples")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())

    def bp(*args: str) -> str:
        done = subprocess.run(
            [installed / "bp", *args], cwd=tmp_path, capture_output=True, env=clean_environment(), check=False
        )
        assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
        return done.stdout.decode()

    assert bp("--version") == f"bp {__version__}\n"
    assert json.loads(bp("lint", "--format", "json", *TODAY))["summary"]["files"] == 1
    assert bp("render") == f"{SAMPLE} -> product-return.svg\n"
    assert bp("schema") == ROOT.joinpath("schemas", "blueprint.schema.json").read_text(encoding="utf-8")
    assert bp("explain", "no-owner").startswith("no-owner  ")
    assert bp("new").startswith("Wrote returns.blueprint.yaml")
    bp("lint", "returns.blueprint.yaml", "--fail-on", "info", *TODAY)
    # The same bytes as the source tree draws.
    monkeypatch.chdir(tmp_path)
    assert main(["render", SAMPLE, "-o", "here.svg"]) == 0
    assert (tmp_path / "here.svg").read_bytes() == (tmp_path / "product-return.svg").read_bytes()
