"""Stocktakes: what is expected, what a scan means, many phones' records folded into one count. Pure."""
