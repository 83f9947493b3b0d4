"""zhibu check-figures: verdicts with the measure and the records behind each."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.judged import House, make_house
from zhibu.domain.activities.models import Activity


@pytest.fixture
def house(db: None) -> House:
    house = make_house()
    house.hold(house.branches[0], "theme_day", date(2026, 7, 8), date(2026, 8, 12))
    return house


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "稿.txt"
    path.write_text("三季度，第1支部开展主题党日2次，党员15名，印发简报8期。\n", encoding="utf-8")
    return path


def run(*words: str) -> str:
    out = io.StringIO()
    call_command("check_figures", *words, stdout=out)
    return out.getvalue()


def test_each_figure_comes_with_its_verdict_measure_and_records(house: House, draft: Path) -> None:
    told = json.loads(run(str(draft), "--organisation", str(house.root.pk), "--period", "2026Q3", "--json"))
    first, second, third = told["figures"]
    keys = sorted(Activity.objects.values_list("pk", flat=True))
    assert (first["verdict"], first["measure"]["id"]) == ("confirmed", "times/theme_day")
    assert first["organisation"]["name"] == "第1支部"
    assert first["records"] == {
        "table": "activity",
        "ids": keys,
        "links": [f"/records/{pk}/" for pk in keys],
    }
    assert (second["verdict"], second["recorded"]) == ("contradicted", "9")
    assert (third["verdict"], third["recorded"], third["records"]["ids"]) == ("no_record", None, [])


def test_without_json_it_is_told_in_lines(house: House, draft: Path) -> None:
    lines = run(str(draft), "--organisation", str(house.root.pk), "--period", "2026Q3").splitlines()
    assert lines[0].startswith("一致\t2次\t主题党日次数")
    assert lines[1].startswith("不符\t15名")


@pytest.mark.parametrize(
    ("organisation", "period", "said"), [("0", "2026Q3", "没有编号为0的组织"), ("", "2026Q9", "不是期间")]
)
def test_a_wrong_organisation_or_period_is_told(
    house: House, draft: Path, organisation: str, period: str, said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        run(str(draft), "--organisation", organisation or str(house.root.pk), "--period", period)
