"""`serve`: the school's server and the packed app on one address."""

from __future__ import annotations

import argparse
import json
import socket
import sys
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from inspect_app.cli.build import DEFAULT_FOLDER
from inspect_app.cli.enroll import join_url
from inspect_app.cli.failure import Failure
from inspect_app.cli.terminal_qr import qr_text
from inspect_app.gate.sealing import school_key
from inspect_app.gate_keys.publishing import drop_unused_keys, keep_key
from inspect_app.office_routes import add_office_routes
from inspect_app.retention.daily import begin
from storage.queries import places
from sync.server.app import make_app
from sync.server.console import Console, wall_ms
from sync.server.school import School
from sync.server.web_files import WebFiles


def add_to(commands: Any) -> None:
    command = commands.add_parser("serve", help="run the server")
    command.add_argument("--host", default="0.0.0.0")  # noqa: S104
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--address", help="how phones reach this server (default: http://localhost:PORT)")
    command.add_argument("--web", type=Path, default=DEFAULT_FOLDER, help="the packed app")
    command.add_argument("--cert", type=Path, help="TLS certificate (PEM)")
    command.add_argument("--key", type=Path, help="its private key (PEM)")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> None:
    import uvicorn

    _check(given)
    tend_gate_key(given.data)
    school = School(given.data, wall_ms)
    address = given.address or f"{'https' if given.cert else 'http'}://localhost:{given.port}"
    greet(school, address)
    begin(given.data, wall_ms)
    uvicorn.run(
        whole_app(school, given.web, given.data),
        host=given.host,
        port=given.port,
        ssl_certfile=given.cert,
        ssl_keyfile=given.key,
        log_level="warning",
        server_header=False,
    )


def whole_app(school: School, web: Path, folder: Path) -> FastAPI:
    """The sync routes, the office's routes, and the packed app behind them."""
    app = make_app(school)
    add_office_routes(app, school, folder)
    app.mount("/", WebFiles(web))
    return app


def tend_gate_key(folder: Path) -> None:
    """A folder from before the gate gets its key; one whose private key is missing says so and gets another."""
    with Console(folder) as console:
        console.sync()
        before = school_key(json.loads(places.school_settings(console.store.db) or "{}"))
        key = keep_key(console, folder)
        drop_unused_keys(console, folder, console.school.now_ms())
    if before is not None and key != before:
        print(
            f"门卫私钥 {before.id} 不在 {folder}：用它封存的证件号打不开。"
            "若另存过，请运行 inspect-app gate-key import FILE；新的证件号改用新钥匙封存。"
        )


def _check(given: argparse.Namespace) -> None:
    if bool(given.cert) != bool(given.key):
        raise Failure("--cert 和 --key 要一起给。")
    if not (given.web / "index.html").exists():
        raise Failure(f"{given.web} 里没有打包好的应用，请先运行 inspect-app build。")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((given.host, given.port))
        except OSError:
            raise Failure(f"端口 {given.port} 已被占用，请换一个：--port {given.port + 1}。") from None


def greet(school: School, address: str) -> None:
    """Print where to go, and one-time codes to begin with."""
    office, inspector, guard = (school.invite(role) for role in ("office", "inspector", "guard"))
    print(f"\n{school.identity.school_name}\n{address}\n")
    print(qr_text(address))
    print(f"总务处入校（电脑）：{join_url(address, office)}")
    print(f"巡查员入校（手机）：{join_url(address, inspector)}")
    print(f"门卫入校（手机）：{join_url(address, guard)}")
    print(f"入校码 30 分钟内有效，各用一次；更多：{_own_name()} enroll --role ROLE")
    if "//localhost" in address:
        print("localhost 只有这台电脑能打开；手机要用 https 地址（--address、--cert、--key），见 README。")
    print("按 Ctrl+C 停止。", flush=True)


def _own_name() -> str:
    """How this program was called, so that the printed command can be typed as it stands."""
    return sys.argv[0] if Path(sys.argv[0]).name == "inspect-app" else "inspect-app"
