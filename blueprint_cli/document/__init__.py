"""Source text, the YAML tree with the place of every key and value, and the schema check. Knows no blueprints."""

from blueprint_cli.document.problem import Fix, Meant, Problem, Related, Severity
from blueprint_cli.document.reader import read_document
from blueprint_cli.document.source import Document
from blueprint_cli.document.span import START, Span
from blueprint_cli.document.tree import Map, Seq

__all__ = ["START", "Document", "Fix", "Map", "Meant", "Problem", "Related", "Seq", "Severity", "Span", "read_document"]
