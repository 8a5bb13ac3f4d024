"""What the gate keeps: visits, who is expected, pick-up cards, keys and passes, goods, shifts, and what was erased.

All of it lies in the one stream `gate`, which only guards and the office read. `~` marks personal fields. Kinds of
visitor, reasons and papers are words of the school's settings (inspect_app/gate/settings.py), so they are plain text
here. A visit holds all that is known of its person: there is no list of visitors beside it that outlives the visits.
"""

from __future__ import annotations

from storage.kind import kind_of

GATE_KINDS = (
    kind_of(
        "visit",
        "row",
        "gate",
        "name!~ sort! in_ms!:i campus_id! gate phone~ id_kind id_masked~ id_sealed~ id_checked_ms:i no_papers "
        "papers_later:i came_from~ reason host_id host_name consent consent_by consent_ms:i plate~ companions:i "
        "companion_names:j~ pass_no pass_code group_id answers:j~ goods expected_id note~ out_ms:i out_how out_gate",
        choices={
            "consent": "called message expected",
            "out_how": "tapped scanned group closing elsewhere",
        },
        pictured=True,
    ),
    kind_of(
        "sign_out",
        "record",
        "gate",
        "pass! out_ms!:i campus_id! visit_id gate note~",
        about="pass",
    ),
    kind_of(
        "expected",
        "row",
        "gate",
        "name!~ day! code! state! host_id host_name sort reason phone~ plate~ companions:i from_ms:i until_ms:i "
        "campus_id visit_id note~",
        choices={"state": "waiting arrived cancelled"},
    ),
    kind_of(
        "pickup",
        "row",
        "gate",
        "child!~ class_name! code! state! allowed!:j~ teacher teacher_phone~ campus_id note~",
        choices={"state": "used retired"},
        pictured=True,
    ),
    kind_of(
        "collection",
        "record",
        "gate",
        "pickup_id! result! at_ms!:i campus_id! who~ gate note~",
        choices={"result": "handed refused"},
        about="pickup_id",
        latest=3,
    ),
    kind_of(
        "barred",
        "row",
        "gate",
        "name!~ reason!~ state! since_ms!:i phone~ id_masked~ until_day note~",
        choices={"state": "active lifted"},
    ),
    kind_of(
        "gate_item",
        "row",
        "gate",
        "sort! number! state! campus_id! name code place holder~ visit_id person_id out_ms:i back_ms:i note~",
        choices={"sort": "pass key", "state": "in out lost retired"},
    ),
    kind_of(
        "left_item",
        "row",
        "gate",
        "what! state! left_ms!:i campus_id! gate for_whom~ left_by~ phone~ fetched_ms:i fetched_by~ note~",
        choices={"state": "kept fetched"},
        settled=("state", "fetched"),
        pictured=True,
    ),
    kind_of(
        "passage",
        "record",
        "gate",
        "direction! at_ms!:i campus_id! gate plate~ goods driver~ visit_id host_name reason corrects note~",
        choices={"direction": "in out"},
        about="campus_id",
    ),
    kind_of(
        "shift",
        "row",
        "gate",
        "campus_id! person_id! began_ms!:i state! gate ended_ms:i taken_by matters:j~ note~",
        choices={"state": "open handed"},
        settled=("state", "handed"),
    ),
    kind_of(
        "drill",
        "row",
        "gate",
        "sort! began_ms!:i state! campus_id ended_ms:i note",
        choices={"sort": "drill real", "state": "open closed"},
        settled=("state", "closed"),
    ),
    kind_of(
        "muster",
        "record",
        "gate",
        "drill_id! visit_id! state! at_ms!:i",
        choices={"state": "safe unsure"},
        about="drill_id",
    ),
    kind_of("opening", "record", "gate", "visit_id! field! reason! at_ms!:i", about="visit_id"),
    kind_of("visit_day", "row", "gate", "day! campus_id! counts!:j"),
    kind_of("erasure", "row", "gate", "day! reason! at_ms!:i counts!:j text! key! signature! policy:j"),
)
