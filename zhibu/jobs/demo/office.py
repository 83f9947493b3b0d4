"""What the demo's office does through the real acts: import the year plan, close quarters, raise problems, report."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.base import ContentFile
from django.utils import timezone

from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.actions import Confirmed, close_period, confirm_findings
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import proposals
from zhibu.domain.intake.actions import apply_import, match_unit, stage_document
from zhibu.domain.intake.models import Import
from zhibu.domain.reports.actions import draft_bulletin, issue_report
from zhibu.jobs.demo.days import working_day
from zhibu.jobs.demo.plan import year_plan
from zhibu.jobs.demo.reports import write_reports
from zhibu.jobs.demo.scoring import state_scores
from zhibu.jobs.demo.world import World
from zhibu.rules.periods import Period

# How many of the quarter's problems the office has already sent out.
RAISED = 4


def import_plan(world: World, *, now: datetime) -> None:
    """Stage the year plan, settle the names in it that fit no organisation, publish it."""
    office = world.accounts["office"]
    file = ContentFile(year_plan(world.as_of), name=f"{world.as_of.year}年党建工作要点.docx")
    token = UUID(int=world.rng.getrandbits(128), version=4)
    staged = stage_document(world.root, file, token=token, actor=office, now=now)
    for name in _open_names(staged):
        match_unit(staged, name, [], actor=office, now=now)
    apply_import(staged, actor=office, now=now)


def close_quarters(world: World, quarters: int, *, leave_open: bool, now: datetime) -> None:
    """Close the last complete quarters with their bulletins, the newest still a draft, its problems sent out; report.

    `leave_open` keeps the newest quarter for the person at the screen to close.
    """
    period = world.quarter.previous() if leave_open else world.quarter
    chosen = [period]
    while len(chosen) < quarters:
        chosen.insert(0, chosen[0].previous())
    closed = [quarter for quarter in chosen if quarter.start >= world.opened_on]
    for quarter in closed:
        _close(world, quarter, now=now)
    if closed:
        write_reports(world, closed, now=now)


def _close(world: World, quarter: Period, *, now: datetime) -> None:
    office = world.accounts["office"]
    world.say(f"{quarter.label}结账")
    state_scores(world, quarter, now=now)
    closing = close_period(world.root, quarter, actor=office, now=now)
    bulletin = draft_bulletin(closing, actor=office, now=now)
    if quarter != world.quarter:
        issue_report(bulletin, actor=office, now=now)
        return
    _raise_problems(closing, office, now=now)


def _raise_problems(closing: Closing, office: User, *, now: datetime) -> None:
    due_on = working_day(timezone.localdate(now) + timedelta(days=30))
    chosen = [
        Confirmed(
            proposal,
            title=f"{proposal.indicator.title}未达到要求",
            measure=f"对照规定补办并说明情况：{proposal.indicator.title}",
            scope=proposal.scope,
            organisations=proposal.organisations,
        )
        for proposal in proposals(office, closing)[:RAISED]
    ]
    if chosen:
        confirm_findings(closing, chosen, due_on=due_on, actor=office, now=now)


def _open_names(staged: Import) -> list[str]:
    return list(dict.fromkeys(name for one in staged.proposals.all() for name in one.open_names))
