"""The register kept in the browser: members admitted, moved and given posts, elections, organisations founded."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.judged import House, make_house
from zhibu.domain.accounts.models import User
from zhibu.domain.journal.models import Entry
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.models import Membership, Post


@pytest.fixture
def house(db: None) -> House:
    return make_house()


@pytest.fixture
def client(house: House, browse: Callable[[User], Client]) -> Client:
    return browse(house.office)


def sent(client: Client, place: Organisation, act: str, **said: object) -> tuple[int, str]:
    form = {"act": act} | {f"{act}-{name}": value for name, value in said.items()}
    answer = client.post(f"/organisations/{place.pk}/register/", form, follow=True)
    return answer.status_code, answer.content.decode()


NEW = {"name": "新某", "gender": "male", "status": "full", "joined_on": "2010-07-01", "since": "2026-11-02"}


def test_a_member_is_admitted_and_moved_to_another_branch(client: Client, house: House) -> None:
    first, second, _ = house.branches
    status, page = sent(client, first, "admit", **NEW)
    assert status == 200 and "已接收新某到" in page
    held = Membership.objects.get(person__name="新某")
    assert (held.organisation, str(held.since)) == (first, "2026-11-02")
    status, page = sent(client, first, "transfer", person="新某", to=second.short_name, on="2026-11-10")
    assert status == 200 and f"转到{second.short_name}" in page
    held.refresh_from_db()
    assert str(held.until) == "2026-11-09"
    assert list(Entry.objects.values_list("act", flat=True).order_by("-pk")[:2]) == [
        "people.transfer_member",
        "people.admit_member",
    ]


def test_a_secretary_is_appointed_and_the_one_before_released(client: Client, house: House) -> None:
    branch = house.branches[0]
    name = house.people[branch.pk][0].name
    assert sent(client, branch, "appoint", person=name, kind="secretary", since="2026-11-03")[0] == 200
    assert Post.objects.get(organisation=branch, kind="secretary", until__isnull=True).person.name == name


def test_an_election_is_registered_and_a_branch_founded(client: Client, house: House) -> None:
    assert sent(client, house.branches[0], "term", elected_on="2026-11-01", expires_on="2029-10-31")[0] == 200
    assert str(house.branches[0].terms.get(elected_on="2026-11-01").expires_on) == "2029-10-31"
    said = {
        "name": "第九支部委员会",
        "short_name": "第9支部",
        "kind": "branch",
        "established_on": "2026-11-01",
    }
    assert sent(client, house.root, "found", **said)[0] == 200
    assert Organisation.objects.get(short_name="第9支部").path.startswith(house.root.path)


@pytest.mark.parametrize(
    ("act", "said", "reason"),
    [
        ("admit", NEW | {"since": "昨天"}, "有1处需要改"),
        ("admit", NEW | {"name": ""}, "有1处需要改"),
        ("transfer", {"person": "没有这人", "to": "第2支部", "on": "2026-11-10"}, "没有找到这名党员"),
        ("transfer", {"person": "", "to": "外单位", "on": "2026-11-10"}, "有2处需要改"),
        ("term", {"elected_on": "2026-11-01", "expires_on": "2020-01-01"}, "refusal"),
        (
            "found",
            {"name": "某", "short_name": "某", "kind": "committee", "established_on": "2026-11-01"},
            "有1处",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_what_was_typed(
    client: Client, house: House, act: str, said: dict[str, object], reason: str
) -> None:
    before = Entry.objects.count()
    status, page = sent(client, house.branches[0], act, **said)
    assert status == 422 and reason in page
    assert Entry.objects.count() == before
    assert all(f'value="{value}"' in page for name, value in said.items() if name == "name" and value)


def test_a_secretary_reads_that_the_office_keeps_the_register(
    house: House, browse: Callable[[User], Client]
) -> None:
    branch = house.branches[0]
    own = browse(house.secretary)
    assert own.get(f"/organisations/{branch.pk}/register/").status_code == 403
    assert "登记变动" not in own.get(f"/organisations/{branch.pk}/").content.decode()
    assert browse(house.office).get(f"/organisations/{branch.pk}/").content.decode().count("登记变动") == 1


def test_a_probationary_member_is_confirmed_and_later_leaves(client: Client, house: House) -> None:
    branch = house.branches[0]
    sent(client, branch, "admit", **NEW | {"status": "probationary"})
    status, page = sent(client, branch, "confirm", person="新某", on="2026-11-10")
    assert status == 200 and "转为正式党员" in page
    status, page = sent(client, branch, "leave", person="新某", until="2026-11-20", reason="elsewhere")
    assert status == 200 and "移出" in page
    assert not Membership.objects.filter(person__name="新某", until=None).exists()


def test_a_post_is_ended_by_choosing_it(client: Client, house: House) -> None:
    branch = house.branches[0]
    sent(
        client,
        branch,
        "appoint",
        person=house.people[branch.pk][0].name,
        kind="secretary",
        since="2026-11-03",
    )
    post = Post.objects.get(organisation=branch, kind="secretary", until__isnull=True)
    assert sent(client, branch, "release", post=post.pk, until="2026-11-20")[0] == 200
    post.refresh_from_db()
    assert str(post.until) == "2026-11-20"


def test_a_branch_with_members_is_not_dissolved_and_an_empty_one_only_when_confirmed(
    client: Client, house: House
) -> None:
    status, page = sent(client, house.branches[0], "dissolve", on="2026-11-20", sure="on")
    assert status == 422 and "不能撤销" in page
    said = {
        "name": "新设党支部",
        "short_name": "新设支部",
        "kind": "branch",
        "established_on": "2026-01-01",
    }
    sent(client, house.root, "found", **said)
    empty = Organisation.objects.get(short_name="新设支部")
    assert sent(client, empty, "dissolve", on="2026-11-20")[0] == 422
    assert sent(client, empty, "dissolve", on="2026-11-20", sure="on")[0] == 200
    empty.refresh_from_db()
    assert str(empty.dissolved_on) == "2026-11-20"


def test_the_top_of_the_tree_is_not_offered_to_be_dissolved(client: Client, house: House) -> None:
    for place, offered in ((house.root, False), (house.branches[0], True)):
        page = client.get(f"/organisations/{place.pk}/register/").content.decode()
        assert ("撤销这个党组织" in page) is offered
