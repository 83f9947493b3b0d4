"""Tasks with deadline, units and quantity, from running text and from tables."""

from datetime import date

import pytest

from tests.papers.builders import plan_of, text_document, word_file, workbook_file
from zhibu.papers import Plan, Task, open_document, read_plan
from zhibu.papers.quantities import find_quantity

PLAN = "2024年党建工作要点\n一、工作回顾\n召开会议12次，要求各支部整改。\n二、工作安排\n"


def only(plan: Plan) -> Task:
    (task,) = plan.tasks
    return task


def test_units_and_deadline_in_brackets_belong_to_their_sentence() -> None:
    task = only(plan_of(PLAN + "6月底前完成支部换届（牵头单位：组织处；责任单位：各党支部、办公室）。"))
    assert task.text == "6月底前完成支部换届"
    assert (task.lead, task.responsible) == (("组织处",), ("各党支部", "办公室"))
    assert task.deadline and task.deadline.date == date(2024, 6, 30)


def test_lines_below_an_item_belong_to_the_whole_item() -> None:
    task = only(plan_of(PLAN + "1.加强学习。制定计划。开展研讨。\n责任单位：宣传部\n完成时限：第三季度\n"))
    assert task.responsible == ("宣传部",)
    assert task.deadline and task.deadline.date == date(2024, 9, 30)
    assert "开展研讨" in task.text and "责任单位" not in task.text


def test_a_unit_that_leads_in_running_words_is_the_lead() -> None:
    task = only(plan_of(PLAN + "由组织处牵头，宣传处、各党支部配合，做好发展党员工作。"))
    assert (task.lead, task.responsible) == (("组织处",), ("宣传处", "各党支部"))


def test_a_subject_before_yao_is_responsible_with_its_quantity() -> None:
    task = only(plan_of(PLAN + "各党支部要每季度召开党员大会不少于1次。"))
    assert task.responsible == ("各党支部",)
    assert task.deadline and task.deadline.every == "quarter"
    assert task.quantity and (task.quantity.value, task.quantity.bound) == (1, "at_least")


def test_parts_with_their_own_deadlines_are_several_tasks() -> None:
    plan = plan_of(PLAN + "3月底前制定学习计划；9月底前开展一次自查；年底前完成总结。")
    assert [task.deadline.date.month for task in plan.tasks if task.deadline and task.deadline.date] == [
        3,
        9,
        12,
    ]


def test_what_was_done_is_no_task() -> None:
    assert plan_of("2024年工作总结\n一、工作回顾\n召开会议12次，要求各支部整改到位。").tasks == ()


def test_a_heading_alone_is_the_task_where_nothing_stands_below_it() -> None:
    plan = plan_of(PLAN + "（一）召开年度工作会议\n（二）组织开展主题党日（每月，各党支部）\n")
    assert [task.text for task in plan.tasks] == ["召开年度工作会议", "组织开展主题党日"]
    assert plan.tasks[1].responsible == ("各党支部",)


def test_background_sentences_are_no_tasks() -> None:
    plan = plan_of(PLAN + "思想建设是党的基础性建设。会议强调，要把政治建设摆在首位。作风问题关系民心向背。")
    assert plan.tasks == ()


def test_masked_values_stay_in_the_text_and_are_shown() -> None:
    plan = plan_of(PLAN + "组织x名党员参加培训，慰问**名困难党员。")
    assert [notice.kind for notice in plan.warnings] == ["masked", "masked"]


def test_latin_words_are_not_masks() -> None:
    plan = plan_of(PLAN + "做好Excel表格和XML文件、党建APP的使用培训。")
    assert plan.warnings == ()


def test_the_same_year_reviewed_and_planned_is_a_contradiction() -> None:
    plan = plan_of("工作报告\n一、2024年工作回顾\n略。\n二、2024年工作安排\n制定计划。", year=None)
    assert [notice.kind for notice in plan.warnings] == ["year_conflict"]


def test_an_anniversary_tells_the_true_year() -> None:
    plan = plan_of("2023年要点\n一、工作安排\n围绕庆祝新中国成立75周年，开展主题活动。", year=None)
    assert [notice.kind for notice in plan.warnings] == ["year_conflict"]


def test_a_summary_with_next_steps_plans_the_following_year() -> None:
    plan = plan_of("2023年工作总结及下一步工作计划\n一、下步打算\n6月底前完成换届。", year=None)
    task = only(plan)
    assert task.deadline and task.deadline.date == date(2024, 6, 30)


def test_an_assumed_year_is_said() -> None:
    document = text_document("工作要点\n一、工作安排\n6月底前完成换届。")
    assert [one.kind for one in read_plan(document, today=date(2026, 3, 1)).warnings] == ["year_assumed"]
    assert [task.deadline.date for task in read_plan(document).tasks if task.deadline] == [None]


@pytest.mark.parametrize(
    ("words", "owed"),
    [
        ("发展党员12名", 12),
        ("全年发展党员12名，其中一线8名", 12),
        ("推送信息不少于20条", 20),
        ("涉及3个支部", None),
    ],
)
def test_a_count_at_the_end_of_a_clause_is_owed(words: str, owed: int | None) -> None:
    quantity = find_quantity(words)
    assert (quantity.value if quantity else None) == owed


HEADER = ["责任单位", "完成时限", "序号", "具体措施", "牵头部门", "工作项目"]


