"""Tasks from papers whose labels, columns and marks are their own: told by what they have in common."""

import pytest

from tests.papers.builders import plan_of, word_file, workbook_file
from zhibu.papers import Task, open_document, read_plan
from zhibu.papers.labels import label_kind


def told(task: Task) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    due = task.deadline
    when = "" if due is None else due.every or (due.date.isoformat() if due.date else due.text)
    return task.text, when, task.lead, task.responsible


def tasks(text: str) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    return [told(task) for task in plan_of(text).tasks]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("主责", "lead"),
        ("牵头校领导", "lead"),
        ("具体承办", "responsible"),
        ("承担部门", "responsible"),
        ("完成节点", "deadline"),
        ("整改举措", "task"),
        ("预期成效", "note"),
        ("督导单位", "other"),
        ("第三党支部", ""),
    ],
)
def test_a_label_is_told_by_the_words_that_it_is_made_of(words: str, kind: str) -> None:
    assert label_kind(words) == kind


def test_a_label_that_nobody_knows_is_told_by_its_value_beside_one_that_is_known() -> None:
    paper = "2024年工作要点\n一、组织建设\n1.完成换届。（归口：组织部；节点：6月底）\n"
    assert tasks(paper) == [("完成换届", "2024-06-30", (), ("组织部",))]


def test_brackets_side_by_side_speak_of_one_item() -> None:
    paper = "2024年工作要点\n一、组织建设\n1.完成换届。【主责：组织部】【协助：各支部】【时限：8月】\n"
    assert tasks(paper) == [("完成换届", "2024-08-31", ("组织部",), ("各支部",))]


@pytest.mark.parametrize("tail", ["——组织部牵头，各支部配合", "｜组织部牵头，各支部配合｜8月"])
def test_who_stands_behind_a_dash_or_bars(tail: str) -> None:
    ((text, when, lead, responsible),) = tasks(f"2024年工作要点\n一、组织建设\n1.于8月完成换届{tail}\n")
    assert (text, lead, responsible) == ("于8月完成换届", ("组织部",), ("各支部",))
    assert when == "2024-08-31"


def test_a_sentence_that_only_says_who_and_when_is_said_of_the_item() -> None:
    paper = "2024年整治方案\n一、主要任务\n1.全面自查。填报申报表。此项工作由组织部牵头、各支部配合，4月30日前完成。\n"
    assert tasks(paper) == [("全面自查。填报申报表", "2024-04-30", ("组织部",), ("各支部",))]


def test_lines_of_labels_are_one_task_for_each_block() -> None:
    block = "任务名称：{}\n工作目标：全覆盖\n主抓领导：副书记 柳某\n落实部门：{}\n完成期限：{}\n\n"
    paper = (
        "2024年任务清单\n"
        + block.format("建设服务站", "党群部", "10月")
        + block.format("选派指导员", "工会", "3月")
    )
    assert tasks(paper) == [
        ("建设服务站", "2024-10-31", ("副书记", "柳某"), ("党群部",)),
        ("选派指导员", "2024-03-31", ("副书记", "柳某"), ("工会",)),
    ]


def test_a_form_in_a_table_is_no_list_with_columns() -> None:
    rows = [
        ["问题描述", "形式单一"],
        ["整改措施", "编印案例集"],
        ["责任科室", "机关党委"],
        ["整改时限", "4月30日"],
    ]
    document = open_document("甲.docx", word_file(["2024年整改台账"], rows))
    assert list(map(told, read_plan(document).tasks)) == [("编印案例集", "2024-04-30", (), ("机关党委",))]


def test_columns_without_known_headings_are_told_by_their_cells() -> None:
    rows = [["甲栏", "乙栏", "丙栏"], ["开展党员集中轮训", "组织部", "3月"], ["举办青年干部读书班", "宣传部", "5月底"],
            ["走访慰问困难老党员", "工会", "七一前"]]  # fmt: skip
    document = open_document("甲.xlsx", workbook_file({"2024年安排": rows}))
    assert list(map(told, read_plan(document, year=2024).tasks)) == [
        ("开展党员集中轮训", "2024-03-31", (), ("组织部",)),
        ("举办青年干部读书班", "2024-05-31", (), ("宣传部",)),
        ("走访慰问困难老党员", "2024-06-30", (), ("工会",)),
    ]


