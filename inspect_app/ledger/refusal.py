"""Why an action on the ledger was refused: a word for the sentence that people read. Nothing was recorded."""

from __future__ import annotations

from typing import Literal

Reason = Literal["no_reason", "nothing_moves", "not_a_batch", "bad_parts", "too_many_parts", "pieces_out",
                 "asset_gone"]  # fmt: skip


class LedgerRefusal(Exception):
    """`kind` is a key of inspect_app/actions/troubles.py."""

    def __init__(self, kind: Reason) -> None:
        self.kind = kind
        super().__init__(kind)
