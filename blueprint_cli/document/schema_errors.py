"""From a validator's errors to one problem per mistake, each at the key or value that is wrong.

The validator tells of a value that may be text, a mapping or a list that it is "not valid under any" of three
schemas. What its author meant is told by its type, so only the errors of that form are kept (narrowing); then the
errors of one mapping are brought together, because a missing `does` and an unknown `label` are one mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from blueprint_cli.document.problem import Problem
from blueprint_cli.document.schema_mapping import read_mapping
from blueprint_cli.document.schema_places import Path, plain_data, value_at
from blueprint_cli.document.schema_unknown import word_mapping
from blueprint_cli.document.schema_values import word_name, word_value
from blueprint_cli.document.source import Document
from blueprint_cli.document.span import Span
from blueprint_cli.document.tree import Map

if TYPE_CHECKING:
    from jsonschema import ValidationError


@dataclass(slots=True)
class Mistakes:
    """What is wrong in a document, sorted by what has to be said."""

    #: The wrong fields of mappings: the keys that they do not know and those that they lack.
    unknown: dict[Path, list[str]] = field(default_factory=dict)
    missing: dict[Path, list[str]] = field(default_factory=dict)
    #: Wrong values, with the keyword of the schema that refused them first.
    values: dict[Path, str] = field(default_factory=dict)
    #: Ids of declared things that cannot be ids, with the mapping that they are keys of.
    names: dict[tuple[Path, str], str] = field(default_factory=dict)


def word_errors(document: Document, data: Map, schema: dict[str, Any]) -> list[Problem]:
    """Return what in `data` is against `schema`, one problem per mistake, in the order of the text.

    Where a wrong field name has one clear meaning, `data` is changed to it, so that the model is built as it was
    meant; and since that brings things into the view of the schema that it could not see before, it is asked again.
    """
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(schema)
    found: dict[tuple[str, Span, str], Problem] = {}
    changed = True
    while changed:
        mistakes = Mistakes()
        _collect(validator.iter_errors(plain_data(data)), mistakes)
        # A mapping that is referred to (`*name`) is wrong once, not at every reference.
        for problem in _word(mistakes, document, data, schema):
            found.setdefault((problem.rule, problem.span, problem.detail), problem)
        changed = any(set(keys) - value_at(data, path).key_spans.keys() for path, keys in mistakes.unknown.items())
    return sorted(found.values(), key=lambda problem: (problem.span, problem.rule, problem.message))


def _word(mistakes: Mistakes, document: Document, data: Map, schema: dict[str, Any]) -> Iterator[Problem]:
    # First the values: wording a mapping may change the keys on the way to them.
    for path, keyword in mistakes.values.items():
        yield word_value(data, schema, path, keyword)
    for (path, key), keyword in mistakes.names.items():
        yield word_name(data, path, key, keyword)
    mappings = dict.fromkeys((*mistakes.unknown, *mistakes.missing))
    for path in sorted(mappings, key=len, reverse=True):
        mapping = read_mapping(data, schema, path, mistakes.missing.get(path, []))
        yield from word_mapping(mapping, mistakes.unknown.get(path, []), document.text)


def _collect(errors: Iterable[ValidationError], mistakes: Mistakes) -> None:
    for error in errors:
        path: Path = tuple(error.absolute_path)
        keyword = str(error.validator)
        if keyword == "anyOf":
            _collect_any_of(error, path, mistakes)
        elif "propertyNames" in error.relative_schema_path:
            mistakes.names.setdefault((path, str(error.instance)), keyword)
        elif keyword == "additionalProperties":
            assert isinstance(error.instance, dict)
            known = error.schema["properties"]  # type: ignore[index]
            mistakes.unknown[path] = [key for key in error.instance if key not in known]
        elif keyword == "required":
            assert isinstance(error.instance, dict)
            assert isinstance(error.validator_value, list)
            mistakes.missing[path] = [key for key in error.validator_value if key not in error.instance]
        else:
            mistakes.values.setdefault(path, keyword)


def _collect_any_of(error: ValidationError, path: Path, mistakes: Mistakes) -> None:
    """Keep the errors of the form that was meant.

    The forms of the schemas differ in type, so at most one is left; a test pins that. The other use of anyOf is "one
    of these fields is required, and not empty" (a step's `name` or `id`), which is told by the first of them.
    """
    forms = [list(form) for form in _by_form(error)]
    if all(found[0].validator in ("required", "not") for found in forms):
        first = str(error.validator_value[0]["required"][0])  # type: ignore[index]
        if first in error.instance:  # type: ignore[operator]
            mistakes.values.setdefault((*path, first), "not")
        else:
            mistakes.missing[path] = [first]
        return
    meant = [form for form in forms if not any(_is_other_type(inner) for inner in form)]
    if meant:
        _collect(meant[0], mistakes)
    else:
        mistakes.values.setdefault(path, "type")


def _by_form(error: ValidationError) -> Iterator[Iterator[ValidationError]]:
    for number in range(len(error.validator_value)):  # type: ignore[arg-type]
        yield (inner for inner in error.context if inner.relative_schema_path[0] == number)


def _is_other_type(error: ValidationError) -> bool:
    return error.validator == "type" and not error.relative_path
