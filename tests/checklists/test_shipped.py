"""The shipped checklists: every place of a school has one, and every duty of the yearly plans is on one."""

from __future__ import annotations

import pytest

from inspect_app.checklists.item import Checklist
from inspect_app.checklists.shipped import checklist_for, shipped_checklists, shipped_id

SHIPPED = shipped_checklists()

SAMPLE_USES = """
    普通教室 物理实验室 化学实验室 生物实验室 计算机教室 美术教室 音乐教室 办公室 活动室 学生宿舍
    烹饪间 洗消间 食品库房 留样间 就餐大厅 体育场地
"""

PLACES = "教室 走廊 实验室 宿舍 后厨 留样 库房 门卫 操场 锅炉 消防器材 电与水 班级卫生区"

# What logistics plans of schools ask to be checked, in their own words.
DUTIES = """
    门窗 锁 桌椅 卫生备品 电器 电脑 投影仪 小黑板 暖气 锅炉 管道 冬煤 校车 小饭桌 杂草 垃圾 门前三包
    线路 插座 防投毒 消防 灭火器 应急灯 疏散 屋面 体育 大型玩具 毛巾 防蝇 防蚊 供货商 到期 健康证
    衣帽 生熟 留样 加盖 杀虫剂 学生奶 小卖部 食谱 泔水 来访 登记 接送卡 校门关闭 监控 花木 水龙头
    水表 电表 配电 开水 通风 值班
"""


def text_of(checklist: Checklist) -> str:
    said = [
        f"{item.label} {item.hint} {' '.join(choice.label for choice in item.choices)}"
        for item in checklist.items
    ]
    return " ".join([checklist.name, *checklist.uses, *said])


@pytest.mark.parametrize("use", SAMPLE_USES.split())
def test_every_use_of_a_room_has_a_checklist(use):
    """No room of a school stands without one."""
    assert checklist_for(use, SHIPPED) is not None


@pytest.mark.parametrize("place", PLACES.split())
def test_every_place_that_is_patrolled_has_a_checklist(place):
    """Places that are no rooms, too."""
    assert [each for each in SHIPPED if place in each.name + "".join(each.uses)]


@pytest.mark.parametrize("duty", DUTIES.split())
def test_every_duty_of_the_yearly_plans_is_on_a_checklist(duty):
    """What a plan asks to be checked is asked somewhere."""
    assert any(duty in text_of(each) for each in SHIPPED)


@pytest.mark.parametrize("checklist", SHIPPED, ids=lambda each: each.name)
def test_a_shipped_checklist_is_a_walk_of_minutes(checklist):
    """6 to 14 items, readable ones, and something urgent is not called minor."""
    assert 6 <= len(checklist.items) <= 14
    assert all(len(item.label) <= 24 for item in checklist.items)
    assert all(item.photo != "always" or item.level != "minor" for item in checklist.items)


def test_no_two_shipped_checklists_claim_one_use():
    """A room gets one checklist, not a lottery."""
    uses = [use for checklist in SHIPPED for use in checklist.uses]
    assert len(uses) == len(set(uses))


def test_the_newest_version_that_names_the_use_is_taken():
    """A use that nobody names has no checklist; an empty one neither."""
    older = Checklist("1", "旧", ("教室",), (), version=1)
    newer = Checklist("2", "新", ("教室", "机房"), (), version=2)
    assert checklist_for(" 教室 ", [older, newer]) is newer
    assert checklist_for("仓库", [older, newer]) is None
    assert checklist_for("", [older, newer]) is None


def test_shipped_ids_agree_on_every_device():
    """They come from the file's name, so two offline installs hold the same rows."""
    assert len({each.id for each in SHIPPED}) == len(SHIPPED)
    assert shipped_id("classroom") in {each.id for each in SHIPPED}
