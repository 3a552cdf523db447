"""A linked process model does not exist, is not BPMN 2.0, or lacks the element that is named.

`model` is a file relative to the one that declares the process, with the id of a process, a sub-process or another
activity after `#`. Links into the web are not looked at.

Why it matters
    The logic that a blueprint leaves out is in the model. A link that leads nowhere looks like an answer until
    somebody needs it.

Bad
    processes:
      inspection:
        name: Inspect a return
        owner: Logistics
        model: processes/inspection.bpmn#CheckReturn
    steps:
      - name: Inspect
        customer: Waits for the money
        backstage:
          does: Inspects the item
          process: inspection

Good
    processes:
      inspection:
        name: Inspect a return
        owner: Logistics
        model: processes/inspection.bpmn#InspectReturn
    steps:
      - name: Inspect
        customer: Waits for the money
        backstage:
          does: Inspects the item
          process: inspection

When ignoring it is fine
    A model that is in another repository, and only there.

Source
    Business Process Model and Notation 2.0.2, OMG, 2013.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint, Process
from blueprint_cli.document import Problem
from blueprint_cli.files import Files
from blueprint_cli.rules.fail_marks import short
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_card, on_file


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Look at the model of each process that is declared here, or that a card takes from a catalog."""
    for process in blueprint.processes.values():
        if process.own and (wrong := find_fault(process, blueprint, context.files)):
            message, help = wrong
            yield on_file(RULE.name, blueprint, message, help, "model", element=process, detail=process.model or "")
    told = set()
    for card in blueprint.cards:
        process_ = card.process
        if process_ is None or process_.own or process_ in told:
            continue
        told.add(process_)
        if wrong := find_fault(process_, blueprint, context.files):
            message, help = wrong
            yield on_card(RULE.name, card, message, help, "process", detail=process_.model or "")


def find_fault(process: Process, blueprint: Blueprint, files: Files) -> tuple[str, str] | None:
    """Return message and help on what is wrong with the model of a process; None where nothing is."""
    path = model_path(process, blueprint)
    if path is None:
        return None
    written, _, element = (process.model or "").partition("#")
    shown = short(written[-80:] or process.model or "", 80)
    home = "this file" if process.own else "its catalog"
    try:
        data = files.read(path)
    except OSError as error:
        return f"The process model “{shown}” cannot be opened.", f"The system says: {error.strerror}."
    if data is None:
        return (
            f"There is no process model “{shown}”.",
            f"The path is relative to {home}. Correct it, or leave `model` out until there is one.",
        )
    # Only a blueprint that links a model waits for the parser of XML.
    from blueprint_cli.processes.bpmn import UnreadableError, read_model

    try:
        model = read_model(data)
    except UnreadableError as error:
        return f"The process model “{shown}” cannot be read as XML.", f"The file is damaged: {error}. Export it anew."
    if not model.is_bpmn:
        return (
            f"“{shown}” is not a BPMN 2.0 model.",
            f"It starts with `{short(model.root, 40)}` and not with `definitions` of BPMN 2.0. Save it as BPMN 2.0 "
            "XML in your modelling tool.",
        )
    if not element:
        return None if model.processes else (f"“{shown}” holds no process.", "Link a model that has one.")
    if element in model.activities:
        return None
    return _no_such_element(element, shown, model.activities, model.others)


def _no_such_element(
    element: str, shown: str, activities: dict[str, str], others: dict[str, str]
) -> tuple[str, str] | None:
    from blueprint_cli.document.suggest import closest

    wanted = short(element, 40)
    if kind := others.get(element):
        return (
            f"“{wanted}” in “{shown}” is a `{kind}`, and a card links a process or an activity.",
            "Name the id of the process, sub-process or task that the card stands for.",
        )
    by_name = next((id_ for id_, name in activities.items() if name.casefold() == element.casefold()), None)
    guess = by_name or closest(element, list(activities))
    meant = f" Did you mean “{short(guess, 40)}”?" if guess else ""
    listed = ", ".join(list(activities)[:8]) + (" …" if len(activities) > 8 else "")
    return (
        f"There is no activity “{wanted}” in “{short(shown, 50)}”.{meant}",
        f"After `#` stands the id of a process, sub-process or task. There are: {listed or 'none'}.",
    )


def model_path(process: Process, blueprint: Blueprint) -> str | None:
    """Return where the model of a process should be, from the working folder; None without one, or in the web."""
    written = (process.model or "").partition("#")[0]
    if not process.model or "://" in process.model:
        return None
    folder = os.path.dirname(process.declared_in or blueprint.path)
    return os.path.normpath(os.path.join(folder, written))


RULE = Rule("missing-model", "governance", check)
