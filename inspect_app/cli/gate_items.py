"""`gate-items`: passes and keys of a gate, each with a label code; `labels --kind gate_items` prints them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from inspect_app.actions.gate.items import NumbersTaken, item_edits, numbered
from inspect_app.cli.failure import Failure
from storage.queries import places
from storage.store import Store
from sync.server.console import Console, wall_ms

SORTS = {"pass": "访客证", "key": "钥匙"}
_SHOWN = 5


def add_to(commands: Any) -> None:
    command = commands.add_parser(
        "gate-items", help="add numbered visitor passes or keys to a gate's cabinet"
    )
    verbs = command.add_subparsers(dest="verb", required=True, metavar="VERB")
    adding = verbs.add_parser("add", help="one for each number; printed by: labels --kind gate_items")
    adding.add_argument("--sort", choices=tuple(SORTS), default="pass")
    adding.add_argument("--from", dest="first", type=int, default=1, help="the first number")
    adding.add_argument(
        "--to", dest="last", type=int, required=True, help="the last number, at most 500 further"
    )
    adding.add_argument("--campus", default="", help="the campus by its name; not needed where there is one")
    adding.add_argument("--name", default="", help="what a key opens")
    adding.add_argument("--place", default="", help="where they hang")
    adding.set_defaults(run=_add)


def _add(given: argparse.Namespace) -> None:
    """All of them or none."""
    try:
        numbers = numbered(given.first, given.last)
    except ValueError:
        raise Failure("编号从 1 起，--to 不能小于 --from，一次最多 500 个。") from None
    with Console(_folder(given)) as console:
        console.sync()
        campus_id, campus = _campus(console.store, given.campus.strip())
        try:
            edits = item_edits(
                console.store, wall_ms(), campus_id, given.sort, numbers, given.name, given.place
            )
        except NumbersTaken as taken:
            shown = "、".join(taken.numbers[:_SHOWN]) + (" 等" if len(taken.numbers) > _SHOWN else "")
            raise Failure(
                f"{campus}已有编号 {shown} 的{SORTS[given.sort]}，一个也没有添加；请换编号。"
            ) from taken
        console.write(edits)
    print(
        f"已在{campus}添加 {len(edits)} 个{SORTS[given.sort]}；打印标签：labels --kind gate_items --out 文件.pdf"
    )


def _folder(given: argparse.Namespace) -> Path:
    folder: Path = given.data
    return folder


def _campus(store: Store, name: str) -> tuple[str, str]:
    """The one that is meant. Raises Failure where that is not clear."""
    known = [(campus_id, called) for campus_id, called in places.campus_names(store.db)]
    found = [each for each in known if name in ("", each[1])]
    if len(found) == 1:
        return found[0]
    names = "、".join(called for _, called in known) or "还没有，请先导入房间"
    raise Failure(f"请用 --campus 指明校区（已有：{names}）。")
