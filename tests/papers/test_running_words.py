"""Tasks in papers that are mostly running words: minutes, notices, schemes of elections, replies."""

from datetime import date

import pytest

from tests.papers.builders import plan_of
from zhibu.papers import Plan
from zhibu.papers.named import leading_units
from zhibu.papers.relative import day_of

MINUTES = "局党组会议纪要\n2024年3月12日下午，局党组书记主持召开党组会议。纪要如下。\n一、关于活动室\n"
NOTICE = "关于开展学习活动的通知\n各支部：\n一、工作安排\n"
REPLY = "关于反馈意见整改安排的复函\n市委：\n一、关于党费公示不及时的问题\n"


def who(plan: Plan) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(task.lead, task.responsible) for task in plan.tasks]


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("党委宣传部提供影片", "党委宣传部"),
        ("机关党委办公室摸清底数", "机关党委办公室"),
        ("党政办公室依据结果", "党政办公室"),
        ("行政处腾出两间办公室", "行政处"),
        ("外科党支部、妇儿党支部备课", "外科党支部、妇儿党支部"),
        ("秘书组起草党委报告", "秘书组"),
        ("纪委书记带队", "纪委书记"),
        ("各党委组织所属支部自查", "各党委"),
        ("两处联合支部的党员", ""),
        ("组织党支部书记述职", "组织党支部书记"),
        ("全部门推进", ""),
    ],
)
def test_where_the_names_of_units_end(words: str, units: str) -> None:
    found = leading_units(words)
    assert words[:found] == ("" if units == "组织党支部书记" else units)


@pytest.mark.parametrize(
    ("sentence", "responsible"),
    [
        ("行政处腾出三楼东侧两间办公室。", ("行政处",)),
        ("走访由各支部书记带队。", ("各支部书记",)),
        ("名单由各支部自行商定后报政治部备案。", ("各支部",)),
        ("会后由组织委员与集团党群部对接。", ("组织委员",)),
        ("各支部下周五前自查一次。", ("各支部",)),
        ("人事股对空缺的岗位提出补配建议。", ("人事股",)),
        ("县实验中学、城关小学先行试点。", ("县实验中学", "城关小学")),
        ("运维一班、运维二班腾出场地。", ("运维一班", "运维二班")),
        ("安全员每周通报1次。", ("安全员",)),
        ("支部书记会后与两名党员谈话。", ("支部书记",)),
        ("服务部党支部为每名党员配发读本。", ("服务部党支部",)),
        ("指导组成员每人包联2个社区。", ("指导组成员",)),
        ("由所在单位党组织在开班前书面说明。", ("所在单位党组织",)),
        ("执行由财务科每季度通报，机关党委加强审核。", ("财务科", "机关党委")),
        ("欠缴的党员由党小组长催缴。", ("党小组长",)),
        ("各二级党委自行组织，集团派师资。", ("各二级党委",)),
        ("经费由各单位从党费中列支。", ("各单位",)),
        ("院领导包联法庭，一季度一督导。", ("院领导",)),
        ("护理部遴选队员，药剂科备药，总务科派车。", ("护理部", "药剂科", "总务科")),
        ("各单位会后7日内报送小结。", ("各单位",)),
        ("会后每名党员撰写一篇体会。", ("每名党员",)),
    ],
)
def test_whoever_acts_is_found_whatever_the_verb(sentence: str, responsible: tuple[str, ...]) -> None:
    assert who(plan_of(MINUTES + sentence)) == [((), responsible)]


def test_who_asks_another_to_join_leads_whatever_the_verb() -> None:
    assert who(plan_of(REPLY + "财务部会同人力部核清账目。")) == [(("财务部",), ("人力部",))]


def test_what_is_set_up_by_others_does_not_act() -> None:
    assert who(plan_of(REPLY + "新设支部9月15日前批复到位。")) == [((), ())]


@pytest.mark.parametrize(
    "sentence",
    [
        "部分党员学习流于形式。",
        "第三支部2023年召开党员大会2次。",
        "第三支部已于4月12日补开一次。",
        "经核查，党费使用情况次年5月才公示。",
        "集中一次很不容易。",
    ],
)
def test_a_problem_in_its_own_words_is_no_task(sentence: str) -> None:
    assert plan_of(REPLY + sentence).tasks == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "开展这项行动，旨在带动全员。",
        "党员组织关系可在学校保留两年。",
        "有下列情形之一的，不得推荐。",
        "培训内容包括党的知识、现场教学，共24学时。",
        "迟到两次以上者，取消资格。",
        "以往有的材料送得晚、篇幅长。",
        "截至3月5日，支部42名党员已全部交纳党费。",
    ],
)
def test_a_purpose_a_leave_and_a_rule_are_no_tasks(sentence: str) -> None:
    assert plan_of(NOTICE + sentence).tasks == ()


def test_a_term_or_how_often_sets_work_in_minutes_though_nobody_is_named() -> None:
    plan = plan_of(MINUTES + "设置工作于5月底前全部到位。评议结果每月公示。")
    assert [task.deadline and (task.deadline.date or task.deadline.every) for task in plan.tasks] == [
        date(2024, 5, 31),
        "month",
    ]


