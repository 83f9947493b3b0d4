"""One report of each kind, as an office and a secretary would have written them by now."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from zhibu.domain.accounts.models import User
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.reports.actions import draft_report, edit_block, issue_report
from zhibu.domain.reports.choices import ReportKind
from zhibu.jobs.demo.accounts import model_branches
from zhibu.jobs.demo.world import World
from zhibu.rules.periods import Period

# What people add to a report, by the id of the place that waits for it.
WORK = {
    "basics-own": "围绕安全生产和服务群众，各单位把任务分到支部、落实到人，按月通报进展。",
    "reasons-own": "部分支部书记是新任，对组织生活的要求掌握不全；外业单位人员分散，集中开展活动不便；补记不及时。",
    "next-own": "一是对没有记录的支部逐个了解情况。二是办好新任书记培训。三是对未销号的问题明确责任人和时限。",
}
ANNUAL = {
    "duty-own": "党委会专题研究党建工作，班子成员按分工联系支部。",
    "study-own": "围绕年度学习计划，集中学习和个人自学相结合，外业支部送学到工点。",
    "plan-study-own": "按季度排定学习专题，学完有讨论、有记录。",
    "plan-basis-own": "抓好到期换届，补齐支部委员，规范纪实。",
}
STATEMENT = {
    "done-own": "每月列出支部要办的事，会前定议题，会后盯落实；和新入职党员逐个谈话。",
    "reasons-own": "外出人员多，有的活动没有按时补记。",
    "next-own": "活动当天记录，缺席的党员一周内补学。",
}


def write_reports(world: World, closed: Sequence[Period], *, now: datetime) -> None:
    """An issued half-year report and statistics, an issued statement of a secretary, this year's summary in draft."""
    world.say("报告")
    office = world.accounts["office"]
    good, _ = model_branches(world)
    quarter, year = closed[-1], Period.containing(closed[-1].end, "year")
    halves = [Period.containing(one.end, "half") for one in closed]
    half = next((one for one in reversed(halves) if one.end <= quarter.end), halves[-1])
    _write(ReportKind.WORK, world.root, half, WORK, office, now)
    _write(ReportKind.STATISTICS, world.root, quarter, {}, office, now)
    _write(ReportKind.STATEMENT, good.row, year, STATEMENT, world.accounts["secretary"], now)
    _write(ReportKind.ANNUAL, world.root, year, ANNUAL, office, now, issued=False)


def _write(
    kind: str,
    place: Organisation,
    period: Period,
    words: Mapping[str, str],
    actor: User,
    now: datetime,
    *,
    issued: bool = True,
) -> None:
    report = draft_report(kind, place, period, actor=actor, now=now)
    for block, text in words.items():
        report = edit_block(report, block, text, actor=actor, now=now)
    if issued:
        issue_report(report, actor=actor, now=now)
