"""Something behind every door: one of each thing that has an address, all of the own branch or of its superior."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from tests.domain.builders import administrator, admit, assign, record
from tests.world import World
from zhibu.domain.access.permissions import Role
from zhibu.domain.accounts.models import User
from zhibu.domain.activities.actions import record_activity, save_draft
from zhibu.domain.activities.models import Activity, Draft
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.assessment.models import Closing
from zhibu.domain.checking.actions import check_draft
from zhibu.domain.checking.models import CheckedDraft
from zhibu.domain.files.actions import receive_document
from zhibu.domain.files.models import Document
from zhibu.domain.intake.actions import decide_proposals, stage_document
from zhibu.domain.intake.choices import Decision
from zhibu.domain.intake.models import Change, Import, Proposal
from zhibu.domain.people.models import Person
from zhibu.domain.reports.actions import draft_bulletin
from zhibu.domain.reports.models import Report
from zhibu.domain.rosters.actions import receive_roster
from zhibu.domain.rosters.models import Roster
from zhibu.domain.rulebook.actions import begin_edition
from zhibu.domain.rulebook.models import Edition
from zhibu.domain.stencils.actions import add_stencil
from zhibu.domain.stencils.models import Stencil
from zhibu.domain.stencils.queries import starter
from zhibu.domain.tasks.actions import FindingSpec, TaskSpec, issue_plan, raise_findings
from zhibu.domain.tasks.choices import Scope
from zhibu.domain.tasks.models import Assignment, Finding, Plan
from zhibu.papers.workbook import Sheet, write_workbook
from zhibu.rules.periods import Period

PLAN = "2026年党建工作要点\n一、工作安排\n（一）加强学习。各支部每季度组织一次专题学习研讨。\n"


class Rooms:
    """The world with something in it; each thing is made when a door first needs it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.now = timezone.now()
        self.quarter = Period.containing(timezone.localdate(), "quarter").previous()

    @cached_property
    def users(self) -> dict[str, User]:
        """One account for each role, and one that has none."""
        world = self.world
        return {
            "office": world.office,
            "secretary": world.secretary,
            "other": world.secretary2,
            "member": world.member,
            "leader": world.leader,
            "inspector": world.inspector,
            "system": administrator(Role.SYSTEM_ADMIN, world.root),
            "security": administrator(Role.SECURITY_ADMIN, world.root),
            "audit": administrator(Role.AUDIT_ADMIN, world.root),
            "nobody": world.stranger,
        }

    @cached_property
    def person(self) -> Person:
        return admit(self.world.own, "甲某")

    @cached_property
    def roster(self) -> Roster:
        sheet = Sheet(
            "名册", [["姓名", "性别", "入党日期", "身份"]], [["新某", "男", "2010-07-01", "正式党员"]]
        )
        file = ContentFile(write_workbook([sheet]), name="名册.xlsx")
        return receive_roster(self.world.own, file, actor=self.world.office, now=self.now)

    @cached_property
    def record(self) -> Activity:
        held_on = self.quarter.start
        return record_activity(
            self.world.own,
            record(held_on=held_on, present=[self.person.pk]),
            actor=self.world.secretary,
            now=self.now,
        )

    @cached_property
    def draft(self) -> Draft:
        draft = save_draft(
            self.world.own,
            token=uuid4(),
            kind="theme_day",
            content={},
            actor=self.world.secretary,
            now=self.now,
        )
        assert draft is not None
        return draft

    @cached_property
    def document(self) -> Document:
        return receive_document(
            self.world.own,
            name="纪要.txt",
            content="纪要".encode(),
            permission="activities.record",
            actor=self.world.secretary,
            now=self.now,
        )

    @cached_property
    def assignment(self) -> Assignment:
        return assign(self.world.office, self.world.root, self.world.own)

    @cached_property
    def plan(self) -> Plan:
        return issue_plan(
            self.world.root,
            title="要点",
            year=2026,
            specs=[TaskSpec("开展轮训", [self.world.own])],
            document=self.staged.document,
            actor=self.world.office,
            now=self.now,
        )

    @cached_property
    def finding(self) -> Finding:
        spec = FindingSpec("未按月开展", "补开", Scope.INDIVIDUAL, [self.world.own])
        [found] = raise_findings(
            self.world.root,
            period=str(self.quarter),
            specs=[spec],
            due_on=date(2026, 12, 31),
            snapshot="",
            actor=self.world.office,
            now=self.now,
        )
        return found

    @cached_property
    def staged(self) -> Import:
        file = ContentFile(PLAN.encode(), name="要点.txt")
        return stage_document(self.world.root, file, token=uuid4(), actor=self.world.office, now=self.now)

    @cached_property
    def proposal(self) -> Proposal:
        return self.staged.proposals.earliest("pk")

    @cached_property
    def change(self) -> Change:
        decide_proposals(
            self.staged, [self.proposal.pk], Decision.DROPPED, actor=self.world.office, now=self.now
        )
        return Change.objects.latest("pk")

    @cached_property
    def closing(self) -> Closing:
        assert self.record
        return close_period(self.world.root, self.quarter, actor=self.world.office, now=self.now)

    @cached_property
    def bulletin(self) -> Report:
        return draft_bulletin(self.closing, actor=self.world.office, now=self.now)

    @cached_property
    def stencil(self) -> Stencil:
        assert self.closing
        return add_stencil(
            self.world.root,
            name="季度情况",
            file_name="季度情况.docx",
            content=starter(self.closing, self.world.root),
            actor=self.world.office,
            now=self.now,
        )

    @cached_property
    def draft_checked(self) -> CheckedDraft:
        words = "本季度各支部共开展主题党日1次。".encode()
        return check_draft(
            self.world.root, self.quarter, "总结.txt", words, actor=self.world.office, now=self.now
        )

    @cached_property
    def edition(self) -> Edition:
        return begin_edition("branch-life", actor=self.world.office, now=self.now)


def nothing(rooms: Rooms) -> Sequence[object]:
    return ()


def own(rooms: Rooms) -> Sequence[object]:
    return (rooms.world.own.pk,)


def thing(name: str) -> Callable[[Rooms], Sequence[object]]:
    """The key of one of the things above."""
    return lambda rooms: (getattr(rooms, name).pk,)
