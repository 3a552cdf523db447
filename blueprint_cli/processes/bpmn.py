"""Reads the outline of a BPMN 2.0 file: its processes, sub-processes and activities by their ids.

The parser walks the file and keeps no tree. Entities that a file declares are refused, so that none can grow without
end, and nothing outside the file is ever fetched.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

#: The namespace of BPMN 2.0 (OMG formal/2011-01-03, and ISO/IEC 19510).
NAMESPACE = "http://www.omg.org/spec/BPMN/20100524/MODEL"

#: What a card may stand for, by the local name of its element.
ACTIVITIES = frozenset(
    {
        "process", "subProcess", "adHocSubProcess", "transaction", "callActivity", "task", "userTask", "manualTask",
        "serviceTask", "scriptTask", "sendTask", "receiveTask", "businessRuleTask",
    }
)  # fmt: skip


class UnreadableError(Exception):
    """The file is no well-formed XML, or declares entities; the words say which."""


@dataclass(slots=True)
class Model:
    """What is in a file: `is_bpmn` is whether its root is `definitions` of BPMN 2.0."""

    is_bpmn: bool = False
    #: The name of the root element, without its namespace.
    root: str = ""
    #: Processes and activities by id, with their names ("" where they have none).
    activities: dict[str, str] = field(default_factory=dict)
    #: The other elements that have an id, with what they are: `exclusiveGateway`.
    others: dict[str, str] = field(default_factory=dict)
    processes: int = 0


def read_model(data: bytes) -> Model:
    """Read a BPMN file. Raises UnreadableError where it is no XML or declares entities."""
    model = Model()
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(" ")
        if not model.root:
            model.root, model.is_bpmn = name, namespace == NAMESPACE and name == "definitions"
        if namespace != NAMESPACE:
            return
        model.processes += name == "process"
        if id_ := attributes.get("id"):
            if name in ACTIVITIES:
                model.activities.setdefault(id_, attributes.get("name", ""))
            else:
                model.others.setdefault(id_, name)

    def refuse(*_: object) -> None:
        raise UnreadableError("it declares entities, which no BPMN tool writes and bp does not read")

    parser.StartElementHandler = start
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UnreadableError(f"line {error.lineno}: {expat.ErrorString(error.code)}") from error
    except (LookupError, ValueError) as error:
        # An encoding that Python does not know.
        raise UnreadableError("its encoding is unknown") from error
    return model
