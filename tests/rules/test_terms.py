"""A term of office is a period of one organisation: from its election to the day it runs out."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from shutil import copytree

import pytest

from tests.rules.conftest import PACKS, SMALL, WritePack
from zhibu.rules import packs
from zhibu.rules.duties import asked_from, state
from zhibu.rules.indicators import closes_with, closing, judge
from zhibu.rules.periods import Period, PeriodError
from zhibu.rules.terms import Term
from zhibu.rules.values import Value

TERM = Term.between(date(2024, 5, 10), date(2027, 5, 9))
TERMS = packs.load_all(PACKS)["organisation-terms"]
DUTY = TERMS.duties["election_duty"]
BY_TERM = SMALL["indicators/lecture.yaml"].replace("period: quarter", "period: term")


def test_a_term_is_written_as_its_two_days_and_read_again() -> None:
    assert str(TERM) == "2024-05-10~2027-05-09"
    assert Term.parse(str(TERM)) == TERM
    assert (TERM.start, TERM.end, TERM.label) == (
        date(2024, 5, 10),
        date(2027, 5, 9),
        "2024年5月10日至2027年5月9日的任期",
    )
    assert Term.parse("2026Q3") == Period.parse("2026Q3")


def test_the_months_of_a_term_are_the_whole_ones() -> None:
    months = TERM.months()
    assert (str(months[0]), str(months[-1]), len(months)) == ("2024-06", "2027-04", 35)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2027-05-09~2024-05-10", "任期的届满日期 2024-05-10 不在选举日期 2027-05-09 之后"),
        ("2024-05-10~2024-05-10", "不在选举日期"),
        ("2014-05-10~2027-05-09", "超过10年，不像一届任期"),
        ("2024-05-10~2027-02-30", "请写选举日期和届满日期"),
        ("2024~2027", "例如 2024-05-01~2027-04-30"),
    ],
)
def test_what_is_no_term_is_refused_in_words(text: str, message: str) -> None:
    with pytest.raises(PeriodError, match=message):
        Term.parse(text)


@pytest.mark.parametrize("size", ["month", "quarter", "half", "year"])
def test_a_term_and_a_period_of_the_calendar_never_stand_for_each_other(size: str) -> None:
    calendar = Period.containing(date(2026, 7, 1), size)  # type: ignore[arg-type]  # a plain text here
    with pytest.raises(
        PeriodError, match=f"{TERM.label}是一届任期，这里要按{calendar.size_title}计算，例如 2027"
    ):
        TERM.require(calendar.size)
    with pytest.raises(
        PeriodError, match="这里要按任期计算，任期写选举日期和届满日期，例如 2024-05-01~2027-04-30"
    ):
        calendar.require("term")
    assert TERM.require("term") is TERM


def test_where_a_period_of_the_calendar_is_asked_for_a_term_is_refused() -> None:
    with pytest.raises(PeriodError, match="像一届任期，这里要写月、季度、半年或年"):
        Period.parse(str(TERM))


def test_a_term_has_no_neighbours() -> None:
    with pytest.raises(PeriodError, match="前后没有固定的一届"):
        TERM.previous()


def cases(period: str) -> str:
    return SMALL["cases/lecture.yaml"].replace("2026Q3", period)


def test_an_indicator_by_term_is_judged_over_the_whole_term(write_pack: WritePack) -> None:
    files: dict[str, str | None] = {
        "indicators/lecture.yaml": BY_TERM,
        "cases/lecture.yaml": cases("2024-05-10~2027-05-09"),
    }
    directory = write_pack(files)
    assert packs.check(directory) == []
    pack = packs.load(directory)
    indicator = pack.indicators["lecture"]
    assert judge(indicator, pack, {"lectures": Fraction(0)}, TERM).verdict == "not_met"
    with pytest.raises(PeriodError, match="这里要按任期计算"):
        judge(indicator, pack, {"lectures": Fraction(1)}, Period.parse("2026Q3"))


def test_a_case_of_the_wrong_size_is_told_at_its_line(write_pack: WritePack) -> None:
    found = packs.check(write_pack({"indicators/lecture.yaml": BY_TERM}))
    assert found
    assert all("这里要按任期计算" in issue.message for issue in found)


def test_no_closing_judges_a_term(write_pack: WritePack) -> None:
    pack = packs.load(
        write_pack({"indicators/lecture.yaml": BY_TERM, "cases/lecture.yaml": cases(str(TERM))})
    )
    year = Period.parse("2027")
    assert closes_with("term", year) is None
    assert closing(pack, year) == []


def test_an_election_is_asked_six_months_before_the_term_runs_out() -> None:
    assert asked_from(DUTY, TERMS, TERM) == date(2026, 11, 9)
    facts: dict[str, Value | None] = {"organisation_kind": "committee", "last_elected_on": TERM.start}
    owed = state(DUTY, TERMS, facts, TERM)
    assert (owed.verdict, owed.deadline, owed.times, owed.done) == ("not_met", TERM.end, 1, 0)
    assert state(DUTY, TERMS, facts | {"last_elected_on": date(2027, 4, 1)}, TERM).verdict == "met"
    assert state(DUTY, TERMS, {"organisation_kind": "committee"}, TERM).verdict == "unknown"


def test_a_duty_is_first_asked_before_records_are_read(tmp_path: Path) -> None:
    for name in ("branch-life", "organisation-terms"):
        copytree(PACKS / name, tmp_path / name)
    duties = tmp_path / "organisation-terms/duties/terms.yaml"
    text = duties.read_text(encoding="utf-8")
    wrong = text.replace("{parameter: election_reminder_months}", "{fact: full_members}")
    duties.write_text(wrong, encoding="utf-8")
    found = packs.check(tmp_path / "organisation-terms")
    assert any("ahead 只能用数和参数" in issue.message for issue in found)
