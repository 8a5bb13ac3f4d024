"""Parse the command line, run one command, exit 0 or print one line and exit 1."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

from inspect_app.cli import (
    backup,
    build,
    client,
    enroll,
    export,
    gate_items,
    gate_key,
    importing,
    init,
    labels,
    paper,
    person,
    report,
    retention,
    serve,
    stocktake,
)
from inspect_app.cli.failure import Failure
from inspect_app.imports.problem import ImportProblem
from storage.collector import rest_collector
from storage.store import NotEnrolled
from sync.errors import SyncError
from sync.server.identity import NoSchool

ABOUT = (
    "The server, labels, papers and reports of a school's inspection app. Each command has its own --help."
)
COMMANDS = (
    init,
    serve,
    build,
    importing,
    enroll,
    labels,
    export,
    gate_items,
    stocktake,
    paper,
    report,
    backup,
    gate_key,
    person,
    retention,
    client,
)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="inspect-app", description=ABOUT)
    top.add_argument("--data", type=Path, default=Path("data"), help="the server's folder (default: ./data)")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_to(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit status; words of a failure go to standard error, in one line."""
    given = parser().parse_args(arguments)
    rest_collector()
    try:
        given.run(given)
    except Failure as failure:
        return _say(str(failure))
    except ImportProblem as problem:
        return _say(str(problem))
    except NoSchool:
        return _say(
            f"{given.data} 里还没有学校，请先运行：inspect-app --data {given.data} init --name 学校名"
        )
    except NotEnrolled:
        return _say("这台设备还没有入校，请先运行 client enroll。")
    except SyncError as error:
        return _say(SYNC_WORDS.get(error.kind, "同步没有完成（{error}）。本机记录都在。").format(error=error))
    except sqlite3.OperationalError as error:
        return _say(f"数据库写不进去（{error}）：请检查磁盘空间和文件夹权限；已保存的内容没有变。")
    except sqlite3.DatabaseError as error:
        return _say(
            f"{given.data} 里的数据库打不开（{error}）：不是本程序的数据，或已损坏；请用备份恢复（restore）。"
        )
    except OSError as error:
        return _say(
            f"读写不了 {error.filename or given.data}（{error.strerror or error}）：请检查路径、权限和磁盘空间。"
        )
    except KeyboardInterrupt:
        return 130
    return 0


SYNC_WORDS = {
    "offline": "服务器连不上；本机记录都在，联网后再同步。",
    "not_our_server": "回答的不是学校的服务器（可能是上网登录页）；本机记录都在，请先登录网络。",
    "another_server": "这不是本机所属学校的服务器；本机记录都在。",
    "code_unknown": "没有这个入校码，请核对，或请总务处重新生成。",
    "code_expired": "入校码已过期或已用过，请总务处重新生成一个。",
    "revoked": "这台设备已被停用；未上传的记录已交总务处处理。",
    "signed_out": "服务器不认识这台设备的凭证，请重新入校；本机记录都在。",
    "not_enrolled": "这台设备还没有入校，请先运行 client enroll。",
    "too_old": "程序版本太旧，请先更新；记录仍可上传。",
    "mismatch": "本机与服务器的数据对不上（{error}），请运行 client sync --rebuild。",
}


def _say(text: str) -> int:
    print(" ".join(text.split("\n")), file=sys.stderr)
    return 1
