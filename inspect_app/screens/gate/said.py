"""What an earlier visit fills into the form of a new one."""

from __future__ import annotations

from typing import Any

from inspect_app.gate.settings import GateSettings
from storage.queries.visits import Visit


def said_of_visit(visit: Visit, settings: GateSettings) -> dict[str, Any]:
    """All that an earlier visit says; the paper is to be looked at anew, the host to be asked anew."""
    known = {each.id for each in settings.sorts}
    sort = visit.sort if visit.sort in known else ""
    return {
        "name": visit.name,
        "known_as": visit.name,
        "sort": sort,
        "papers_later": False,
        "phone": visit.phone or "",
        "came_from": visit.came_from or "",
        "reason": visit.reason or "",
        "host": visit.host_name or "",
        "host_id": visit.host_id or "",
        "plate": visit.plate or "",
        "answers": visit.answers,
        "id_kind": visit.id_kind or "",
        "id_masked": visit.id_masked or "",
        "id_sealed": "",
        "id_checked": False,
        "no_papers": "",
    }
