"""Source text, the YAML tree with the place of every key and value, and the schema check. Knows no blueprints."""

from typing import TYPE_CHECKING

from blueprint_cli.document.problem import Fix, Meant, Problem, Related, Severity
from blueprint_cli.document.source import Document
from blueprint_cli.document.span import START, Span
from blueprint_cli.document.tree import Map, Seq

if TYPE_CHECKING:
    from blueprint_cli.document.reader import read_document

__all__ = ["START", "Document", "Fix", "Map", "Meant", "Problem", "Related", "Seq", "Severity", "Span", "read_document"]


def __getattr__(name: str) -> object:
    """Import the reader when somebody reads: findings from the cache need no YAML parser."""
    if name == "read_document":
        from blueprint_cli.document.reader import read_document

        return read_document
    raise AttributeError(name)
