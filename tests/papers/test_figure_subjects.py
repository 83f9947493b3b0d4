"""Whose number a figure is, by where its sentence, its heading or its table names the organisation."""

import time

import pytest

from tests.papers.builders import word_file
from zhibu.papers import open_document
from zhibu.papers.figures import read_figures


def _subjects(text: str) -> list[str]:
    return [one.subject for one in read_figures(open_document("稿.txt", text.encode()))]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("甲车间支部开党员大会9次，乙车间支部10次、丙站支部7次。", ["甲车间支部", "乙车间支部", "丙站支部"]),
        ("到会率最高的是调度所党支部（99.1%），最低的为西站党支部（81.3%）。", ["调度所党支部", "西站党支部"]),
        ("支部最多的是建筑公司党委，为126个；最少的是共享中心党总支，只有3个。", ["建筑公司党委", "共享中心党总支"]),
        ("第三党支部（经贸处、金融处）全年开讲16次。", ["第三党支部"]),
        ("校党委第二督查组查阅台账164册。", ["校党委第二督查组"]),
        ("督促口腔科党支部补开主题党日2次；力争到课率达到90%。", ["口腔科党支部", ""]),
        ("以码头党委为例，党员取得专利5项。", ["码头党委"]),
        ("外科党支部谈话9人次；个别支部仅开会1次，抽查的60份中有9份不合格。", ["外科党支部", "个别支部", "", ""]),
        ("新成立党支部2个，调整支部书记5名，听取村（社区）书记述职两轮。", ["", "", ""]),
        ("全局21个党支部开展主题党日87场。", ["", ""]),
        ("机关党委19个支部开展活动96次。", ["机关党委", "机关党委"]),
        ("全局党员干部零违纪，无一起投诉。", ["", ""]),
        ("设备党支部排查隐患52处，整改49处，其余3处正在整改。", ["设备党支部"] * 3),
        ("总支召开党员大会1次。", ["总支"]),
        ("快递党支部转入12名；“暖蜂驿站”增至5个。", ["快递党支部", "快递党支部"]),
        ("国有企业党组织覆盖率为百分之百。", [""]),
        ("标准化支部占比达到90%；建强社区党组织，抓好9个网格。", ["", ""]),
        ("机关党委会同团委走访20户，机关各部门负责人每月下分厂1次。", ["机关党委", "机关各部门"]),
        ("根据院党发〔2025〕31号文件，缺勤三次以上的说明原因。", [""]),
        ("土木学院党总支开会2次，近半数支部上课不足2次。", ["土木学院党总支", "土木学院党总支", "近半数支部"]),
    ],
)  # fmt: skip
def test_the_sentence_names_whose_number_it_is(text: str, subjects: list[str]) -> None:
    assert _subjects(text) == subjects


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("一、情况\n（一）甲车间党总支\n召开大会18次。另谈话2次。\n（二）乙车间党支部\n上课3次。\n二、问题\n缺课4次。",
         ["甲车间党总支", "甲车间党总支", "乙车间党支部", ""]),
        ("【机关党委】献血127人。走访8户。\n【二公司党委】走访6户。", ["机关党委", "机关党委", "二公司党委"]),
        ("1.甲中心党支部。开讲18次。外科党支部开讲2次。\n2.其他单位\n开讲3次。", ["甲中心党支部", "外科党支部", ""]),
        ("【石桥村党总支】合作社党支部走访7户；总支开会1次。", ["合作社党支部", "石桥村党总支"]),
        ("材料学院党委：\n现有3个问题没有整改，开会2次。", ["", ""]),
    ],
)  # fmt: skip
def test_a_heading_names_it_where_the_sentence_does_not(text: str, subjects: list[str]) -> None:
    assert _subjects(text) == subjects


def test_a_table_names_it_by_its_row_or_its_column() -> None:
    rows = [["序号", "党支部", "党课（次）", "备注"], ["1", "第一水厂党支部", "3", "含外讲1次"]]
    columns = [["项目", "机关党支部", "泵站党支部"], ["谈话", "9人次", "11人次"], ["党课（次）", "3", "4"]]
    assert _in_table(rows) == ["第一水厂党支部", "第一水厂党支部"]
    assert _in_table(columns) == ["机关党支部", "泵站党支部", "机关党支部", "泵站党支部"]


def _in_table(rows: list[list[str]]) -> list[str]:
    document = open_document("稿.docx", word_file(["统计表"], rows))
    return [one.subject for one in read_figures(document)]


@pytest.mark.parametrize("piece", ["党支部", "部", "第一支部", "党支部、", "（党支部）", "为支部"])
def test_names_without_end_cost_no_more_than_other_words(piece: str) -> None:
    text = f"（一）{piece * 3000}（3次）\n一、{piece * 3000}\n{piece * 3000}5次"
    began = time.perf_counter()
    _subjects(text)
    assert time.perf_counter() - began < 5
