"""A long import tells how far it is, and stops without a trace."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspect_app.cli.importing import import_file
from inspect_app.imports.following import ImportStopped, Stage
from sync.server.console import Console

LINES = 3000


@pytest.fixture
def console(demo_school: Path, tmp_path: Path) -> Iterator[Console]:
    shutil.copytree(demo_school, tmp_path / "data")
    with Console(tmp_path / "data") as opened:
        opened.sync()
        yield opened


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    lines = "".join(f"ZC{number:06},书柜,A05010502,1,650\n" for number in range(LINES))
    target = tmp_path / "台账.csv"
    target.write_text("资产编号,资产名称,分类代码,数量,原值\n" + lines, encoding="utf-8")
    return target


def revision(console: Console) -> int:
    with sqlite3.connect(console.school.folder / "server.db") as db:
        return int(db.execute("select max(rev) from change").fetchone()[0])


def test_an_import_tells_per_cent_that_only_rise_to_the_end(console: Console, paper: Path) -> None:
    """Through all four stages; reading, writing and handing in more than once each."""
    told: list[tuple[Stage, int]] = []
    import_file(console, "assets", paper, told=lambda stage, percent: told.append((stage, percent)))
    assert [percent for _, percent in told] == sorted(percent for _, percent in told)
    assert list(dict.fromkeys(stage for stage, _ in told)) == [
        "reading",
        "comparing",
        "writing",
        "handing_in",
    ]
    assert len(told) > 20
    assert all(0 <= percent <= 100 for _, percent in told)


@pytest.mark.parametrize("stage", ["reading", "comparing", "writing"])
@pytest.mark.parametrize("why", [ImportStopped, KeyboardInterrupt])
def test_an_import_that_is_stopped_leaves_nothing_half_done(
    stage: Stage, why: type[BaseException], console: Console, paper: Path
) -> None:
    """Neither here nor on the server; and the same paper is then taken whole."""
    before, wanted = revision(console), console.store.rows("select count(*) as n from asset")
    reached: list[int] = []

    def told(at: Stage, percent: int) -> None:
        if at == stage:
            reached.append(percent)
            if len(reached) == (5 if stage == "writing" else 1):
                raise why

    with pytest.raises(why):
        import_file(console, "assets", paper, told=told)
    console.sync()
    assert (revision(console), console.store.rows("select count(*) as n from asset")) == (before, wanted)
    done = import_file(console, "assets", paper)
    assert done.data["counts"]["asset"]["new"] == LINES
