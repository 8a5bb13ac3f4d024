"""Things lent and handed out, classes handed over, and who pays for what was broken. Pure: no store, no Flet."""
