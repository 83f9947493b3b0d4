"""A site is started once, by whoever runs commands on the server, with four people in four roles."""

from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from tests.world import NOW, World
from zhibu.domain.access.actions import FIRST_ROLES, Someone, Top, grant_role, open_account, start_site
from zhibu.domain.access.errors import RolesAreSeparate, SiteHasStarted, UsernameUnfit
from zhibu.domain.access.models import Grant
from zhibu.domain.access.permissions import Role
from zhibu.domain.accounts.guard import allows
from zhibu.domain.accounts.models import User
from zhibu.domain.journal.models import Entry
from zhibu.domain.journal.queries import prove
from zhibu.domain.organisations.choices import Category, Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import root

pytestmark = pytest.mark.django_db
TOP = Top("中共某某厅直属机关委员会", "厅直机关党委", Kind.COMMITTEE, Category.ORGAN, date(1998, 6, 1))
PEOPLE = {
    role: Someone(name, title)
    for role, name, title in zip(
        FIRST_ROLES, ("lixitong", "wanganquan", "zhaoshenji", "chenbangong"), "李王赵陈", strict=True
    )
}
COMMAND = [
    *("start_site", "--name", TOP.name, "--short-name", TOP.short_name, "--category", "机关"),
    *(
        "--established-on",
        "1998-06-01",
        "--system-admin",
        "lixitong",
        "李",
        "--security-admin",
        "wanganquan",
        "王",
    ),
    *("--audit-admin", "zhaoshenji", "赵", "--office", "chenbangong", "陈"),
]


def test_four_people_get_one_role_each_over_the_top_organisation() -> None:
    opened = start_site(TOP, PEOPLE, now=NOW)
    assert [one.role for one in opened] == list(FIRST_ROLES)
    assert all(one.user.check_password(one.password) for one in opened)
    assert len({one.password for one in opened}) == 4
    assert (root().name, root().kind, root().category) == (TOP.name, "committee", "organ")
    held = Grant.objects.values_list("user__username", "role", "organisation__name")
    assert set(held) == {(person.username, role, TOP.name) for role, person in PEOPLE.items()}


def test_the_site_goes_on_by_its_own_people() -> None:
    system, security, _, office = (one.user for one in start_site(TOP, PEOPLE, now=NOW))
    second, _ = open_account("office2", "孙", actor=system, now=NOW)
    grant_role(second, Role.OFFICE, root(), since=NOW.date(), reason="第二人", actor=security, now=NOW)
    assert allows(User.objects.get(pk=second.pk), "rules.activate", root())
    assert allows(office, "organisations.manage", root())
    assert not any(allows(one, "activities.view", root()) for one in (system, security))


def test_every_step_is_in_the_journal_without_an_actor_and_without_a_password() -> None:
    opened = start_site(TOP, PEOPLE, now=NOW)
    rows = list(Entry.objects.order_by("number").values_list("act", "actor_id", "detail"))
    acts = [act for act, _, _ in rows]
    assert acts == ["organisations.found_organisation", *("access.open_account", "access.grant_role") * 4]
    assert {actor for _, actor, _ in rows} == {None}
    assert not any(one.password in str(detail) for one in opened for _, _, detail in rows)
    assert prove().broken is None


def test_a_site_that_has_anything_is_not_started(world: World) -> None:
    before = Organisation.objects.count(), User.objects.count()
    with pytest.raises(SiteHasStarted):
        start_site(TOP, PEOPLE, now=NOW)
    assert (Organisation.objects.count(), User.objects.count()) == before


@pytest.mark.parametrize(
    ("top", "people", "error"),
    [
        (TOP, {**PEOPLE, Role.OFFICE: Someone("LiXitong ", "李")}, RolesAreSeparate),
        (TOP, {**PEOPLE, Role.OFFICE: Someone("办公室", "陈")}, UsernameUnfit),
        (Top("", "", Kind.COMMITTEE, Category.ORGAN, date(1998, 6, 1)), PEOPLE, ValidationError),
    ],
    ids=["one person twice", "no name to sign in with", "no name of the organisation"],
)
def test_what_cannot_be_leaves_nothing_behind(
    top: Top, people: dict[Role, Someone], error: type[Exception]
) -> None:
    with pytest.raises(error):
        start_site(top, people, now=NOW)
    assert not Organisation.objects.exists()
    assert not User.objects.exists()
    assert not Entry.objects.exists()


def test_the_command_shows_each_password_once_and_will_not_run_twice() -> None:
    out = StringIO()
    call_command(*COMMAND, stdout=out)
    passwords = {
        line.split("\t")[0].strip(): line.split("\t")[1]
        for line in out.getvalue().splitlines()
        if "\t" in line
    }
    assert set(passwords) == {person.username for person in PEOPLE.values()}
    assert all(User.objects.get(username=name).check_password(word) for name, word in passwords.items())
    with pytest.raises(CommandError, match="不能再次建站"):
        call_command(*COMMAND)


def test_a_day_that_is_none_is_told() -> None:
    with pytest.raises(CommandError, match="不是日期"):
        call_command(*[one if one != "1998-06-01" else "1998年" for one in COMMAND])
