"""前后对比 made beside the request on a large site: begun once, left, come back to, kept until something changes."""

from threading import Event, Thread
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.judged import House, make_house
from tests.web.rulebook.test_pages import KINDS, PACK, signed_in
from zhibu.domain.assessment import queries
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.assessment.queries import Affected
from zhibu.domain.rulebook.actions import begin_edition, edit_file
from zhibu.domain.rulebook.models import Edition
from zhibu.jobs import comparing
from zhibu.jobs.comparing import Comparison
from zhibu.rules.periods import Period
from zhibu.web.rulebook import trying

NOTHING = "没有组织的结论因此改变"
QUARTER = Period.parse("2026Q3")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(trying, "LARGE", 0)
    house = make_house()
    close_period(house.root, QUARTER, actor=house.office, now=timezone.now())
    return house


@pytest.fixture
def edition(house: House) -> Edition:
    return begin_edition(PACK, actor=house.office, now=timezone.now())


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Thread | None]:
    """What every asking began, for the test to wait for."""
    found: list[Thread | None] = []
    begin = Comparison.begin

    def noted(work: Comparison) -> Thread | None:
        found.append(begin(work))
        return found[-1]

    monkeypatch.setattr(Comparison, "begin", noted)
    return found


def page(edition: Edition) -> str:
    return f"/rule-changes/{edition.pk}/affected/"


def polled(client: Client, edition: Edition) -> str | None:
    """Where the page that waits is led to; None while it is to wait."""
    answer = client.get(f"{page(edition)}progress/", headers={"hx-request": "true"})
    return answer.headers.get("HX-Redirect")


def waited(begun: list[Thread | None]) -> None:
    for work in begun:
        if work is not None:
            work.join()


def test_it_is_begun_once_whoever_asks_and_can_be_left_and_come_back_to(
    house: House, edition: Edition, begun: list[Thread | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, made, affected = Event(), [], queries.affected

    def slowly(*given: Any) -> Affected:
        made.append(given)
        assert go_on.wait(60)
        return affected(*given)

    monkeypatch.setattr(comparing, "affected", slowly)
    office = signed_in(house.office)
    first = office.get(page(edition)).content.decode()
    assert f'hx-get="{page(edition)}progress/"' in first and NOTHING not in first
    again = signed_in(house.office).get(page(edition)).content.decode()
    assert "准备对比" in again
    assert polled(office, edition) is None
    go_on.set()
    waited(begun)
    assert [work is None for work in begun] == [False, True]
    assert polled(office, edition) == page(edition)
    assert NOTHING in office.get(page(edition)).content.decode()
    assert NOTHING in office.get(page(edition)).content.decode()
    assert len(made) == 1


def test_what_was_found_is_kept_until_the_draft_or_the_closing_changes(
    house: House, edition: Edition, begun: list[Thread | None]
) -> None:
    office = signed_in(house.office)
    office.get(page(edition))
    waited(begun)
    assert NOTHING in office.get(page(edition)).content.decode()
    text = edition.files[KINDS].replace("主题党日", "支部主题党日")
    edit_file(edition, KINDS, text, actor=house.office, now=timezone.now())
    assert NOTHING not in office.get(page(edition)).content.decode()
    waited(begun)
    assert NOTHING in office.get(page(edition)).content.decode()
    close_period(house.root, QUARTER, reason="补录", actor=house.office, now=timezone.now())
    assert NOTHING not in office.get(page(edition)).content.decode()
    waited(begun)
    assert NOTHING in office.get(page(edition)).content.decode()
    assert len(begun) == 3


def test_a_failure_is_told_and_can_be_tried_again(
    house: House, edition: Edition, begun: list[Thread | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    office, affected = signed_in(house.office), queries.affected

    def broken(*given: Any) -> Affected:
        raise RuntimeError("disk full")

    monkeypatch.setattr(comparing, "affected", broken)
    office.get(page(edition))
    waited(begun)
    told = office.get(f"{page(edition)}progress/", headers={"hx-request": "true"}).content.decode()
    assert "对比没有完成" in told and f'href="{page(edition)}"' in told
    assert "hx-get" not in told
    monkeypatch.setattr(comparing, "affected", affected)
    assert NOTHING not in office.get(page(edition)).content.decode()
    waited(begun)
    assert NOTHING in office.get(page(edition)).content.decode()


def test_a_small_site_is_answered_at_once_and_keeps_it_too(
    house: House, edition: Edition, begun: list[Thread | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "LARGE", 20_000)
    office, made, affected = signed_in(house.office), [], queries.affected

    def counted(*given: Any) -> Affected:
        made.append(given)
        return affected(*given)

    monkeypatch.setattr(comparing, "affected", counted)
    for _ in range(2):
        assert NOTHING in office.get(page(edition)).content.decode()
    assert begun == [] and len(made) == 1
