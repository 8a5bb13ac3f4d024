"""How long to wait after a run: a pure rule. Failures wait longer each time, spread by chance; none gives up."""

from __future__ import annotations

FAILED_SECONDS = (5.0, 15.0, 60.0, 300.0, 900.0)
IDLE_SECONDS = 60.0
SAVED_SECONDS = 1.0
SPREAD = 0.2

# Troubles that another try will not mend: a person has to act, so we look again only rarely.
NEEDS_A_PERSON = frozenset({"revoked", "signed_out", "too_old", "another_server", "not_enrolled"})


def wait_seconds(
    failures: int, trouble: str | None, chance: float, retry_after: float | None = None
) -> float:
    """Seconds until the next run. `chance` is in [0, 1): phones that failed together come back apart."""
    if trouble is None:
        return IDLE_SECONDS
    if retry_after is not None:
        return retry_after * (1 + SPREAD * chance)
    step = len(FAILED_SECONDS) if trouble in NEEDS_A_PERSON else failures
    base = FAILED_SECONDS[min(max(step, 1), len(FAILED_SECONDS)) - 1]
    return base * (1 - SPREAD + 2 * SPREAD * chance)
