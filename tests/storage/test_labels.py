"""A code leads to one asset, also after the asset got another label."""

from __future__ import annotations

from storage.edits import Edit
from storage.queries import labels, stocktakes
from storage.queries.assets import asset_of_code
from tests.storage.device import LI, store_at


def test_a_code_that_two_cards_carry_leads_to_the_one_it_was_bound_to_last() -> None:
    """Two phones bound the same blank label before they heard of each other."""
    for last in ("a1", "a2"):
        store = store_at()
        cards = [Edit("asset", each, {"name": each, "code": "7K3F9XW2QM"}) for each in ("a1", "a2")]
        store.write(LI, [*cards, Edit("label", "7K3F9XW2QM", {"asset_id": last, "bound_ms": 1})])
        found = asset_of_code(store.db, "7K3F9XW2QM")
        assert found is not None
        assert found.id == last
        assert [card.id for card in stocktakes.cards_of_code(store.db, "7K3F9XW2QM")] == [last]
        assert stocktakes.assets_of_codes(store.db, '["7K3F9XW2QM"]') == {"7K3F9XW2QM": last}


def test_codes_of_before_are_told_newest_first_and_the_present_one_is_not_among_them() -> None:
    store = store_at()
    rows = [Edit("label", code, {"asset_id": "a1", "bound_ms": at}) for at, code in enumerate("XYZ")]
    store.write(LI, [Edit("asset", "a1", {"name": "投影仪", "code": "Z"}), *rows])
    assert labels.former_codes(store.db, "a1") == ["Y", "X"]
    assert labels.asset_of_former_code(store.db, "X") == "a1"
    assert labels.asset_of_former_code(store.db, "Z") is None
    assert stocktakes.assets_of_codes(store.db, '["X", "Z"]') == {"X": "a1", "Z": "a1"}


def test_a_code_that_was_given_back_leads_nowhere() -> None:
    store = store_at()
    store.write(
        LI, [Edit("asset", "a1", {"name": "投影仪"}), Edit("label", "X", {"asset_id": "a1", "bound_ms": 1})]
    )
    store.write(LI, [Edit("label", "X", {"asset_id": None})])
    assert labels.asset_of_former_code(store.db, "X") is None