def test_quarters_as_columns_hold_work_that_is_due_then() -> None:
    rows = [["条线", "第一季度", "第二季度", "责任部门"], ["组织", "召开党建会议", "开展支部培训", "组织部"],
            ["宣传", "制定学习计划", "", "宣传部"]]  # fmt: skip
    document = open_document("甲.xlsx", workbook_file({"2024年安排": rows}))
    assert list(map(told, read_plan(document, year=2024).tasks)) == [
        ("召开党建会议", "2024-03-31", (), ("组织部",)),
        ("开展支部培训", "2024-06-30", (), ("组织部",)),
        ("制定学习计划", "2024-03-31", (), ("宣传部",)),
    ]


@pytest.mark.parametrize("line", ["{}　{}　{}　{}\n", "| {} | {} | {} | {} |\n"])
def test_a_table_may_be_drawn_with_blanks_or_bars(line: str) -> None:
    rows = [
        ("序号", "实事内容", "牵头科室", "完成时间"),
        ("1", "改造浴室", "后勤科", "5月底"),
        ("2", "开通班车", "办公室", "9月"),
    ]
    paper = "2024年实事清单\n" + "".join(line.format(*row) for row in rows)
    assert tasks(paper) == [
        ("改造浴室", "2024-05-31", ("后勤科",), ()),
        ("开通班车", "2024-09-30", ("办公室",), ()),
    ]


def test_a_section_that_names_who_leads_names_it_for_its_items() -> None:
    paper = "2024年工作要点\n一、提升素养（牵头部门：党办）\n1.5月举办轮训班。\n2.各编辑部每周学习一次。\n"
    assert tasks(paper) == [
        ("5月举办轮训班", "2024-05-31", ("党办",), ()),
        ("各编辑部每周学习一次", "week", ("党办",), ("各编辑部",)),
    ]


def test_a_stage_says_its_time_before_its_name_and_particulars_of_a_scheme_are_no_tasks() -> None:
    paper = (
        "2024年主题活动方案\n一、活动时间\n2024年3月至12月，分两个阶段进行。\n二、参加人员\n全体党员。\n三、实施步骤\n"
        "第一阶段（3月1日至3月31日）：动员部署。召开启动会，由宣传部负责。\n第二阶段（4月—11月）：组织实施。各支部报送进展。\n"
    )
    assert tasks(paper) == [
        ("召开启动会，由宣传部负责", "2024-03-31", (), ("宣传部",)),
        ("各支部报送进展", "2024-11-30", (), ("各支部",)),
    ]


def test_what_a_meeting_heard_is_no_task_and_what_it_asks_of_two_units_is() -> None:
    paper = (
        "2024年党委会议纪要\n一、关于换届\n会议听取了组织部关于二季度工作安排的汇报。"
        "会议议定，换届于9月底前完成，由组织部牵头，各党总支具体实施。请工会会同团委进一步修改后，于5月31日前印发。\n"
    )
    assert tasks(paper) == [
        ("换届于9月底前完成，由组织部牵头，各党总支具体实施", "2024-09-30", ("组织部",), ("各党总支",)),
        ("请工会会同团委进一步修改后，于5月31日前印发", "2024-05-31", ("工会",), ("团委",)),
    ]


def test_a_reminder_of_a_month_sets_tasks() -> None:
    paper = "2024年5月工作提示\n1、上好党课。书记讲党课，5月20日前完成。\n2、主题党日。5月15日，统一开展主题党日。\n"
    assert [(text, day) for text, day, _, _ in tasks(paper)] == [
        ("书记讲党课，5月20日前完成", "2024-05-20"),
        ("5月15日，统一开展主题党日", "2024-05-15"),
    ]
