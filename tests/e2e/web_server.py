"""Serves a packed folder on a free port of this machine, in a thread of the test."""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path

import uvicorn
from starlette.types import Receive, Scope, Send

from sync.server.web_files import WebFiles


class WebServer:
    """Notes every path that was asked for. `folder` may be changed while it runs: that is a new release."""

    def __init__(self, folder: Path) -> None:
        self.paths: list[str] = []
        self.broken: set[str] = set()
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = int(free.getsockname()[1])
        config = uvicorn.Config(
            self._answer, port=self._port, log_level="warning", lifespan="off", interface="asgi3"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    @property
    def origin(self) -> str:
        return f"http://localhost:{self._port}"

    def start(self) -> None:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.paths.append(scope["path"])
        if scope["path"] in self.broken:
            scope = {**scope, "path": "/no/such/file"}
        await WebFiles(self.folder)(scope, receive, send)
