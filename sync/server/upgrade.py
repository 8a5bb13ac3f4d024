"""After an update of the server: kinds that phones sent before it knew them take their right place."""

from __future__ import annotations

from sqlite_utils import Database

from storage.kinds import KINDS, Kind, kinds_fingerprint
from storage.settings import read_setting, write_setting
from sync.server import latest, log
from sync.server.database import ServerDatabase


def follow_kinds(database: ServerDatabase) -> None:
    """Judge the stored rows by the present list of kinds, once after each change of that list."""
    if read_setting(database.reader(), "kinds") == kinds_fingerprint():
        return
    with database.writer() as db:
        for kind in KINDS.values():
            if kind.is_record:
                _become_records(db, kind)
                latest.rebuild(db, kind)
            else:
                log.save_states(db, log.states_of_kind(db, kind.name))
        write_setting(db, "kinds", kinds_fingerprint())


def _become_records(db: Database, kind: Kind) -> None:
    """What was folded as rows of an unknown kind are records: the log alone holds them."""
    folded = db.execute("delete from row_state where kind = ?", [kind.name]).rowcount
    if folded and kind.about:
        sql = "update change set about = json_extract(line, :path) where kind = :kind and about is null"
        db.execute(sql, {"path": f"$.fields.{kind.about}", "kind": kind.name})
