"""The document is cut into runs without losing a character."""

from zhibu.web.intake.passages import paragraphs

TEXT = "标题\n\n一、学习。各支部完成**次学习。密码：abc\n尾"
OUTLINE = [{"start": 4, "end": 8, "level": 1}]
MASKED = {"kind": "masked", "title": "隐去的内容", "start": 14, "end": 16}
NOISE = {"kind": "password", "title": "文档密码", "start": 20, "end": 26}
SOURCE = (7, 9, 19)


def test_every_line_that_is_not_blank_is_kept_whole():
    found = paragraphs(TEXT, OUTLINE, [MASKED, NOISE], [SOURCE])
    assert ["".join(run.text for run in one.runs) for one in found] == [
        line for line in TEXT.split("\n") if line
    ]


def test_a_source_is_one_link_with_one_anchor_though_a_masked_value_cuts_it():
    runs = [run for run in paragraphs(TEXT, OUTLINE, [MASKED], [SOURCE])[1].runs if run.proposal == 7]
    assert "".join(run.text for run in runs) == TEXT[9:19]
    assert [run.first for run in runs] == [True, False, False]
    assert [run.text for run in runs if run.is_masked] == ["**"]


def test_noise_and_titles_are_told_apart_from_text():
    runs = paragraphs(TEXT, OUTLINE, [NOISE], [])[1].runs
    assert [(run.text, run.notice) for run in runs if run.notice] == [("密码：abc", "文档密码")]
    assert [run.text for run in runs if run.is_title] == [TEXT[4:8]]


def test_a_heading_that_fills_its_line_makes_it_a_heading():
    found = paragraphs("一、学习\n正文", [{"start": 0, "end": 4, "level": 1}], [], [])
    assert [one.level for one in found] == [1, None]


def test_a_source_over_two_lines_has_one_anchor():
    found = paragraphs("甲乙\n丙丁", [], [], [(1, 1, 4)])
    assert [run.first for one in found for run in one.runs if run.proposal] == [True, False]


def test_the_lines_of_a_table_row_are_its_cells_blank_ones_too():
    text = "前文\n序号\n任务\n1\n\n完成换届\n后文"
    found = paragraphs(text, [], [], [(5, 12, 16)], [(3, 8), (9, 16)])
    assert [["".join(run.text for run in cell) for cell in one.cells] for one in found] == [
        ["前文"],
        ["序号", "任务"],
        ["1", "", "完成换届"],
        ["后文"],
    ]
    assert [run.proposal for run in found[2].runs] == [None, 5]
