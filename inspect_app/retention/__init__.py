"""Keeping personal data no longer than the school has decided: what is due, its erasing, the signed count."""
