"""What a closed quarter says of a member, in the member's own hands and those of who keeps the register."""

from datetime import date

import pytest
from django.test import Client

from tests.judged import NOW, House, make_house
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.actions import close_period
from zhibu.rules.periods import Period

Q3 = Period.parse("2026Q3")


@pytest.fixture
def house(db: None) -> House:
    house = make_house()
    house.hold(house.branches[0], "volunteer", date(2026, 8, 12), minutes=90)
    return house


def page(house: House, user: User, number: int = 1) -> tuple[int, str]:
    client = Client()
    client.force_login(user)
    person = house.people[house.branches[0].pk][number]
    answer = client.get(f"/people/{person.pk}/points/")
    return answer.status_code, answer.content.decode()


def test_points_are_told_once_a_quarter_is_closed(house: House) -> None:
    assert "还没有结过账的季度" in page(house, house.secretary)[1]
    quarter = close_period(house.root, Q3, actor=house.office, now=NOW)
    status, told = page(house, house.secretary)
    assert status == 200
    assert f"党员季度积分表，{Period.parse(quarter.period).label}" in told
    assert "参加志愿服务次数1次" in told


def test_a_member_sees_the_own_points_and_no_other_members(house: House) -> None:
    close_period(house.root, Q3, actor=house.office, now=NOW)
    me = User.objects.create(username="me")
    first = house.people[house.branches[0].pk][1]
    first.user = me
    first.save()
    assert page(house, me)[0] == 200
    assert page(house, me, 2)[0] == 404
