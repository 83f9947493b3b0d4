"""What is told of a .txt points into the file itself, whatever blanks and lines the reader left out."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.papers.builders import word_file
from zhibu.papers import open_document

TEXTS = {
    "spaced": "2026 年第 1 季度，办公室召开党员大会 12 次，到会率 95 %。\n",
    "double": "\n\n".join(
        ["某某支部总结", "一、学习", "开展主题党日6次。", "讲党课2次。", "二、组织", "发展党员3名。"]
    ),
    "barred": "| 单位 | 次数 |\n|---|---|\n| 甲支部 | 12次 |\n| 乙支部 | 9次 |\n全年召开大会4次。\n",
    "windows": "甲支部开展主题党日 6 次。\r\n\r\n乙支部讲党课 2 次。\r\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_every_quote_stands_in_the_file_where_the_answer_says(name: str, tmp_path: Path) -> None:
    path, out = tmp_path / "文.txt", StringIO()
    path.write_bytes(TEXTS[name].encode())
    call_command("read_figures", str(path), "--json", stdout=out)
    figures = json.loads(out.getvalue())["figures"]
    raw = TEXTS[name].replace("\r\n", "\n")
    assert len(figures) >= 2
    for figure in figures:
        assert raw[figure["start"] : figure["end"]] == figure["quote"]
        digits = "".join(char for char in figure["quote"] if char.isdigit())
        assert digits == str(figure["value"])


def test_headings_and_tasks_point_into_the_file_too(tmp_path: Path) -> None:
    first = "2026 年工作要点\n\n一、重点任务\n\n办公室于 6 月 30 日前修订制度。\n\n"
    text = first + "二、有关要求\n\n工会 9 月底前召开大会。\n\n三、其他\n"
    path, out = tmp_path / "文.txt", StringIO()
    path.write_text(text)
    call_command("read_plan", str(path), "--json", stdout=out)
    plan = json.loads(out.getvalue())
    assert [text[one["start"] : one["end"]] for one in plan["outline"]] == [
        "一、重点任务",
        "二、有关要求",
        "三、其他",
    ]
    assert [text[one["start"]] for one in plan["tasks"]] == ["办", "工"]


def test_a_figure_answers_by_the_agreed_keys_in_a_file_of_any_kind(tmp_path: Path) -> None:
    path, out = tmp_path / "表.docx", StringIO()
    path.write_bytes(
        word_file(
            ["甲支部开会 12 次，慰问**名，不少于 3 户，约 5 人。"], [["支部", "党课"], ["乙支部", "4次"]]
        )
    )
    call_command("read_figures", str(path), "--json", stdout=out)
    figures = json.loads(out.getvalue())["figures"]
    text = open_document(path.name, path.read_bytes()).text
    assert [text[one["start"] : one["end"]] for one in figures] == [one["quote"] for one in figures]
    assert [one["approx"] for one in figures] == ["exact", "masked", "at_least", "about", "exact"]
    assert [one["value"] for one in figures] == [12, None, 3, 5, 4]
