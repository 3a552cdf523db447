"""The samples and the starters: what they are found to have, and that what stands beside them is current."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.check import check_files
from blueprint_cli.cli import main
from blueprint_cli.drawing import draw_svg
from blueprint_cli.drawing.theme_files import builtin_theme
from blueprint_cli.findings.finding import Finding
from blueprint_cli.load import load_blueprint
from blueprint_cli.rules.levels import PROFILES
from blueprint_cli.settings import Settings
from blueprint_cli.starters import starter_text

ROOT = Path(__file__).parents[1]
SAMPLES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "samples").glob("*.blueprint.yaml"))
FLAWED = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "samples/flawed").glob("*.yaml"))
CURRENT, TARGET = "samples/product-return.blueprint.yaml", "samples/product-return-target.blueprint.yaml"
TODAY = date(2026, 11, 21)

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
BPMN_DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DI = "{http://www.omg.org/spec/DD/20100524/DI}"


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def blueprint(path: str) -> Blueprint:
    return load_blueprint(path, Path(path).read_bytes()).blueprint


def findings(path: str, profile: str = "standard", today: date = TODAY) -> list[Finding]:
    return list(check_files([path], Settings(today=today, profile=profile)).findings)


def test_samples_are_green(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "samples", "--today", TODAY.isoformat(), "--fail-on", "warning"]) == 0
    assert "0 files" not in capsys.readouterr().out


@pytest.mark.parametrize("path", SAMPLES)
def test_a_sample_has_acknowledged_findings_only(path: str) -> None:
    loud = [f for f in findings(path) if not f.acknowledged and f.severity != "info"]
    assert not loud, [(f.rule, f.span.line, f.message) for f in loud]


def test_the_current_state_is_honest_and_the_target_clean() -> None:
    told = {f.rule for f in findings(CURRENT) if f.acknowledged}
    assert {"broken-promise", "manual-repetition", "repeated-entry", "handoff-by-inbox"} <= told
    assert findings(TARGET) == []


@pytest.mark.parametrize("path", SAMPLES)
def test_no_sample_ever_fails_by_its_date(path: str) -> None:
    later = findings(path, today=date(2036, 1, 1))
    assert "error" not in {f.severity for f in later}
    assert {f.rule for f in later} - {f.rule for f in findings(path)} == {"stale-review"}


@pytest.mark.parametrize("path", FLAWED)
def test_a_flawed_sample_gets_just_the_findings_at_its_top(path: str) -> None:
    stated = re.findall(r"^# finds: (\S+ at \d+)$", Path(path).read_text("utf-8"), re.MULTILINE)
    found = [f"{f.rule} at {f.span.line}" for f in findings(path)]
    assert stated == found, "the top of the file should say:\n" + "\n".join(f"# finds: {line}" for line in found)
    trap = Path(path).stem
    assert any(line.startswith(f"{trap} at ") for line in stated), f"{path} does not fall into its own trap"


def test_there_is_a_flawed_sample_for_each_trap_and_none_is_linted_by_chance() -> None:
    traps = {"flattened-layers", "execution-logic", "missing-support", "waste-before-value", "journey-map-only"}
    assert traps <= {Path(path).stem for path in FLAWED}
    assert not [path for path in FLAWED if ".blueprint." in path]


def test_the_current_state_keeps_the_addresses_of_the_language_brief() -> None:
    addresses = set(blueprint(CURRENT).by_address)
    assert {
        "request/website",
        "send-back/carrier",
        "inspect/customer",
        "inspect/carrier",
        "record",
        "review",
        "approve/payments",
        "refund/website",
        "refund/customer",
    } <= addresses


def test_the_target_answers_or_accepts_every_pain_of_the_current_state() -> None:
    target = blueprint(TARGET)
    answered = {answer.text for card in target.cards for answer in card.answers}
    current = target.current
    assert current
    marked = (*current.cards, *(link for link in current.links if link.explicit))
    pains = {pain.id for pain in (*current.pains, *(pain for place in marked for pain in place.pains))}
    assert len(pains) >= 5
    assert answered | set(target.accepts) == pains


def test_the_dark_picture_of_the_readme_is_current() -> None:
    current = Path("samples/product-return.dark.svg").read_text("utf-8") == draw_svg(
        blueprint(CURRENT), theme=builtin_theme("dark")
    )
    assert current, f"run `bp render {CURRENT} --theme light,dark`, look at both, and commit them"


@pytest.mark.parametrize("path", SAMPLES)
def test_the_picture_beside_a_sample_is_current(path: str) -> None:
    picture = Path(path.replace(".blueprint.yaml", ".svg"))
    current = picture.read_text("utf-8") == draw_svg(blueprint(path))
    assert current, f"{picture} is out of date: run `bp render samples`, look at it, and commit it"


def test_the_picture_of_both_states_is_current(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "samples")
    to = f"svg={tmp_path}/"
    names = ["product-return.blueprint.yaml", "product-return-target.blueprint.yaml"]
    assert main(["diff", *names, "--fail-on", "never", "--format", "json", "--output", to]) == 0
    name = "product-return-target.diff.svg"
    current = (tmp_path / name).read_bytes() == Path(name).read_bytes()
    assert current, f"{name} is out of date: in samples/, run `bp diff {' '.join(names)} --output svg=./`"


def test_the_process_model_is_whole() -> None:
    processes = blueprint(CURRENT).processes
    file, _, element = (processes["inspection"].model or "").partition("#")
    root = ET.parse(ROOT / "samples" / file).getroot()
    assert root.tag == f"{BPMN}definitions"
    process = next(node for node in root.iter(f"{BPMN}process") if node.get("id") == element)
    nodes = {node.get("id"): node for node in process if node.tag != f"{BPMN}sequenceFlow"}
    flows = {node.get("id"): node for node in process.iter(f"{BPMN}sequenceFlow")}
    for name, flow in flows.items():
        source, target = nodes[flow.get("sourceRef")], nodes[flow.get("targetRef")]
        assert name in [out.text for out in source.iter(f"{BPMN}outgoing")]
        assert name in [into.text for into in target.iter(f"{BPMN}incoming")]
    shapes = {shape.get("bpmnElement") for shape in root.iter(f"{BPMN_DI}BPMNShape")}
    edges = {edge.get("bpmnElement"): edge for edge in root.iter(f"{BPMN_DI}BPMNEdge")}
    assert shapes == set(nodes)
    assert set(edges) == set(flows)
    assert all(len(list(edge.iter(f"{DI}waypoint"))) >= 2 for edge in edges.values())


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", ["returns", "blank"])
def test_a_starter_lints_clean(name: str, profile: str, tmp_path: Path) -> None:
    file = tmp_path / "service.blueprint.yaml"
    file.write_text(starter_text(name), "utf-8")
    for today in (TODAY, date(2036, 1, 1)):
        loud = [f for f in findings(str(file), profile, today) if not f.acknowledged]
        assert not loud, [(f.rule, f.span.line, f.message) for f in loud]


@pytest.mark.parametrize("name", ["returns", "blank"])
def test_a_starter_uses_every_layer_and_says_what_each_key_is_for(name: str, tmp_path: Path) -> None:
    text = starter_text(name)
    model = load_blueprint("service.blueprint.yaml", text.encode()).blueprint
    assert all(model.layer(layer) for layer in ("evidence", "customer", "frontstage", "backstage", "support"))
    assert text.count("#") >= 15
    assert draw_svg(model).startswith("<")
