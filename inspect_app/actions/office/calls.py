"""The office's own calls to the school's server: devices, invitations, quarantine, papers.

Every function raises SyncError when there is no answer, and when the server does not allow it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import quote, urlencode

from inspect_app.devices.ports import Device
from storage.store import Store
from sync.session import transport_for
from sync.transport import Transport

Paper = Literal["rooms", "people", "assets", "class_property", "visits"]
PAPERS: tuple[Paper, ...] = ("rooms", "people", "assets", "class_property", "visits")


@dataclass(frozen=True, slots=True)
class EnrolledDevice:
    """A phone or computer of the school as the server knows it. Times are UTC ms."""

    id: str
    role: str
    person: str | None
    label: str
    enrolled_ms: int
    last_seen_ms: int | None
    revoked_ms: int | None
    unsent: int
    clock_wrong_ms: int
    app: str


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A change that the server did not take, and why. `line` is the change as it was sent."""

    id: int
    device: str
    reason: str
    line: str
    received_ms: int

    @property
    def kind(self) -> str:
        """The kind of row or record it was about, or '' where the line cannot be read."""
        try:
            return str(json.loads(self.line).get("kind", ""))
        except (ValueError, AttributeError):
            return ""


@dataclass(frozen=True, slots=True)
class JoinCode:
    """A one-time code, the address that a phone opens with it, and until when it is good."""

    code: str
    url: str
    expires_ms: int


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """What the server made of a paper: a report, or one sentence why nothing of it was taken.

    `mapping` is what a person needs to say which column is which: fields [{field, name}], and the rows that
    may be the header, headers [{sheet, line, titles}]; None where that would not help.
    """

    report: dict[str, Any] | None
    problem: str
    applied: bool
    mapping: dict[str, Any] | None = None


def transport_of(store: Store, device: Device) -> Transport:
    """The calls of this device. Raises SyncError('not_enrolled')."""
    return transport_for(store, device.wire)


async def devices(transport: Transport) -> list[EnrolledDevice]:
    """All devices, the latest contact first."""
    answer = await transport.ask("GET", "/v1/office/devices")
    return [_device(each) for each in answer["devices"]]


def _device(each: dict[str, Any]) -> EnrolledDevice:
    return EnrolledDevice(
        each["id"],
        each["role"],
        each["person"],
        each["label"] or "",
        each["enrolled_ms"],
        each["last_seen_ms"],
        each["revoked_ms"],
        each["unsent"] or 0,
        each["clock_wrong_ms"] or 0,
        each["app"] or "",
    )


async def revoke(transport: Transport, device_id: str) -> None:
    """End a device's rights; what it still sends goes to quarantine."""
    await transport.call(f"/v1/office/devices/{quote(device_id, safe='')}/revoke", {})


async def invite(
    transport: Transport, role: str, person: str | None, origin: str, minutes: int = 30
) -> JoinCode:
    """A code for one device. `origin` is the address that phones reach the server by."""
    message = {"role": role, "person": person, "minutes": minutes}
    answer = await transport.call("/v1/office/invitations", message)
    code = str(answer["code"])
    return JoinCode(code, f"{origin.rstrip('/')}/join#{code}", answer["now"] + answer["minutes"] * 60_000)


async def quarantine(transport: Transport) -> list[Quarantined]:
    """What nobody has judged yet, newest first."""
    answer = await transport.ask("GET", "/v1/office/quarantine")
    names = ("id", "device", "reason", "line", "received_ms")
    return [Quarantined(*(each[name] for name in names)) for each in answer["waiting"]]


async def settle(transport: Transport, quarantine_id: int, how: Literal["dropped", "taken"]) -> None:
    """Mark a refused change as judged: thrown away, or recorded anew by hand."""
    await transport.call(f"/v1/office/quarantine/{quarantine_id}", {"how": how})


@dataclass(frozen=True, slots=True)
class Told:
    """One change of a row: its stamp, who made it, and the change as it was sent."""

    stamp: str
    person: str | None
    line: str


async def history(transport: Transport, kind: str, row_id: str) -> tuple[Told, ...]:
    """The whole life of a row, oldest first. A device that began with a snapshot holds only the end of it."""
    answer = await transport.ask("GET", f"/v1/office/history/{quote(kind)}/{quote(row_id, safe='')}")
    return tuple(Told(each["stamp"], each["person"], each["line"]) for each in answer["changes"])


async def import_paper(
    transport: Transport,
    paper: Paper,
    name: str,
    content: bytes,
    mapping: Mapping[str, str] = MappingProxyType({}),
    *,
    dry_run: bool,
) -> PaperAnswer:
    """Hand in a spreadsheet. With `dry_run` nothing is written. `mapping` is column title to field, '-' for none."""
    return await _hand_in(transport, _import_path(paper, name, mapping, dry_run=dry_run), content)


def _import_path(paper: Paper, name: str, mapping: Mapping[str, str], *, dry_run: bool) -> str:
    mapped = [("map", f"{title}={field}") for title, field in mapping.items()]
    asked = urlencode([("name", name), ("dry_run", "true" if dry_run else "false"), *mapped])
    return f"/v1/office/import/{paper}?{asked}"


@dataclass(frozen=True, slots=True)
class HowFar:
    """Of an import under way on the server: `stage` is one of imports/following.py."""

    stage: str
    percent: int


async def begin_import(
    transport: Transport,
    paper: Paper,
    name: str,
    content: bytes,
    mapping: Mapping[str, str] = MappingProxyType({}),
    *,
    dry_run: bool,
) -> str:
    """As import_paper, without waiting for the end: the id to ask by."""
    path = f"{_import_path(paper, name, mapping, dry_run=dry_run)}&follow=true"
    answer = await transport.ask("POST", path, content, "application/octet-stream")
    return str(answer["job"])


async def how_far(transport: Transport, job: str) -> HowFar | PaperAnswer | None:
    """How far it is; at its end the answer, which is told once; None when it was stopped."""
    answer = await transport.ask("GET", f"/v1/office/import-job/{quote(job)}")
    if "stage" in answer:
        return HowFar(str(answer["stage"]), int(answer["percent"]))
    return None if answer.get("stopped") else _paper_answer(answer)


async def stop_import(transport: Transport, job: str) -> None:
    """Ask the server to end it with nothing changed; once it is being handed in, it goes on."""
    await transport.call(f"/v1/office/import-job/{quote(job)}/stop", {})


async def import_form(transport: Transport, name: str, content: bytes, *, dry_run: bool) -> PaperAnswer:
    """Hand in an XLSForm. It is taken when nothing of it was refused; with `dry_run` nothing is written."""
    asked = urlencode({"name": name, "dry_run": "true" if dry_run else "false"})
    return await _hand_in(transport, f"/v1/office/checklist?{asked}", content)


async def _hand_in(transport: Transport, path: str, content: bytes) -> PaperAnswer:
    return _paper_answer(await transport.ask("POST", path, content, "application/octet-stream"))


def _paper_answer(answer: Mapping[str, Any]) -> PaperAnswer:
    return PaperAnswer(
        answer.get("report"),
        str(answer.get("problem", "")),
        bool(answer.get("applied")),
        answer.get("mapping"),
    )
