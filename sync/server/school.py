"""One school's server: its database, its photos, its clock. Routes call it; so do the command line and tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sync.protocol import OLDEST_PROTOCOL, PULL_CHANGES_LIMIT, write_item, write_page
from sync.server import devices, enrolment, erasing, identity, log, photos
from sync.server.answers import Problem
from sync.server.attempts import Attempts
from sync.server.database import ServerDatabase
from sync.server.devices import Known
from sync.server.intake import Sender
from sync.server.push import take_batch
from sync.server.rights import matches, streams_for
from sync.server.snapshot import snapshot_page
from sync.server.upgrade import follow_kinds


class School:
    """Opened on a data folder: server.db, photos/, revision.json. Raises identity.NoSchool when there is none."""

    def __init__(self, folder: Path, now_ms: Callable[[], int]) -> None:
        if not (folder / "server.db").is_file():
            raise identity.NoSchool
        self.folder = folder
        self.now_ms = now_ms
        self.database = ServerDatabase(folder / "server.db")
        self.photos = photos.PhotoFolder(folder / "photos")
        self._note = folder / "revision.json"
        self._attempts = Attempts()
        identity.read(self.database.reader())
        follow_kinds(self.database)
        self.drop_erased_photos()
        if identity.has_gone_back(self._note, self.database.reader()):
            self._renew_epoch(self.identity.epoch, "the database is older than the note beside it")

    @property
    def identity(self) -> identity.Identity:
        """Read each time: another process may have restored the school or renewed its epoch."""
        return identity.read(self.database.reader())

    def _renew_epoch(self, epoch: str, why: str) -> None:
        """Once: of two phones that notice at the same time the second finds the new epoch already."""
        with self.database.writer() as db:
            if identity.read(db).epoch == epoch:
                identity.renew_epoch(db, self.now_ms(), why)
        identity.note_revision(self._note, self.database.reader())

    def head(self, **data: Any) -> dict[str, Any]:
        """Every answer names the server and the epoch: HTTP 200 alone proves nothing."""
        held = self.identity
        return {"server": held.server, "epoch": held.epoch, "now": self.now_ms(), **data}

    # -- devices ---------------------------------------------------------------------------------

    def device_of(self, token: str) -> Known:
        known = devices.by_token(self.database.reader(), token)
        if known is None:
            raise Problem("unknown_token")
        return known

    def invite(self, role: str, person: str | None = None, *, minutes: int = enrolment.MINUTES) -> str:
        with self.database.writer() as db:
            return enrolment.invite(db, role=role, person=person, now_ms=self.now_ms(), minutes=minutes)

    def enrol(
        self, code: str, label: str, device: str | None, token: str = "", address: str = ""
    ) -> dict[str, Any]:
        """`token` proves an old `device` id; `address` is where wrong codes are counted."""
        now_ms = self.now_ms()
        wait = self._attempts.seconds_to_wait(address, now_ms)
        if wait:
            raise Problem("too_many", retry_after_seconds=wait)
        try:
            with self.database.writer() as db:
                given = enrolment.redeem(db, code, label=label, device=device, token=token, now_ms=now_ms)
        except enrolment.CodeRefused as refused:
            self._attempts.note_wrong(address, now_ms)
            raise Problem(refused.reason) from None
        school = {"id": self.identity.school, "name": self.identity.school_name}
        return self.head(school=school, **given)

    def fork(self, known: Known) -> dict[str, Any]:
        """A new identity for a phone that was cloned or restored: same person, same role."""
        with self.database.writer() as db:
            label = next(d["label"] for d in devices.all_devices(db) if d["id"] == known.id)
            device, token = devices.mint_device(
                db,
                role=known.role,
                person=known.person,
                scope=known.scope,
                label=label,
                now_ms=self.now_ms(),
                parent=known.id,
            )
            log.audit(db, self.now_ms(), "forked", known.id, {"new": device})
        return self.head(device=device, token=token)

    # -- the stages ------------------------------------------------------------------------------

    def hello(self, known: Known, message: dict[str, Any]) -> dict[str, Any]:
        """Begin a run. A version that is too old is told so, and may still hand in what it holds."""
        self._notice_restore(known, message)
        now_ms = self.now_ms()
        high_water, link, _ = devices.chain_of(self.database.reader(), known.id)
        with self.database.writer() as db:
            wrong = message["now"] - now_ms
            devices.note_seen(db, known.id, now_ms, message["unsent"], wrong, message["app"])
        return self.head(
            high_water=high_water,
            link=link,
            revoked=known.revoked,
            role=known.role,
            person=known.person,
            streams=self.streams_of(known),
            oldest_protocol=OLDEST_PROTOCOL,
        )

    def _notice_restore(self, known: Known, message: dict[str, Any]) -> None:
        """A phone that knows more of this epoch than the server does: the database was put back unseen."""
        highest = max(message["cursors"].values(), default=0)
        ahead = highest > log.last_rev(self.database.reader()) or message["sent"] > known.high_water
        if ahead and message["epoch"] == self.identity.epoch:
            self._renew_epoch(message["epoch"], "a phone knows more than the database")

    def streams_of(self, known: Known) -> list[str]:
        return streams_for(known.scope, log.known_streams(self.database.reader()))

    def push(self, known: Known, epoch: str, lines: list[bytes], link: str = "") -> dict[str, Any]:
        """Only in the epoch of the hello: a restored server must first be offered what it has lost.

        Where a `link` is named, the last line held of this device must be the one with that hash.
        """
        if epoch != self.identity.epoch:
            raise Problem("new_epoch")
        sender = Sender(known.id, known.role, tuple(known.scope), known.revoked)
        answer = take_batch(self.database, sender, lines, self.now_ms(), link)
        self.drop_erased_photos()
        identity.note_revision(self._note, self.database.reader())
        return self.head(**answer)

    def pull(self, known: Known, stream: str, epoch: str, after: int, limit: int) -> str:
        self._may_read(known, stream)
        if epoch != self.identity.epoch:
            raise Problem("snapshot_needed", reason="epoch")
        db = self.database.reader()
        limit = min(limit, PULL_CHANGES_LIMIT)
        rows = log.page(db, stream, after, limit)
        upto = rows[-1][0] if rows else after
        head = self.head(stream=stream, after=after, upto=upto, more=len(rows) == limit, count=len(rows))
        return write_page(head, (write_item(*row) for row in rows))

    def snapshot(self, known: Known, stream: str, after: str, rev: int | None, epoch: str | None) -> str:
        """One page of a stream's state. The first page fixes the revision that the phone goes on from."""
        self._may_read(known, stream)
        if epoch is not None and epoch != self.identity.epoch:
            raise Problem("snapshot_needed", reason="epoch")
        db = self.database.reader()
        rev = log.stream_head(db, stream)[0] if rev is None else rev
        items, following = snapshot_page(db, stream, after, known.role, self.now_ms())
        head = self.head(stream=stream, after=after, rev=rev, next=following, count=len(items))
        return write_page(head, items)

    def rows(self, known: Known, wanted: list[tuple[str, str]]) -> str:
        """Rows by (kind, id), of the streams that the device reads: what a window left out."""
        db = self.database.reader()
        found = [log.load_states(db, kind, [row_id]).get(row_id) for kind, row_id in wanted]
        readable = [row for row in found if row is not None and matches(known.scope, row.stream)]
        items = [log.row_to_json(row) for row in readable]
        return write_page(self.head(count=len(items)), items)

    def check(self, known: Known, asked: dict[str, dict[str, int]]) -> dict[str, Any]:
        streams = {}
        for stream, interval in asked.items():
            self._may_read(known, stream)
            streams[stream] = self._digest(stream, interval["since"], interval["upto"])
        return self.head(streams=streams)

    def _digest(self, stream: str, since: int, upto: int) -> dict[str, int]:
        db = self.database.reader()
        rows, digest = log.state_totals(db, stream)
        before, after = log.stream_at(db, stream, since), log.stream_at(db, stream, upto)
        return {
            "head": max(log.stream_head(db, stream)[0], since),
            "rows": rows,
            "rows_digest": digest,
            "received": after[1] - before[1],
            "received_digest": after[0] - before[0],
        }

    def _may_read(self, known: Known, stream: str) -> None:
        if not matches(known.scope, stream):
            raise Problem("not_allowed")

    # -- photos ----------------------------------------------------------------------------------

    def photo_state(self, known: Known, sha256: str, size: int) -> dict[str, Any]:
        return self.head(have=self._photo(lambda: self.photos.have(sha256, size)))

    def add_photo_part(
        self, known: Known, sha256: str, offset: int, size: int, content: bytes
    ) -> dict[str, Any]:
        if known.revoked:
            raise Problem("revoked")
        have = self._photo(lambda: self.photos.add_part(sha256, offset, size, content))
        if offset == 0 or have == size:
            with self.database.writer() as db:
                photos.note_begun(db, sha256, size, known.id, self.now_ms())
                if have == size:
                    photos.note_complete(db, sha256, self.now_ms())
        return self.head(have=have)

    def photo(self, known: Known, sha256: str, *, thumbnail: bool) -> bytes:
        if not photos.may_read(self.database.reader(), sha256, self.streams_of(known), known.id):
            raise Problem("unknown_photo")
        read = self.photos.thumbnail if thumbnail else self.photos.read
        return self._photo(lambda: read(sha256))

    def drop_erased_photos(self) -> int:
        """Delete the files of photos whose records were erased. Returns how many."""
        return erasing.drop_photos(self.database, self.photos.drop)

    def _photo(self, act: Callable[[], Any]) -> Any:
        try:
            return act()
        except photos.PhotoRefused as refused:
            raise Problem(refused.reason, have=refused.have) from None
