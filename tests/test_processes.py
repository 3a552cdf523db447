"""Reading BPMN models: what is found in them, and what no file can do to the reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from blueprint_cli.processes.bpmn import NAMESPACE, UnreadableError, read_model

ROOT = Path(__file__).parents[1]


def test_the_sample_is_read() -> None:
    model = read_model((ROOT / "samples/processes/inspection.bpmn").read_bytes())
    assert model.is_bpmn
    assert model.processes == 1
    assert "InspectReturn" in model.activities
    assert set(model.others.values()) >= {"startEvent", "exclusiveGateway"}


def test_any_prefix_and_encoding_will_do() -> None:
    head = '<?xml version="1.0" encoding="utf-16"?>'
    text = f'{head}<b:definitions xmlns:b="{NAMESPACE}"><b:process id="Ö"/></b:definitions>'
    model = read_model(text.encode("utf-16"))
    assert (model.is_bpmn, list(model.activities)) == (True, ["Ö"])


@pytest.mark.parametrize(
    "text",
    [
        f'<process xmlns="{NAMESPACE}" id="P"/>',
        '<definitions xmlns="http://schema.omg.org/spec/BPMN/1.2"><process id="P"/></definitions>',
        "<definitions><process id='P'/></definitions>",
    ],
)
def test_other_xml_is_not_bpmn(text: str) -> None:
    assert not read_model(text.encode()).is_bpmn


def test_elements_of_other_name_spaces_do_not_count() -> None:
    text = f'<definitions xmlns="{NAMESPACE}" xmlns:x="urn:x"><x:process id="P"/></definitions>'
    model = read_model(text.encode())
    assert (model.is_bpmn, model.processes, model.activities) == (True, 0, {})


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "declared",
    [
        f'<!ENTITY e0 "ha">{BOMB}',
        '<!ENTITY file SYSTEM "file:///etc/hostname">',
        '<!ENTITY % more SYSTEM "http://127.0.0.1:1/more.dtd"> %more;',
    ],
    ids=["growing", "file", "parameter"],
)
def test_entities_are_refused(declared: str) -> None:
    text = f'<!DOCTYPE d [{declared}]><definitions xmlns="{NAMESPACE}"><process id="P"/></definitions>'
    with pytest.raises(UnreadableError, match="entities"):
        read_model(text.encode())


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\x01", b"<a>", b"<a></b>", b'<?xml version="1.0" encoding="klingon"?><a/>', b"<" * 5000],
)
def test_what_is_no_xml_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(UnreadableError) as told:
        read_model(data)
    assert str(told.value)


def test_depth_is_no_danger() -> None:
    depth = 100_000
    data = b"<a>" * depth + b"</a>" * depth
    assert read_model(data).root == "a"
