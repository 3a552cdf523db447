"""From a document to a blueprint: everything that is valid is built, everything that is not is a problem."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from blueprint_cli.blueprint.addresses import Addresses, give_addresses
from blueprint_cli.blueprint.cards import CardReader
from blueprint_cli.blueprint.fields import as_text, items_of, map_of, text_of, texts_of
from blueprint_cli.blueprint.implied import imply_links
from blueprint_cli.blueprint.model import Blueprint, Promise, Review, Step, Text
from blueprint_cli.blueprint.register import Load, Register, measures_of
from blueprint_cli.blueprint.written import check_ids, check_pain_ids, find_card, read_links
from blueprint_cli.document import Document, Map, Problem, Seq
from blueprint_cli.document.suggest import closest, guess


def build_blueprint(document: Document, load: Load, *, follow: bool = True, catalogs: Sequence[str] = ()) -> Blueprint:
    """Build the blueprint that a document holds.

    `load(path, schema)` reads a file relative to the document (a catalog, the current state), already checked against
    that schema, and returns None where there is none. `catalogs` are read after those that the document names. With
    `follow=False` the current state of a target is left alone. Raises nothing on content: `Blueprint.problems` has
    unknown references, double ids, ambiguous addresses and bad durations.
    """
    data = document.data if document.data is not None else Map()
    register = Register(data, load, broken=_has_lost_names(document, data), shared=catalogs)
    problems = register.problems
    register.expect_systems(_used_systems(data))
    state = text_of(data, "state")
    reader = CardReader(register, problems, text_of(data, "basis") or ("proposed" if state in _TARGET else None))
    steps = reader.steps(data)
    blueprint = Blueprint(
        path=document.path,
        span=data.value_spans.get("service", data.span),
        fields=data.value_spans,
        service=text_of(data, "service") or "",
        summary=text_of(data, "summary"),
        state="target" if state in _TARGET else "current" if state == "current" else None,
        version=text_of(data, "version"),
        owner=text_of(data, "owner"),
        customer=text_of(data, "customer"),
        starts=text_of(data, "starts"),
        ends=text_of(data, "ends"),
        language=text_of(data, "language") or "en",
        basis=text_of(data, "basis"),
        note=text_of(data, "note"),
        lanes=text_of(data, "lanes") or "layer",
        review=_review(data, reader),
        takes=reader.duration(data, "takes"),
        goals=measures_of(data, "goals"),
        pains=reader.pains(data),
        accepts={name: as_text(reason) or "" for name, reason in map_of(data, "accepts").items()},
        from_path=text_of(data, "from"),
        catalogs=[Text(text=path, span=span) for value, span in items_of(data, "catalog") if (path := as_text(value))],
        actors=register.actors.entries,
        systems=register.systems.entries,
        policies=register.policies.entries,
        processes=register.processes.entries,
        steps=steps,
        written=data,
        problems=problems,
    )
    addresses = give_addresses(blueprint)
    blueprint.promise = _promise(data, reader, addresses, problems)
    blueprint.links = read_links(blueprint, reader.nodes, addresses, reader, problems)
    problems += check_ids(blueprint)
    for pain, cause, span in reader.causes:
        pain.cause = find_card(cause, span, addresses, problems)
    blueprint.implied = imply_links(blueprint)
    if follow and blueprint.from_path:
        blueprint.current = _current(blueprint, load, catalogs)
    problems += check_pain_ids(blueprint, addresses, data)
    return blueprint


#: `future` is what many call the target.
_TARGET = ("target", "future")


def _has_lost_names(document: Document, data: Map) -> bool:
    """Whether an actor or system was dropped because its id is there twice: its name may well be referred to."""
    kept = {data.key_spans[kind] for kind in ("actors", "systems") if kind in data.key_spans}
    kept |= {span for kind in ("actors", "systems") for span in map_of(data, kind).key_spans.values()}
    return any(
        problem.rule == "duplicate-key" and related.span in kept
        for problem in document.problems
        for related in problem.related
    )


def _used_systems(data: Map) -> set[str]:
    return {
        text
        for step, _ in items_of(data, "steps")
        if isinstance(step, Map)
        for layer in step.values()
        for card in (layer if isinstance(layer, Seq) else [layer])
        if isinstance(card, Map)
        for text in texts_of(card, "uses")
    }


def _review(data: Map, reader: CardReader) -> Review | None:
    node = data.get("review")
    if not isinstance(node, Map):
        return None
    when = text_of(node, "date")
    if when and not _is_date(when):
        reader.problems.append(
            Problem(
                "schema",
                node.value_spans["date"],
                f"The review date “{when[:40]}” is not a day of the calendar.",
                "Write the day as year-month-day: `date: 2026-10-02`.",
                detail="review.date",
            )
        )
        when = None
    return Review(
        date=when,
        by=text_of(node, "by"),
        every=reader.duration(node, "every"),
        content=text_of(node, "content"),
        span=data.value_spans["review"],
        fields=node.value_spans,
    )


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _promise(data: Map, reader: CardReader, addresses: Addresses, problems: list[Problem]) -> Promise | None:
    node = data.get("promise")
    if not isinstance(node, Map):
        within = reader.duration(data, "promise")
        return Promise(within=within, span=data.value_spans["promise"]) if within else None
    within = reader.duration(node, "within")
    first, last = (_step(node, key, addresses, problems) for key in ("from", "to"))
    if not within:
        return None
    if first and last and first.index > last.index:
        problems.append(
            Problem(
                "unknown-reference",
                node.value_spans["to"],
                f"The promise runs from “{first.title}” back to “{last.title}”.",
                "`from` and `to` are steps of the customer's time; `to` is the same step or a later one.",
                detail="promise",
            )
        )
        return None
    return Promise(
        within=within,
        first=first,
        last=last,
        span=node.value_spans["within"],
        fields=node.value_spans,
    )


def _step(node: Map, key: str, addresses: Addresses, problems: list[Problem]) -> Step | None:
    text = text_of(node, key)
    if not text or not addresses.step_names():
        # That there are no steps is said already.
        return None
    found = addresses.find_steps(text)
    if len(found) == 1:
        return found[0]
    span = node.value_spans[key]
    if found:
        names = ", ".join(step.id for step in found)
        message = f"“{text[:60]}” names {len(found)} steps: {names}."
        problems.append(Problem("ambiguous-address", span, message[:160], "Write the `id` of one.", detail=text))
        return None
    near = closest(text, addresses.step_names())
    hint = f" Did you mean “{near}”?" if near else ""
    problems.append(
        Problem(
            "unknown-reference",
            span,
            f"There is no step “{text[:60]}”.{hint}",
            f"The steps are: {', '.join(addresses.step_names())}.",
            detail=text,
            meant=guess(text, {name: name for name in addresses.step_names()}),
        )
    )
    return None


def _current(blueprint: Blueprint, load: Load, catalogs: Sequence[str]) -> Blueprint | None:
    path = blueprint.from_path or ""
    document = load(path, "blueprint")
    if document is None:
        blueprint.problems.append(
            Problem(
                "unknown-reference",
                blueprint.at("from"),
                f"There is no blueprint “{path[:80]}” beside this one.",
                "`from` names the file of the current state, relative to this file. Correct the path, or leave it out.",
                detail=path,
            )
        )
        return None
    return build_blueprint(document, load, follow=False, catalogs=catalogs) if document.data is not None else None