def test_columns_are_found_by_meaning_in_any_order() -> None:
    rows = [HEADER, ["各党支部", "6月底前", "1", "开展换届选举", "组织处", "组织建设"]]
    plan = read_plan(open_document("甲.xlsx", workbook_file({"清单": rows})), year=2024)
    task = only(plan)
    assert task.text == "开展换届选举"
    assert (task.lead, task.responsible) == (("组织处",), ("各党支部",))
    assert task.deadline and task.deadline.date == date(2024, 6, 30)


def test_one_row_may_hold_several_tasks_with_deadlines_numbered_alike() -> None:
    row = ["办公室", "1.3月底\n2.长期", "1", "1.制定计划\n2.开展学习", "组织处", "学习"]
    plan = read_plan(open_document("甲.docx", word_file(["任务清单"], [HEADER, row])), year=2024)
    assert [task.text for task in plan.tasks] == ["制定计划", "开展学习"]
    assert [task.deadline.every for task in plan.tasks if task.deadline] == [None, "ongoing"]


def test_headings_in_two_rows_and_merged_cells_are_read() -> None:
    rows = [
        ["序号", "重点任务", "分工", ""],
        ["", "", "牵头", "配合单位"],
        ["1", "开展走访慰问", "工会", "办公室"],
    ]
    content = workbook_file(
        {"一": rows}, [("一", "C1:D1", "分工"), ("一", "A1:A2", "序号"), ("一", "B1:B2", "重点任务")]
    )
    task = only(read_plan(open_document("甲.xlsx", content)))
    assert (task.text, task.lead, task.responsible) == ("开展走访慰问", ("工会",), ("办公室",))


def test_a_table_of_figures_is_no_task_list() -> None:
    rows = [["单位", "党员数", "支部数"], ["甲处", "12", "1"]]
    assert read_plan(open_document("甲.xlsx", workbook_file({"一": rows}))).tasks == ()


def test_the_end_of_a_task_counts_and_not_its_beginning() -> None:
    task = only(plan_of(PLAN + "3月份启动党员轮训，10月底前完成。"))
    assert task.deadline and task.deadline.date == date(2024, 10, 31)


def test_a_heading_that_names_a_month_dates_what_stands_below_it() -> None:
    plan = plan_of(
        "2024年组织生活计划\n一月份\n1、召开支委会\n二月份\n1、召开组织生活会\n2、3月5日前报送总结\n"
    )
    assert [task.deadline.date for task in plan.tasks if task.deadline] == [
        date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 5),
    ]  # fmt: skip


def test_names_of_attachments_are_no_headings() -> None:
    plan = plan_of(PLAN + "开展学习。\n附件：1.名单\n2.台账\n")
    assert [one.number for one in plan.outline] == ["一、", "二、", "附件"]


def test_a_closing_bracket_names_the_units_of_every_part_of_its_sentence() -> None:
    plan = plan_of(PLAN + "3月底前制定学习计划；9月底前开展一次自查（组织处牵头，各党支部配合）。")
    assert [(task.lead, task.responsible) for task in plan.tasks] == [(("组织处",), ("各党支部",))] * 2


def responsible(plan: Plan) -> list[tuple[str, ...]]:
    return [task.responsible for task in plan.tasks]


def test_a_unit_before_a_colon_is_charged_with_what_follows() -> None:
    plan = plan_of(PLAN + "纪检室：负责监督检查，每季度通报一次。\n医务科、护理部：负责规范诊疗行为。\n")
    assert responsible(plan) == [("纪检室",), ("医务科", "护理部")]


def test_lines_below_a_list_are_said_of_every_item() -> None:
    plan = plan_of(
        PLAN
        + "（一）建强组织\n1.开展党员轮训。\n2.举办书记论坛。\n责任单位：组织部\n（二）改进作风\n整治文山会海。\n"
    )
    assert responsible(plan) == [("组织部",), ("组织部",), ()]


def test_another_unit_with_a_time_of_its_own_has_its_own_task() -> None:
    plan = plan_of(PLAN + "工会3月举办讲座，团委在五四前组织主题团日。")
    assert [(task.responsible, str(task.deadline.date)) for task in plan.tasks] == [
        (("工会",), "2024-03-31"),
        (("团委",), "2024-05-03"),
    ]


def test_a_problem_is_no_task_and_its_measures_are() -> None:
    plan = plan_of(
        "2024年整改方案\n一、整改内容\n问题1：学习不够，效果不好。\n整改措施：修订学习制度，每月抽查。\n责任科室：办公室\n"
    )
    task = only(plan)
    assert (task.text, task.responsible) == ("修订学习制度，每月抽查", ("办公室",))


def test_a_goal_is_a_task_only_where_it_is_dated() -> None:
    plan = plan_of("2024年实施方案\n一、工作目标\n打造一流支部。年底前达标率达到90%以上。\n")
    assert [task.text for task in plan.tasks] == ["年底前达标率达到90%以上"]


def test_a_festival_in_the_name_of_an_event_does_not_outrun_the_month_above() -> None:
    plan = plan_of("2024年计划\n6月\n1.召开庆“七一”表彰大会\n7月\n1.学习重要讲话精神\n")
    assert [str(task.deadline.date) for task in plan.tasks] == ["2024-06-30", "2024-07-31"]


def test_clauses_with_times_of_their_own_are_several_tasks() -> None:
    plan = plan_of(PLAN + "三季度举办一期培训班，10月底前完成全员轮训。")
    assert [task.deadline.date for task in plan.tasks if task.deadline] == [
        date(2024, 9, 30),
        date(2024, 10, 31),
    ]
