"""The real server's app as uvicorn starts it for a benchmark: `uvicorn --factory tests.benchmarks.serving:app`.

INSPECT_BENCHMARK_DATA is the server's folder. INSPECT_BENCHMARK_NOW_MS sets its clock, so that data made
once for a certain day is served as on that day. INSPECT_BENCHMARK_WEB is the packed app, where one is wanted.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from fastapi import FastAPI

from storage.collector import rest_collector
from sync.server.app import make_app
from sync.server.school import School
from sync.server.web_files import WebFiles
from tests.benchmarks.clock import clock_from


def app() -> FastAPI:
    """What uvicorn serves."""
    rest_collector()
    start = os.environ.get("INSPECT_BENCHMARK_NOW_MS")
    now_ms = clock_from(int(start) if start else time.time_ns() // 1_000_000)
    served = make_app(School(Path(os.environ["INSPECT_BENCHMARK_DATA"]), now_ms))
    if web := os.environ.get("INSPECT_BENCHMARK_WEB"):
        served.mount("/", WebFiles(Path(web)))
    return served
