"""Quantitative claims are found with value, unit, approximation and context; what only looks like one is left."""

import json
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.papers.builders import text_document
from zhibu.papers.figures import Figure, read_figures


def figures(text: str) -> list[Figure]:
    return list(read_figures(text_document(text)))


def amounts(text: str) -> list[tuple[float | None, str, str]]:
    return [(None if one.value is None else float(one.value), one.unit, one.approx) for one in figures(text)]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("召开党员大会12次。", (12, "次", "exact")),
        ("培训党员1,200人次。", (1200, "人次", "exact")),
        ("培训1200人/次。", (1200, "人次", "exact")),
        ("走访群众2.3万人次。", (23000, "人次", "exact")),
        ("投入经费35万元。", (350000, "元", "exact")),
        ("新发展党员一百二十四人。", (124, "人", "exact")),
        ("开展谈心谈话三次。", (3, "次", "exact")),
        ("成立两个党支部。", (2, "个", "exact")),
        ("开展活动40余次。", (40, "次", "at_least")),
        ("开展活动三十多场。", (30, "场", "at_least")),
        ("办实事超过50件。", (50, "件", "at_least")),
        ("讲座10次以上。", (10, "次", "at_least")),
        ("每季度不少于1次。", (1, "次", "at_least")),
        ("近200人参加。", (200, "人", "about")),
        ("约3小时。", (3, "小时", "about")),
        ("覆盖率达95.6%。", (95.6, "%", "exact")),
        ("完成百分之三十。", (30, "%", "exact")),
        ("九成以上党员参加。", (90, "%", "at_least")),
        ("参学率提高5个百分点。", (5, "个百分点", "exact")),
        ("选派**人支援。", (None, "人", "masked")),
        ("表彰x名党员。", (None, "名", "masked")),
        ("发放书籍X余册。", (None, "册", "masked")),
        ("发生违纪案件0起。", (0, "起", "exact")),
        ("全年零事故。", (0, "", "exact")),
        ("无一起投诉。", (0, "起", "exact")),
        ("召开民主生活会一次。", (1, "次", "exact")),
        ("投诉下降12%。", (12, "%", "exact")),
        ("连续3年获评先进。", (3, "年", "exact")),
        ("出席率为九成五。", (95, "%", "exact")),
        ("四分之三以上党员到会。", (75, "%", "at_least")),
        ("约1/4未到。", (25, "%", "about")),
        ("党员总数2000名。", (2000, "名", "exact")),
        ("满意度95.1分。", (95.1, "分", "exact")),
        ("讲授党课4讲。", (4, "讲", "exact")),
    ],
)
def test_a_claim_is_read_with_value_unit_and_approximation(
    text: str, amount: tuple[float | None, str, str]
) -> None:
    assert amounts(text) == [amount]


@pytest.mark.parametrize(
    "text",
    [
        "2023年6月30日召开会议。",
        "第一季度，第三次会议，第十四条。",
        "交党发〔2024〕3号文件。",
        "落实“三会一课”、中央八项规定和“两个维护”。",
        "学习党的二十大和二十届三中全会精神。",
        "重点做好三个方面的工作。",
        "讲五点意见。",
        "这是一个党支部的一项工作。",
        "这是一次集中展示。",
        "庆祝改革开放40周年。",
        "“十四五”规划和四星级团委。",
        "成功举办，成立专班。",
        "数十次，几十人，多次研究。",
        "《关于开展100个示范支部建设的通知》印发。",
        "推行“1·3·3·6”部署。",
        "**企业获评“**”称号。",
        "突出抓好六项重点工作。",
        "加强“八小时外”监督。",
        "联系电话：0731-82345678。",
        "开展百名书记讲党课，千家万户，十分重视。",
        "24小时值守，8小时工作制。",
        "3/15前上报。",
    ],
)
def test_dates_ordinals_numbers_of_documents_and_names_are_no_claims(text: str) -> None:
    assert figures(text) == []


def test_a_range_has_two_ends() -> None:
    (found,) = figures("每个支部培养3至5名积极分子。")
    assert (found.value, found.high, found.unit) == (Fraction(3), Fraction(5), "名")


def test_the_scale_behind_a_range_is_that_of_both_ends() -> None:
    (found,) = figures("每个支部安排经费3至5万元。")
    assert (found.value, found.high, found.unit) == (30_000, 50_000, "元")


def test_a_list_of_respective_figures_is_one_claim_each() -> None:
    assert amounts("三个支部分别开展活动3、4、12次。") == [
        (3, "个", "exact"),
        (3, "次", "exact"),
        (4, "次", "exact"),
        (12, "次", "exact"),
    ]


def test_a_rise_gives_both_figures_one_measure() -> None:
    first, second = figures("下半年开展联建的支部从10个上升到20个。")
    assert (first.value, second.value) == (10, 20)
    assert first.measure == second.measure


def test_a_comparison_keeps_the_measure_and_takes_its_own_period() -> None:
    first, second = figures("下半年开展宣传30余次，较上半年的15次大幅提高。")
    assert (first.period, second.period) == ("下半年", "上半年")
    assert first.measure == second.measure == "开展宣传"


def test_subject_measure_and_period_come_from_the_sentence() -> None:
    (found,) = figures("局党委中心组2023年开展6次集中学习。")
    assert (found.subject, found.measure, found.period) == ("局党委中心组", "开展集中学习", "2023年")


def test_a_position_points_at_its_quote() -> None:
    document = text_document("全年召开支委会24次，党员大会8次。")
    assert [document.text[one.start : one.end] for one in read_figures(document)] == ["24次", "8次"]


@pytest.mark.parametrize(("number", "count"), [("000", 0), ("001", 12), ("002", 0), ("003", 25), ("004", 19)])
def test_the_real_documents_hold_as_many_claims(seeds: Path, number: str, count: int) -> None:
    text = next(seeds.glob(f"{number}_*.txt")).read_text()
    assert len(figures(text)) == count


def test_the_command_prints_the_agreed_keys(tmp_path: Path) -> None:
    path = tmp_path / "总结.txt"
    path.write_text("今年新发展党员124人，慰问**人。")
    out = StringIO()
    call_command("read_figures", str(path), "--json", stdout=out)
    printed = json.loads(out.getvalue())
    first, second = printed["figures"]
    assert printed["doubts"] == []
    keys = {"quote", "subject", "measure", "value", "unit", "approx", "period", "start", "end"}
    assert keys <= set(first)
    assert (first["value"], first["approx"], first["period"]) == (124, "exact", "今年")
    assert (second["value"], second["approx"]) == (None, "masked")
    out = StringIO()
    call_command("read_figures", str(path), stdout=out)
    assert "慰问" in out.getvalue()


def test_the_number_of_an_item_is_no_part_of_the_count_that_follows() -> None:
    found = figures("存在问题\n1.记录不全。\n2.4个支部未按时上报。\n")
    assert [(one.quote, one.value) for one in found] == [("4个", 4)]
