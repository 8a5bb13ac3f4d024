"""`enroll`: print a one-time address for a phone, and its QR code."""

from __future__ import annotations

import argparse
from typing import Any

from inspect_app.cli.failure import Failure
from inspect_app.cli.terminal_qr import qr_text
from sync.server.console import Console
from sync.server.enrolment import MINUTES
from sync.server.rights import ROLES


def add_to(commands: Any) -> None:
    command = commands.add_parser("enroll", help="print a one-time address and its QR code")
    command.add_argument("--role", required=True, choices=sorted(ROLES))
    command.add_argument("--person", help="the person's name or number")
    command.add_argument("--address", default="http://localhost:8000", help="how phones reach this server")
    command.add_argument("--minutes", type=int, default=MINUTES)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> None:
    with Console(given.data) as console:
        person = _person(console, given.person) if given.person else None
        code = console.school.invite(given.role, person, minutes=given.minutes)
    url = join_url(given.address, code)
    print(qr_text(url))
    print(url)
    print(f"{given.minutes} 分钟内有效，只能用一次。")


def join_url(address: str, code: str) -> str:
    """The code stands behind `#`: browsers do not send that part, so no log ever holds it."""
    return f"{address.rstrip('/')}/join#{code}"


def _person(console: Console, name: str) -> str:
    console.sync()
    sql = "select id, name, number, department from person where name = :name or number = :name"
    found = console.store.rows(sql, {"name": name})
    if not found:
        raise Failure(f"名单里没有“{name}”，请先导入教职工名单，或检查姓名。")
    if len(found) > 1:
        choices = "、".join(f"{row['number']} {row['department'] or ''}" for row in found)
        raise Failure(f"有 {len(found)} 位“{name}”，请改用工号：{choices}。")
    return found[0]["id"]
