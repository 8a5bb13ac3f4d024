"""Twice the lines cost about twice the work."""

from __future__ import annotations

import time

from inspect_app.imports.plan import make_plan
from inspect_app.imports.school import understand_file
from tests.imports.support import NAMESPACE, School, sample_school


def ledger(path, count):
    """Lines numbered and not, alike and not, in known and unknown places."""
    lines = ["资产编号,资产名称,数量,原值,取得日期,存放地点,使用状况"]
    for n in range(count):
        number = "" if n % 3 == 0 else f"G{n}"
        lines.append(f"{number},书柜,1,{n % 50}.00,2018/6/6,教学楼A-{1 + n % 4}0{1 + n % 7},在用")
    path.write_text("\n".join(lines), "utf-8")
    return path


def seconds_for(school: School, path) -> float:
    started = time.perf_counter()
    school.take("assets", path)
    understanding = understand_file("assets", path, school.rows())
    plan = make_plan(understanding, school.rows(), NAMESPACE)
    assert plan.changes_nothing
    return time.perf_counter() - started


def test_twenty_thousand_lines_stay_linear(tmp_path):
    """Eight times the lines, imported and imported again, in less than 20 times the time (64 if quadratic)."""
    small, large = ledger(tmp_path / "small.csv", 2_500), ledger(tmp_path / "large.csv", 20_000)
    seconds_for(sample_school(), small)
    fewer = min(seconds_for(sample_school(), small) for _ in range(2))
    assert seconds_for(sample_school(), large) < 20 * fewer
