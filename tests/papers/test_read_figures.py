"""Quantitative claims are found with value, unit, approximation and context; what only looks like one is left."""

import json
from datetime import date
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.papers.builders import text_document, word_file
from zhibu.papers import open_document
from zhibu.papers.figures import Figure, read_figures
from zhibu.papers.official import Paper, Table, write


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
        ("本科以上的占八成半。", (85, "%", "exact")),
        ("阅读量突破十万+。", (100000, "", "at_least")),
        ("开展志愿服务100+场。", (100, "场", "at_least")),
        ("平均年龄比去年增加0.8岁。", (0.8, "岁", "exact")),
        ("党员总数2000名。", (2000, "名", "exact")),
        ("满意度95.1分。", (95.1, "分", "exact")),
        ("讲授党课4讲。", (4, "讲", "exact")),
        ("致富能手七八名。", (7, "名", "exact")),
        ("历时1个半小时。", (1.5, "小时", "exact")),
        ("为期两天半。", (2.5, "天", "exact")),
        ("低6个多百分点。", (6, "个百分点", "at_least")),
        ("是十年前的2倍多。", (2, "倍", "at_least")),
        ("占八成多。", (80, "%", "at_least")),
        ("开会3小时20分。", (200, "分钟", "exact")),
        ("罚款四十六万五千元。", (465000, "元", "exact")),
        ("参加212人（次）。", (212, "人次", "exact")),
        ("查房超百次。", (100, "次", "at_least")),
        ("听课上千人次。", (1000, "人次", "at_least")),
        ("党员占比首次过半。", (50, "%", "at_least")),
        ("重大投诉为零。", (0, "", "exact")),
        ("支委会还不够10次。", (10, "次", "about")),
        ("药占比不超过20%。", (20, "%", "about")),
        ("最多跑一次。", (1, "次", "about")),
        ("参训率提升至百分之九十五点六。", (95.6, "%", "exact")),
        ("投入三点五万元。", (35000, "元", "exact")),
        ("捐款万余元。", (10000, "元", "at_least")),
        ("近万人参加。", (10000, "人", "about")),
        ("点击量突破10万。", (100000, "", "at_least")),
        ("利润同比增长-3.5%。", (-3.5, "%", "exact")),
        ("学习一个半月。", (1.5, "个月", "exact")),
        ("90后11名。", (11, "名", "exact")),
        ("慰问品36盒。", (36, "盒", "exact")),
        ("养羊30只。", (30, "只", "exact")),
        ("解答题目120道。", (120, "道", "exact")),
        ("清运垃圾3车。", (3, "车", "exact")),
        ("报送名单一份。", (1, "份", "exact")),
        ("党员大会、支委会各一次。", (1, "次", "exact")),
        ("某支部有一名党员被通报。", (1, "名", "exact")),
        ("还有一人未到会。", (1, "人", "exact")),
        ("有一个党支部未换届。", (1, "个", "exact")),
        ("仅有一起投诉。", (1, "起", "exact")),
        ("主题党日有一次流于形式。", (1, "次", "exact")),
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
        "推行“1名成员+1个支部”之外的1名成员＋1个支部＋1个科室机制。",
        "上午9时30分召开会议。",
        "排名后三位的进行约谈。",
        "前8个月有序推进。",
        "打造集体经济百万元村。",
        "成百上千的党员。",
        "筑牢3道防线，两头抓，2025年度考评。",
        "下午三点五十分开会。",
        "第7期\n2026年4月15日",
        "整改期限为2026年1月至6月。",
        "有一支队伍，有一个梦想；有一次，他说。",
        "第3车间，3车道，一户一策，又一张名片。",
        "这是唯一一个，合为一处，各一次性发放，手册一人一册。",
    ],
)
def test_dates_ordinals_numbers_of_documents_and_names_are_no_claims(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("药占比不超过20%。", "at_most"),
        ("耗占比控制在25%以内。", "at_most"),
        ("投诉不多于3件。", "at_most"),
        ("最多加6分。", "at_most"),
        ("近200人参加。", ""),
        ("不足20分钟。", ""),
        ("约3小时。", ""),
        ("不少于3次。", "at_least"),
        ("40余次。", "at_least"),
        ("开展活动3次。", ""),
    ],
)
def test_a_cap_is_told_from_what_is_only_near(text: str, bound: str) -> None:
    (found,) = figures(text)
    assert found.bound == bound


