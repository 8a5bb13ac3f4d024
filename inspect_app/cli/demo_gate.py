"""A living gate for the demo school: passes and keys, who is in, who was, who is expected. Every name is invented."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import timedelta
from importlib import resources
from typing import Any

from assets_qr.code import check_character, new_code
from inspect_app.gate.settings import gate_settings
from inspect_app.texts.moments import day_of
from storage.change import new_id
from storage.queries import people, places
from storage.queries.people import Person
from storage.store import Edit, Store

PASSES = 20
MINUTE_MS, DAY_MS = 60_000, 86_400_000
PAST_DAYS, FIRST_HOUR, BETWEEN_MINUTES = 4, 8, 47


def gate_edits(store: Store, now_ms: int, offset_minutes: int) -> list[Edit]:
    """Nothing where the school has no campus or nobody to be visited. Times are around `now_ms`."""
    campuses, hosts = places.campuses(store.db), people.people_on_duty(store.db)
    if not campuses or not hosts:
        return []
    demo = _Demo(campuses[0][0], gate_settings({}).gates[0], hosts, now_ms, offset_minutes)
    return list(demo.edits())


class _Demo:
    """Turns the words of demo_gate.json into rows; each visit has a host of its own."""

    def __init__(self, campus: str, gate: str, hosts: list[Person], now_ms: int, offset_minutes: int) -> None:
        text = resources.files("inspect_app.cli").joinpath("demo_gate.json").read_text(encoding="utf-8")
        self._said: dict[str, Any] = json.loads(text)
        self._campus, self._gate, self._hosts = campus, gate, hosts
        self._now_ms, self._offset = now_ms, offset_minutes
        self._holding: dict[str, str] = {}

    def edits(self) -> Iterator[Edit]:
        yield from self._here()
        yield from self._past()
        yield from self._items()
        yield from self._expected()
        yield self._pickup()
        yield self._passage()
        yield self._left()

    def _id(self) -> str:
        return new_id(self._now_ms)

    def _there(self) -> dict[str, Any]:
        return {"campus_id": self._campus, "gate": self._gate}

    def _host(self, number: int) -> dict[str, Any]:
        host = self._hosts[number % len(self._hosts)]
        return {"host_id": host.id, "host_name": host.name, "consent": "called", "consent_by": host.name}

    def _here(self) -> Iterator[Edit]:
        for number, each in enumerate(self._said["here"]):
            fields = {name: value for name, value in each.items() if name != "minutes"}
            in_ms = self._now_ms - each["minutes"] * MINUTE_MS
            looked = {"id_checked_ms": in_ms} if "id_kind" in fields else {}
            visit_id = self._id()
            if "pass_no" in fields:
                self._holding[fields["pass_no"]] = visit_id
            said = {**self._there(), **self._host(number), "consent_ms": in_ms, **looked, "in_ms": in_ms}
            yield Edit("visit", visit_id, {**fields, **said})

    def _past(self) -> Iterator[Edit]:
        """A few a day from the first hour on, on the days before today."""
        midnight = self._now_ms - (self._now_ms + self._offset * MINUTE_MS) % DAY_MS
        for number, (name, sort, reason, phone, stayed) in enumerate(self._said["past"] * 2):
            day, place = number % PAST_DAYS + 1, number // PAST_DAYS
            begun = FIRST_HOUR * 60 + place * BETWEEN_MINUTES + day * 7
            in_ms = midnight - day * DAY_MS + begun * MINUTE_MS
            fields = {"name": name, "sort": sort, "reason": reason, "phone": phone, "no_papers": "未带证件"}
            left = {"out_ms": in_ms + stayed * MINUTE_MS, "out_how": "tapped", "out_gate": self._gate}
            said = {**self._there(), **self._host(number), "consent_ms": in_ms, "in_ms": in_ms}
            yield Edit("visit", self._id(), {**fields, **said, **left})

    def _items(self) -> Iterator[Edit]:
        for number in range(1, PASSES + 1):
            visit_id = self._holding.get(str(number))
            state = (
                {"state": "out", "visit_id": visit_id, "out_ms": self._now_ms}
                if visit_id
                else {"state": "in"}
            )
            yield self._item({"sort": "pass", "number": str(number), **state})
        for name, number in self._said["keys"]:
            yield self._item(
                {"sort": "key", "number": number, "name": name, "place": "门卫室钥匙柜", "state": "in"}
            )

    def _item(self, fields: dict[str, Any]) -> Edit:
        return Edit(
            "gate_item", self._id(), {**fields, "campus_id": self._campus, "code": new_code(os.urandom).text}
        )

    def _expected(self) -> Iterator[Edit]:
        for number, each in enumerate(self._said["expected"]):
            host = self._hosts[(number + 1) % len(self._hosts)]
            day = day_of(
                self._now_ms + int(timedelta(days=each["days"]).total_seconds() * 1000), self._offset
            )
            said = {name: value for name, value in each.items() if name != "days"}
            said |= {"day": day, "code": _coded(each["code"]), "state": "waiting", "campus_id": self._campus}
            yield Edit("expected", self._id(), {**said, "host_id": host.id, "host_name": host.name})

    def _pickup(self) -> Edit:
        said, teacher = self._said["pickup"], self._hosts[-1]
        fields = {**said, "code": _coded(said["code"]), "state": "used", "teacher": teacher.name}
        return Edit("pickup", self._id(), {**fields, "campus_id": self._campus})

    def _passage(self) -> Edit:
        said = dict(self._said["passage"])
        at_ms = self._now_ms - said.pop("minutes") * MINUTE_MS
        return Edit("passage", self._id(), {**said, **self._there(), "direction": "in", "at_ms": at_ms})

    def _left(self) -> Edit:
        said = dict(self._said["left"])
        left_ms = self._now_ms - said.pop("minutes") * MINUTE_MS
        return Edit("left_item", self._id(), {**said, **self._there(), "state": "kept", "left_ms": left_ms})


def _coded(nine: str) -> str:
    """A code of ours out of nine letters."""
    return nine + check_character(nine)
