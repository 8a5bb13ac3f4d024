"""Words of the gate as the office reads them; keys of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

EXPECTED_STATES: Mapping[str, str] = {
    "waiting": "Still expected",
    "arrived": "Has come",
    "cancelled": "Called off",
}
SHIFT_STATES: Mapping[str, str] = {"open": "On duty", "handed": "Handed over"}
DRILL_STATES: Mapping[str, str] = {"open": "Being ticked", "closed": "Closed"}
MUSTER_STATES: Mapping[str, str] = {"safe": "Seen safe", "unsure": "Not seen"}
COLLECTION_WORDS: Mapping[str, str] = {"handed": "Child handed over", "refused": "Child not handed over"}
BARRED_STATES: Mapping[str, str] = {"active": "Not let in", "lifted": "Lifted"}

RETENTION_GROUPS: Mapping[str, str] = {
    "id_photo": "Photos of papers and faces",
    "id_number": "ID numbers",
    "visit": "Visits",
    "expected": "Expected visitors",
    "collection": "Who collected a child",
    "retired_pickup": "Pick-up cards out of use",
    "things": "Vehicles, goods, things left at the gate",
    "shift": "Shifts",
}
RETENTION_NOTES: Mapping[str, str] = {
    "id_photo": "A picture of a paper is sensitive (GB/T 35273, annex B): keep it no longer than it is looked at.",
    "id_number": "Sensitive (GB/T 35273, annex B). Personal Information Protection Law, article 19: the shortest "
    "time that the purpose needs.",
    "visit": "Personal Information Protection Law, article 19. No national rule that names a number of days was "
    "found; where the local police or education office asks for more, that holds.",
    "expected": "Personal Information Protection Law, article 19: after the visit there is no purpose left.",
    "collection": "Of children under fourteen, all is sensitive (Personal Information Protection Law, articles 28 "
    "and 31).",
    "retired_pickup": "Of children under fourteen, all is sensitive (Personal Information Protection Law, articles "
    "28 and 31).",
    "things": "Personal Information Protection Law, article 19.",
    "shift": "Names of visitors may stand in a handover note; the school's rules for the duty decide.",
}
