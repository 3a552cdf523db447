"""Reads a configuration and all that it extends: every mistake told at its line, nothing guessed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from blueprint_cli.config.configs import ConfigProblem
from blueprint_cli.config.globs import what_is_wrong
from blueprint_cli.config.model import Config, Origin, Part, Said, shown
from blueprint_cli.config.problem import Mistakes, raise_all
from blueprint_cli.config.rules import SETTABLE, read_rules
from blueprint_cli.document import Document, Map, Seq, Span, read_document
from blueprint_cli.document.suggest import closest
from blueprint_cli.document.wording import shorten
from blueprint_cli.rules.levels import PROFILES

KEYS = ("extends", "profile", "rules", "overrides", "exclude", "catalog", "vocabulary", "diff")
OVERRIDE_KEYS = ("files", "profile", "rules", "vocabulary")
DIFF_KEYS = ("levels", "approve")
#: What people write for a key, without case and hyphens; and what the command line says and no file.
_MEANT = {
    "ignore": "exclude", "ignores": "exclude", "excludes": "exclude", "skip": "exclude", "extend": "extends",
    "severity": "rules", "severities": "rules", "words": "vocabulary", "dictionary": "vocabulary",
    "names": "vocabulary", "catalogs": "catalog", "catalogue": "catalog", "override": "overrides",
    "preset": "profile", "paths": "files", "file": "files", "glob": "files",
}  # fmt: skip
_OF_COMMAND = ("fail-on", "failon", "select", "format", "output", "baseline", "since", "today", "jobs")


def read_config(file: str) -> Config:
    """Read a configuration by its path.

    Raises ConfigProblem with every mistake in it, in what it extends and in its catalogs; also where the file is not
    there.
    """
    name = shown(file)
    if not os.path.isfile(file):
        what = "is a folder" if os.path.isdir(file) else "does not exist"
        raise ConfigProblem(f"The configuration {name} {what}. Name a file such as bp.yaml.")
    lines: list[str] = []
    config = _read(file, (), lines)
    raise_all(lines)
    return config


def _read(file: str, above: tuple[str, ...], lines: list[str]) -> Config:
    """Read one file, and before it what it extends; `above` are the files that led here."""
    name = shown(file)
    mistakes = Mistakes(name)
    # By its short name, so that what the operating system says of it is short as well.
    document = _document(name, Path(name).read_bytes(), mistakes)
    data = document.data if document.data is not None else Map()
    folder = os.path.dirname(os.path.abspath(file))
    _check_keys(data, KEYS, "a configuration", mistakes)
    bases = list(_bases(data, folder, (*above, os.path.realpath(file)), mistakes, lines))
    top = replace(_part(data, name, mistakes), folder=shown(folder))
    config = Config(
        path=name,
        parts=(top, *_overrides(data, name, shown(folder), mistakes)),
        excludes=tuple((shown(folder), said) for said in _globs(data, "exclude", name, mistakes)),
        shared=tuple(_catalogs(data, name, folder, mistakes, lines)),
        diffs=((name, diff),) if (diff := _diff(data, mistakes)) is not None else (),
        sources=(name,),
    )
    lines += mistakes.lines
    for base in reversed(bases):
        config = replace(
            config,
            parts=(*base.parts, *config.parts),
            excludes=(*base.excludes, *config.excludes),
            # Of two catalogs the first wins, so that of the nearer file.
            shared=(*config.shared, *base.shared),
            diffs=(*base.diffs, *config.diffs),
            sources=(*config.sources, *base.sources),
        )
    return config


def _document(name: str, data: bytes, mistakes: Mistakes) -> Document:
    document = read_document(name, data)
    for problem in document.problems:
        if problem.message.startswith(("This file is empty", "This file holds nothing")):
            # A configuration that says nothing ends the search upwards.
            continue
        # The reader speaks of blueprints.
        words = problem.message.replace("a blueprint", "a configuration")
        helps = "" if "lueprint" in problem.help or "bp new" in problem.help else f" {problem.help}"
        mistakes.tell(problem.span, " ".join(f"{words}{helps}".split()))
    return document


def _bases(data: Map, folder: str, above: tuple[str, ...], mistakes: Mistakes, lines: list[str]) -> Iterator[Config]:
    for text, span in _texts(data, "extends", "the path of another configuration", mistakes):
        if "://" in text:
            mistakes.tell(span, "`extends` takes paths only, relative to this file: keep a copy beside the blueprints.")
            continue
        file = os.path.normpath(os.path.join(folder, text))
        if not os.path.isfile(file):
            what = "is a folder" if os.path.isdir(file) else "does not exist"
            mistakes.tell(span, f"“{shorten(text, 80)}” {what}. `extends` names files, by paths from this one.")
        elif os.path.realpath(file) in above:
            round_trip = " → ".join(shown(one) for one in (*above[above.index(os.path.realpath(file)) :], file))
            mistakes.tell(span, f"This extends itself: {round_trip}. Take one of these lines out.")
        else:
            yield _read(file, above, lines)


def _part(data: Map, name: str, mistakes: Mistakes) -> Part:
    """Read what stands at the top of a file as well as in an override."""
    levels, options = read_rules(data, name, mistakes)
    vocabulary = _texts(data, "vocabulary", "a word or name", mistakes)
    words = tuple(Said(text, Origin(name, span)) for text, span in vocabulary)
    return Part("", None, _profile(data, name, mistakes), levels, options, words)


def _profile(data: Map, name: str, mistakes: Mistakes) -> Said[str] | None:
    if "profile" not in data.key_spans:
        return None
    value, span = data.get("profile"), data.value_spans.get("profile", data.key_spans["profile"])
    if value in PROFILES:
        return Said(str(value), Origin(name, span))
    choice = "`profile` is draft, standard or strict"
    if not isinstance(value, str):
        mistakes.tell(span, f"{choice}." if value is not None else f"`profile` has no value. {choice}.")
    else:
        mistakes.unknown(span, "There is no profile", value, PROFILES, f"{choice}.")
    return None


def _overrides(data: Map, name: str, folder: str, mistakes: Mistakes) -> Iterator[Part]:
    entries = data.get("overrides")
    if entries is None:
        return
    if not isinstance(entries, Seq):
        mistakes.tell(data.value_spans["overrides"], "`overrides` is a list: start each entry with `- files:`.")
        return
    for entry, span in zip(entries, entries.item_spans, strict=True):
        if not isinstance(entry, Map):
            mistakes.tell(span, "An override is a mapping with `files`, and with `profile`, `rules` or `vocabulary`.")
            continue
        _check_keys(entry, OVERRIDE_KEYS, "an override", mistakes)
        files = tuple(said.value for said in _globs(entry, "files", name, mistakes))
        # Of a misspelled key it has been said what is meant; so it has of a wrong glob.
        if not ("files" in entry or closest("files", entry)):
            mistakes.tell(
                entry.key_spans.get("files", span),
                "This override does not say for which files: give it `files`, a glob such as `drafts/**`.",
            )
        yield replace(_part(entry, name, mistakes), folder=folder, files=files)


def _globs(data: Map, key: str, name: str, mistakes: Mistakes) -> Iterator[Said[str]]:
    for text, span in _texts(data, key, "a glob such as `drafts/**`", mistakes):
        if wrong := what_is_wrong(text):
            mistakes.tell(span, f"“{shorten(text, 60)}” is no glob: {wrong}.")
        else:
            yield Said(text, Origin(name, span))


def _catalogs(data: Map, name: str, folder: str, mistakes: Mistakes, lines: list[str]) -> Iterator[Said[str]]:
    from blueprint_cli.document.schema import check_schema

    for text, span in _texts(data, "catalog", "the path of a catalog", mistakes):
        file = os.path.normpath(os.path.join(folder, text))
        if not os.path.isfile(file):
            mistakes.tell(span, f"There is no catalog “{shorten(text, 80)}”. Its path is relative to this file.")
            continue
        catalog = read_document(shown(file), Path(shown(file)).read_bytes())
        problems = [*catalog.problems, *check_schema(catalog, "catalog")]
        for problem in problems:
            if problem.severity in (None, "error"):
                place = f"{shown(file)}:{problem.span.line}:{problem.span.column}"
                told = f"{place}: {problem.message} The catalog is shared by {name}:{span.line}."
                lines.append(told.replace("a blueprint is a mapping", "a catalog is a mapping"))
        yield Said(shown(file), Origin(name, span))


def _diff(data: Map, mistakes: Mistakes) -> Map | None:
    diff = data.get("diff")
    if diff is None:
        return None
    if not isinstance(diff, Map):
        mistakes.tell(data.value_spans["diff"], "`diff` is a mapping with `levels` and `approve`.")
        return None
    from blueprint_cli.config.diff import check_diff

    _check_keys(diff, DIFF_KEYS, "`diff`", mistakes)
    check_diff(diff, mistakes)
    return diff


def _texts(data: Map, key: str, what: str, mistakes: Mistakes) -> Iterator[tuple[str, Span]]:
    """Yield the texts of a key that takes one or a list of them; whatever else stands there is a mistake."""
    value = data.get(key)
    if value is None:
        return
    spans = value.item_spans if isinstance(value, Seq) else [data.value_spans[key]]
    for item, span in zip(value if isinstance(value, Seq) else [value], spans, strict=True):
        if isinstance(item, str) and item.strip():
            yield item.strip(), span
        else:
            mistakes.tell(span, f"An entry of `{key}` must be {what}." if value is not item else _must(key, what))


def _must(key: str, what: str) -> str:
    return f"`{key}` must be {what}, or a list of them."


def _check_keys(data: Map, known: tuple[str, ...], what: str, mistakes: Mistakes) -> None:
    for key, span in data.key_spans.items():
        if key in known or key == "$schema":
            continue
        start = f"{what[0].upper()}{what[1:]} has no `{shorten(key)}`"
        plain = key.casefold().replace("_", "-")
        guess = closest(key, known) or (key if key in KEYS else _MEANT.get(plain.replace("-", "")))
        if guess in known:
            mistakes.tell(span, f"{start}: did you mean `{guess}`?")
        elif key in SETTABLE:
            mistakes.tell(span, f"{start}: it is a rule, and rules stand under `rules:`.")
        elif plain in _OF_COMMAND:
            mistakes.tell(span, f"{start}: that is for the command line, as --{plain}.")
        elif guess:
            mistakes.tell(span, f"{start}: `{guess}` stands at the top of the file, at the left margin.")
        else:
            mistakes.tell(span, f"{start}. It has {', '.join(f'`{name}`' for name in known)}.")
