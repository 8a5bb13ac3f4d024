"""Find assets by any word: their words cut into tokens, and a query cut the same way.

A run of Chinese becomes its pairs of neighbouring letters, and its last letter, so that words of two letters are
found wherever they stand and single letters by prefix. A run of letters and digits stays whole and is found by
its beginning. FTS5 as such has no words for Chinese (https://www.sqlite.org/fts5.html#tokenizers: unicode61 takes
a whole sentence for one token, trigram needs three letters).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from sqlite_utils import Database

from storage.ledger_schema import PLACE_OF, WORDS_OF

_RUNS = re.compile(r"[0-9a-z]+|[^\x00-\x7f]+")
_MARKS = re.compile(r"[\W_]+")
CHUNK = 1000


def tokens_of(text: str) -> set[str]:
    """The tokens of a text; full-width forms and capitals count as the plain ones, marks only part words."""
    found: set[str] = set()
    for run in _runs(text):
        if run.isascii():
            found.add(run)
        else:
            found.update(map("".join, pairwise(run)))
            found.add(run[-1])
    return found


def _runs(text: str) -> list[str]:
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return _RUNS.findall(_MARKS.sub(" ", plain.lower()))


def match_of(query: str) -> str:
    """The query for FTS5: every word must be there, numbers and codes by their beginning; '' asks for nothing.

    >>> match_of("投影仪 2023")
    '"投影" "影仪" "2023" *'
    """
    wanted: list[str] = []
    for run in _runs(query):
        if run.isascii() or len(run) == 1:
            wanted.append(f'"{run}" *')
        else:
            wanted += [f'"{pair}"' for pair in map("".join, pairwise(run))]
    return " ".join(dict.fromkeys(wanted))


def asset_rowids(db: Database) -> tuple[int, int]:
    """(how many assets, highest rowid). A file written anew may number them anew, without a gap and in the same order
    (https://www.sqlite.org/lang_vacuum.html): then one of the two differs, or nothing has changed.
    """
    return db.execute("select count(*), coalesce(max(rowid), 0) from asset").fetchone()


def index_all(db: Database) -> None:
    """Every asset waits to be indexed anew: the rows of the index are named by rowid."""
    db.execute("delete from asset_search")
    db.execute("insert or ignore into asset_unindexed select rowid from asset")


def is_behind(db: Database) -> bool:
    """True when assets have changed that are not in the index yet."""
    return db.execute("select 1 from asset_unindexed limit 1").fetchone() is not None


def catch_up(db: Database) -> None:
    """Bring the index up to the rows, inside the caller's transaction. Costs one look where nothing changed."""
    while waiting := [row[0] for row in db.execute("select asset from asset_unindexed limit ?", [CHUNK])]:
        marks = ", ".join("?" * len(waiting))
        _index(db, waiting, marks)
        db.execute(f"delete from asset_unindexed where asset in ({marks})", waiting)


_COLUMNS = ", ".join(f"coalesce(asset.{each}, '')" for each in WORDS_OF)
_PLACE = ", ".join(f"coalesce(room.{each}, '')" for each in PLACE_OF)


def _index(db: Database, rows: Sequence[int], marks: str) -> None:
    """Write what differs from what is held: a snapshot mostly brings what was there before."""
    held = dict(db.execute(f"select rowid, words from asset_search where rowid in ({marks})", rows))
    sql = f"""
        select asset.rowid, {_COLUMNS}, {_PLACE} from asset left join room on room.id = asset.room_id
         where asset.rowid in ({marks})
    """
    wanted = {row[0]: _words(row[1:]) for row in db.execute(sql, rows)}
    gone = [(row,) for row, words in held.items() if wanted.get(row) != words]
    fresh = [(row, words) for row, words in wanted.items() if held.get(row) != words]
    db.conn.executemany("delete from asset_search where rowid = ?", gone)
    db.conn.executemany("insert into asset_search (rowid, words) values (?, ?)", fresh)


def _words(texts: Iterable[str]) -> str:
    return " ".join(sorted(tokens_of("\n".join(texts))))
