"""What the system can count for a figure, and by which words a text means it. One table; nothing is counted here.

A measure is counted over an organisation and all below it. What is counted from records is a fact, so that the records
behind it are found by the same definition; what only a closed quarter knows is a tally of its results.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from zhibu.rules.facts import Condition, Fact
from zhibu.rules.facts import Measure as Made

Part = Literal["judged", "met", "not_met", "unknown", "met_share"]
Whole = Literal["indicators", "all_met", "declared", "silent", "recurring"]


@dataclass(frozen=True)
class Tally:
    """A count of the verdicts of a closed quarter; of one indicator, or of all where `indicator` is empty."""

    part: Part
    indicator: str = ""


@dataclass(frozen=True)
class State:
    """Something else that is known of a quarter: how many indicators, branches that met all, that reported, …"""

    what: Whole


@dataclass(frozen=True)
class Recorded(Fact):
    """A fact as far as it is recorded; who did not report is said beside it (see judging), not made unknown."""

    @property
    def needs_coverage(self) -> bool:
        return False


@dataclass(frozen=True)
class Ratio:
    """A share in per cent, counted from its parts."""

    part: Recorded
    whole: Recorded


@dataclass(frozen=True)
class Measure:
    """`about` is looked for in the words right beside the figure, `within` in its sentence; `never` rules out.

    With `carries`, what it is about may also stand beside a figure before in the sentence. `units` are the
    counters that fit.
    """

    id: str
    title: str
    units: frozenset[str]
    about: re.Pattern[str]
    count: Recorded | Ratio | Tally | State
    within: str = ""
    never: re.Pattern[str] | None = None
    carries: bool = False

    @property
    def facts(self) -> tuple[Recorded, ...]:
        """What is counted from records."""
        if isinstance(self.count, Recorded):
            return (self.count,)
        return (self.count.part, self.count.whole) if isinstance(self.count, Ratio) else ()

    @property
    def table(self) -> str:
        """Whose rows stand behind it: a table of the snapshot, `result` for verdicts, "" where it has none."""
        if isinstance(self.count, Recorded):
            return self.count.table
        return "result" if isinstance(self.count, Tally) else ""


_TIMES = frozenset(["次", "场", "场次", "期", "堂", "节", "讲", "轮", "个次"])
_VISITS = frozenset(["人次", "人/次"])
_PEOPLE = frozenset(["名", "人", "位"])
_PLACES = frozenset(["个", "家", "支"])
_THINGS = frozenset(["项", "件", "个", "条", "项次"])
_SHARE = frozenset(["%", "％"])

_EVER = "此前[^。；]{0,6}问题|累计[^。；]{0,8}问题|问题[^。；]{0,12}累计"
_SOME = "示范|标杆|先进|优秀|星级|样板|品牌|模范|先锋|表彰|新建|新成立|撤销|换届|的(?:正式|预备|基层)?党?(?:支部|员)"
"""Words that speak of some branches or members and not of all."""
_WORDS = {
    "member_assembly": "(?:支部)?党员大会",
    "committee_meeting": "支委会|支部委员会(?:会议)?",
    "group_meeting": "党?小组会",
    "party_lecture": "党课",
    "theme_day": "主题党日|党日活动",
    "organisation_life": "组织生活会",
    "democratic_appraisal": "民主评议",
    "heart_talk": "谈心谈话|谈心|谈话",
    "democratic_life": "民主生活会",
    "training": "培训|轮训",
    "volunteer": "志愿服务|志愿活动",
    "visit": "走访慰问|走访|慰问",
    "joint_building": "联建|共建",
    "research": "调研",
    "study_session": "(?:理论学习)?中心组(?:集体)?(?:学习)?|集体学习",
}


Titles = tuple[tuple[str, str], ...]
"""(id, title) of each."""


@lru_cache(maxsize=8)
def catalogue(kinds: Titles, indicators: Titles) -> dict[str, Measure]:
    """Every measure by its id, for these kinds of activities and these indicators."""
    found = [
        *_of_activities(kinds),
        *_of_organisations(),
        *_of_members(),
        *_of_work(),
        *_of_shares(kinds),
        *_of_results(indicators),
    ]
    return {one.id: one for one in found}


_ANYTHING = "(?:参加|参与|到会)[^，。]{0,4}(?:活动|组织生活)|(?:活动|组织生活)[^，。]{0,4}(?:参加|参与|到会)"
"""Not 参加 alone: 开展党课3次，参加40人次 speaks of the lectures."""


def _of_activities(kinds: Titles) -> Iterator[Measure]:
    for kind, title in kinds:
        words = _WORDS.get(kind, re.escape(title))
        own = (Condition("kind", "is", (kind,)),)
        yield Measure(
            f"times/{kind}",
            f"{title}次数",
            _TIMES,
            re.compile(words),
            _activity(f"times/{kind}", *own),
        )
        yield Measure(
            f"present/{kind}",
            f"{title}参加人次",
            _VISITS,
            re.compile(words),
            _present(f"present/{kind}", Condition("activity.kind", "is", (kind,))),
            carries=True,
        )
    yield Measure(
        "times",
        "纪实条数",
        frozenset([*_TIMES, "条"]),
        re.compile("(?:记录|开展)(?:各类)?活动|纪实"),
        _activity("times"),
    )
    yield Measure("present", "参加活动人次", _VISITS, re.compile(_ANYTHING), _present("present"))


def _activity(id_: str, *where: Condition) -> Recorded:
    return Recorded(id_, "纪实次数", "organisation", "activity", Made("count"), where, "subtree", unit="次")


def _present(id_: str, *where: Condition) -> Recorded:
    here = (Condition("status", "is", ("present",)), *where)
    return Recorded(
        id_, "到会人次", "organisation", "attendance", Made("count"), here, "subtree", unit="人次"
    )


def _of_organisations() -> Iterator[Measure]:
    for kind, words, never in (
        ("branch", "党支部|支部", f"小组|书记|委员|确认|没有记录|达标|每个|{_SOME}"),
        ("group", "党小组|小组", None),
        ("general_branch", "党总支|总支", "书记"),
    ):
        yield Measure(
            f"organisations/{kind}",
            {"branch": "党支部数", "group": "党小组数", "general_branch": "党总支数"}[kind],
            _PLACES,
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
        _PEOPLE,
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
    return Measure(id_, title, _PEOPLE, re.compile(words), fact, never=re.compile(never))


def _of_work() -> Iterator[Measure]:
    closed = "(?:完成)?整改(?:到位|完成)?|销号|办结|解决"
    done = Condition("state", "is", ("done",))
    yield _work(
        "assignments", "应办任务数（按承办组织计）", "任务|事项", "销号|办结|完成|逾期|整改", "period", ()
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
        "findings/recurring", "再次出现的问题数", _THINGS, re.compile("再次出现|反复出现"), State("recurring")
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
    return Measure(id_, title, _THINGS, re.compile(words), fact, within, re.compile(never))


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
    return Measure(id_, title, _THINGS, re.compile(words), fact, within, re.compile(never) if never else None)


def _of_shares(kinds: Titles) -> Iterator[Measure]:
    """Attendance in per cent, of all activities and of each kind."""
    for kind, title in (("", ""), *kinds):
        own = (Condition("activity.kind", "is", (kind,)),) if kind else ()
        ratio = Ratio(_present(f"came/{kind}", *own), _expected(f"expected/{kind}", *own))
        within = _WORDS.get(kind, re.escape(title))
        words = re.compile("到会率|出勤率|参会率|参学率|参加率|到课率")
        yield Measure(f"attendance/{kind}", f"{title}到会率", _SHARE, words, ratio, within)


def _expected(id_: str, *where: Condition) -> Recorded:
    return Recorded(
        id_, "应到人次", "organisation", "attendance", Made("count"), where, "subtree", unit="人次"
    )


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
            f"results/{indicator}/met_share", f"{about}：达标占比", _SHARE, re.compile("占|达标[率面]|比例"),
            Tally("met_share", indicator), re.escape(about),
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
        _PLACES,
        re.compile("全部达标的?(?:党?支部)?"),
        State("all_met"),
    )
    yield Measure(
        "declared",
        "确认报全的支部数",
        _PLACES,
        re.compile("支部确认[^，。]{0,10}报全|确认报全"),
        State("declared"),
    )
    yield Measure(
        "silent",
        "没有记录也没有确认报全的支部数",
        _PLACES,
        re.compile("支部没有记录|没有记录的?(?:党?支部)"),
        State("silent"),
    )
