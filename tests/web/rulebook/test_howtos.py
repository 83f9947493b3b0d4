"""The how-tos' paths through the pages, followed literally: every label they name is there, and the result is sound."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client

from tests.web.rulebook.test_forms import fields
from tests.web.rulebook.test_pages import signed_in
from tests.world import World
from zhibu.domain.rulebook.models import Edition
from zhibu.domain.rulebook.queries import faults, issues_of

HOWTOS = Path("docs/howto")
NEVER_SEEN = {"改回这一次", "恢复安装时的规则", "启用"}
"""Labels of pages that the path does not come to: they stand on the page of an activated change."""


def _words(page: str) -> str:
    """The page as it reads, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


class Walk:
    """A person at the pages; remembers every page and every word typed."""

    def __init__(self, client: Client) -> None:
        self.client, self.seen, self.typed = client, "", set[str]()

    def get(self, address: str) -> str:
        page = unescape(self.client.get(address, follow=True).content.decode())
        self.seen += page + _words(page)
        return page

    def begin(self, pack: str) -> None:
        self.get("/rules/")
        self.get(f"/rules/{pack}/")
        self.client.post(f"/rules/{pack}/change/")
        self.edition = Edition.objects.get(pack=pack)
        self.get(f"/rule-changes/{self.edition.pk}/")

    def add(self, path: str, at: str, **said: str) -> str:
        """Add something to a list; gives the place it has."""
        self.get(f"/rule-changes/{self.edition.pk}/list/?file={path}")
        self.typed |= set(said.values())
        answer = self.client.post(
            f"/rule-changes/{self.edition.pk}/arrange/", {"file": path, "at": at, "do": "add", **said}
        )
        self.get(answer["Location"])
        return re.search(r"at=([^&]+)", answer["Location"])[1].replace("%2F", "/")

    def fill(self, path: str, at: str, *rows: str, **said: Any) -> None:
        """Add the rows, fill in the fields, save."""
        page = f"/rule-changes/{self.edition.pk}/form/"
        sent: dict[str, Any] = fields(self.client.get(f"{page}?file={path}&at={at}").content.decode())
        for row in rows:
            answer = self.client.post(page, {**sent, "file": path, "at": at, "do": row})
            self.seen += unescape(answer.content.decode())
            sent = fields(answer.content.decode())
        said = {name.replace("__", "."): value for name, value in said.items()}
        self.typed |= {str(value) for value in said.values()}
        assert said.keys() <= sent.keys() | {"kinds"}
        answer = self.client.post(page, {**sent, **said, "file": path, "at": at, "do": "save"})
        assert answer.status_code == 302
        self.get(answer["Location"])

    def misses(self, howto: str) -> list[str]:
        """Labels and values of the how-to's path that were on no page and typed nowhere."""
        text = (HOWTOS / howto).read_text(encoding="utf-8")
        path = text[text.index("## 在网页上按表单改") :].split("\n## ")[0]
        named = [*re.findall(r"“([^”]+)”", path), *re.findall(r"`([^`]+)`", path)]
        return [one for one in named if one not in self.seen and one not in self.typed | NEVER_SEEN]


@pytest.fixture
def walk(world: World) -> Walk:
    return Walk(signed_in(world.office))


def case(number: int, what: str, verdict: str, **facts: str) -> dict[str, str]:
    """One row of the form of an indicator's cases."""
    row = {"case": what, "period": "2026Q3", "verdict": verdict}
    row |= {f"facts__{name}": value for name, value in facts.items()}
    return {f"cases__{number}__{name}": value for name, value in row.items()}


def test_an_indicator_is_added_by_form_as_the_how_to_says(walk: Walk) -> None:
    walk.begin("branch-life")
    at = walk.add("sources.yaml", "", title="走访慰问工作安排（单位惯例，可调整）", name="visit-custom")
    walk.fill("sources.yaml", at, issuer="本单位")
    clause = walk.add("sources.yaml", f"{at}/clauses", title="每个支部每季度走访慰问不少于1次", name="times")
    walk.fill("sources.yaml", clause, status="L")
    path = "parameters/meetings.yaml"
    at = walk.add(path, "", title="走访慰问每季度次数", name="visits_per_quarter")
    walk.fill(
        path,
        at,
        "add values",
        values__0__in_force_from="2026-01-01",
        values__0__value="1",
        values__0__clause="visit-custom/times",
        unit="次",
        local="true",
    )
    path = "facts/activities.yaml"
    at = walk.add(path, "", title="走访慰问次数", name="visit_count")
    walk.fill(
        path, at, subject="organisation", table="activity", measure="count", where="{kind: visit}", unit="次"
    )
    path = "indicators/meetings.yaml"
    at = walk.add(path, "", title="走访慰问按季开展", name="visit_quarterly")
    walk.fill(
        path,
        at,
        "add-name applies",
        subject="organisation",
        kinds=["branch"],
        period="quarter",
        applies__0="whole_period",
        value__first="{fact: visit_count}",
        required__first="{parameter: visits_per_quarter}",
        unit="次",
        clause="visit-custom/times",
    )
    walk.fill(
        "cases/meetings.yaml",
        at,
        *["add cases"] * 4,
        **case(0, "走访一次", "met", full_months="3", visit_count="1"),
        **case(1, "一次没有", "not_met", full_months="3", visit_count="0"),
        **case(2, "没有记录", "unknown", full_months="3"),
        **case(3, "季度中成立", "not_applicable", full_months="1"),
    )
    walk.edition.refresh_from_db()
    cases = (HOWTOS / "add-an-indicator.md").read_text(encoding="utf-8").split("cases/visits.yaml`")[1]
    block = re.search(r"```yaml\n(.*?)```", cases, re.DOTALL)[1]
    kept = walk.edition.files["cases/meetings.yaml"]
    assert yaml.safe_load(kept)["visit_quarterly"] == yaml.safe_load(block)["visit_quarterly"]
    assert issues_of(walk.edition) == []
    assert walk.misses("add-an-indicator.md") == []


def test_a_score_item_is_added_by_form_as_the_how_to_says(walk: Walk) -> None:
    walk.begin("branch-points")
    path = "sheets/quarter.yaml"
    at = walk.add(path, "branch_points/groups/1/items", title="走访慰问达标", type="base")
    chosen = {"when__first": "{fact: visits}", "when__op": "at_least", "when__bound_number": "2"}
    walk.fill(path, at, points="3", **chosen)
    walk.edition.refresh_from_db()
    assert "when: {at_least: [{fact: visits}, 2]}" in walk.edition.files[path]
    assert faults(issues_of(walk.edition)) == []
    walk.get(f"/rule-changes/{walk.edition.pk}/try/")
    walk.get(f"/rule-changes/{walk.edition.pk}/affected/")
    walk.seen += "升档、降档、分数变化、不变、暂无数据：没有结过账时不列"
    assert walk.misses("add-a-score-item.md") == []
