import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.rules.conftest import PACKS, SMALL, WritePack

FACTS = {
    "period": "2026Q3",
    "facts": {"own_branch_attendances": 3, "life_expected": 4, "trainings_attended": 0, "volunteer_times": 1},
}


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("packs", *(str(argument) for argument in arguments), stdout=out)
    return out.getvalue()


def facts_file(directory: Path, content: object) -> Path:
    path = directory / "facts.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def test_check_says_what_was_looked_at() -> None:
    told = re.fullmatch(
        r"1个规则包，19项指标，0张评分表，运行用例(\d+)个：没有问题。\n", run("check", PACKS / "branch-life")
    )
    assert told is not None and int(told[1]) >= 3 * 19


def test_check_lists_what_is_wrong_and_fails(write_pack: WritePack) -> None:
    directory = write_pack(
        {"indicators/lecture.yaml": SMALL["indicators/lecture.yaml"].replace("value:", "valu:")}
    )
    out = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("packs", "check", str(directory), "--json", stdout=out)
    found = json.loads(out.getvalue())
    assert stopped.value.code == 1
    assert found["ok"] is False
    assert found["issues"][0]["file"] == "small/indicators/lecture.yaml"
    assert any("是不是想写“value”？" in issue["message"] for issue in found["issues"])


def test_check_of_no_folder_says_what_to_write() -> None:
    with pytest.raises(CommandError, match="没有文件夹 nowhere。请写规则包所在的文件夹"):
        run("check", "nowhere")


def test_score_gives_points_and_leaves_what_is_unknown_unknown(tmp_path: Path) -> None:
    arguments = ("score", PACKS / "member-points", "--sheet", "member_points", "--facts")
    found = json.loads(run(*arguments, facts_file(tmp_path, FACTS), "--json"))
    points = {item["id"]: item["points"] for item in found["items"]}
    assert (found["total"], found["band"]) == (None, None)
    assert points == {"life": 45, "study": 0, "volunteer": 5, "post": None, "contribution": None}
    assert found["items"][0]["trace"]["clause"].startswith("党员积分管理办法")


def test_score_in_words(tmp_path: Path) -> None:
    lines = run(
        "score", PACKS / "member-points", "--sheet", "member_points", "--facts", facts_file(tmp_path, FACTS)
    )
    assert lines.splitlines()[0] == "参加组织生活\t45\t满分60"
    assert lines.splitlines()[-1].startswith("总分\t暂无数据")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            {"period": "2026Q3", "facts": {"life_expectd": 1}},
            "没有事实“life_expectd”。是不是想写“life_expected”？",
        ),
        ({"period": "2026Q3", "facts": {"life_expected": "很多"}}, "事实“life_expected”要写数"),
        ({"period": "2026", "facts": {}}, "这里要按季度计算"),
        ({"facts": {}}, "事实文件缺少“period”"),
    ],
)
def test_a_facts_file_that_does_not_fit_is_refused_in_words(
    tmp_path: Path, content: object, message: str
) -> None:
    with pytest.raises(CommandError, match=message):
        run(
            "score",
            PACKS / "member-points",
            "--sheet",
            "member_points",
            "--facts",
            facts_file(tmp_path, content),
        )


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="没有评分表“points”。有的是：member_points"):
        run("score", PACKS / "member-points", "--sheet", "points", "--facts", facts_file(tmp_path, FACTS))


def test_a_facts_file_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="事实文件打不开"):
        run("score", PACKS / "member-points", "--sheet", "member_points", "--facts", tmp_path / "none.json")
