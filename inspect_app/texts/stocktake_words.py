"""Words of stocktakes, as keys of the catalogue; screens, papers and the command line say them alike."""

from __future__ import annotations

from inspect_app.stocktake.scope import Scope
from inspect_app.stocktake.thing import Spot
from inspect_app.texts.words import Words

LABELS = {
    "start": "Start of term count",
    "middle": "Middle of term count",
    "end": "End of term count",
    "yearly": "Yearly count",
}
STATES = {
    "open": "Being counted",
    "closed": "Count closed",
    "accepted": "Taken into the ledger",
    "cancelled": "Count cancelled",
}
KIND_NAMES = {
    "shortage": "Shortage",
    "unseen": "Not seen yet",
    "surplus": "Surplus",
    "moved": "In another place",
    "damaged": "Damaged in the count",
    "scrapped": "Scrapped, yet there",
    "disputed": "Told differently",
}
WAYS_ON = {
    "gone": "no longer in the ledger",
    "changed": "changed by somebody since",
    "several_rooms": "lies in several rooms",
    "disputed": "people told different things",
    "no_name": "has no name yet",
    "bound": "its label is on another thing by now",
}
"""Why a card was left alone."""
ROLES_OF_SIGNERS = ("office", "keeper", "counter")
ACTS = {"office": "Asset officer", "keeper": "Keeper of the things", "counter": "Who counted"}
"""Who signs a count."""
REFUSALS = {
    "unknown_stocktake": "This count is not known here. Sync, then choose it again.",
    "closed": "This count is closed. Nothing was recorded; the office can open it again.",
    "stranger": "This is not a label of this school. Nothing was recorded; scan the school's label.",
    "mistyped": "This code has a slip in it. Nothing was recorded; compare it with the label.",
    "empty": "Nothing was typed. Type the code or the asset's number.",
    "no_reason": "A thing that was not found needs a reason. Nothing was recorded.",
    "no_name": "This needs a name. Nothing was recorded.",
    "bad_quantity": "A number from 0 to 1,000,000 is needed. Nothing was recorded.",
    "unknown_thing": "This thing is not in the ledger here. Nothing was recorded; sync first.",
    "unknown_record": "This record is not known here. Nothing was changed.",
    "several_numbers": "Several things carry this number. Nothing was recorded; scan the label instead.",
    "settled": "This has been decided or corrected meanwhile. Nothing was changed; look again.",
    "not_closed": "Only a closed count can be taken into the ledger or opened again. Nothing was changed.",
    "not_accepted": "This count was not taken into the ledger. Nothing was changed.",
    "not_whole": "Not all of this count has arrived here. Nothing was changed; sync, then try again.",
}


def refusal_words(reason: str, t: Words) -> str:
    """One sentence for a NotCounted."""
    return t(REFUSALS[reason])


def history_words(word: str, t: Words) -> str:
    """What 'again' and 'new' beside an earlier count are called; nothing for what was not compared."""
    return {"again": t("So then too"), "new": t("New since then")}.get(word, "")


def scope_words(scope: Scope, spots: dict[str, Spot], campuses: dict[str, str], t: Words) -> str:
    """'教学楼A；类别 A02；保管人 张军', or the whole school."""
    if scope.is_everything:
        return t("The whole school")
    words = [campuses.get(each, each) for each in scope.campuses]
    words += [each.partition("/")[2] for each in scope.buildings]
    for each in scope.floors:
        _, building, floor = (*each.split("/"), "", "")[:3]
        words.append(f"{building} {t('floor {floor}', floor=floor)}")
    words += [spots[each].title if each in spots else each for each in scope.rooms]
    if scope.classes:
        words.append(t("class {codes}", codes="、".join(scope.classes)))
    if scope.keepers:
        words.append(t("keeper {names}", names="、".join(scope.keepers)))
    return "、".join(words)
