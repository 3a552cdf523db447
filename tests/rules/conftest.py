from __future__ import annotations

from datetime import date

import pytest

from blueprint_cli.findings.run import FileResult
from blueprint_cli.lint import Settings, lint_document
from blueprint_cli.rules.levels import chosen_levels


@pytest.fixture(scope="session")
def lint_text():
    """Lint a text as `bp lint` would; the day is always the same, and every rule is on."""

    def lint(text: str, *, profile: str = "strict", path: str = "example.blueprint.yaml") -> FileResult:
        settings = Settings(today=date(2026, 11, 21), profile=profile)
        return lint_document(path, text.encode(), settings, chosen_levels(profile))

    return lint
