"""Imports that are under way on the server: how far each is, what came of it, and the wish to stop it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from inspect_app.imports.following import ImportStopped, Stage, Told

JOBS_KEPT = 20
"""Answers that nobody fetched are forgotten when so many newer ones came."""


@dataclass(slots=True)
class Job:
    """One import. `answer` is there when it ended, `error` when it broke off."""

    stage: Stage = "reading"
    percent: int = 0
    is_stopped: bool = False
    answer: dict[str, Any] | None = None
    error: BaseException | None = None

    def told(self, stage: Stage, percent: int) -> None:
        """Raises ImportStopped when somebody has stopped it in time."""
        if self.is_stopped and stage != "handing_in":
            raise ImportStopped
        self.stage, self.percent = stage, percent


class ImportJobs:
    """One at a time: two would only wait for each other's transaction."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._workers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="import")

    def begin(self, work: Callable[[Told], dict[str, Any]]) -> str:
        """The job's id; `work` gets whom to tell, in a thread of its own."""
        job_id, job = secrets.token_hex(16), Job()
        self._jobs[job_id] = job
        for old in list(self._jobs)[:-JOBS_KEPT]:
            del self._jobs[old]
        self._workers.submit(_run, job, work)
        return job_id

    def get(self, job_id: str) -> Job | None:
        return self._jobs.get(job_id)

    def forget(self, job_id: str) -> None:
        self._jobs.pop(job_id, None)


def _run(job: Job, work: Callable[[Told], dict[str, Any]]) -> None:
    try:
        job.answer = work(job.told)
    except ImportStopped:
        job.answer = {"stopped": True}
    except Exception as error:  # told by the next question, as the request itself would have
        job.error = error
