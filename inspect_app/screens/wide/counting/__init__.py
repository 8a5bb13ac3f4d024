"""盘点 at the office's desk: open a count, watch it, close it, take it into the ledger."""
