"""What lending added to a device's database: forms that are being filled in, lines of handovers, what was paid."""

from __future__ import annotations

from sqlite_utils import Database

from storage.ledger_schema import migrations
from storage.schema import MERGED


@migrations()
def form_drafts(db: Database) -> None:
    """Every form that is being filled in, one for each row that it is about; reports of faults move in here."""
    db.executescript("""
        create table form_draft (
          form text not null,
          about text not null,
          content text not null,
          touched_ms integer not null,
          primary key (form, about)
        ) strict;
        insert into form_draft (form, about, content, touched_ms)
        select 'fault', room_id,
               json_object('said', json_object('words', json_extract(content, '$.words'),
                                               'level', json_extract(content, '$.level')),
                           'photos', json_extract(content, '$.photos')),
               touched_ms
          from report_draft;
        delete from report_draft;
    """)


@migrations()
def handover_lines(db: Database) -> None:
    """What was found at each line of a sheet: a row of its own, so that two people may walk one sheet."""
    db.executescript(f"""
        create table handover_line (
          id text primary key, handover_id text not null, line text not null, name text, expected integer,
          found text, state text check (state in ('open', 'closed')), {MERGED}) strict;
        create index handover_line_sheet on handover_line (handover_id);
    """)


@migrations()
def paid_damages(db: Database) -> None:
    """What a receipt says: amount and payer, in one field that no later decision changes."""
    db.execute("alter table damage add column paid text")