def test_a_pair_of_digits_is_a_range() -> None:
    (found,) = figures("走访困难户十七八户。")
    assert (found.value, found.high) == (17, 18)


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


def test_words_that_only_begin_or_end_like_others_stay_whole() -> None:
    first, second = figures("其中在职支部41个，本科及以上学历的占到八成。")
    assert first.measure == "在职支部"
    assert second.subject == ""


def test_a_comparison_keeps_the_measure_and_takes_its_own_period() -> None:
    first, second = figures("下半年开展宣传30余次，较上半年的15次大幅提高。")
    assert (first.period, second.period) == ("下半年", "上半年")
    assert first.measure == second.measure == "开展宣传"


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("抢险期间零事故。", "事故"),
        ("三分之二的党支部反映学用脱节。", "党支部反映学用脱节"),
        ("正在整改2个。", "正在整改"),
        ("台账存在涂改5处。", "台账存在涂改"),
        ("每月自查1次。", "自查"),
        ("无一例被投诉。", "投诉"),
        ("重大舆情零发生。", "重大舆情"),
        ("三次获评先进党组织。", "获评先进党组织"),
        ("走访慰问困难党员、老党员19人次。", "走访慰问困难党员、老党员"),
        ("统计公报\n白塔镇党委下辖党支部最多，为76个。", "下辖党支部"),
    ],
)
def test_the_measure_keeps_the_words_that_count(text: str, measure: str) -> None:
    (found,) = figures(text)
    assert found.measure == measure


def test_a_cell_with_its_own_unit_is_measured_by_the_heading_of_its_column() -> None:
    rows = [["党支部", "党员", "到会率", "备注"], ["甲支部", "12名", "96.3%", "缺1人"]]
    found = read_figures(open_document("表.docx", word_file(["统计表"], rows)))
    assert [one.measure for one in found] == ["党员", "到会率", "缺"]


def test_a_cell_that_says_how_it_changed_is_no_heading_and_keeps_its_word() -> None:
    rows = [["支部", "党员大会", "到会率同比变化"], ["甲", "十二次", "持平"], ["乙", "9次", "下降3个百分点"]]
    found = read_figures(open_document("表.docx", word_file(["统计表"], rows)))
    assert [(one.measure, one.value) for one in found] == [
        ("党员大会", 12), ("党员大会", 9), ("到会率同比变化下降", 3)
    ]  # fmt: skip


def test_a_cell_below_a_time_is_measured_by_the_first_words_of_its_row() -> None:
    rows = [["项目", "一季度", "二季度"], ["主题党日", "12次", "15次"]]
    found = read_figures(open_document("表.docx", word_file(["2026年上半年统计表"], rows)))
    assert [(one.measure, one.period) for one in found] == [("主题党日", "一季度"), ("主题党日", "二季度")]
    assert [one.span and one.span[0].month for one in found] == [1, 4]


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


def test_the_command_tells_bound_and_days(tmp_path: Path) -> None:
    path = tmp_path / "总结.txt"
    path.write_text("2025年上半年工作总结\n上半年投诉不超过3件，访谈20人。\n开展活动5次。\n")
    out = StringIO()
    call_command("read_figures", str(path), "--json", stdout=out)
    first, second, third = json.loads(out.getvalue())["figures"]
    assert (first["approx"], first["bound"], second["bound"]) == ("about", "at_most", "")
    assert (first["period_start"], first["period_end"]) == ("2025-01-01", "2025-06-30")
    assert third["period_start"] is None and third["period_end"] is None


def test_the_number_of_an_item_is_no_part_of_the_count_that_follows() -> None:
    found = figures("存在问题\n1.记录不全。\n2.4个支部未按时上报。\n")
    assert [(one.quote, one.value) for one in found] == [("4个", 4)]


def test_a_row_that_begins_with_a_time_is_about_that_time() -> None:
    document = Paper(
        "表",
        (Table(("季度", "达标（项次）"), (("2026年第一季度", "20"), ("公路中心", "7"))),),
        "",
        date(2026, 7, 1),
    )
    first, second = read_figures(open_document("表.docx", write(document)))
    assert (first.subject, first.period, first.value) == ("", "2026年第一季度", 20)
    assert (second.subject, second.period) == ("公路中心", "")
