"""The ledger of assets: batches, depreciation, checks of a card. Pure; no Flet, no SQL."""
