"""Drafts with true, false and unsupported figures against a world that is known to the last record."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.judged import NOW, House
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.checking.queries import Checked, check
from zhibu.domain.organisations.models import Organisation
from zhibu.papers import open_document
from zhibu.rules.periods import Period

DRAFTS = sorted((Path(__file__).parent / "drafts").glob("*.yaml"))
TODAY = date(2026, 10, 12)


def checked(house: House, organisation: str, period: str, text: str, **more: Any) -> Checked:
    place = Organisation.objects.get(name=organisation)
    document = open_document("稿.txt", text.encode())
    return check(
        house.office, place, Period.parse(period), document, **{"chosen": {}, "today": TODAY, **more}
    )


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_every_figure_gets_the_verdict_that_it_deserves(house: House, path: Path) -> None:
    draft = yaml.safe_load(path.read_text(encoding="utf-8"))
    if draft.get("closed"):
        close_period(house.root, Period.parse(draft["period"]), actor=house.office, now=NOW)
    found = checked(house, draft["organisation"], draft["period"], draft["text"])
    told = [
        [
            one.meant.figure.quote,
            one.judgement.verdict.value,
            one.meant.measure.id if one.meant.measure else "",
        ]
        for one in found.figures
    ]
    assert told == draft["figures"]
    assert [doubt.kind for doubt in found.doubts] == draft.get("doubts", [])


def test_a_committee_below_is_counted_from_its_own_closing(house: House) -> None:
    below = house.branches[0]
    text = "第1支部开展主题党日3次，第2支部开展主题党日3次。"
    close_period(below, Period.parse("2026Q3"), actor=house.grant(house.office, "office", below), now=NOW)
    for branch in house.branches[:2]:
        house.hold(branch, "theme_day", date(2026, 9, 20))  # after the closing: counted of the second alone
    told = [one.recorded for one in checked(house, "厅直属机关党委", "2026Q3", text).figures]
    assert told == [3, 3]
    close_period(house.root, Period.parse("2026Q3"), actor=house.office, now=NOW)
    told = [one.recorded for one in checked(house, "厅直属机关党委", "2026Q3", text).figures]
    assert told == [4, 3]  # what the document's own committee closed comes first


def test_the_drafts_hold_every_verdict_many_times() -> None:
    told = [one[1] for path in DRAFTS for one in yaml.safe_load(path.read_text(encoding="utf-8"))["figures"]]
    assert min(told.count(one) for one in set(told)) >= 6
    assert len(set(told)) == 4
