"""Each group of data is due when its days are over, not a moment before, and nothing is due twice."""

from __future__ import annotations

from typing import Any

import pytest

from inspect_app.gate.settings import gate_settings
from inspect_app.retention.due import DAY_MS, Due, Held, Limits, counts_of, due, limits_of

NOW_MS = 1_795_000_000_000
BEIJING = 480


def limits(**days: int) -> Limits:
    return limits_of({**gate_settings({}).retention_days, **days}, NOW_MS, BEIJING)


def ago(days: float) -> int:
    return int(NOW_MS - days * DAY_MS)


def a_visit(days: float, **more: Any) -> Held:
    return Held("visit", "v", ago(days), {"in_ms": ago(days), "id_sealed": "x", **more})


def a_photo(days: float, **more: Any) -> Held:
    fields = {"about_kind": "visit", "about_id": "v", "item": "id_paper", "taken_ms": ago(days), **more}
    return Held("photo", "p", ago(days), fields)


NUMBER = Due("id_number", "visit", "v", ("id_masked", "id_sealed"))


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (a_visit(29.9), []),
        (a_visit(30.1), [NUMBER]),
        (a_visit(30.1, id_sealed=None), []),
        (a_visit(30.1, id_sealed=None, losers={"id_masked": "1"}), [NUMBER]),
        (a_visit(89.9), [NUMBER]),
        (a_visit(90.1), [Due("visit", "visit", "v")]),
        (a_visit(90.1, id_sealed=None, out_ms=None), [Due("visit", "visit", "v")]),
        (Held("visit", "v", ago(91), {"note": "x"}, is_part=True), [Due("visit", "visit", "v")]),
        (Held("visit", "v", ago(89), {"note": "x"}, is_part=True), []),
        (Held("sign_out", "s", ago(91), {"out_ms": ago(91)}), [Due("visit", "sign_out", "s")]),
        (Held("expected", "e", ago(1), {"day": "2026-10-18"}), [Due("expected", "expected", "e")]),
        (Held("expected", "e", ago(99), {"day": "2026-10-19"}), []),
        (Held("pickup", "c", ago(31), {"state": "retired"}), [Due("retired_pickup", "pickup", "c")]),
        (Held("pickup", "c", ago(400), {"state": "used"}), []),
        (Held("collection", "c", ago(91), {"at_ms": ago(91)}), [Due("collection", "collection", "c")]),
        (Held("barred", "b", ago(400), {"state": "active"}), []),
        (Held("barred", "b", ago(91), {"state": "lifted"}), [Due("visit", "barred", "b")]),
        (Held("barred", "b", ago(1), {"state": "active", "until_day": "2026-08-01"}),
         [Due("visit", "barred", "b")]),
        (Held("left_item", "l", ago(400), {"state": "kept"}), []),
        (Held("left_item", "l", ago(1), {"state": "fetched", "fetched_ms": ago(91)}),
         [Due("things", "left_item", "l")]),
        (Held("gate_item", "g", ago(91), {"state": "in", "holder": "王"}),
         [Due("things", "gate_item", "g", ("holder", "note"))]),
        (Held("gate_item", "g", ago(91), {"state": "out", "holder": "王"}), []),
        (Held("gate_item", "g", ago(91), {"state": "in"}), []),
        (Held("passage", "p", ago(91), {"at_ms": ago(91)}), [Due("things", "passage", "p")]),
        (Held("shift", "s", ago(181), {"began_ms": ago(181)}), [Due("shift", "shift", "s")]),
        (Held("erasure", "x", ago(4000), {"at_ms": ago(4000)}), []),
        (Held("opening", "o", ago(4000), {"at_ms": ago(4000)}), []),
    ],
)  # fmt: skip
def test_what_is_due_of_one_thing(held: Held, expected: list[Due]) -> None:
    assert due([held], limits()) == expected


def test_a_photo_of_a_paper_goes_after_a_week_and_the_visit_stays() -> None:
    found = due([a_visit(7.1), a_photo(7.1)], limits())
    assert found == [Due("id_photo", "photo", "p")]


def test_a_photo_of_goods_goes_with_its_visit() -> None:
    assert due([a_visit(80, id_sealed=None), a_photo(80, item="goods")], limits()) == []
    found = due([a_visit(91), a_photo(91, item="goods")], limits(id_photo=999))
    assert found == [Due("visit", "visit", "v"), Due("visit", "photo", "p")]


def test_a_photo_that_is_about_nothing_any_more_goes_too() -> None:
    assert due([a_photo(91, item="goods")], limits()) == [Due("visit", "photo", "p")]
    assert due([a_photo(89, item="goods")], limits()) == []


def test_a_signature_goes_with_its_shift() -> None:
    shift = Held("shift", "s", ago(181), {"began_ms": ago(181)})
    photo = a_photo(181, about_kind="shift", about_id="s", item="signature:came")
    assert due([shift, photo], limits())[1] == Due("shift", "photo", "p")


def test_fewer_days_make_more_due() -> None:
    assert due([a_visit(20)], limits()) == []
    assert due([a_visit(20)], limits(visit=15)) == [Due("visit", "visit", "v")]


def test_what_goes_is_counted_by_group() -> None:
    found = due([a_visit(91), a_photo(91)], limits())
    assert counts_of(found) == {"id_photo": 1, "visit": 1}
