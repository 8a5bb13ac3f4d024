"""What the office types on a card: checked field by field, written as one change, the same for many at once."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from inspect_app.actions.office.card_editing import (
    CHUNK,
    BulkChange,
    Done,
    change_all,
    checked,
    preview,
    save_card,
    undo_change,
)
from inspect_app.ledger.card import CARD_FIELDS, read_card
from storage.change import LINE_BYTES_LIMIT
from storage.queries import assets, bulk_changes
from storage.queries.bulk_changes import BulkLine
from storage.store import Edit, Store
from tests.storage.device import LI, store_at


def filled(count: int = 3) -> Store:
    store = store_at()
    store.write(
        LI,
        [Edit("asset", f"a{n}", {"name": "椅", "number": f"N{n:04}", "keeper": "张"}) for n in range(count)],
    )
    return store


def told(store: Store, done: Done) -> BulkLine:
    """The change as the history tells it."""
    line = bulk_changes.bulk_change(store.db, done.change_id)
    assert line is not None
    return line


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("name", " 投影 仪 ", "投影仪"),
        ("value_fen", "4,599.5", 459_950),
        ("value_fen", "¥1.2万", 1_200_000),
        ("acquired", "2023年9月1日", "2023-09-01"),
        ("acquired", "2023.09", "2023-09"),
        ("class_code", "a02010104", "A02010104"),
        ("class_code", "2010104", "2010104"),
        ("quantity", "45套", 45),
        ("life_months", "6年", 72),
        ("residual_permille", "5%", 50),
        ("note", "", None),
    ],
)
def test_what_is_typed_is_read_as_people_write_it(field: str, text: str, value: Any) -> None:
    typed = read_card({field: text}, {"note": "旧"})
    assert (dict(typed.changes), dict(typed.problems)) == ({field: value}, {})


@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        ("name", "  ", "needed"),
        ("value_fen", "五千", "bad_money"),
        ("value_fen", "-3", "bad_money"),
        ("acquired", "去年", "bad_date"),
        ("warranty_until", "2023-13", "bad_date"),
        ("quantity", "0", "bad_count"),
        ("quantity", "1.5", "bad_count"),
        ("class_code", "办公设备", "bad_class"),
        ("number", "1.23E+14", "bad_code"),
        ("life_months", "很久", "bad_months"),
        ("residual_permille", "200%", "bad_share"),
    ],
)
def test_a_wrong_field_is_told_by_itself(field: str, text: str, problem: str) -> None:
    typed = read_card({field: text, "brand": "希沃"}, {"name": "椅"})
    assert dict(typed.problems) == {field: problem}
    assert dict(typed.changes) == {"brand": "希沃"}


def test_a_field_that_was_not_touched_is_left_alone_however_odd_it_is() -> None:
    """A class that an import brought as words is no code, and stays."""
    held = {"name": "椅", "class_code": "办公设备", "value_fen": 5}
    texts = {name: field.write(held.get(name)) for name, field in CARD_FIELDS.items()}
    typed = read_card(texts, held)
    assert (dict(typed.changes), dict(typed.problems)) == ({}, {})


def test_another_cards_number_is_refused_and_nothing_is_written() -> None:
    store = filled()
    typed = checked(store, "a1", {"number": "N0002", "name": "凳"})
    assert dict(typed.problems) == {"number": "number_taken"}
    with pytest.raises(ValueError, match="wrong"):
        save_card(store, LI, "a1", typed)
    assert store.rows("select name from asset where id = 'a1'") == [{"name": "椅"}]
    assert not checked(store, "a1", {"number": "N0001"}).problems


def test_a_new_card_is_one_thing_in_use_unless_it_says_more() -> None:
    store = filled(0)
    made = save_card(
        store, LI, None, checked(store, None, {"name": "钢琴", "value_fen": "33000", "note": ""})
    )
    card = assets.asset(store.db, made)
    assert card is not None
    assert (card.name, card.value_fen, card.quantity, card.state, card.note) == (
        "钢琴",
        3_300_000,
        1,
        "in_use",
        None,
    )


def test_a_bulk_change_shows_old_and_new_and_leaves_out_what_is_so_already() -> None:
    store = filled()
    store.write(LI, [Edit("asset", "a1", {"department": "教务处"})])
    lines = preview(store, ["a0", "a1", "a2"], BulkChange("department", "教务处"))
    assert [(line.asset.id, line.old, line.new) for line in lines] == [
        ("a0", None, "教务处"),
        ("a2", None, "教务处"),
    ]


def test_a_bulk_change_of_keepers_is_moves_with_a_reason() -> None:
    store = filled()
    change = BulkChange("keeper", "王芳", "离职交接")
    lines = preview(store, ["a0", "a1", "a2"], change)
    done = asyncio.run(change_all(store, LI, lines, change, lambda _: True))
    assert len(done.lines) == 3
    assert store.rows("select distinct reason, from_keeper, to_keeper from move") == [
        {"reason": "离职交接", "from_keeper": "张", "to_keeper": "王芳"}
    ]


def test_a_bulk_change_can_be_stopped_between_two_chunks() -> None:
    """What was written stands and is told; the rest is as it was."""
    store = filled(CHUNK + 50)
    change = BulkChange("department", "总务处")
    lines = preview(store, [f"a{n}" for n in range(CHUNK + 50)], change)
    done = asyncio.run(change_all(store, LI, lines, change, lambda _: False))
    assert len(done.lines) == CHUNK
    assert store.rows("select count(*) as n from asset where department = '总务处'") == [{"n": CHUNK}]


def test_undoing_gives_back_old_values_but_not_over_what_somebody_changed_since() -> None:
    store = filled()
    change = BulkChange("department", "总务处")
    done = asyncio.run(
        change_all(store, LI, preview(store, ["a0", "a1", "a2"], change), change, lambda _: True)
    )
    store.write(LI, [Edit("asset", "a1", {"department": "教务处"})])
    undone = asyncio.run(undo_change(store, LI, told(store, done), "改错了", lambda _: True))
    assert (len(undone.done.lines), [asset.id for asset in undone.changed_since]) == (2, ["a1"])
    assert [row["department"] for row in store.rows("select department from asset order by id")] == [
        None,
        "教务处",
        None,
    ]


def test_undoing_a_handover_is_a_handover_back_with_its_own_reason() -> None:
    store = filled()
    change = BulkChange("keeper", "王芳", "交接")
    done = asyncio.run(change_all(store, LI, preview(store, ["a0"], change), change, lambda _: True))
    asyncio.run(undo_change(store, LI, told(store, done), "撤销", lambda _: True))
    assert store.rows("select keeper from asset where id = 'a0'") == [{"keeper": "张"}]
    assert [row["reason"] for row in store.rows("select reason from move order by rowid")] == ["交接", "撤销"]


def test_a_change_of_many_cards_stands_in_the_history_until_it_is_taken_back() -> None:
    """Another day, from the log alone: who, what, how many; and that it was taken back."""
    store = filled(CHUNK + 50)
    change = BulkChange("department", "总务处")
    every = [f"a{n}" for n in range(CHUNK + 50)]
    done = asyncio.run(change_all(store, LI, preview(store, every, change), change, lambda _: True))
    (line,) = bulk_changes.bulk_changes(store.db, 50)
    assert (line.id, line.field, line.value, line.cards, line.taken_back) == (
        done.change_id, "department", "总务处", CHUNK + 50, 0,
    )  # fmt: skip
    asyncio.run(undo_change(store, LI, line, "改错了", lambda _: True))
    first, back = sorted(bulk_changes.bulk_changes(store.db, 50), key=lambda each: bool(each.undoes))
    assert (back.undoes, back.cards, first.taken_back) == (first.id, CHUNK + 50, CHUNK + 50)
    assert store.rows("select count(*) as n from asset where department is not null") == [{"n": 0}]


def test_taking_back_twice_changes_nothing_the_second_time() -> None:
    store = filled()
    change = BulkChange("department", "总务处")
    done = asyncio.run(change_all(store, LI, preview(store, ["a0", "a1"], change), change, lambda _: True))
    asyncio.run(undo_change(store, LI, told(store, done), "撤销", lambda _: True))
    again = asyncio.run(undo_change(store, LI, told(store, done), "撤销", lambda _: True))
    assert (again.done.lines, again.changed_since) == ((), ())


def test_old_values_of_any_length_fit_into_what_a_change_may_carry() -> None:
    """Two hundred notes of a thousand letters are more than one record holds: they are several."""
    store = store_at()
    notes = [Edit("asset", f"a{n}", {"name": "椅", "note": f"{n}" + "备注" * 500}) for n in range(60)]
    store.write(LI, notes)
    change = BulkChange("note", None)
    asyncio.run(
        change_all(store, LI, preview(store, [f"a{n}" for n in range(60)], change), change, lambda _: True)
    )
    lines = store.rows("select line from change where kind = 'bulk_change'")
    assert len(lines) > 3
    assert max(len(row["line"].encode()) for row in lines) < LINE_BYTES_LIMIT
    (told_line,) = bulk_changes.bulk_changes(store.db, 50)
    asyncio.run(undo_change(store, LI, told_line, "撤销", lambda _: True))
    assert store.rows("select count(*) as n from asset where length(note) > 1000") == [{"n": 60}]
