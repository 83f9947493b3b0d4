"""Every rule says in one sentence how it computes, in words that need no formula."""

import re

import pytest

from tests.rules.conftest import PACKS
from zhibu.rules.packs.aloud import indicator_aloud, item_aloud
from zhibu.rules.packs.grammar import SECTIONS
from zhibu.rules.packs.written import Data, read_plain

TITLES = {
    ("fact", "meetings"): "会议次数",
    ("fact", "due"): "应开次数",
    ("fact", "late"): "逾期数",
    ("parameter", "most"): "最多人数（7人）",
    ("given", "honours"): "受表彰",
}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"value": "{fact: meetings}", "required": "4"}, "“会议次数”不少于4"),
        ({"value": "{fact: meetings}"}, "“会议次数”"),
        (
            {
                "value": "{fact: meetings}",
                "required": "{parameter: most}",
                "met": "{at_most: [{this: value}, {this: required}]}",
            },
            "“会议次数”不多于“最多人数（7人）”",
        ),
        (
            {
                "value": "{subtract: [{fact: due}, {fact: meetings}]}",
                "required": "1",
                "met": "{at_most: [{this: value}, {this: required}]}",
            },
            "（“应开次数”减去“会议次数”）不多于1",
        ),
        ({"value": "{nonsense"}, ""),
    ],
)
def test_an_indicator_says_when_it_is_met(entry: dict[str, Data], said: str) -> None:
    assert indicator_aloud(entry, TITLES) == said


LINE = {"count": "{fact: late}", "each": "2", "free": "1", "most": "6"}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (
            {"type": "base", "points": "5", "when": "{at_least: [{fact: meetings}, 1]}"},
            "“会议次数”不少于1，得5分",
        ),
        ({"type": "incentive", "lines": [LINE]}, "“逾期数”，每次加2分，前1次不算，最多6分"),
        (
            {"type": "constraint", "points": "10", "lines": [{"count": "{fact: late}", "each": "2"}]},
            "起始10分，往下扣：“逾期数”，每次扣2分",
        ),
        (
            {"type": "per_occurrence", "lines": [{**LINE, "each": "-3", "free": "", "most": ""}]},
            "“逾期数”，每次扣3分",
        ),
        (
            {"type": "ratio", "points": "20", "ratio": "{divide: [{fact: meetings}, {fact: due}]}"},
            "20分乘以（“会议次数”除以“应开次数”）",
        ),
        (
            {
                "type": "thresholds",
                "value": "{fact: meetings}",
                "steps": [{"at_least": "3", "points": "5"}, {"at_least": "1", "points": "2"}],
            },
            "看“会议次数”：达到3得5分，达到1得2分",
        ),
        ({"type": "panel", "given": "honours"}, "按评议“受表彰”的结果"),
        (
            {
                "type": "manual",
                "given": "honours",
                "zero_when": {"when": "{more_than: [{fact: late}, 0]}", "because": "有逾期"},
            },
            "人工填报“受表彰”；“逾期数”多于0时，得0分",
        ),
        ({"type": "unheard", "points": "3"}, ""),
    ],
)
def test_an_item_says_how_it_gives_points(entry: dict[str, Data], said: str) -> None:
    assert item_aloud(entry, TITLES) == said


@pytest.mark.parametrize(
    "path", sorted(PACKS.glob("*/indicators/*.yaml")), ids=lambda path: path.parent.parent.name
)
def test_every_shipped_indicator_says_something(path) -> None:
    for name, entry in read_plain(path.read_text(encoding="utf-8"), SECTIONS["indicators"]).items():
        assert isinstance(entry, dict), entry
        said = indicator_aloud(entry, {})
        assert said and not re.search("实际|要求", said), name
