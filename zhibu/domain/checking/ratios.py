"""Shares in per cent, each defined once by what is counted of what; without a known whole there is no share."""

import re
from collections.abc import Iterator

from zhibu.domain.checking.measures import SHARE, WORDS, Measure, Ratio, Recorded, Titles
from zhibu.rules.facts import By, Condition
from zhibu.rules.facts import Measure as Made

_CAME = "到会率|出勤率|参会率|参加率|出席率"
_STUDIED = {
    "training": "参训率|参学率|到课率",
    "party_lecture": "到课率|参学率|听课率",
    "study_session": "参学率",
    "theme_day": "参学率",
}
"""By which further words the attendance of studies goes; 参学率 alone, of no kind, is not guessed."""
_REACHED = ("training", "party_lecture", "theme_day", "heart_talk", "volunteer")
_NOT_OURS = "计划|信访|诉求|建议|意见|工单|投诉|按[时期]|及时"
"""What no record tells: shares of other things, and whether something was done in time."""


def ratios(kinds: Titles) -> Iterator[Measure]:
    """Attendance, members reached, tasks done, problems put right."""
    yield from _attendances(kinds)
    yield from _reached(kinds)
    yield _tasks()
    yield from _problems()


def present(id_: str, *where: Condition) -> Recorded:
    """Attendances of those who came."""
    here = (Condition("status", "is", ("present",)), *where)
    return Recorded(
        id_, "到会人次", "organisation", "attendance", Made("count"), here, "subtree", unit="人次"
    )


def _attendances(kinds: Titles) -> Iterator[Measure]:
    """到会率: who came, of all who were expected; of all activities and of each kind."""
    for kind, title in (("", ""), *kinds):
        own = (Condition("activity.kind", "is", (kind,)),) if kind else ()
        whole = Recorded(
            f"expected/{kind}", "应到人次", "organisation", "attendance", Made("count"), own, "subtree", unit="人次"
        )  # fmt: skip
        words = f"{_CAME}|{_STUDIED[kind]}" if kind in _STUDIED else _CAME
        yield Measure(
            f"attendance/{kind}", f"{title}到会率", SHARE, re.compile(words),
            Ratio(present(f"came/{kind}", *own), whole), WORDS.get(kind, re.escape(title)),
            never=re.compile("参训率|轮训率") if kind != "training" else None,
        )  # fmt: skip


def _reached(kinds: Titles) -> Iterator[Measure]:
    """党员覆盖率: members who came at least once, of all members on the last day."""
    titles = dict(kinds)
    whole = Recorded(
        "reached/members", "期末党员人数", "organisation", "membership", Made("distinct", "person_id"), (), "subtree",
        "at_end", unit="名",
    )  # fmt: skip
    for kind in _REACHED:
        if kind not in titles:
            continue
        came = (Condition("status", "is", ("present",)), Condition("activity.kind", "is", (kind,)))
        part = Recorded(
            f"reached/{kind}", "参加过的党员人数", "organisation", "attendance", Made("distinct", "person_id"), came,
            "subtree", by=By(members=True), unit="名",
        )  # fmt: skip
        yield Measure(
            f"coverage/{kind}", f"{titles[kind]}党员覆盖率（参加过的占党员总数）", SHARE,
            re.compile("覆盖率|覆盖面|轮训率"), Ratio(part, whole), WORDS.get(kind, re.escape(titles[kind])),
            never=re.compile("(?:支部|组织)的?覆盖"),
        )  # fmt: skip


def _tasks() -> Measure:
    """任务完成率: checked off, of the tasks due in the period."""
    done = (Condition("state", "is", ("done",)),)
    return Measure(
        "share/assignments_done", "任务完成率（已销号的占期内到期任务）", SHARE, re.compile("办结率|完成率|销号率"),
        Ratio(_due("due/done", "期内到期、已销号的任务", done), _due("due/all", "期内到期的任务", ())),
        "任务|事项|清单", never=re.compile(f"整改|问题|{_NOT_OURS}"),
    )  # fmt: skip


def _due(id_: str, title: str, where: tuple[Condition, ...]) -> Recorded:
    return Recorded(
        id_, title, "organisation", "assignment", Made("count"), where, "subtree", "period", date="due_on", unit="项"
    )  # fmt: skip


def _problems() -> Iterator[Measure]:
    """整改率: closed, of the problems raised in the period; 累计整改率: of all raised up to its end."""
    words = re.compile("整改(?:完成|到位|销号)?率|销号率|办结率|解决率")
    never = re.compile(f"任务|{_NOT_OURS}")
    closed = (Condition("closed_on", "known", (True,)),)
    yield Measure(
        "share/findings_closed", "问题整改率（已销号的占期内下发问题）", SHARE, words,
        Ratio(_raised("raised/closed", "期内下发、已销号的问题", closed), _raised("raised/all", "期内下发的问题", ())),
        "问题|整改|督查", never=re.compile(f"累计|{never.pattern}"),
    )  # fmt: skip
    ever = (
        Recorded(
            id_,
            title,
            "organisation",
            "finding",
            Made("count"),
            (),
            "subtree",
            "to_date",
            date=date,
            unit="个",
        )
        for id_, title, date in (
            ("ever/closed", "累计已销号的问题", "closed_on"),
            ("ever/all", "累计下发的问题", "opened_on"),
        )
    )
    yield Measure(
        "share/findings_ever", "累计问题整改率（累计销号占累计下发）", SHARE,
        re.compile(f"累计[^，。；]{{0,8}}(?:{words.pattern})"), Ratio(*ever), "问题|整改", never=never,
    )  # fmt: skip


def _raised(id_: str, title: str, where: tuple[Condition, ...]) -> Recorded:
    return Recorded(
        id_, title, "organisation", "finding", Made("count"), where, "subtree", date="opened_on", unit="个"
    )
