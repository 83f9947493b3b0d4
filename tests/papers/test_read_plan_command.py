"""zhibu read-plan: JSON on standard output, refusals on standard error with a non-zero exit."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

TEXT = "2024年工作要点\n一、工作安排\n6月底前完成换届（牵头单位：组织处）。\n"


def run(path: Path, *options: str) -> str:
    out = StringIO()
    call_command("read_plan", str(path), *options, stdout=out)
    return out.getvalue()


def test_the_json_has_the_agreed_keys(tmp_path: Path) -> None:
    path = tmp_path / "计划.txt"
    path.write_text(TEXT, encoding="gb18030")
    plan = json.loads(run(path, "--json"))
    assert plan["title"] == "2024年工作要点"
    assert {key: plan["outline"][0][key] for key in ("level", "number", "title")} == {
        "level": 1,
        "number": "一、",
        "title": "工作安排",
    }
    (task,) = plan["tasks"]
    assert task["deadline"] == {"text": "6月底前", "date": "2024-06-30", "every": None}
    assert (task["outline"], task["lead"], task["responsible"]) == ("一、", ["组织处"], [])
    assert plan["warnings"] == []


def test_people_get_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "计划.txt"
    path.write_text(TEXT)
    assert "1. 6月底前完成换届｜6月底前｜组织处" in run(path)


def test_a_refusal_is_an_error_in_chinese(tmp_path: Path) -> None:
    path = tmp_path / "空.txt"
    path.write_bytes(b"")
    with pytest.raises(CommandError, match="文件是空的"):
        run(path)
    with path.open("wb") as file:
        file.truncate(60 * 2**20)
    with pytest.raises(CommandError, match=r"大小 60\.0 MB，超过上限 20 MB"):
        run(path)
    with pytest.raises(CommandError, match="文件打不开"):
        run(tmp_path / "没有.txt")
