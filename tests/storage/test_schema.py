"""The tables follow storage/kinds.py: neither can move alone."""

from __future__ import annotations

import sqlite3

import pytest

from storage.kinds import INTEGER_LIMIT, KINDS, field_problem
from storage.store import Edit
from tests.storage.device import LI, store_at

ROW_TAIL = ["stream", "stamps", "bases", "losers", "changed_stamp", "changed_by", "changed_at", "digest"]
RECORD_TAIL = ["stream", "made_by", "made_at", "made_offset", "made_on"]
SQL_TYPES = {"text": "TEXT", "integer": "INTEGER", "json": "TEXT"}


@pytest.mark.parametrize("name", KINDS)
def test_a_table_has_the_fields_of_its_kind_with_their_types_and_no_other(name: str) -> None:
    kind = KINDS[name]
    columns = store_at().db.execute(f'pragma table_info("{name}")').fetchall()
    tail = RECORD_TAIL if kind.is_record else ROW_TAIL
    assert sorted(column[1] for column in columns) == sorted(["id", *kind.fields, *tail])
    types = {column[1]: column[2].upper() for column in columns}
    assert {field: types[field] for field in kind.fields} == {
        field: SQL_TYPES[kind.fields[field]] for field in kind.fields
    }


@pytest.mark.parametrize("name", KINDS)
def test_exactly_the_required_fields_are_not_null(name: str) -> None:
    kind = KINDS[name]
    columns = store_at().db.execute(f'pragma table_info("{name}")').fetchall()
    assert {column[1] for column in columns if column[3]} & kind.fields.keys() == kind.required


@pytest.mark.parametrize("name", KINDS)
def test_the_table_takes_each_choice_and_no_other_word(name: str) -> None:
    """The CHECK of the schema and the choices of the list are the same words."""
    kind, db = KINDS[name], store_at().db
    tail = RECORD_TAIL if kind.is_record else ROW_TAIL
    for field, words in kind.choices.items():
        for word in [*sorted(words), "something else"]:
            columns = {"id": f"{field} {word}", **dict.fromkeys(kind.required, 1), **dict.fromkeys(tail, 1)}
            columns |= {
                other: sorted(kind.choices[other])[0] for other in kind.required & kind.choices.keys()
            }
            columns[field] = word
            sql = f'insert into "{name}" ({", ".join(columns)}) values ({", ".join("?" * len(columns))})'
            if word in words:
                db.conn.execute(sql, list(columns.values()))
            else:
                with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
                    db.conn.execute(sql, list(columns.values()))


@pytest.mark.parametrize("name", KINDS)
def test_every_table_is_strict(name: str) -> None:
    """A text never slips into a column of numbers."""
    sql = store_at().db.execute("select sql from sqlite_master where name = ?", [name]).fetchone()[0]
    assert sql.lower().rstrip().endswith("strict")


def test_about_and_settled_name_fields_of_their_kind() -> None:
    for kind in KINDS.values():
        assert kind.about is None or kind.about in kind.fields
        if kind.settled and kind.settled[1]:
            assert kind.settled[1] <= kind.choices[kind.settled[0]]


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("quantity", 5, None),
        ("quantity", None, None),
        ("quantity", "5", "not an integer"),
        ("quantity", 5.0, "not an integer"),
        ("quantity", INTEGER_LIMIT, "too large"),
        ("name", 5, "not a text"),
        ("name", None, "required"),
        ("state", "haunted", "not one of the choices"),
        ("colour", "red", "unknown field"),
    ],
)
def test_a_value_is_judged_the_same_on_every_copy(field: str, value: object, problem: str | None) -> None:
    assert field_problem(KINDS["asset"], field, value) == problem


def test_the_largest_number_that_is_allowed_can_be_stored() -> None:
    store = store_at()
    store.write(LI, [Edit("asset", "a", {"name": "x", "value_fen": INTEGER_LIMIT - 1})])
    assert store.rows("select value_fen from asset") == [{"value_fen": INTEGER_LIMIT - 1}]
