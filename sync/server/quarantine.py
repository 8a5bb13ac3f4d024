"""Changes that may not be taken: kept whole, seen by the office, holding up nobody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from storage.json_text import dump
from storage.kinds import ANY, KINDS


def put(
    db: Database, device: str, change_id: str, seq: int, reason: str, digest: bytes, line: str, now_ms: int
) -> None:
    """Keep a refused line. The same twice, under whatever number, is kept once; what was altered always."""
    sql = """
        insert or ignore into quarantine (change_id, device, seq, reason, hash, line, received_ms)
        select :change_id, :device, :seq, :reason, :hash, :line, :now
        where :reason = 'altered' or not exists
          (select 1 from quarantine where change_id = :change_id and reason = :reason)
    """
    values = {
        "change_id": change_id,
        "device": device,
        "seq": seq,
        "reason": reason,
        "hash": digest,
        "line": line,
        "now": now_ms,
    }
    db.execute(sql, values)


def held(db: Database, device: str, seqs: list[int]) -> dict[int, tuple[bytes, str]]:
    """seq -> (hash, reason) of a device's quarantined changes."""
    sql = """
        select seq, hash, reason from quarantine
        where device = ? and seq in (select value from json_each(?)) and settled is null
    """
    return {seq: (digest, reason) for seq, digest, reason in db.execute(sql, [device, dump(seqs)])}


def waiting(db: Database, limit: int = 500) -> list[dict[str, Any]]:
    """What the office has to judge, newest first."""
    names = ("id", "change_id", "device", "seq", "reason", "line", "received_ms")
    sql = f"select {', '.join(names)} from quarantine where settled is null order by id desc limit ?"
    return [dict(zip(names, row, strict=True)) for row in db.execute(sql, [limit])]


def settle(db: Database, quarantine_id: int, how: str, now_ms: int) -> bool:
    """Mark one as 'taken' (recorded anew by the office) or 'dropped'."""
    sql = "update quarantine set settled = ?, settled_ms = ? where id = ? and settled is null"
    return db.execute(sql, [how, now_ms, quarantine_id]).rowcount == 1


def blank(db: Database, stream: str, before_ms: int, holding: Sequence[str] = ()) -> int:
    """Take the text out of refused changes of a stream that came before this moment. Returns how many.

    Also of those that claim another stream for a kind with personal fields, and where nobody can read what they are.
    `holding`: only those in which one of these fields stands. Reason, device and number stay; what nobody has judged
    by then is judged: it was dropped.
    """
    sql = """
        update quarantine
        set line = '', settled = coalesce(settled, 'dropped'), settled_ms = coalesce(settled_ms, :now)
        where received_ms < :now and line != ''
        and (:fields = '[]' or exists (select 1 from json_each(:fields) where instr(line, '"' || value || '"')))
        and case
          when not json_valid(line) then 1
          when json_extract(line, '$.kind') in (select value from json_each(:kinds)) then 1
          else coalesce(json_extract(line, '$.stream') = :stream, 1)
        end
    """
    kinds = dump([kind.name for kind in KINDS.values() if kind.personal and kind.subject != ANY])
    values = {"now": before_ms, "stream": stream, "fields": dump(list(holding)), "kinds": kinds}
    return db.execute(sql, values).rowcount
