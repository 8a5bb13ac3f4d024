"""Every trouble as one sentence: what happened, what is safe, what to do. The only place that words them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from inspect_app.devices.ports import Refusal
from inspect_app.texts import Words

SENTENCES: Mapping[str, str] = {
    # device
    "no_camera": "No camera was found. Type the code under the QR code instead.",
    "camera_denied": "The camera is not allowed. Allow it in the browser's site settings, or type the code.",
    "no_torch": "This phone's browser cannot switch the torch on. Use the phone's own torch.",
    "picture_unreadable": "This picture cannot be read. Everything else is kept; take or choose another.",
    "picture_too_large": "This picture is too large. Everything else is kept; take the photo with this app.",
    "file_unreadable": "This file cannot be read. Nothing was changed; choose it again, or choose another.",
    "file_too_large": "The file is too large (50 MB at most). Nothing was changed; choose another.",
    "storage_refused": "This browser keeps nothing (private browsing?), so nothing may be recorded. "
    "Open this address in a normal window.",
    "storage_full": "This phone is full, so the last step was not saved. What was saved before is safe; "
    "free some room, then try again.",
    "storage_taken": "The app is open in another window, which holds the records. "
    "Close that window, or take over here.",
    "storage_broken": "The records on this phone cannot be read. Nothing was changed; close the app, open it again, "
    "and tell the office if this stays.",
    "not_secure": "This address is not secure (https), so the browser allows neither camera nor storage. "
    "Ask the office for the right address.",
    "not_sealed": "The number could not be sealed on this device, so it is not kept: only its first three and last "
    "four characters are.",
    # sync
    "offline": "The server cannot be reached at the moment. Everything is kept on this phone "
    "and will be sent when there is a network.",
    "not_our_server": "This network asks for a log-in first. Everything is kept on this phone; "
    "log in to the network or use mobile data.",
    "garbled": "The server's answer did not arrive whole. Everything is kept on this phone; "
    "it is tried again by itself.",
    "another_server": "This address belongs to another school's server. Nothing was sent; ask the office.",
    "code_unknown": "This is not a code of a school. Scan or type the code that the office shows.",
    "code_expired": "This code is too old or was used before. Ask the office for a new one.",
    "revoked": "The office has blocked this phone. What is recorded here is kept; ask the office.",
    "signed_out": "The server does not know this phone any more. Everything is kept; "
    "scan a new school code from the office.",
    "too_old": "This version is too old to receive news. What you record is still sent; update the app.",
    "busy": "The server is busy. Everything is kept on this phone and will be sent soon.",
    "server": "The server has a fault. Everything is kept on this phone; it is tried again by itself.",
    "refused": "The server did not accept this. Everything is kept on this phone; tell the office.",
    "mismatch": "This phone and the server do not hold the same. Nothing is lost; tell the office.",
    "forked": "The records of this phone were continued on another one. Nothing is lost; tell the office.",
    "not_enrolled": "This phone belongs to no school yet. Scan the school's code.",
    # lending
    "not_left": "So many are not there any more. Nothing was recorded; look who has them, or hand out fewer.",
    "not_out": "This came back already, or less of it is out. Nothing was recorded.",
    "sheet_closed": "This sheet is closed. Nothing was changed; begin another, or ask the office.",
    "sheet_not_walked": "Some lines were not looked at yet. Nothing was signed; go through them first.",
    "damage_judged": "Somebody decided on this damage meanwhile. Nothing was changed; look at it again.",
    # ledger
    "no_reason": "Nothing was changed: say why, in a word or two.",
    "nothing_moves": "Nothing was changed: it is so already, or nothing to change was chosen.",
    "not_a_batch": "This card stands for one thing, so there is nothing to split.",
    "bad_parts": "Nothing was split: the parts must be 1 or more each, at least two, and sum to the quantity.",
    "too_many_parts": "Nothing was split: at most 500 parts at a time.",
    "pieces_out": "Nothing was split: pieces are out on loan, and loans stay with the first card. Take them back "
    "first, or make the first part as large as what is out.",
    "asset_gone": "One of these assets is not on this device any more. Nothing was changed; choose again.",
    # things of the gate
    "passage_gone": "This entry is not on this phone any more. Nothing was changed; write it down anew.",
    "not_kept": "Somebody settled this meanwhile. Nothing was changed; look at the list again.",
    "item_not_there": "This pass or key is not where it was: somebody gave it out or took it back meanwhile. "
    "Nothing was changed; look at it again.",
    "numbers_taken": "Some of these numbers are there already. Nothing was added; choose others.",
    "not_on_duty": "This duty was handed over or begun elsewhere meanwhile. Nothing was changed; look at it again.",
    # everything else
    "unknown": "This did not work. What was saved before is safe; try again.",
}


def sentence(kind: str, t: Words) -> str:
    """The sentence for a kind of trouble."""
    return t(SENTENCES.get(kind, SENTENCES["unknown"]))


def kind_of(error: BaseException) -> str:
    """The kind of an error of the device, the sync or the store."""
    if isinstance(error, Refusal):
        return error.reason
    if isinstance(error, sqlite3.OperationalError):
        full = "full" in str(error) or "disk I/O" in str(error)
        return "storage_full" if full else "unknown"
    kind = str(getattr(error, "kind", "unknown"))
    return kind if kind in SENTENCES else "unknown"


def plain_words(error: BaseException, t: Words) -> str:
    return sentence(kind_of(error), t)
