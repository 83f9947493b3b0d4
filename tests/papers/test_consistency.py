"""Common mistakes in figures are caught, and what agrees is left alone."""

import pytest

from tests.papers.builders import text_document
from zhibu.papers.figures import find_doubts, read_figures


def kinds(text: str) -> list[str]:
    document = text_document(text)
    return [doubt.kind for doubt in find_doubts(document, read_figures(document))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("共有党组织20个，包括党委2个、党支部17个。", "total"),
        ("共有党组织20个，其中党委5个、党支部17个。", "total"),
        ("党员总数2000名，其中女党员812名，占34.5%。", "share"),
        ("全年召开党员大会12次。总的看，全年召开党员大会15次。", "repeated"),
        ("一支部开展活动5次、二支部开展活动6次，合计12次。", "total"),
        ("全年发展党员19名，其中35岁以下23名。", "total"),
        ("收到建议118条，办结112条，办结率98.9%。", "share"),
        ("查摆问题43个，已整改39个，整改率95.2%。", "share"),
        ("应到486人，到会458人，到会率97.2%。", "share"),
        ("抽查支部156个，评为好的98个、较好的45个、一般的13个，分别占62.8%、38.8%和8.3%。", "share"),
        ("开展联建的支部从10个增加到20个，增长50%。", "change"),
        ("开展联建的支部从10个增加到8个。", "change"),
        ("投诉由21件降至8件，减少15件。", "change"),
        ("参学率由83%升至97.5%，提高12.5个百分点。", "change"),
        ("企业由8户增加到21户，增长2.6倍。", "change"),
        ("召开支委会175次，较去年同期的160次增加25次。", "change"),
    ],
)
def test_a_contradiction_is_found(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "共有党组织20个，包括党委3个、党支部17个。",
        "共有党组织20个，其中党委2个、党支部17个。",
        "党员总数2356名，其中女党员812名，占34.5%。",
        "党员总数2356名，其中女党员812名，占34%。",
        "全年召开党员大会12次。全年召开党员大会12次。",
        "开展联建的支部从10个上升到20个。",
        "慰问党员**名，其中老党员5名、困难党员6名。",
        "办实事50余件，其中便民服务30件、结对帮扶40件。",
        "一支部开展活动5次、二支部开展活动6次，合计11次。",
        "全年发展党员19名，其中35岁以下13名、大专以上学历15名。",
        "17个支部次数不足，其中5个支部为1次；23个支部缺项。",
        "党员418名，较年初净增11名，其中女党员96名。",
        "收到建议118条，办结112条，办结率94.9%。",
        "收到建议约118条，办结112条，办结率98%。",
        "发放问卷1500份，回收1438份，有效问卷1402份，有效回收率93.5%。",
        "86个支部开展活动521次，其中81个支部做到每月1次，占94.2%。",
        "抽查支部156个，评为好的98个、较好的45个、一般的13个，分别占62.8%、28.8%和8.3%。",
        "教工党员498人、学生党员854人，分别占36.8%和63.2%。",
        "开展联建的支部从10个增加到20个，增长100%。",
        "开展联建的支部从30个增加到40个，增长33.3%。",
        "开展联建的支部从30个增加到40个，增长约三成。",
        "发现问题从45个下降到12个，信访投诉量下降30%。",
        "参学率由83%升至97.5%，提高14.5个百分点。",
        "企业由8户增加到21户，增长1.6倍。",
        "召开支委会175次，较去年同期的160次增加15次，增幅9.4%。",
        "支部由约10个增加到20个，增长50%。",
        "三个支部分别开展联建活动12次、9次、7次、5次、3次。",
    ],
)
def test_what_agrees_or_is_only_approximate_is_left_alone(text: str) -> None:
    assert kinds(text) == []


def table(rows: list[list[str]]) -> list[str]:
    document = text_document("\n".join("\t".join(row) for row in rows))
    return [doubt.kind for doubt in find_doubts(document, read_figures(document))]


HEAD = ["支部", "党员（名）", "到会率（%）"]


def test_a_row_of_totals_is_the_sum_of_its_column() -> None:
    rows = [HEAD, ["一支部", "10", "90"], ["二支部", "20", "80"]]
    assert table([*rows, ["合计", "31", "83.3"]]) == ["total"]
    assert table([*rows, ["合计", "30", "83.3"]]) == []


def test_a_column_with_a_gap_a_mask_or_rows_within_rows_is_not_summed_up() -> None:
    rows = [HEAD, ["一支部", "10", "90"], ["二支部", "**", "80"], ["三支部", "5", "80"]]
    assert table([*rows, ["合计", "31", "83.3"]]) == []
    nested = [HEAD, ["一支部", "10", "90"], ["其中女党员", "4", "80"], ["三支部", "5", "80"]]
    assert table([*nested, ["合计", "15", "83.3"]]) == []


def test_a_doubt_says_what_does_not_agree() -> None:
    document = text_document("党员总数2000名，其中女党员812名，占34.5%。")
    (doubt,) = find_doubts(document, read_figures(document))
    assert doubt.message == "812名 占 2000名 应为 40.60%，文中写 34.5%"
    assert document.text[doubt.start : doubt.end] == "812名，占34.5%"
