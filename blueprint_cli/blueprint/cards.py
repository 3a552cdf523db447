"""From the tree of a step to its cards."""

from __future__ import annotations

from typing import Any

from blueprint_cli.blueprint.addresses import slug
from blueprint_cli.blueprint.duration import Duration, parse_duration, why_no_duration
from blueprint_cli.blueprint.fields import as_text, described, items_of, text_of, texts_of
from blueprint_cli.blueprint.model import LAYERS, Card, Fail, Idea, Layer, Pain, Step, Text
from blueprint_cli.blueprint.register import Register, measures_of
from blueprint_cli.document import Map, Meant, Problem, Span


class CardReader:
    """Reads the steps and cards of one file; keeps each card's node, so that its links can be read afterwards."""

    def __init__(self, register: Register, problems: list[Problem], basis: str | None) -> None:
        self._register = register
        self.problems = problems
        self._basis = basis
        self.nodes: dict[Card, Map] = {}
        #: The addresses in `cause`, to be resolved when every card is known.
        self.causes: list[tuple[Pain, str, Span]] = []

    def steps(self, data: Map) -> list[Step]:
        """Return the steps; a step without an id gets the slug of its name, told apart by a number where needed."""
        found: list[Step] = []
        entries = [(value, span) for value, span in items_of(data, "steps") if isinstance(value, Map)]
        taken = {text for value, _ in entries if (text := text_of(value, "id"))}
        for value, span in entries:
            name = text_of(value, "name")
            step_id = text_of(value, "id")
            if not step_id:
                base = step_id = slug(name or "") or f"step-{len(found) + 1}"
                number = 2
                while step_id in taken:
                    step_id, number = f"{base}-{number}", number + 1
                taken.add(step_id)
            step = Step(
                id=step_id,
                index=len(found),
                name=name,
                phase=text_of(value, "phase"),
                note=text_of(value, "note"),
                takes=self.duration(value, "takes"),
                waits=self.duration(value, "waits"),
                span=value.value_spans.get("name") or value.value_spans.get("id") or span,
                extent=span,
                fields=value.value_spans,
            )
            for layer in LAYERS:
                for item, place in items_of(value, layer):
                    if card := self._card(item, place, layer, step):
                        step.layers[layer].append(card)
            found.append(step)
        return found

    def _card(self, value: Any, span: Span, layer: Layer, step: Step) -> Card | None:
        node = value if isinstance(value, Map) else Map(span)
        words = "name" if layer == "evidence" else "does"
        does = text_of(node, words) if isinstance(value, Map) else as_text(value)
        if not does:
            return None
        fields = dict(node.value_spans)
        if words == "name" and "name" in fields:
            fields["does"] = fields["name"]
        card = Card(
            does=does,
            layer=layer,
            step=step,
            position=len(step.layers[layer]) + 1,
            span=fields.get("does", span),
            fields=fields,
            extent=span,
            id=text_of(node, "id"),
            owner=text_of(node, "owner"),
            channels=texts_of(node, "channel"),
            note=text_of(node, "note"),
            link=text_of(node, "link"),
        )
        if layer == "support" and not isinstance(value, Map) and (system := self._register.systems.find(does)):
            card.does, card.is_system, card.by = system.name, system, [system]
        if layer != "evidence":
            self._fill(card, node)
        self.nodes[card] = node
        return card

    def _fill(self, card: Card, node: Map) -> None:
        register = self._register
        card.by += [who for text, span in _words(node, "by") if (who := register.party(text, span))]
        card.uses = [tool for text, span in _words(node, "uses") if (tool := register.system(text, span))]
        card.follows = [rule for text, span in _words(node, "follows") if (rule := register.policy(text, span))]
        if process := text_of(node, "process"):
            card.process = register.process(process, node.value_spans["process"])
        card.takes, card.waits, card.sla = (self.duration(node, key) for key in ("takes", "waits", "sla"))
        card.repeats, card.automation = text_of(node, "repeats"), text_of(node, "automation")
        card.enters = [Text(text=text, span=span) for text, span in _words(node, "enters")]
        card.answers = [Text(text=text, span=span) for text, span in _words(node, "answers")]
        card.approves = text_of(node, "approves")
        card.moment = node.get("moment") in (True, "yes")
        feels = node.get("feels")
        card.feels = feels if isinstance(feels, int) and not isinstance(feels, bool) else None
        card.pains, card.fails, card.ideas = self.pains(node), fails_of(node), ideas_of(node)
        card.measures = measures_of(node)
        card.basis = text_of(node, "basis") or self._basis
        card.source, card.question = text_of(node, "source"), text_of(node, "question")

    def pains(self, node: Map) -> list[Pain]:
        """Return the pains under `pain`, and remember the causes that they name."""
        found = []
        for what, fields, span in described(node, "pain", "what"):
            pain = Pain(
                what=what,
                id=text_of(fields, "id"),
                severity=text_of(fields, "severity"),
                span=span,
                fields=fields.value_spans,
            )
            if cause := text_of(fields, "cause"):
                self.causes.append((pain, cause, fields.value_spans["cause"]))
            found.append(pain)
        return found

    def duration(self, node: Map, key: str) -> Duration | None:
        """Read a duration; what is none is a problem."""
        text = text_of(node, key)
        if text is None:
            return None
        found = parse_duration(text)
        if found is None:
            self.problems.append(_bad_duration(text, key, node.value_spans[key]))
        return found


def _bad_duration(text: str, key: str, span: Span) -> Problem:
    # Only a mistake needs the other ways to write it.
    from blueprint_cli.blueprint.duration_words import respell_duration

    respelled = respell_duration(text)
    shown = text if len(text) <= 60 else text[:59] + "…"
    return Problem(
        "bad-duration",
        span,
        f"“{shown}” under `{key}` says no duration: {why_no_duration(text)}.",
        "Write a number and a unit: `90 s`, `20 min`, `4 h`, `2 d`, `1 wk`, `6 months` or `6 mo` (30 days each), "
        "`5 wd` (working days), `1 h 30 min`, or a range from low to high such as `1-3 d`. "
        "Words like “about” go into a `note`.",
        detail=key,
        meant=Meant(respelled) if respelled else None,
    )


def _words(node: Map, key: str) -> list[tuple[str, Span]]:
    if key not in node:
        return []
    return [(text, span) for value, span in items_of(node, key) if (text := as_text(value))]


def fails_of(node: Map) -> list[Fail]:
    """Return the fail points under `fails`."""
    return [
        Fail(
            what=what,
            recovery=text_of(fields, "recovery"),
            owner=text_of(fields, "owner"),
            span=span,
            fields=fields.value_spans,
        )
        for what, fields, span in described(node, "fails", "what")
    ]


def ideas_of(node: Map) -> list[Idea]:
    """Return the ideas under `idea`."""
    return [
        Idea(
            what=what,
            id=text_of(fields, "id"),
            kind=text_of(fields, "kind"),
            owner=text_of(fields, "owner"),
            answers=[Text(text=text, span=place) for text, place in _words(fields, "answers")],
            span=span,
            fields=fields.value_spans,
        )
        for what, fields, span in described(node, "idea", "what")
    ]
