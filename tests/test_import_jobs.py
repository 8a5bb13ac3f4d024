"""Imports under way on the server: asked for how far they are, stopped in time, and told once."""

from __future__ import annotations

import time
from threading import Event
from typing import Any

from inspect_app.import_jobs import JOBS_KEPT, ImportJobs, Job
from inspect_app.imports.following import Told


def ended(job: Job | None) -> Job:
    """The job when it has ended."""
    assert job is not None
    for _ in range(500):
        if job.answer is not None or job.error is not None:
            return job
        time.sleep(0.01)
    raise AssertionError("the job never ended")


def test_a_job_says_how_far_it_is_and_then_what_came_of_it() -> None:
    jobs, seen, may_end = ImportJobs(), Event(), Event()

    def work(told: Told) -> dict[str, Any]:
        told("writing", 45)
        seen.set()
        assert may_end.wait(5)
        return {"report": {}}

    job = jobs.get(jobs.begin(work))
    assert seen.wait(5)
    assert job is not None
    assert (job.stage, job.percent, job.answer) == ("writing", 45, None)
    may_end.set()
    assert ended(job).answer == {"report": {}}


def test_a_stopped_job_ends_at_its_next_word_but_not_once_it_is_handed_in() -> None:
    for stage, answer in (("writing", {"stopped": True}), ("handing_in", {"applied": True})):
        jobs, may_go = ImportJobs(), Event()

        def work(told: Told, stage: Any = stage, may_go: Event = may_go) -> dict[str, Any]:
            assert may_go.wait(5)
            told(stage, 50)
            return {"applied": True}

        job = jobs.get(jobs.begin(work))
        assert job is not None
        job.is_stopped = True
        may_go.set()
        assert ended(job).answer == answer


def test_what_breaks_a_job_is_kept_for_who_asks() -> None:
    jobs = ImportJobs()

    def work(_: Told) -> dict[str, Any]:
        raise ValueError("broken")

    assert isinstance(ended(jobs.get(jobs.begin(work))).error, ValueError)


def test_answers_that_nobody_fetches_are_forgotten() -> None:
    jobs = ImportJobs()
    ids = [jobs.begin(lambda _: {}) for _ in range(JOBS_KEPT + 5)]
    assert [jobs.get(each) is None for each in ids] == [True] * 5 + [False] * JOBS_KEPT
