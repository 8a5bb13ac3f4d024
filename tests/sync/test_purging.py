"""The file is written anew for every erase, one that comes while it is being written too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlite_utils import Database

from sync.server import erasing
from sync.server.database import ServerDatabase
from tests.world import World


def test_an_erase_while_the_file_is_written_anew_is_not_forgotten(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process erases between the writing and the note that all is clean."""
    database = world.school.database
    alone = ServerDatabase.alone

    @contextmanager
    def with_another(self: ServerDatabase) -> Iterator[Database]:
        with alone(self) as db:
            yield db
        other = ServerDatabase(self.path)
        with other.writer() as db:
            erasing.note_to_purge(db)
        other.reader().close()

    with database.writer() as db:
        erasing.note_to_purge(db)
    monkeypatch.setattr(ServerDatabase, "alone", with_another)
    erasing.purge(database)
    assert erasing.has_to_purge(database.reader())
    monkeypatch.undo()
    assert erasing.purge(database)
    assert not erasing.has_to_purge(database.reader())
