"""Nothing that is written can change without a word: every value of the samples is changed and taken away in turn."""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator
from typing import Any

import pytest
from edit_scripts import Data, as_text, plain_data
from test_scripts import SAMPLES, load

from blueprint_cli.changes.change import Side
from blueprint_cli.changes.compare import compare

Path = tuple[Any, ...]
#: None takes a value away.
OTHERS = (None, "7 min", "Something else", -1, "high", "notifies", "manual")


def paths(node: Any, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in entries:
        yield from paths(value, (*path, key))


def variants(data: Data, path: Path, others: tuple[Any, ...]) -> Iterator[Data]:
    """Yield the data with the value at a path taken away, and with another value there."""
    for other in others:
        changed = copy.deepcopy(data)
        place: Any = changed
        for key in path[:-1]:
            place = place[key]
        value = place[path[-1]]
        if other is None:
            del place[path[-1]]
        elif isinstance(value, (dict, list)) or value == other:
            continue
        else:
            place[path[-1]] = other
        yield changed


def check(sample: str, others: tuple[Any, ...] = OTHERS, every: int = 1) -> None:
    old = plain_data(sample)
    old_side = Side(sample, load(old, sample)[0], as_text(old))
    silent, sound = [], 0
    for path in list(paths(old))[::every]:
        for changed in variants(old, path, others):
            blueprint, good = load(changed, sample)
            if not good:
                continue
            sound += 1
            found = compare(old_side, Side(sample, blueprint, as_text(changed))).changes
            if {change.kind for change in found} <= {"layout-changed"}:
                silent.append(path)
    assert sound > 50
    assert silent == []


def test_every_third_value_of_a_sample_is_told_when_it_changes():
    check(next(sample for sample in SAMPLES if "product-return.b" in sample), (None, "7 min"), every=3)


@pytest.mark.long
@pytest.mark.parametrize("sample", SAMPLES, ids=map(os.path.basename, SAMPLES))
def test_every_value_of_all_samples_is_told_when_it_changes(sample):
    check(sample)
