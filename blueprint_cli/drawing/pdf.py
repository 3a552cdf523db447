"""PDF, by whatever is there: Typst from the finished SVG, else the system's Graphviz with cairo from the DOT."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from blueprint_cli.drawing.engine import EngineError, EngineFailed, EngineMissing, find_system
from blueprint_cli.drawing.fonts import FOLDER, with_shipped_font
from blueprint_cli.drawing.text import in_font

#: A page is at most so many points wide or high (PDF 1.7, Annex C).
_LONGEST = 14_400
_CREATED = re.compile(rb"(/CreationDate \(D:)\d{14}")
#: What to say where nothing draws PDF.
MISSING = (
    "There is nothing that draws PDF: install the extra (pip install 'service-blueprint[pdf]'), or Graphviz with cairo."
)


def can_draw_pdf() -> bool:
    """Whether anything on this machine draws PDF."""
    from importlib.util import find_spec

    if find_spec("typst"):
        return True
    try:
        return bool(_by_graphviz("graph {}"))
    except EngineError:
        return False


class NoPdf(EngineMissing):
    """Nothing on this machine draws PDF."""


def draw_pdf(svg: str, dot: Callable[[], str]) -> bytes:
    """Draw a picture of ours, given as SVG and, where that is needed, as DOT, as a PDF of one page without a date.

    Raises NoPdf where there is neither Typst nor a system Graphviz that can, and EngineFailed where one of them fails.
    """
    try:
        import typst
    except ImportError:
        return _by_graphviz(dot())
    root = ElementTree.fromstring(svg)
    width, height = int(root.attrib["width"]), int(root.attrib["height"])
    shrink = min(1, _LONGEST / max(width, height))
    # JSON's strings are Typst's as far as they need escapes.
    title, about = (json.dumps(element.text or "", ensure_ascii=False) for element in (root[0], root[1]))
    source = (
        f"#set document(title: {title}, date: none)\n"
        f"#set page(width: {width * shrink}pt, height: {height * shrink}pt, margin: 0pt)\n"
        f'#image("picture.svg", width: 100%, height: 100%, alt: {about})\n'
    )
    with tempfile.TemporaryDirectory(prefix="bp-") as folder:
        page = Path(folder) / "page.typ"
        page.write_text(source, encoding="utf-8")
        Path(folder, "picture.svg").write_text(with_shipped_font(svg), encoding="utf-8")
        try:
            drawn = typst.compile(str(page), font_paths=[str(FOLDER)], ignore_system_fonts=in_font(svg))
        except RuntimeError as error:
            raise EngineFailed(f"Typst does not draw it: {' '.join(str(error).split())[:200]}") from error
    return bytes(drawn)


def _by_graphviz(dot: str) -> bytes:
    binary = find_system()
    if binary is None:
        raise NoPdf(MISSING)
    done = subprocess.run(
        [str(binary), "-Kneato", "-n2", "-q", "-Gmargin=0", "-Gpad=0", "-Tpdf"],
        input=dot.encode(),
        capture_output=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": "0"},
        check=False,
    )
    if not done.stdout.startswith(b"%PDF"):
        if b"not recognized" in done.stderr:
            raise NoPdf(MISSING)
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise EngineFailed(f"{binary.name} stopped with code {done.returncode}. {told[0] if told else ''}".strip())
    # Old versions of cairo write the hour whatever they are told; the same length keeps the file's table of places.
    return _CREATED.sub(rb"\g<1>19700101000000", done.stdout)
