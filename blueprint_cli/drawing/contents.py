"""What is on each card, in words: who, what, chips and remarks. Knows no places and no colours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from blueprint_cli.blueprint import Blueprint, Card, Link, Measure, Step, System
from blueprint_cli.blueprint.written import pain_names
from blueprint_cli.drawing.text import clean

#: Top to bottom; each is a lane. Systems are no layer of the language, but have a lane of their own.
LANES = ("evidence", "customer", "frontstage", "backstage", "support", "systems")
LANE_NAMES = {
    "evidence": "Physical evidence",
    "customer": "Customer",
    "frontstage": "Frontstage",
    "backstage": "Backstage",
    "support": "Support",
    "systems": "Systems",
}
#: The line that runs under a lane.
LINES = {
    "customer": ("interaction", "Line of interaction"),
    "frontstage": ("visibility", "Line of visibility"),
    "backstage": ("internal", "Line of internal interaction"),
}
_AUTOMATION = {"manual": "MANUAL", "assisted": "ASSISTED", "automatic": "AUTOMATIC"}
_VERBS = {
    "time": "is followed by",
    "order": "is followed by",
    "notifies": "notifies",
    "rework": "sends back to",
    "needs": "is needed by",
    "stem": "belongs above",
    "uses": "uses",
}
_WEB = ("http://", "https://", "mailto:")


class Chip(NamedTuple):
    """A fact in a word or two; `kind` is what the legend explains and the style sheet names."""

    kind: str
    text: str


class Remark(NamedTuple):
    """A tag with a sentence: a pain, a fail point, an idea, what is approved."""

    kind: str
    tag: str
    text: str
    href: str | None = None
    #: What a pointer that rests on it is told.
    hint: str = ""


class Stub(NamedTuple):
    """The end of an arrow out of (or into) the part that is drawn: its `place` there, and the cards in `ends`."""

    out: bool
    place: str
    ends: tuple[str, ...]


class CardContent(NamedTuple):
    """One box of the picture. `address` is unique; `summary` says the same in a sentence."""

    address: str
    lane: str
    step: str
    text: str
    summary: str
    who: str = ""
    chips: tuple[Chip, ...] = ()
    remarks: tuple[Remark, ...] = ()
    small_print: str = ""
    href: str | None = None
    moment: bool = False
    stubs: tuple[Stub, ...] = ()


def read_card(card: Card, blueprint: Blueprint) -> CardContent:
    """Say what stands on a card."""
    who = "" if card.is_system else _who(card)
    chips, remarks = tuple(_chips(card, blueprint)), tuple(_remarks(card, blueprint))
    does = card.is_system.name if card.is_system else card.does
    summary = f"{card.step.title}, {LANE_NAMES[card.layer].lower()}: {does}"
    facts = [f"by {who}"] if who else []
    facts += [chip.text for chip in chips]
    facts += [f"{_spoken(remark.tag)}: {remark.text}" for remark in remarks]
    uses = ", ".join(system.name for system in card.uses)
    facts += [f"feels {card.feels:+d}".replace("-", "−")] if card.feels else []
    facts += [f"uses {uses}"] if uses else []
    return CardContent(
        address=card.address,
        lane=card.layer,
        step=card.step.id,
        text=clean(does),
        summary=clean("; ".join([summary, *facts])),
        who=who,
        chips=chips,
        remarks=remarks,
        small_print=f"Uses {clean(uses)}" if uses else "",
        href=safe_link(card.link),
        moment=card.moment,
    )


def read_system(system: System, step: Step) -> CardContent:
    """Say what stands on the box of a system in a step."""
    chips = (Chip("status", clean(system.status).upper()),) if system.status else ()
    return CardContent(
        address=f"{system.id}@{step.id}",
        lane="systems",
        step=step.id,
        text=clean(system.name),
        summary=clean("; ".join([f"{step.title}, system: {system.name}", *(chip.text for chip in chips)])),
        chips=chips,
        href=safe_link(system.link),
    )


def read_boxes(blueprint: Blueprint, systems: bool = True) -> list[CardContent]:
    """Say what stands on every box, in reading order: step by step, lane by lane, systems last."""
    boxes: list[CardContent] = []
    for step in blueprint.steps:
        boxes += [read_card(card, blueprint) for card in step.cards]
        boxes += [read_system(system, step) for system in step.systems] if systems else []
    return boxes


class LinkContent(NamedTuple):
    """The words on an arrow: what it carries, by what, and marks where it hurts."""

    text: str
    via: str
    marks: tuple[Chip, ...]
    summary: str


def read_links(blueprint: Blueprint) -> list[Link]:
    """Return the links that are drawn: a `needs` that doubles another arrow of the same pair is left out."""
    links = [link for link in (*blueprint.links, *blueprint.implied) if link.kind != "stem"]
    plain = {(link.source, link.target) for link in links if link.kind != "needs"}
    stems = [link for link in blueprint.implied if link.kind == "stem"]
    drawn = [link for link in links if link.kind != "needs" or (link.source, link.target) not in plain]
    return [*drawn, *stems]


def read_link(link: Link) -> LinkContent:
    """Say what stands on an arrow."""
    marks = [Chip("pain", "PAIN")] * bool(link.pains) + [Chip("fail", "FAIL")] * bool(link.fails)
    summary = f"{link.source.does} – {_VERBS.get(link.kind, 'leads to')} – {link.target.does}"
    facts = ["to and fro"] if link.mutual else []
    facts += [f"carries {link.carries}"] if link.carries else []
    facts += [f"via {link.via}"] if link.via else []
    facts += [f"pain: {pain.what}" for pain in link.pains] + [f"fail point: {fail.what}" for fail in link.fails]
    return LinkContent(
        text=clean(link.carries or ""),
        via=f"via {clean(link.via)}" if link.via else "",
        marks=tuple(marks),
        summary=clean("; ".join([summary, *facts])),
    )


def describe(blueprint: Blueprint, boxes: list[CardContent], links: list[Link]) -> str:
    """Count what the picture shows, in one sentence."""
    phases = list(dict.fromkeys(step.phase for step in blueprint.steps if step.phase))
    cards = blueprint.cards
    pains = len(blueprint.pains) + sum(len(card.pains) for card in cards) + sum(len(link.pains) for link in links)
    fails = sum(len(card.fails) for card in cards) + sum(len(link.fails) for link in links)
    systems = sum(box.lane == "systems" for box in boxes)
    counts = [
        _count(len(boxes) - systems, "card"),
        _count(sum(link.kind != "stem" for link in links), "arrow"),
        *([_count(systems, "system box", "system boxes")] if systems else []),
        *([_count(pains, "pain point")] if pains else []),
        *([_count(fails, "fail point")] if fails else []),
    ]
    steps = _count(len(blueprint.steps), "step") + (f" in {_count(len(phases), 'phase')}" if phases else "")
    state = f"{blueprint.state} state of " if blueprint.state else ""
    what = f"Service blueprint, {state}{clean(blueprint.service) or 'a service'}"
    return f"{what}: {steps}, {', '.join(counts)}."


def safe_link(target: str | None) -> str | None:
    """Return a link that a picture may carry: a web address or a relative path; None for anything that could run."""
    link = clean(target or "")
    scheme = link.partition("/")[0].partition("#")[0]
    return link if link and (":" not in scheme or link.lower().startswith(_WEB)) else None


def _chips(card: Card, blueprint: Blueprint) -> Iterator[Chip]:
    if card.moment:
        yield Chip("moment", "MOMENT OF TRUTH")
    if card.waits:
        yield Chip("wait", f"WAIT {card.waits}")
    if card.takes:
        yield Chip("takes", f"TAKES {card.takes}")
    if card.sla:
        yield Chip("sla", f"SLA {card.sla}")
    if card.repeats:
        yield Chip("repeats", clean(card.repeats).upper())
    if card.automation:
        yield Chip("automation", _AUTOMATION.get(card.automation, clean(card.automation).upper()))
    usual = blueprint.basis or ("proposed" if blueprint.is_target else None)
    if card.basis and card.basis != usual:
        yield Chip("basis", clean(card.basis).upper())


def _remarks(card: Card, blueprint: Blueprint) -> Iterator[Remark]:
    for pain in card.pains:
        tag = "PAIN" + (f" {clean(pain.severity).upper()}" if pain.severity else "")
        yield Remark("pain", tag, clean(pain.what))
    for fail in card.fails:
        recovery = f" – recovery: {clean(fail.recovery)}" if fail.recovery else ""
        yield Remark("fail", "FAIL", clean(fail.what) + recovery)
    for idea in card.ideas:
        yield Remark("idea", clean(idea.kind or "idea").upper(), clean(idea.what))
    if card.question:
        yield Remark("question", "?", clean(card.question))
    if card.answers:
        # An id says nothing on a wall: show the words of the pain, where the current state was read.
        pains = pain_names(blueprint.current) if blueprint.current else {}
        told = (pains[answer.text].what if answer.text in pains else answer.text for answer in card.answers)
        yield Remark("answers", "ANSWERS", clean("; ".join(told)))
    if card.enters:
        yield Remark("enters", "ENTERS", clean(", ".join(data.text for data in card.enters)))
    if card.approves:
        yield Remark("approves", "APPROVES", clean(card.approves))
    for policy in card.follows:
        yield Remark("policy", "POLICY", clean(policy.name))
    if card.process:
        yield Remark("process", "PROCESS", clean(card.process.name), safe_link(card.process.model))
    for measure in card.measures:
        yield Remark("measure", "MEASURE", say_measure(measure))
    if card.owner and card.owner not in _sides(card):
        yield Remark("owner", "OWNER", clean(card.owner))


def say_measure(measure: Measure) -> str:
    """Say a measure in a line: `Drop-off: 18 % → 5 %`."""
    values = " → ".join(clean(value) for value in (measure.now, measure.target) if value)
    if measure.target and not measure.now:
        values = f"target {values}"
    return f"{clean(measure.name)}: {values}" if values else clean(measure.name)


def _sides(card: Card) -> list[str | None]:
    """Return the names that the reader already sees, or knows from the catalog, to be responsible."""
    teams = [actor.team for actor in card.actors]
    owners = [system.owner for system in card.acting_systems]
    return [*teams, *owners, *(who.name for who in card.by), *(who.id for who in card.by)]


def _who(card: Card) -> str:
    names = " / ".join(clean(who.name) for who in card.by)
    return " · ".join(part for part in (names, ", ".join(clean(channel) for channel in card.channels)) if part)


def _spoken(tag: str) -> str:
    return "question" if tag == "?" else tag.lower()


def _count(number: int, word: str, words: str = "") -> str:
    return f"{number} {word if number == 1 else words or word + 's'}"
