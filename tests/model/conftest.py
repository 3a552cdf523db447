"""Blueprints from a few lines of YAML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from textwrap import dedent

import pytest

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.blueprint.build import build_blueprint
from blueprint_cli.document import Document, read_document

Build = Callable[..., Blueprint]


@pytest.fixture
def build() -> Build:
    """Build the blueprint of a YAML text; `files` are those beside it."""

    def make(text: str, files: Mapping[str, str] | None = None) -> Blueprint:
        def load(path: str, schema: str) -> Document | None:
            if path not in (files or {}):
                return None
            return read_document(path, dedent((files or {})[path]).encode())

        document = read_document("x.blueprint.yaml", dedent(text).encode())
        assert not document.problems
        return build_blueprint(document, load)

    return make
