"""What printing leaves on the cards: a code for what had none, and the word that a label was printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assets_qr.code import new_code
from storage.edits import Edit
from storage.queries.label_list import Labelled


def missing_codes(
    things: Sequence[Labelled], kind: str, random_bytes: Callable[[int], bytes]
) -> tuple[list[Labelled], list[Edit]]:
    """The things, each with a code, and the edits that give a code to those which had none."""
    coded = [thing if thing.code else thing._replace(code=new_code(random_bytes).text) for thing in things]
    pairs = zip(things, coded, strict=True)
    return coded, [
        Edit(kind.removesuffix("s"), now.id, {"code": now.code}) for before, now in pairs if not before.code
    ]


def marked_printed(things: Sequence[Labelled]) -> list[Edit]:
    """Edits that say that these assets have a printed label now; those that said so already are let be."""
    return [Edit("asset", thing.id, {"label": "printed"}) for thing in things if thing.label != "printed"]
