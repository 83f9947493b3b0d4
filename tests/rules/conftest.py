from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from zhibu.rules import packs

PACKS = Path(__file__).parents[2] / "packs"

_WRITTEN = {
    "pack.yaml": 'id: small\ntitle: 小包\nversion: "1"\n',
    "sources.yaml": """
        rule:
          title: 《办法》
          issuer: 某单位
          clauses:
            one: {number: 第一条, quote: 每季度一次, status: V}
            custom: {quote: 惯例, status: L}
    """,
    "parameters/times.yaml": """
        times:
          title: 次数
          values:
            - {in_force_from: 2020-01-01, value: 1, clause: rule/one}
    """,
    "kinds/kinds.yaml": "lecture: {title: 党课}\n",
    "facts/facts.yaml": """
        lectures:
          title: 党课次数
          subject: organisation
          table: activity
          measure: count
          where: {kind: lecture}
        months: {title: 整月数, subject: organisation, table: organisation, measure: full_months}
    """,
    "indicators/lecture.yaml": """
        lecture:
          title: 党课
          subject: organisation
          kinds: [branch]
          period: quarter
          value: {fact: lectures}
          required: {parameter: times}
          clause: rule/one
    """,
    "cases/lecture.yaml": """
        lecture:
          - {case: 有, period: 2026Q3, facts: {lectures: 1}, verdict: met}
          - {case: 无, period: 2026Q3, facts: {lectures: 0}, verdict: not_met}
          - {case: 不知道, period: 2026Q3, facts: {}, verdict: unknown}
    """,
}

SMALL = {path: dedent(text).lstrip() for path, text in _WRITTEN.items()}

WritePack = Callable[..., Path]


@pytest.fixture
def write_pack(tmp_path: Path) -> WritePack:
    """Writes the small pack with some of its files replaced (None: left out) and gives its directory."""

    def write(files: dict[str, str | None] | None = None, name: str = "small") -> Path:
        directory = tmp_path / name
        for path, text in {**SMALL, **(files or {})}.items():
            if text is not None:
                (directory / path).parent.mkdir(parents=True, exist_ok=True)
                (directory / path).write_text(text, encoding="utf-8")
        return directory

    return write


@pytest.fixture(scope="session")
def branch_life() -> packs.Pack:
    return packs.load(PACKS / "branch-life")
