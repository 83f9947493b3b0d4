"""The signature below a paper is no task, and its date no deadline."""

import pytest

from tests.papers.builders import plan_of

PLAN = "2026年党建工作要点\n一、工作安排\n各支部坚持结对共建。\n"


@pytest.mark.parametrize("dated", ["2026年1月20日", "二〇二六年一月二十日", "　　2026年1月20日　"])
def test_sender_and_date_at_the_end_belong_to_no_task(dated: str) -> None:
    (task,) = plan_of(f"{PLAN}中共某厅直属机关委员会\n{dated}\n").tasks
    assert "某厅" not in task.text
    assert task.deadline is None


def test_a_sentence_above_the_date_stays_a_task() -> None:
    (task,) = plan_of(f"{PLAN}2026年1月20日\n").tasks
    assert task.text.startswith("各支部坚持结对共建")


def test_a_date_within_the_text_stays_a_deadline() -> None:
    plan = plan_of("2026年党建工作要点\n一、工作安排\n各支部在2026年6月20日前报送计划。\n")
    assert [task.deadline.text for task in plan.tasks if task.deadline] == ["2026年6月20日前"]
