"""The five real documents, read as they are: structure, counts and positions, never their text."""

from pathlib import Path

import pytest

from zhibu.papers import Plan, open_document, read_plan


def read(seeds: Path, number: str) -> Plan:
    path = next(seeds.glob(f"{number}_*.txt"))
    return read_plan(open_document(path.name, path.read_bytes()))


def shape(plan: Plan) -> list[tuple[int, str]]:
    return [(one.level, one.number) for one in plan.outline]


def kinds(plan: Plan) -> dict[str, int]:
    found: dict[str, int] = {}
    for notice in plan.warnings:
        found[notice.kind] = found.get(notice.kind, 0) + 1
    return found


def test_a_summary_with_three_levels_keeps_its_outline(seeds: Path) -> None:
    plan = read(seeds, "004")
    top = [one.number for one in plan.outline if one.level == 1]
    assert top == ["一、", "二、", "三、", "四、"]
    assert [sum(one.level == level for one in plan.outline) for level in (1, 2, 3)] == [4, 16, 28]
    assert kinds(plan) == {"masked": 2, "paywall": 2, "password": 1}


def test_a_heading_behind_a_paywall_mark_is_still_a_heading(seeds: Path) -> None:
    plan = read(seeds, "004")
    second = next(one for one in plan.outline if one.number == "（二）")
    assert second.level == 2
    assert not second.title.startswith("#")


def test_tasks_come_from_the_plan_and_not_from_the_review(seeds: Path) -> None:
    plan = read(seeds, "004")
    assert {plan.path(task.heading).split("/")[0] for task in plan.tasks} == {"四、"}
    assert {plan.path(task.heading) for task in plan.tasks} == {f"四、/（{n}）" for n in "一二三四"}


def test_headings_without_line_breaks_or_full_stops_are_found(seeds: Path) -> None:
    plan = read(seeds, "002")
    expected = [
        (1, "一、"),
        *[(2, f"{n}是") for n in "一二三"],
        (1, "二、"),
        *[(2, f"{n}是") for n in "一二三四"],
    ]
    assert shape(plan) == [*expected, (1, "三、"), *[(2, f"{n}是") for n in "一二三四五"]]
    ends = {one.title[-2:] for one in plan.outline if one.parent is not None}
    assert "起来" in ends and "不足" in ends and "价值" in ends
    assert kinds(plan) == {"unread": 1, "page_furniture": 1}


def test_an_annual_report_holds_its_review_apart_and_its_wrong_years_up(seeds: Path) -> None:
    plan = read(seeds, "003")
    assert [sum(one.level == level for one in plan.outline) for level in (1, 2, 3)] == [2, 12, 18]
    assert {plan.path(task.heading).split("/")[0] for task in plan.tasks} == {"二、"}
    assert kinds(plan)["year_conflict"] == 4
    assert kinds(plan)["advert"] == 1
    counted = [task for task in plan.tasks if task.quantity]
    assert [(task.quantity.value, task.quantity.bound) for task in counted if task.quantity] == [
        (10, "at_least")
    ]
    assert any(task.deadline and task.deadline.every == "month" for task in plan.tasks)


def test_a_speech_owes_what_its_third_part_says(seeds: Path) -> None:
    plan = read(seeds, "001")
    assert [one.number for one in plan.outline if one.level == 1] == ["一、", "二、", "三、"]
    assert [one.number for one in plan.outline if one.number.endswith("要")] == [
        "一要",
        "二要",
        "三要",
        "四要",
        "五要",
    ]
    assert {plan.path(task.heading).split("/")[0] for task in plan.tasks} == {"三、"}
    assert kinds(plan)["masked"] > 40


def test_a_plan_under_an_unnumbered_heading_is_found(seeds: Path) -> None:
    plan = read(seeds, "000")
    assert plan.year == 2023
    last = [one for one in plan.outline if one.level == 3][-6:]
    assert [one.number for one in last] == [f"{n}是" for n in "一二三四五六"]
    assert any("工会" in task.responsible for task in plan.tasks)
    assert any(task.deadline and task.deadline.every == "quarter" for task in plan.tasks)


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_task_points_at_the_words_that_it_quotes(seeds: Path, number: str) -> None:
    path = next(seeds.glob(f"{number}_*.txt"))
    document = open_document(path.name, path.read_bytes())
    plan = read_plan(document)
    assert plan.tasks
    for task in plan.tasks:
        source = document.text[task.start : task.end]
        assert task.text[:6].replace(" ", "") in source.replace("\n", "").replace(" ", "")
