"""Which files say which schema a blueprint has: a folder's settings for VS Code, or a line in the file itself."""

from __future__ import annotations

import codecs
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from blueprint_cli.document.schema_files import SCHEMA_NAMES, schema_text
from blueprint_cli.editors.jsonc import UnclearJsonError, put_first, put_member, read_jsonc

#: Where the schemas go, seen from the root of the repository.
FOLDER = ".bp"
SETTINGS = ".vscode/settings.json"
#: The files of each schema, as the settings of editors name them.
GLOBS = {
    "blueprint": ["*.blueprint.yaml", "*.blueprint.yml"],
    "catalog": ["*.catalog.yaml", "*.catalog.yml"],
    "config": ["bp.yaml"],
}
#: What a language server takes for the line that names a schema, and the schema in it.
_MODELINE = re.compile(r"#\s+(?:yaml-language-server\s*:|\$schema:)")
_PATH = re.compile(r"\$schema(?:=|:[^\S\r\n]*)(\S+)")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")


class NotWired(Exception):  # noqa: N818 - the user's file, told as a sentence
    """A file that is left as it was; the text is a sentence for the user, and `snippet` is what to add by hand."""

    def __init__(self, sentence: str, snippet: str = "") -> None:
        super().__init__(sentence)
        self.snippet = snippet


@dataclass(slots=True)
class Wiring:
    """The files to write, by path, and those that are as they should be already."""

    writes: dict[Path, bytes] = field(default_factory=dict)
    current: list[Path] = field(default_factory=list)

    def want(self, path: Path, data: bytes) -> None:
        """Note what a file is to hold."""
        if path.is_file() and path.read_bytes() == data:
            if path not in self.current:
                self.current.append(path)
        else:
            self.writes[path] = data


def find_root(folder: Path) -> Path | None:
    """Return the nearest folder upwards that holds `.git`."""
    folder = folder.absolute()
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)


def wire_folder(root: Path, wiring: Wiring) -> None:
    """Note what settings of VS Code and which schemas a folder needs.

    Raises NotWired where there are settings that cannot be completed with certainty; the schemas are noted all the
    same. Raises OSError.
    """
    names = [name for name in GLOBS if name in SCHEMA_NAMES]
    for name in names:
        wiring.want(root / FOLDER / f"{name}.schema.json", schema_text(name).encode())
    schemas = {f"./{FOLDER}/{name}.schema.json": GLOBS[name] for name in names}
    path = root / SETTINGS
    try:
        text = path.read_bytes().decode("utf-8") if path.exists() else "{}\n"
        text = text if text.strip() else "{}\n"
        known = read_jsonc(text).data
        for schema, globs in schemas.items():
            # Files that a team has chosen for a schema itself stay its choice.
            if not (isinstance(known, dict) and schema in (known.get("yaml.schemas") or ())):
                text = put_member(text, ("yaml.schemas", schema), globs)
    except (UnclearJsonError, UnicodeDecodeError) as error:
        why = str(error) if isinstance(error, UnclearJsonError) else "it is not UTF-8"
        raise NotWired(
            f"{SETTINGS} is left as it is, because it could not be read with certainty ({why}). Put its mistake "
            "right and run this again, or add by hand what follows.",
            put_member("{}\n", ("yaml.schemas",), schemas),
        ) from error
    wiring.want(path, text.encode())


def wire_file(path: Path, name: str | None, wiring: Wiring) -> None:
    """Note the line at the top of a file that names its schema, and the schema beside the repository's root.

    `name` is the schema's; without it, the file's name and content tell. Raises NotWired and OSError.
    """
    data = path.read_bytes()
    shown = path.as_posix()
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotWired(f"{shown} is left as it is: it is not UTF-8. Save it as UTF-8 first.") from error
    name = name or _schema_of(path.name, text)
    if name is None:
        raise NotWired(
            f"{shown} is left as it is: neither its name nor its content says what it is. Say it: "
            "`bp schema blueprint --install FILE`, or catalog, or theme."
        )
    root = _root_of(path)
    schema = root / FOLDER / f"{name}.schema.json"
    link = os.path.relpath(schema, path.absolute().parent).replace(os.sep, "/")
    try:
        wired = put_first(text, "$schema", link) if path.suffix.lower() == ".json" else put_modeline(text, link)
    except UnclearJsonError as error:
        raise NotWired(f"{shown} is left as it is: it could not be read as JSON ({error}).") from error
    wiring.want(schema, schema_text(name).encode())
    wiring.want(path, data[: len(data) - len(data.removeprefix(codecs.BOM_UTF8))] + wired.encode())


def put_modeline(text: str, link: str) -> str:
    """Return YAML with a first line that names its schema; where there is one, only the path in it changes."""
    for line in _LINE.finditer(text):
        words = line[1].strip()
        if words and words[0] not in "#%":
            break  # The content begins: a language server looks no further.
        if _MODELINE.match(line[1]) and (found := _PATH.search(text, line.start(), line.end())):
            return text[: found.start(1)] + link + text[found.end(1) :]
    newline = re.search(r"\r\n|\r|\n", text)
    return f"# yaml-language-server: $schema={link}{newline[0] if newline else chr(10)}{text}"


def _root_of(path: Path) -> Path:
    """Return the folder that holds the schemas of a file: its repository, the current folder, or its own."""
    folder, here = path.absolute().parent, Path.cwd()
    return find_root(folder) or (here if folder.is_relative_to(here) else folder)


def _schema_of(file: str, text: str) -> str | None:
    file = file.lower()
    if file == "bp.yaml":
        return "config" if "config" in SCHEMA_NAMES else None
    if ".catalog." in file:
        return "catalog"
    blueprint = ".blueprint." in file or re.search(r"^[\"']?blueprint[\"']?\s*:", text, re.MULTILINE)
    return "blueprint" if blueprint else None
