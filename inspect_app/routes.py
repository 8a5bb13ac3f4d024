"""Places of the app as addresses, so that a link or the browser's back button leads to them.

/room/0198…            the room            /q/7K3F9-XW2QM      what a label's code opens
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("today", "/"),
    ("tasks", "/tasks"),
    ("scan", "/scan"),
    ("ledger", "/ledger"),
    ("me", "/me"),
    ("sync", "/sync"),
    ("people", "/people"),
    ("pin", "/pin"),
    ("room", "/room/:room"),
    ("history", "/room/:room/history"),
    ("report", "/room/:room/report"),
    ("asset", "/asset/:asset"),
    ("check", "/check/:room/:round/:arrival"),
    ("record", "/record/:check"),
    ("round", "/round/:route/:day/:window"),
    ("fault", "/fault/:fault"),
    ("photo", "/photo/:sha"),
    ("lend", "/asset/:asset/lend/:sort"),
    ("report_damage", "/asset/:asset/damage"),
    ("loans", "/loans"),
    ("loan", "/loan/:loan"),
    ("return", "/loan/:loan/return"),
    ("damages", "/damages"),
    ("damage", "/damage/:damage"),
    ("handovers", "/handovers"),
    ("handover", "/handover/:handover"),
    ("begin_handover", "/room/:room/handover"),
    ("code", "/q/:code"),
    ("bind", "/bind/:code"),
    ("join", "/join"),
    ("rounds", "/rounds"),
    ("checks", "/checks"),
    ("labels", "/labels"),
    ("import", "/import"),
    ("devices", "/devices"),
    ("plans", "/plans"),
    ("plan", "/plan/:plan"),
    ("checklists", "/checklists"),
    ("checklist", "/checklist/:checklist"),
    ("school", "/school"),
    ("stocktakes", "/stocktakes"),
    ("stocktake", "/stocktake/:stocktake"),
    ("counting", "/stocktake/:stocktake/count"),
    ("counting_room", "/stocktake/:stocktake/room/:room"),
    ("visits", "/visits"),
    ("notice", "/notice"),
    ("sign_in", "/visits/new/:source"),
    ("visit", "/visit/:visit"),
    ("visit_log", "/visit-log"),
    ("visit_record", "/visit-log/:visit"),
    ("gate_log", "/gate-log"),
    ("privacy", "/visitor-data"),
    ("gate_settings", "/gate-settings"),
    ("visit_reports", "/visit-reports"),
    ("evacuation", "/evacuation"),
    ("drill", "/evacuation/:drill"),
    ("passages", "/passages"),
    ("passage", "/passages/:passage"),
    ("left_items", "/left-items"),
    ("left_item", "/left-items/:item"),
    ("gate_items", "/gate-items"),
    ("gate_item", "/gate-items/:item"),
    ("shift", "/shift"),
    ("past_shift", "/shift/:shift"),
    ("expected_list", "/expected"),
    ("expect", "/expect/:expected"),
    ("pickup", "/pickup/:pickup"),
    ("pickups", "/pickups"),
    ("barred", "/barred"),
    ("going_home", "/passes-back"),
)
TABS = ("today", "tasks", "scan", "ledger", "visits", "me")
"""Places of the phone's bottom bar; which of them it shows is the role's."""
OFFICE = ("rounds", "checks", "labels", "import", "devices", "plans", "checklists", "school", "stocktakes")
"""Places of the wide window's rail beside the tabs."""
NONE = "-"


@dataclass(frozen=True, slots=True)
class Place:
    """A place by name, with the parts of its address. `route` is the address that was asked for."""

    name: str
    values: dict[str, str] = field(default_factory=dict)
    route: str = "/"

    def value(self, name: str) -> str | None:
        """A part of the address; None where the address says that there is none."""
        found = self.values.get(name)
        return None if found in (None, "", NONE) else found

    @property
    def is_tab(self) -> bool:
        return self.name in (*TABS, *OFFICE)


def _compiled(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r":(\w+)", r"(?P<\1>[^/]+)", path) + r"/?\Z")


_COMPILED = tuple((name, _compiled(path)) for name, path in _PATTERNS)
_PATHS = dict(_PATTERNS)


def place_of(route: str) -> Place:
    """The place of an address. Labels hold capitals (`/Q/CODE`); an unknown address is the first screen."""
    path = route.partition("?")[0].partition("#")[0] or "/"
    if path[:3] == "/Q/":
        path = "/q/" + path[3:]
    for name, pattern in _COMPILED:
        match = pattern.match(path)
        if match is not None:
            return Place(name, {key: unquote(text) for key, text in match.groupdict().items()}, route)
    return Place("today", {}, "/")


def has_place(name: str) -> bool:
    """Whether there is such a place in this version."""
    return name in _PATHS


def route_to(name: str, **values: str | None) -> str:
    """The address of a place: route_to("room", room=id)."""
    path = _PATHS[name]
    for key, value in values.items():
        path = path.replace(f":{key}", quote(value or NONE, safe=""))
    return path