def test_a_period_of_which_a_plan_is_made_is_no_time_of_its_own() -> None:
    (task,) = plan_of(REPLY + "办公室将重新编排下半年学习计划，7月10日前印发。").tasks
    assert task.deadline and task.deadline.date == date(2024, 7, 10)


def test_units_that_share_a_time_at_the_end_set_one_task() -> None:
    (task,) = plan_of(
        NOTICE + "财务科核对12月份工资数据，组织科据此核定基数，两项工作均于12月30日前完成。"
    ).tasks
    assert task.responsible == ("财务科", "组织科")
    assert task.deadline and task.deadline.date == date(2024, 12, 30)


@pytest.mark.parametrize(
    "sentence", ["自10月起，各支部每月组织党员服务半天。", "元旦、春节期间，各支部每月开展一次检查。"]
)
def test_how_often_counts_more_than_when_it_begins(sentence: str) -> None:
    (task,) = plan_of(NOTICE + sentence).tasks
    assert task.deadline and task.deadline.every == "month"


def test_a_notice_that_asks_for_a_report_sets_work() -> None:
    plan = plan_of(
        "关于报送党费使用情况的通知\n各支部：\n1.核对要求。各支部书记核对，签字确认。\n2.其他。无。"
    )
    assert who(plan) == [((), ("各支部书记",))]


@pytest.mark.parametrize(
    "sentence",
    [
        "会议认为，工作基础较好，个别支部书记长期空缺。",
        "纪检组通报的三起案例发人深省。",
        "纪检组组长谈了三点体会。",
        "组织委员汇报，二季度召开党员大会1次。",
        "设计室党支部常年有七八名党员驻外。",
    ],
)
def test_what_a_meeting_heard_and_thinks_is_no_task(sentence: str) -> None:
    assert plan_of(MINUTES + sentence).tasks == ()


def test_a_reply_to_what_was_found_sets_work_though_it_is_called_a_state_of_things() -> None:
    plan = plan_of(
        "关于巡察整改落实情况的复函\n市委：\n一、关于活动质量不高的问题\n机关党委每季度到各支部旁听一次。"
    )
    assert who(plan) == [((), ("机关党委",))]


def test_an_item_whose_last_words_say_what_is_no_mere_attribution() -> None:
    plan = plan_of(
        "2024年工作方案\n一、落实措施\n1.组建行业党委。由机关党委牵头，物业科配合，6月15日前完成筹建工作。\n"
        "2.发放再提速。执行局牵头，财务科配合，到账后20日内发放。\n"
    )
    assert [task.text[:3] for task in plan.tasks] == ["由机关", "执行局"]


def test_a_meeting_sets_what_it_dates_though_nobody_is_named() -> None:
    (task,) = plan_of(MINUTES + "3月20日在望岭变电站组织主题党日。").tasks
    assert task.deadline and task.deadline.date == date(2024, 3, 20)


def test_a_heading_with_labels_in_its_bracket_names_who_for_items_that_name_nobody() -> None:
    plan = plan_of(
        "2024年责任清单\n一、组织建设（牵头单位：党建办；责任单位：各社区党委）\n1.开展排查，逐个制定方案，3月底前完成。\n"
        "2.社区书记每半年恳谈1次。\n"
    )
    assert plan.outline[0].title == "组织建设"
    assert who(plan) == [(("党建办",), ("各社区党委",)), ((), ("社区书记",))]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("本月内", date(2024, 3, 31)),
        ("本月底前", date(2024, 3, 31)),
        ("下月5日前", date(2024, 4, 5)),
        ("下周五前", date(2024, 3, 22)),
        ("本季度末", date(2024, 3, 31)),
    ],
)
def test_times_count_from_the_day_of_the_meeting(words: str, day: date) -> None:
    (task,) = plan_of(MINUTES + f"各支部{words}开展一次自查。").tasks
    assert task.deadline and (task.deadline.text, task.deadline.date) == (words, day)


def test_a_term_that_counts_from_an_unknown_day_keeps_its_words() -> None:
    (task,) = plan_of("2024年工作要点\n一、工作安排\n各支部本月内开展一次自查。").tasks
    assert task.deadline and (task.deadline.text, task.deadline.date) == ("本月内", None)


def test_a_day_long_before_the_paper_is_one_of_the_next_year() -> None:
    plan = plan_of(NOTICE + "各支部1月8日前报送材料。\n党委\n2024年12月1日", year=None)
    assert [task.deadline and task.deadline.date for task in plan.tasks] == [date(2025, 1, 8)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("通知\n各支部：\n请报送。\n党委\n2024年5月6日", date(2024, 5, 6)),
        ("纪要\n时间：2024年5月6日9时\n地点：三楼", date(2024, 5, 6)),
        ("纪要\n时间：2024年2月31日9时\n", None),
        ("要点\n根据2024年5月6日的通知，抓好落实。", None),
    ],
)
def test_the_day_of_a_paper(text: str, day: date | None) -> None:
    assert day_of(text) == day
