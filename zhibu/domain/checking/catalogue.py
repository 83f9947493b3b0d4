"""Every measure, in one table: what can be counted for a figure and by which words a text means it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from zhibu.domain.checking.measures import (
    PEOPLE,
    PLACES,
    SHARE,
    THINGS,
    TIMES,
    VISITS,
    WORDS,
    Measure,
    Part,
    Recorded,
    State,
    Tally,
    Titles,
)
from zhibu.domain.checking.ratios import present, ratios
from zhibu.rules.facts import Condition
from zhibu.rules.facts import Measure as Made

_EVER = "此前[^。；]{0,6}问题|累计[^。；]{0,8}问题|问题[^。；]{0,12}累计"
_SOME = (
    "联建|共建|结对|示范|标杆|先进|优秀|星级|样板|品牌|模范|先锋|表彰|新建|新成立|撤销|换届|"
    "的(?:正式|预备|基层)?党?(?:支部|员)"
)
"""Words that speak of some branches or members and not of all."""


@lru_cache(maxsize=8)
def catalogue(kinds: Titles, indicators: Titles) -> dict[str, Measure]:
    """Every measure by its id, for these kinds of activities and these indicators."""
    found = [
        *_of_activities(kinds),
        *_of_organisations(),
        *_of_members(),
        *_of_work(),
        *ratios(kinds),
        *_of_results(indicators),
    ]
    return {one.id: one for one in found}


_BY_SOME = re.compile("领导|书记|班子|带头|干部[^，。]{0,4}讲")
"""领导干部讲党课5次, 书记讲党课4次: who held it is not counted."""
_ANYTHING = "(?:参加|参与|到会)[^，。]{0,4}(?:活动|组织生活)|(?:活动|组织生活)[^，。]{0,4}(?:参加|参与|到会)"
"""Not 参加 alone: 开展党课3次，参加40人次 speaks of the lectures."""


def _of_activities(kinds: Titles) -> Iterator[Measure]:
    for kind, title in kinds:
        words = WORDS.get(kind, re.escape(title))
        own = (Condition("kind", "is", (kind,)),)
        yield Measure(
            f"times/{kind}",
            f"{title}次数",
            TIMES,
            re.compile(words),
            _activity(f"times/{kind}", *own),
            never=_BY_SOME,
        )
        yield Measure(
            f"present/{kind}",
            f"{title}参加人次",
            VISITS,
            re.compile(words),
            present(f"present/{kind}", Condition("activity.kind", "is", (kind,))),
            carries=True,
        )
    yield Measure(
        "times",
        "纪实条数",
        frozenset([*TIMES, "条"]),
        re.compile("(?:记录|开展)(?:各类)?活动|纪实"),
        _activity("times"),
    )
    yield Measure("present", "参加活动人次", VISITS, re.compile(_ANYTHING), present("present"))


def _activity(id_: str, *where: Condition) -> Recorded:
    return Recorded(id_, "纪实次数", "organisation", "activity", Made("count"), where, "subtree", unit="次")


def _of_organisations() -> Iterator[Measure]:
    for kind, words, never in (
        ("branch", "党支部|支部", f"小组|书记|委员|确认|没有记录|达标|每个|{_SOME}"),
        ("group", "党小组|小组", None),
        ("general_branch", "党总支|总支", "书记"),
    ):
        yield Measure(
            f"organisations/{kind}",
            {"branch": "党支部数", "group": "党小组数", "general_branch": "党总支数"}[kind],
            PLACES,
            re.compile(words),
            Recorded(
                f"organisations/{kind}", "期末组织数", "organisation", "organisation", Made("count"),
                (Condition("kind", "is", (kind,)),), "subtree", "at_end", unit="个",
            ),
            never=re.compile(never) if never else None,
        )  # fmt: skip


def _of_members() -> Iterator[Measure]:
    other = (
        "大会|领导|干部|发展|预备|正式|新|表彰|优秀|困难|流动|转入|转出|"
        f"{_SOME}|不合格|评定|慰问|走访|帮扶|选派|组织党员|困难|"
        "转正|处分|参加|入党|离退休|青年|培训|党员代表"
    )
    yield _members("members", "党员数", "党员", other)
    yield _members("members/full", "正式党员数", "正式党员", "转正", Condition("status", "is", ("full",)))
    yield _members(
        "members/probationary",
        "预备党员数",
        "预备党员",
        "转正|发展|接收|吸收",
        Condition("status", "is", ("probationary",)),
    )
    yield Measure(
        "members/new",
        "新发展党员数",
        PEOPLE,
        re.compile("(?:新?发展|吸收|接收)(?:新|预备)*党员"),
        Recorded(
            "members/new", "期内成为预备党员的人数", "organisation", "membership", Made("distinct", "person_id"),
            (Condition("status", "is", ("probationary",)),), "subtree", "period", unit="名",
        ),
    )  # fmt: skip


def _members(id_: str, title: str, words: str, never: str, *where: Condition) -> Measure:
    fact = Recorded(
        id_, "期末党员人数", "organisation", "membership", Made("distinct", "person_id"), where, "subtree", "at_end",
        unit="名",
    )  # fmt: skip
    return Measure(id_, title, PEOPLE, re.compile(words), fact, never=re.compile(never))


_OF_THEIR_OWN = "承担|急难|攻坚|攻关|突击|抢险|科研|生产|改革|施工"
"""承担急难任务12项: no task of a list."""


def _of_work() -> Iterator[Measure]:
    closed = "(?:完成)?整改(?:到位|完成)?|销号|办结|解决"
    done = Condition("state", "is", ("done",))
    yield _work(
        "assignments",
        "应办任务数（按承办组织计）",
        "任务|事项",
        f"销号|办结|完成|逾期|整改|{_OF_THEIR_OWN}",
        "period",
        (),
    )
    yield _work(
        "assignments/done",
        "已销号任务数",
        "销号|办结|完成",
        "未|没有|逾期|整改|问题",
        "period",
        (done,),
        "任务",
    )
    yield _work("assignments/overdue", "期末逾期未办结任务数", "逾期", "整改|问题", "at_end", ())
    yield _finding(
        "findings",
        "发现问题数（按责任组织计）",
        "(?:发现|查摆|查找|反馈|下发|督查)[^，。；]{0,8}问题",
        "整改|销号",
        "period",
    )
    yield _finding(
        "findings/closed",
        "期内销号问题数",
        closed,
        "未|没有|尚|任务",
        "period",
        date="closed_on",
        within="问题",
    )
    yield _finding(
        "findings/open", "期末未销号问题数", f"(?:未|没有|尚未)(?:{closed})", None, "at_end", within="问题"
    )
    yield _finding(
        "findings/ever",
        "累计下发问题数（按责任组织计）",
        "问题|责任组织计",
        "销号|整改|再次",
        "to_date",
        within=_EVER,
    )
    yield _finding(
        "findings/ever_closed",
        "累计销号问题数",
        closed,
        "未|没有|尚|任务",
        "to_date",
        date="closed_on",
        within=_EVER,
    )
    yield Measure(
        "findings/recurring", "再次出现的问题数", THINGS, re.compile("再次出现|反复出现"), State("recurring")
    )


def _work(
    id_: str,
    title: str,
    words: str,
    never: str,
    window: Literal["period", "at_end"],
    where: tuple[Condition, ...],
    within: str = "",
) -> Measure:
    fact = Recorded(
        id_,
        title,
        "organisation",
        "assignment",
        Made("count"),
        where,
        "subtree",
        window,
        date="due_on",
        unit="项",
    )
    return Measure(id_, title, THINGS, re.compile(words), fact, within, re.compile(never))


def _finding(
    id_: str,
    title: str,
    words: str,
    never: str | None,
    window: Literal["period", "at_end", "to_date"],
    date: str = "opened_on",
    within: str = "",
) -> Measure:
    fact = Recorded(
        id_, title, "organisation", "finding", Made("count"), (), "subtree", window, date=date, unit="个"
    )
    return Measure(id_, title, THINGS, re.compile(words), fact, within, re.compile(never) if never else None)


_PARTS: tuple[tuple[Part, str, str, str | None], ...] = (
    ("judged", "适用", "适用", "达标"),
    ("met", "达标", "(?<!未)达标", "全部"),
    ("not_met", "未达标", "未达标", None),
    ("unknown", "暂无数据", "暂无数据", None),
)


def _of_results(indicators: Titles) -> Iterator[Measure]:
    organisations = frozenset(["个", "家", "项次"])
    for indicator, about in indicators:
        for part, title, words, never in _PARTS:
            yield Measure(
                f"results/{indicator}/{part}", f"{about}：{title}的组织数", organisations, re.compile(words),
                Tally(part, indicator), re.escape(about), re.compile(never) if never else None,
            )  # fmt: skip
        yield Measure(
            f"results/{indicator}/met_share", f"{about}：达标占比", SHARE, re.compile("占|达标[率面]|比例"),
            Tally("met_share", indicator), re.escape(about),
        )  # fmt: skip
    yield Measure(
        "results/met_share", "各项指标达标率（达标项次占适用项次）", SHARE, re.compile("达标率|达标面"),
        Tally("met_share"), "指标", never=re.compile("支部达标率"),
    )  # fmt: skip
    yield Measure(
        "results/all_met_share", "支部达标率（全部达标的占有适用指标的）", SHARE, re.compile("支部达标[率面]"),
        State("all_met_share"),
    )  # fmt: skip
    for part, title, words, never in _PARTS:
        yield Measure(
            f"results/{part}", f"各项指标{title}的项次", frozenset(["项次"]), re.compile(words), Tally(part),
            never=re.compile(never) if never else None,
        )  # fmt: skip
    yield Measure(
        "results/indicators",
        "指标数",
        frozenset(["项", "个"]),
        re.compile("指标"),
        State("indicators"),
        never=re.compile("达标"),
    )
    yield Measure(
        "results/all_met",
        "适用指标全部达标的支部数",
        PLACES,
        re.compile("全部达标的?(?:党?支部)?"),
        State("all_met"),
    )
    yield Measure(
        "declared",
        "确认报全的支部数",
        PLACES,
        re.compile("支部确认[^，。]{0,10}报全|确认报全"),
        State("declared"),
    )
    yield Measure(
        "silent",
        "没有记录也没有确认报全的支部数",
        PLACES,
        re.compile("支部没有记录|没有记录的?(?:党?支部)"),
        State("silent"),
    )
