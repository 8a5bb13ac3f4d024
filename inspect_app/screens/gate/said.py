"""The words of a sign-in's form: fresh, filled in from an earlier visit, and read as a visit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inspect_app.actions.gate.post import Post
from inspect_app.gate.settings import GateSettings
from inspect_app.gate.sign_in import SignIn
from storage.change import new_id
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


def given_of(said: Mapping[str, Any], post: Post) -> SignIn:
    """What a form says, as a visit. Words of a chosen person stand for a free name too."""
    plain = {name: said[name] for name in _AS_THEY_ARE}
    names = [
        each for line in said["companion_names"].replace("、", "\n").splitlines() if (each := line.strip())
    ]
    return SignIn(
        campus_id=post.campus_id,
        gate=post.gate,
        host_name=said["host"],
        companion_names=names,
        **plain,
    )


_AS_THEY_ARE = (
    "name", "sort", "phone", "id_kind", "id_masked", "id_sealed", "id_checked", "no_papers", "papers_later",
    "came_from", "reason", "host_id", "consent", "consent_by", "consent_ms", "plate", "companions", "pass_no",
    "pass_code", "pass_item", "answers", "goods", "expected_id", "together_with", "note",
)  # fmt: skip


_BESIDE = ("host", "companion_names", "override", "known_as")


def fresh_said(now_ms: int, **known: Any) -> dict[str, Any]:
    """A form that nobody touched. `not_barred`: the guard has seen that it is somebody else of
    the same name. `known_as` is the name of who was chosen among those who were here before.
    """
    said: dict[str, Any] = dict.fromkeys((*_AS_THEY_ARE, *_BESIDE), "")
    said |= {"visit_id": new_id(now_ms), "id_checked": False, "papers_later": False, "companions": 0}
    said |= {"consent_ms": None, "answers": {}, "not_barred": False}
    return said | known
