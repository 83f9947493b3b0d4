"""What a measure is: something that can be counted for a figure, and the words by which a text means it.

A measure is counted over an organisation and all below it. What is counted from records is a fact, so that the records
behind it are found by the same definition; what only a closed quarter knows is a tally of its results.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from zhibu.rules.facts import Fact

Part = Literal["judged", "met", "not_met", "unknown", "met_share"]
Whole = Literal["indicators", "all_met", "declared", "silent", "recurring", "all_met_share"]

_JUDGED = frozenset(["indicators", "all_met", "all_met_share"])


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

    def alone(self) -> "Recorded":
        """The same of the organisation itself, without those below."""
        return replace(self, id=f"{self.id}/alone", over="own")


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
    def of_verdicts(self) -> bool:
        """Whether only the results of a closed quarter tell it."""
        return isinstance(self.count, Tally) or (isinstance(self.count, State) and self.count.what in _JUDGED)

    def alone(self) -> "Measure | None":
        """The same of an organisation without those below (本级); None for what only results tell."""
        count = self.count
        if isinstance(count, Recorded):
            return replace(self, count=count.alone())
        if isinstance(count, Ratio):
            return replace(self, count=Ratio(count.part.alone(), count.whole.alone()))
        return None

    @property
    def table(self) -> str:
        """Whose rows stand behind it: a table of the snapshot, `result` for verdicts, "" where it has none."""
        if isinstance(self.count, Recorded):
            return self.count.table
        return "result" if isinstance(self.count, Tally) else ""


TIMES = frozenset(["次", "场", "场次", "期", "堂", "节", "讲", "轮", "个次"])
VISITS = frozenset(["人次", "人/次"])
PEOPLE = frozenset(["名", "人", "位"])
PLACES = frozenset(["个", "家", "支"])
THINGS = frozenset(["项", "件", "个", "条", "项次"])
SHARE = frozenset(["%", "％"])

WORDS = {
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
