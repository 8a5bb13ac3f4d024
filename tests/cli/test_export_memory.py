"""An export of the ledger takes as much memory for many cards as for few."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from inspect_app.actions.office.export.kind_rows import said_rows
from inspect_app.cli.export import _write
from inspect_app.texts import words_for
from storage.store import Edit, Store
from tests.storage.device import LI, store_at

FEW, MANY = 1500, 9000


def filled(cards: int) -> Store:
    store = store_at()
    for first in range(0, cards, 500):
        numbers = range(first, first + 500)
        store.write(
            LI, [Edit("asset", f"a{n:05}", {"name": "台式计算机", "number": f"N{n}"}) for n in numbers]
        )
    return store


def peak_bytes(store: Store, out: Path) -> int:
    """The most that was held at once while the file was written."""
    tracemalloc.start()
    try:
        _write(said_rows(store, "asset", words_for("zh_CN"), 480, LI.at_ms), out)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("sort", [".csv", ".xlsx", ".jsonl"])
def test_six_times_the_cards_take_no_more_memory(sort: str, tmp_path: Path) -> None:
    """Rows are read by the thousand and written as they come; half as much again is left for chance."""
    peak_bytes(filled(500), tmp_path / f"first{sort}")  # what is imported on first use is no row
    few, many = (peak_bytes(filled(cards), tmp_path / f"{cards}{sort}") for cards in (FEW, MANY))
    assert many < few * 1.5
