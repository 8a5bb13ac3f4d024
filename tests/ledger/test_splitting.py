"""A batch becomes cards: every fen and every piece is there again, and no number is used twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspect_app.actions.splitting import split_asset
from inspect_app.ledger.refusal import LedgerRefusal
from inspect_app.ledger.splitting import divided, singles, split_batch
from storage.queries import assets
from storage.store import Edit
from tests.storage.device import LI, store_at


@given(st.integers(0, 10**14), st.lists(st.integers(1, 1000), min_size=1, max_size=60))
def test_shares_of_a_value_sum_to_the_fen_and_none_is_a_fen_off(value_fen: int, parts: list[int]) -> None:
    """Whatever the value and the parts; pieces alike differ by one fen at most."""
    shares = [share for share in divided(value_fen, parts) if share is not None]
    assert sum(shares) == value_fen
    whole = sum(parts)
    assert all(
        abs(share * whole - value_fen * part) < whole for share, part in zip(shares, parts, strict=True)
    )


def test_a_batch_of_45_becomes_45_cards_with_numbers_of_one_width() -> None:
    made = split_batch(45, 1_000_000, "ZY0007", singles(45))
    assert [made[0].number, made[1].number, made[44].number] == ["ZY0007", "ZY0007-02", "ZY0007-45"]
    assert sum(part.value_fen or 0 for part in made) == 1_000_000
    assert {part.quantity for part in made} == {1}


def test_numbers_that_exist_are_passed_over() -> None:
    made = split_batch(3, None, "A", (1, 1, 1), taken={"A-2"})
    assert [part.number for part in made] == ["A", "A-3", "A-4"]


@pytest.mark.parametrize(
    ("quantity", "parts", "reason"),
    [
        (1, (1,), "not_a_batch"),
        (None, (1, 1), "not_a_batch"),
        (5, (5,), "bad_parts"),
        (5, (2, 2), "bad_parts"),
        (5, (6, -1), "bad_parts"),
        (5, (5, 0), "bad_parts"),
        (501, (1,) * 501, "too_many_parts"),
    ],
)
def test_nonsense_is_refused(quantity: int | None, parts: tuple[int, ...], reason: str) -> None:
    with pytest.raises(LedgerRefusal) as refused:
        split_batch(quantity, 100, "A", parts)
    assert refused.value.kind == reason


def test_a_batch_of_which_pieces_are_out_keeps_them_on_its_first_card() -> None:
    """Loans name the old card: it cannot stand for fewer than are out."""
    with pytest.raises(LedgerRefusal) as refused:
        split_batch(45, None, "A", singles(45), out=2)
    assert refused.value.kind == "pieces_out"
    assert [part.quantity for part in split_batch(45, None, "A", (12, 33), out=12)] == [12, 33]
    assert len(split_batch(45, None, "A", singles(45), out=1)) == 45


def test_splitting_a_card_is_one_action_and_keeps_what_the_batch_was(tmp_path: Path) -> None:
    """The old card keeps number, code and history; the new ones say what they came from."""
    store = store_at(tmp_path / "p.db")
    desks = {"number": "D1", "name": "课桌", "quantity": 45, "value_fen": 10_001, "code": "C" * 10, "keeper": "张",
             "serial": "S", "room_id": "r1", "label": "printed"}  # fmt: skip
    store.write(LI, [Edit("asset", "d1", desks)])
    ids = split_asset(store, LI, "d1", (40, 3, 2))
    cards = [assets.asset(store.db, each) for each in ids]
    assert [(card.quantity, card.number, card.split_from) for card in cards if card] == [
        (40, "D1", None),
        (3, "D1-2", "d1"),
        (2, "D1-3", "d1"),
    ]
    assert sum(card.value_fen or 0 for card in cards if card) == 10_001
    assert [(card.code, card.label, card.serial, card.keeper, card.room_id) for card in cards if card][
        1:
    ] == [(None, None, None, "张", "r1")] * 2
    assert cards[0] is not None
    assert cards[0].code == "C" * 10


def test_a_refused_split_leaves_the_batch_as_it_was() -> None:
    store = store_at()
    store.write(LI, [Edit("asset", "d1", {"name": "课桌", "quantity": 3})])
    with pytest.raises(LedgerRefusal):
        split_asset(store, LI, "d1", (1, 1))
    assert store.rows("select quantity from asset") == [{"quantity": 3}]
