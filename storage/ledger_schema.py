"""What makes 100,000 assets quick to find: an index of their words, and one index for each filter.

The words stand in an FTS5 table whose tokens are made by storage/asset_search.py. Triggers only note which
assets changed, for SQLite cannot cut Chinese into words; the notes are worked off before the same transaction
ends (storage/database.py), so no writer has to think of it.
"""

from __future__ import annotations

from sqlite_utils import Database

from storage.schema import migrations

WORDS_OF = ("name", "number", "model", "brand", "serial", "code", "keeper", "department", "supplier", "funding",
            "place_text", "class_code", "note")  # fmt: skip
"""Columns of an asset whose words are looked for, beside building and number of its room."""
PLACE_OF = ("building", "number", "use")


@migrations()
def asset_search(db: Database) -> None:
    """The index of words and what waits to be indexed; everything that is here already waits."""
    db.executescript(f"""
        create virtual table asset_search using fts5(
          words, tokenize = 'ascii', detail = 'none', prefix = '1 2 3 4 5 6');
        create table asset_unindexed (asset integer primary key) strict;
        {_marking("insert", "new")}
        {_marking("delete", "old")}
        {_marking(f"update of room_id, {', '.join(WORDS_OF)}", "new", _differs("room_id", *WORDS_OF))}
        {_marking_room("insert", "new")}
        {_marking_room("delete", "old")}
        {_marking_room(f"update of {', '.join(PLACE_OF)}", "new", _differs(*PLACE_OF))}
        insert into asset_unindexed select rowid from asset;
        create index asset_keeper on asset (keeper);
        create index asset_department on asset (department);
        create index asset_class on asset (class_code);
        create index asset_state on asset (state);
        create index asset_acquired on asset (acquired);
        create index asset_label on asset (label);
        create index asset_split on asset (split_from) where split_from is not null;
    """)


def _marking(event: str, row: str, when: str = "") -> str:
    return f"""
        create trigger asset_{event.split()[0]}_search after {event} on asset {when} begin
          insert or ignore into asset_unindexed values ({row}.rowid); end;
    """


def _marking_room(event: str, row: str, when: str = "") -> str:
    return f"""
        create trigger room_{event.split()[0]}_search after {event} on room {when} begin
          insert or ignore into asset_unindexed select rowid from asset where room_id = {row}.id; end;
    """


def _differs(*columns: str) -> str:
    return f"when {' or '.join(f'old.{each} is not new.{each}' for each in columns)}"
