"""What a school decides about its gate stands in its settings; what it leaves alone stays as shipped."""

from __future__ import annotations

from inspect_app.gate.settings import gate_settings


def test_a_school_that_decided_nothing_has_the_shipped_days_of_keeping() -> None:
    days = gate_settings({}).retention_days
    assert (days["id_photo"], days["id_number"], days["visit"]) == (7, 30, 90)


def test_a_school_that_changes_one_number_of_days_keeps_the_others() -> None:
    days = gate_settings({"gate": {"retention_days": {"visit": 60}}}).retention_days
    assert (days["id_number"], days["visit"]) == (30, 60)


def test_emergency_services_go_in_first_and_show_papers_later() -> None:
    settings = gate_settings({})
    assert [sort.id for sort in settings.sorts if sort.papers_later] == ["emergency"]


def test_a_kind_of_visitor_without_minutes_is_overdue_after_two_hours() -> None:
    settings = gate_settings({"gate": {"sorts": [{"id": "guest", "name": "客人"}]}})
    assert settings.sort("guest").overdue_minutes == 120


def test_a_kind_that_the_school_has_dropped_still_has_a_name() -> None:
    assert gate_settings({}).sort("alumni").name == "alumni"
