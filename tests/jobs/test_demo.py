"""The demo organisation keeps the rules it is to show, and is the same for the same seed."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from zhibu.domain.activities.models import Activity, Attendance
from zhibu.domain.assessment.models import Closing
from zhibu.domain.journal.models import Entry
from zhibu.domain.journal.queries import prove
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation, Unit
from zhibu.domain.people.choices import COMMITTEE_POSTS, PostKind, Status
from zhibu.domain.people.models import Membership, Person, Post
from zhibu.domain.reports.choices import ReportKind, ReportState
from zhibu.domain.reports.models import Report
from zhibu.domain.reports.queries import blanks_of
from zhibu.domain.tasks.models import Assignment, Plan
from zhibu.jobs.demo.loading import load
from zhibu.jobs.demo.office import close_quarters
from zhibu.jobs.demo.units import UNITS
from zhibu.jobs.demo.world import World

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
WEEKEND = {5, 6}


def draw() -> World:
    """The first five units: one of each category and both small offices."""
    return load(now=NOW, seed=7, say=lambda step: None, units=5)


@pytest.fixture(scope="module")
def drawn(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Drawn once for all tests of this file, each of which takes back what it changes."""
    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(ZHIBU_FILES=files):
        yield draw()
        transaction.set_rollback(True)


@pytest.fixture
def world(drawn: World, db: None) -> World:
    return drawn


def digest() -> str:
    """Over what was drawn, without keys and the times of loading."""
    rows = [
        *Organisation.objects.order_by("path").values_list("path", "name"),
        *Person.objects.order_by("pk").values_list("name", "joined_on"),
        *Activity.objects.order_by("pk").values_list("token", "title", "held_on"),
        *Attendance.objects.order_by("pk").values_list("person__name", "status"),
    ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


@pytest.mark.django_db
def test_the_same_seed_and_day_draw_the_same_rows() -> None:
    digests = set()
    for _ in range(2):
        with transaction.atomic():
            draw()
            digests.add(digest())
            transaction.set_rollback(True)
    assert len(digests) == 1


def test_the_journal_of_the_demo_is_whole_and_in_time(world: World) -> None:
    assert prove().broken is None
    times = list(Entry.objects.order_by("number").values_list("at", flat=True))
    assert times == sorted(times)


def test_nobody_is_in_two_branches_and_no_branch_is_over_fifty(world: World) -> None:
    here = Counter(Membership.objects.filter(until=None).values_list("organisation_id", flat=True))
    assert max(here.values()) <= 50
    assert len(here) == Organisation.objects.filter(kind=Kind.BRANCH).count()


def test_a_committee_sits_only_where_there_are_seven_full_members(world: World) -> None:
    full = Counter(
        Membership.objects.filter(until=None, status=Status.FULL).values_list("organisation_id", flat=True)
    )
    seats = [kind for kind in COMMITTEE_POSTS if kind != PostKind.SECRETARY]
    seated = Post.objects.filter(kind__in=seats, until=None, organisation__kind=Kind.BRANCH)
    assert {post.organisation_id for post in seated if full[post.organisation_id] < 7} == set()
    assert any(number < 7 for number in full.values())


def test_groups_stand_only_in_branches_of_twenty(world: World) -> None:
    groups = Organisation.objects.filter(kind=Kind.GROUP)
    for group in groups:
        branch = Organisation.objects.get(path=group.path[: -Organisation.steplen])
        assert branch.memberships.filter(until=None).count() >= 19  # one may have left since


def test_activities_are_held_on_working_days_of_the_past_year(world: World) -> None:
    days = set(Activity.objects.values_list("held_on", flat=True))
    assert min(days) >= date(2025, 11, 1)
    assert max(days) < date(2026, 11, 20)
    spring = {date(2026, 2, 17), date(2026, 10, 1)}
    assert not days & spring
    assert not {day for day in days if day.weekday() in WEEKEND and day.month not in (1, 2, 4, 5, 9, 10)}


def test_two_small_offices_share_a_joint_branch(world: World) -> None:
    joint = Organisation.objects.get(is_joint=True)
    assert "联合" in joint.name


def test_the_year_plan_came_in_through_the_import(world: World) -> None:
    imported = Plan.objects.get(intake__isnull=False)
    assert imported.document is not None
    assert imported.tasks.count() == 11


def test_whoever_points_at_a_record_has_attached_one(world: World) -> None:
    pointing = Assignment.objects.filter(report__contains="所附纪实")
    assert pointing.exists()
    assert not pointing.filter(evidence=None).exists()


def test_quarters_close_through_the_real_act(world: World) -> None:
    close_quarters(world, 2, leave_open=False, now=NOW)
    assert list(Closing.objects.order_by("period").values_list("period", flat=True)) == ["2026Q2", "2026Q3"]
    assert set(Report.objects.values_list("kind", flat=True)) == set(ReportKind.values)
    assert all(blanks_of(report) == 0 for report in Report.objects.filter(state=ReportState.ISSUED))


def test_the_journal_command_names_the_row_that_was_changed(world: World) -> None:
    call_command("journal", "verify")
    Entry.objects.filter(number=100).update(act="people.forged")
    with pytest.raises(CommandError, match="第100条"):
        call_command("journal", "verify")


def test_thirty_units_of_three_categories() -> None:
    assert len(UNITS) == 30
    assert len({spec.category for spec in UNITS}) == 3
    assert len({spec.short for spec in UNITS}) == len({spec.name for spec in UNITS}) == 30
    assert Unit._meta.get_field("short_name").max_length >= max(len(spec.short) for spec in UNITS)
