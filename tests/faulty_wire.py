"""A network that loses, doubles, delays, cuts and forges answers; deterministic from the random given to it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from random import Random
from typing import Any

from sync.http_wire import HttpWire

PORTAL = b"<html><title>Wi-Fi</title><body>Please log in</body></html>"

Answer = tuple[int, dict[str, str], bytes]
Request = tuple[str, str, dict[str, str], bytes]


class Killed(BaseException):
    """The phone's process ends at this very call."""


@dataclass
class Journal:
    """What was acknowledged, noted where the answer reached the phone whole: nothing of ours is asked."""

    changes: dict[str, str] = field(default_factory=dict)
    photos: dict[str, int] = field(default_factory=dict)

    def note(self, request: Request, answer: Answer) -> None:
        method, url, _, _ = request
        try:
            told = json.loads(answer[2])
        except ValueError:
            return
        for change_id, verdict, *_ in told.get("answers", []):
            if verdict in ("accepted", "known"):
                self.changes[change_id] = verdict
        if method == "PUT" and told.get("have") == int(url.partition("size=")[2]):
            self.photos[url.partition("/photos/")[2][:64]] = told["have"]


FAULTS = (
    "lost_before",
    "lost_after",
    "doubled",
    "late",
    "cut",
    "portal",
    "too_large",
    "too_many",
    "unavailable",
    "bad_gateway",
    "killed_before",
    "killed_after",
)


class FaultyWire:
    """One phone's way to the server. `rate` is the chance of a fault for each exchange; 0 heals."""

    def __init__(
        self,
        open_app: Callable[[], HttpWire],
        random: Random,
        journal: Journal,
        server_side: Callable[[], AbstractContextManager[Any]] = nullcontext,
    ) -> None:
        self._open_app, self._random, self._journal, self._server_side = (
            open_app,
            random,
            journal,
            server_side,
        )
        self.rate = 0.0
        self.faults: tuple[str, ...] = FAULTS
        self.all_requests: list[Request] = []
        self.counts: dict[str, int] = {}
        self._line = asyncio.Lock()

    async def exchange(self, method: str, url: str, headers: dict[str, str], body: bytes) -> Answer:
        """One after the other, in the order of asking: a story must be told again to the letter."""
        async with self._line:
            return await self._exchange((method, url, headers, body))

    async def _exchange(self, request: Request) -> Answer:
        fault = self._random.choice(self.faults) if self._random.random() < self.rate else ""
        self.counts[fault] = self.counts.get(fault, 0) + 1
        self.all_requests.append(request)
        answer = await self._with(fault, request)
        self._journal.note(request, answer)
        return answer

    async def _with(self, fault: str, request: Request) -> Answer:
        before = {
            "portal": (200, {}, PORTAL),
            "too_large": (413, {}, PORTAL),
            "too_many": (429, {"retry-after": "7"}, b""),
            "unavailable": (503, {}, b""),
            "bad_gateway": (502, {}, PORTAL),
        }
        if fault in before:
            return before[fault]
        if fault == "lost_before":
            raise ConnectionError("no route")
        if fault == "killed_before":
            raise Killed
        if fault == "doubled":
            await self._reach(request)
        if fault == "late":
            await self._reach(self._random.choice(self.all_requests[-6:]))
        answer = await self._reach(request)
        if fault == "lost_after":
            raise ConnectionError("reset")
        if fault == "killed_after":
            raise Killed
        if fault == "cut":
            return answer[0], answer[1], answer[2][: self._random.randrange(max(1, len(answer[2])))]
        return answer

    async def _reach(self, request: Request) -> Answer:
        with self._server_side():
            return await self._open_app().exchange(*request)
