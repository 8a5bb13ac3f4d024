"""An app from before the gate waited with what it could not read; its update may not bring back what was erased."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.kinds import KINDS
from storage.store import Store
from tests.storage.device import receive, store_at
from tests.storage.test_erasing import NAME, PHONE, SEALED, a_visit, an_erase
from tests.world import knowing

OLD = {name: kind for name, kind in KINDS.items() if kind.subject != "gate" and name != "erase"}


@pytest.mark.parametrize("named", [["visit", "v", None], ["visit", "v", ["id_sealed", "id_masked"]]])
def test_an_erase_that_waited_for_an_update_is_done_by_it(tmp_path: Path, named: list[object]) -> None:
    path = tmp_path / "phone.db"
    with knowing(OLD):
        old = store_at(path)
        receive(old, [a_visit()], [an_erase(named)])
        assert {row["kind"] for row in old.rows("select kind from parked")} == {"visit", "erase"}
        old.close()
    store = Store.open(str(path))
    store.purge()
    gone = [NAME, PHONE, SEALED] if named[2] is None else [SEALED]
    store.close()
    content = b"".join(file.read_bytes() for file in tmp_path.glob("phone.db*"))
    assert [word for word in gone if word.encode() in content] == []
