"""The sentences for fields that a mapping does not know, and for those that it lacks."""

from __future__ import annotations

from typing import Any

from blueprint_cli.document.problem import Meant, Problem
from blueprint_cli.document.schema_cuts import colon, comma, heading, is_cut_by_colon, is_cut_by_comma, is_heading
from blueprint_cli.document.schema_mapping import Mapping
from blueprint_cli.document.schema_words import COMMON, EXECUTION, HOMES, INSTEAD, LAYERS, ONLY, plain_key
from blueprint_cli.document.wording import shorten
from blueprint_cli.document.yaml_example import write_example

_PROCESS_EXAMPLE = """

  processes:
    inspection:
      model: processes/inspection.bpmn

and in the card:

  process: inspection"""


def word_mapping(mapping: Mapping, unknown: list[str], text: str) -> list[Problem]:
    """Return the problems of a mapping: of its `unknown` keys, and of the required ones that it lacks.

    An unknown key that stands for a missing one takes it along, for that is one mistake; where it is clear what was
    meant, the mapping is read that way from then on. `text` is the source.
    """
    problems: list[Problem] = []
    lacking = list(mapping.missing)
    unknown = sorted((key for key in unknown if key in mapping.data.key_spans), key=mapping.at)
    logic = [key for key in unknown if plain_key(key) in EXECUTION and not mapping.known_as(key)]
    if logic:
        problems.append(_execution(mapping, logic))
        # The sentence of the card is somewhere in the logic; a second message would not help to find it.
        lacking = []
    for key in unknown:
        if key in logic:
            continue
        if is_cut_by_comma(mapping, key, text):
            problems.append(comma(mapping, key))
        elif meant := mapping.known_as(key) or mapping.near(key):
            problems.append(_did_you_mean(mapping, key, meant))
            mapping.rename(key, meant)
            lacking = [name for name in lacking if name != meant]
        elif lacking and is_heading(mapping, key):
            problems.append(heading(mapping, key))
            lacking = []
        elif lacking and is_cut_by_colon(mapping, key):
            problems.append(colon(mapping, key, lacking.pop()))
        else:
            problems.append(_twice(mapping, key) or _elsewhere(mapping, key) or _plain(mapping, key))
    if len(lacking) > 2:
        return [_is_none(mapping, lacking)]
    return problems + ([_lacks(mapping, lacking)] if lacking else [])


def _execution(mapping: Mapping, keys: list[str]) -> Problem:
    names = [f"`{shorten(key, 20)}`" for key in keys[:3]]
    are = "is" if len(names) == 1 else "are"
    return Problem(
        "execution-field",
        mapping.at(keys[0]),
        f"{_list(names)} {are} execution logic, and a blueprint has none: that belongs in a BPMN process.",
        EXECUTION[plain_key(keys[0])] + _PROCESS_EXAMPLE,
        detail=keys[0],
    )


def _did_you_mean(mapping: Mapping, key: str, meant: str) -> Problem:
    return Problem(
        "unknown-field",
        mapping.at(key),
        f"{_capital(mapping.noun)} has no field `{shorten(key)}`: did you mean `{meant}`?",
        _describe(mapping, meant, mapping.data.get(key)),
        detail=key,
        meant=Meant(meant, mapping.is_surely(key, meant)),
    )


def _describe(mapping: Mapping, name: str, value: Any = None) -> str:
    """Say what a field is for, with an example: the author's own text where it is short."""
    form = mapping.fields[name]
    first = str(form["description"]).split(". ")[0].rstrip(".")
    own = isinstance(value, str) and "\n" not in value and len(value) <= 60
    return f"`{name}`: {first}.\n\n{write_example(name, value if own else form['examples'][0])}"


def _twice(mapping: Mapping, key: str) -> Problem | None:
    """Word a field that says what another one of the same mapping says already."""
    said = next((name for name in INSTEAD.get(plain_key(key), ()) if name in mapping.fields), None)
    if said is None:
        return None
    return Problem(
        "unknown-field",
        mapping.at(key),
        f"{_capital(mapping.noun)} has no field `{shorten(key)}`; what it may mean is in `{said}` already.",
        f"Keep what you need in `{said}` and delete `{shorten(key)}`."
        + (" Anything else can go into a `note`." if "note" in mapping.fields else ""),
        detail=key,
    )


def _elsewhere(mapping: Mapping, key: str) -> Problem | None:
    """Word a field that has its place in another mapping, or stands for one that has."""
    if mapping.kind == "step" and plain_key(key) in ("owner", "accountable", "responsible"):
        return Problem(
            "unknown-field",
            mapping.at(key),
            f"A step has no `{key}`: its cards have owners, because several people make one step possible.",
            "Give the `owner` to the card that it is about. The owner of the blueprint stands beside `service`.",
            detail=key,
        )
    names = [name for name in (key, *INSTEAD.get(plain_key(key), ())) if name not in COMMON]
    name = next((name for name in names if mapping.homes(name)), None)
    if name is None:
        return None
    kind = mapping.homes(name)[0]
    shown = f"`{name}`" if name == key else f"`{shorten(key, 30)}` (here: `{name}`)"
    home, help = HOMES[kind]
    if name in LAYERS and kind == "step":
        message = f"{shown} is a layer, and layers stand in a step, not inside {mapping.noun}."
        help = f"Line it up with the `name` of its step:\n\n  - name: Request\n    {name}: …"
    elif name in ONLY:
        message = f"{shown} does not belong to {mapping.noun}: {ONLY[name]}."
    else:
        message = f"{shown} does not belong to {mapping.noun}: it is a field of {home}."
    if mapping.kind == "step" and kind in ("providerCard", "customerCard"):
        layer = "customer" if kind == "customerCard" else "frontstage"
        value = mapping.data.get(key)
        value = value if isinstance(value, str | int) else "…"
        help = f"Put it into the card that it is about:\n\n{write_example(layer, {'does': '…', name: value})}"
    return Problem("unknown-field", mapping.at(key), message, help, detail=key)


def _plain(mapping: Mapping, key: str) -> Problem:
    return Problem(
        "unknown-field",
        mapping.at(key),
        f"{_capital(mapping.noun)} has no field `{shorten(key)}`.",
        f"Its fields are {_list([f'`{name}`' for name in mapping.fields if name != '$schema'])}."
        + (" What fits none of them goes into a `note`." if "note" in mapping.fields else ""),
        detail=key,
    )


def _lacks(mapping: Mapping, keys: list[str]) -> Problem:
    what = f"This {mapping.noun.split(' ', 1)[1]}" if mapping.kind else "The file"
    if mapping.kind == "step":
        help = f"The name heads the column, and its cards are addressed by it:\n\n{write_example('name', 'Send back')}"
    else:
        help = "\n\n".join(_describe(mapping, key) for key in keys)
    named = " and no ".join(f"`{key}`" for key in keys)
    return Problem("schema", mapping.span, f"{what} has no {named}.", help, detail=keys[0])


def _is_none(mapping: Mapping, keys: list[str]) -> Problem:
    """Word a file that has none of what makes a blueprint: what else it holds is no news then."""
    examples = [write_example(key, mapping.fields[key]["examples"][0]) for key in keys]
    return Problem(
        "schema",
        mapping.span,
        f"This is no blueprint: it has no {_list([f'`{key}`' for key in keys], 'or')}.",
        "A blueprint starts like this (`bp new` writes one):\n\n" + "\n".join(examples),
        detail=keys[0],
    )


def _list(words: list[str], last: str = "and") -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
