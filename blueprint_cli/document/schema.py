"""Whether a document is written in the language, and what to say where it is not."""

from __future__ import annotations

from functools import cache

from blueprint_cli.document.fast_check import Test, compile_schema
from blueprint_cli.document.problem import Problem
from blueprint_cli.document.schema_files import load_schema
from blueprint_cli.document.source import Document


def check_schema(document: Document, name: str = "blueprint") -> list[Problem]:
    """Return what in the document is against the schema `name`: one problem per mistake, in the order of the text.

    Rules: `unknown-field`, `execution-field` and, for all else, `schema`. A document without data has no problems
    here, since its reader has said so already. Raises LookupError for an unknown schema.
    """
    if document.data is None or _fits(name)(document.data):
        return []
    # Only a document with mistakes pays for the validator that can name them.
    from blueprint_cli.document.schema_errors import word_errors

    return word_errors(document, document.data, load_schema(name))


@cache
def _fits(name: str) -> Test:
    return compile_schema(load_schema(name))
