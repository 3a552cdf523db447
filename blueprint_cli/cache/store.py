"""The file that a project's results are remembered in: one in the user's cache folder, whoever asks for what.

Its first line says what it is. Each other line holds, behind a checksum, what was found under the same circumstances:
version of bp, day, options, working folder. Runs at the same time each write the whole file in one go, and the last one
counts: what another has found is then looked for again, never mixed up. Whatever is wrong with the file, it is as if
there were none.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

from blueprint_cli.cache.facts import Checker, Facts, mark_of
from blueprint_cli.cache.program import program_token
from blueprint_cli.digest import sha256_of
from blueprint_cli.findings.plain import Plain, from_plain
from blueprint_cli.findings.run import FileResult
from blueprint_cli.settings import Settings

_FORMAT = "bp cache 1\n"
#: How many circumstances are remembered, and how large the file may be.
_SECTIONS, _BYTES = 4, 64 * 2**20


def open_cache(settings: Settings, environ: Mapping[str, str]) -> Cache | None:
    """Return what is remembered of runs like this one in this project; None where there is no place for it."""
    folder = _folder(environ)
    if folder is None:
        return None
    project = _project(os.getcwd())
    name = f"{os.path.basename(project)[:40]}-{crc32(os.fsencode(project)):08x}.json"
    said = [settings.today.isoformat(), settings.profile, settings.select, settings.ignore, settings.config]
    key = json.dumps([program_token(), os.getcwd(), *said])
    return Cache(os.path.join(folder, "service-blueprint", name), key)


class Cache:
    """What is remembered under one set of circumstances."""

    def __init__(self, file: str, key: str) -> None:
        self.file, self.key = file, key
        self.checker = Checker(time.time_ns())
        #: Lines of other circumstances, latest first.
        self.others: list[str] = []
        #: Of each file: its own fact, the configuration that is nearest, the names of other facts, the result.
        self.entries: dict[str, list[Any]] = {}
        self.facts: Facts = {}
        self.changed = False
        self._read: Facts = {}
        self._load()

    def find(self, path: str, config: str | None) -> FileResult | None:
        """Return what was found in a file, where that file and all that counted then are still the same."""
        entry = self.entries.get(path)
        if entry is None or entry[1] != config:
            return None
        same, own = self.checker.same_file(path, entry[0])
        if not same or not all(self._holds(name) for name in entry[2]):
            return None
        if own is not entry[0]:
            entry[0], self.changed = own, True
        return from_plain(path, entry[3])

    def keep(self, path: str, config: str | None, own: list[Any], facts: Facts, plain: Plain) -> None:
        """Remember what was found in a file: `own` are its marks and its hash, `facts` what else it rests on."""
        for name, value in facts.items():
            if name in self.facts and _content(self.facts[name]) != _content(value):
                # What other files were found to be rests on how it was before.
                self.entries = {other: entry for other, entry in self.entries.items() if name not in entry[2]}
            self.facts[name] = self._settled(value)
        self.entries[path] = [self._settled(own), config, list(facts), plain]
        self.changed = True

    def facts_of(self, paths: Collection[str]) -> Facts:
        """Return that files are as they are now, read in this run; false for one that has changed since it began."""
        for path in paths:
            name = f"file {path}"
            if name not in self._read:
                mark = mark_of(path)
                steady = mark is not None and max(mark[1], mark[2]) < self.checker.started
                self._read[name] = [mark, sha256_of(Path(path).read_bytes())] if steady else False
        return {f"file {path}": self._read[f"file {path}"] for path in paths}

    def save(self) -> None:
        """Write what is new; a folder that cannot be written to is no error."""
        if not self.changed:
            return
        entries = {path: entry for path, entry in self.entries.items() if os.path.exists(path)}
        used = {name for entry in entries.values() for name in entry[2]}
        facts = {name: value for name, value in self.facts.items() if name in used}
        text = json.dumps([self.key, facts, entries], separators=(",", ":"))
        lines = [f"{crc32(text.encode()):08x}{text}\n", *self.others[: _SECTIONS - 1]]
        while len(lines) > 1 and sum(map(len, lines)) > _BYTES:
            lines.pop()
        if len(lines[0]) <= _BYTES:
            _replace(self.file, (_FORMAT + "".join(lines)).encode())

    def _holds(self, name: str) -> bool:
        same, now = self.checker.holds(name, self.facts[name])
        if same and now is not self.facts[name]:
            self.facts[name], self.changed = now, True
        return same

    def _settled(self, value: Any) -> Any:
        return [self.checker.settled(value[0]), value[1]] if _is_file(value) else value

    def _load(self) -> None:
        try:
            with open(self.file, encoding="utf-8") as stream:
                if stream.readline() != _FORMAT:
                    return
                lines = stream.readlines()
            start = json.dumps(self.key)
            for line in lines:
                if not line.startswith(f"[{start},", 8):
                    self.others.append(line)
                elif line[:8] == f"{crc32(line[8:-1].encode()):08x}":
                    _, self.facts, self.entries = json.loads(line[8:])
        except (OSError, ValueError, RecursionError):
            self.others, self.facts, self.entries = [], {}, {}


def _is_file(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2


def _content(value: Any) -> Any:
    """Return what a fact says, without the marks by which a file is known."""
    return value[1] if _is_file(value) else value


def _folder(environ: Mapping[str, str]) -> str | None:
    """Return the folder for caches of this user: `BP_CACHE_DIR`, else the usual one of the system."""
    if own := environ.get("BP_CACHE_DIR"):
        return own
    if sys.platform == "win32":
        return environ.get("LOCALAPPDATA")
    home = os.path.expanduser("~")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches")
    chosen = environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(chosen):
        return chosen
    return os.path.join(home, ".cache") if os.path.isabs(home) else None


def _project(folder: str) -> str:
    """Return the root of the repository that a folder is in, else the folder."""
    place = folder
    while not os.path.exists(os.path.join(place, ".git")):
        above = os.path.dirname(place)
        if above == place:
            return folder
        place = above
    return place


def _replace(file: str, data: bytes) -> None:
    new = f"{file}.{os.getpid()}.tmp"
    try:
        os.makedirs(os.path.dirname(file), mode=0o700, exist_ok=True)
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(data)
        os.replace(new, file)
    except OSError:
        if os.path.exists(new):
            os.unlink(new)
