"""An export that is cut short leaves nothing behind: no open writer, no temporary file."""

from __future__ import annotations

import asyncio
import gc
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspect_app.actions.office.export.shown_table import written
from inspect_app.actions.office.export.table_file import SORTS


class Unreadable(Exception):
    """The table broke off."""


def rows(count: int, *, broken: bool = False) -> Iterator[list[object]]:
    for number in range(count):
        yield [number, "灯坏"]
    if broken:
        raise Unreadable


@pytest.fixture
def left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of temporary files; what Python could not raise while it tidied up fails the test."""
    unraised: list[object] = []
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(sys, "unraisablehook", unraised.append)
    yield tmp_path
    gc.collect()
    assert unraised == []


@pytest.mark.parametrize("sort", SORTS)
def test_a_stopped_export_leaves_nothing_behind(sort: str, left: Path) -> None:
    content = asyncio.run(written(sort, ("号", "说明"), rows(50), lambda _: False, step_rows=10))
    assert content is None
    assert list(left.iterdir()) == []


@pytest.mark.parametrize("sort", SORTS)
def test_an_export_that_breaks_off_leaves_nothing_behind(sort: str, left: Path) -> None:
    with pytest.raises(Unreadable):
        asyncio.run(written(sort, ("号", "说明"), rows(5, broken=True), lambda _: True))
    assert list(left.iterdir()) == []


@pytest.mark.parametrize("sort", SORTS)
def test_a_whole_export_leaves_only_its_bytes(sort: str, left: Path) -> None:
    content = asyncio.run(written(sort, ("号", "说明"), rows(50), lambda _: True, step_rows=10))
    assert content
    assert list(left.iterdir()) == []
