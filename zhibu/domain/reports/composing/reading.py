"""What one snapshot says, in the counts that reports are made of. Reads the snapshot and nothing else."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from zhibu.domain.assessment.governing import judged, kept_in
from zhibu.domain.assessment.queries import Tally
from zhibu.facts import evaluate, snapshot
from zhibu.rules.model import Indicator, Pack
from zhibu.rules.periods import Period

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Judged:
    """An indicator with its results: the tally, and who did not meet it, in the order of the tree."""

    indicator: Indicator
    pack: Pack
    period: Period
    tally: Tally
    failing: Sequence[str]

    @property
    def rule(self) -> str:
        """支部组织生活 2026.1，《…》第十一条."""
        return f"{self.pack.title} {self.pack.version}，{self.indicator.citation.text}"


@dataclass(frozen=True)
class Mended:
    """Problems raised up to the end of the period, one for each organisation concerned, and how many are put right."""

    raised: int
    closed: int
    recurring: int

    @property
    def open(self) -> int:
        return self.raised - self.closed


@dataclass(frozen=True)
class Reading:
    """The counts. `silent` are branches without a record and without the word that there is none (报全)."""

    period: Period
    digest: str
    rows: Mapping[str, int]
    name: str
    branches: int
    groups: int
    members: int
    activities: int
    declared: int
    silent: Sequence[str]
    all_met: int
    judged: Sequence[Judged]
    mended: Mended


def read(directory: Path) -> Reading:
    """Read and judge the snapshot in `directory`. Raises SnapshotError where there is none or it is damaged."""
    manifest = snapshot.read_manifest(directory)
    period = Period.parse(manifest.period)
    tables = {name: pq.read_table(directory / f"{name}.parquet") for name in _COLUMNS}
    rows = {name: table.select(_COLUMNS[name]).to_pylist() for name, table in tables.items()}
    places = {row["id"]: row for row in rows["organisation"] if _holds(row["dissolved_on"], period.end)}
    branches = [row for row in places.values() if row["kind"] == "branch"]
    active = _active(rows["activity"], places, period)
    declared = _declared(rows["declaration"], period)
    silent = [row for row in branches if row["id"] not in active and row["id"] not in declared]
    results = _results(directory, period)
    return Reading(
        period=period,
        digest=manifest.digest,
        rows={name: manifest.rows(name) for name in rows},
        name=min(rows["organisation"], key=lambda row: row["path"])["name"] if rows["organisation"] else "",
        branches=len(branches),
        groups=sum(row["kind"] == "group" for row in places.values()),
        members=sum(_holds(row["until"], period.end) for row in rows["membership"]),
        activities=sum(period.start <= row["held_on"] <= period.end for row in rows["activity"]),
        declared=sum(row["id"] in declared for row in branches),
        silent=[row["name"] for row in _in_order(silent)],
        all_met=_all_met(results, branches),
        judged=_judged(directory, period, results, places),
        mended=_mended(rows["finding"], results, period),
    )


_COLUMNS = {
    "organisation": ["id", "parent_id", "path", "kind", "name", "dissolved_on"],
    "membership": ["until"],
    "activity": ["organisation_id", "held_on"],
    "declaration": ["organisation_id", "period"],
    "finding": ["organisation_id", "indicator", "closed_on"],
}
Results = Mapping[str, Mapping[int, str]]


def _results(directory: Path, period: Period) -> Results:
    """Indicator id -> organisation -> verdict."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for row in evaluate(directory, kept_in(directory), period):
        found[row.indicator][row.subject] = row.verdict
    return found


def _judged(directory: Path, period: Period, results: Results, places: Mapping[int, Row]) -> list[Judged]:
    found = []
    for indicator, pack, own in judged(kept_in(directory), period):
        verdicts = results.get(indicator.id, {})
        counts = {name: list(verdicts.values()).count(name) for name in ("met", "not_met", "unknown")}
        tally = Tally(**counts, not_applicable=len(verdicts) - sum(counts.values()))
        failing = [places[pk] for pk, verdict in verdicts.items() if verdict == "not_met" and pk in places]
        found.append(Judged(indicator, pack, own, tally, [row["name"] for row in _in_order(failing)]))
    return [one for one in found if one.tally.judged]


def _all_met(results: Results, branches: Sequence[Row]) -> int:
    """Branches that meet all that applies to them."""
    by_place: dict[int, set[str]] = defaultdict(set)
    for verdicts in results.values():
        for pk, verdict in verdicts.items():
            by_place[pk].add(verdict)
    return sum("met" in by_place[row["id"]] <= {"met", "not_applicable"} for row in branches)


def _mended(findings: Sequence[Row], results: Results, period: Period) -> Mended:
    recurring = {
        (row["indicator"], row["organisation_id"])
        for row in findings
        if results.get(row["indicator"], {}).get(row["organisation_id"]) == "not_met"
    }
    closed = sum(row["closed_on"] is not None and row["closed_on"] <= period.end for row in findings)
    return Mended(len(findings), closed, len(recurring))


def _active(activities: Sequence[Row], places: Mapping[int, Row], period: Period) -> set[int]:
    """Organisations that recorded something in the period, and the branches of groups that did."""
    own = {row["organisation_id"] for row in activities if period.start <= row["held_on"] <= period.end}
    return own | {places[pk]["parent_id"] for pk in own if pk in places and places[pk]["kind"] == "group"}


def _declared(declarations: Sequence[Row], period: Period) -> set[int]:
    """Organisations that declared the quarter, or each month of it, complete."""
    months = {str(month) for month in period.months()}
    said: dict[int, set[str]] = defaultdict(set)
    for row in declarations:
        said[row["organisation_id"]].add(row["period"])
    return {pk for pk, texts in said.items() if str(period) in texts or months <= texts}


def _in_order(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row["path"])


def _holds(until: date | None, day: date) -> bool:
    return until is None or until > day
