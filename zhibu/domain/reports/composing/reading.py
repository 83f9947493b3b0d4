"""What one snapshot says, in the counts that reports are made of. Reads the snapshot and nothing else."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from zhibu.domain.assessment.governing import judged, kept_in
from zhibu.domain.assessment.queries import Common, Tally, common_from
from zhibu.domain.reports.composing import counted
from zhibu.domain.reports.composing.counted import Row, Rows
from zhibu.facts import evaluate, snapshot
from zhibu.facts.errors import SnapshotError
from zhibu.rules.model import Indicator, Pack
from zhibu.rules.periods import Period
from zhibu.rules.stretches import stretch_of


@dataclass(frozen=True)
class Place:
    """An organisation by its path; `unit` is the one directly below the topmost that it belongs to."""

    path: str
    name: str
    unit: str


@dataclass(frozen=True)
class Judged:
    """An indicator with its results: the tally, and who did not meet it, in the order of the tree."""

    indicator: Indicator
    pack: Pack
    period: Period
    tally: Tally
    lacking: Sequence[Place]

    @property
    def failing(self) -> list[str]:
        """The names of those who did not meet it."""
        return [one.name for one in self.lacking]

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
class Times:
    """How often something was done in the quarter, and how many came in all."""

    times: int = 0
    present: int = 0


@dataclass(frozen=True)
class Work:
    """Assignments due in the quarter, those done, those due by its end and not done; problems found and put right."""

    due: int
    done: int
    overdue: int
    found: int
    mended: int


@dataclass(frozen=True)
class Reading:
    """The counts. `silent` are branches without a record and without the word that there is none (报全).

    `kinds` has what was done by kind of activity, `common` from when a problem is a common one.
    """

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
    common: Common
    mended: Mended
    full: int
    probationary: int
    kinds: Mapping[str, Times]
    work: Work
    place: int = 0
    is_branch: bool = False
    is_own: bool = False

    def times_of(self, kind: str) -> int | None:
        """How often something was done; nothing recorded is no zero while a branch may still have something to tell."""
        return self.kinds[kind].times if kind in self.kinds else None if self.silent else 0

    @property
    def digest_short(self) -> str:
        """Enough of the digest to tell snapshots apart."""
        return self.digest[:12]


@dataclass(frozen=True)
class Opened:
    """The rows of one snapshot, of an organisation and below, read once for as many readings as are made of them."""

    directory: Path
    period: Period
    digest: str
    rows: Rows

    @classmethod
    def of(cls, directory: Path, organisation: int | None = None) -> "Opened":
        """Raises SnapshotError where there is none or it is damaged, or it does not hold the organisation."""
        manifest = snapshot.read_manifest(directory)
        rows = rows_of(directory, organisation)
        return cls(directory, Period.parse(manifest.period), manifest.digest, rows)

    def judged(self) -> Reading:
        """Everything, judged by the snapshot's own rules."""
        places = {row["id"]: row for row in self.rows["organisation"]}
        results = {
            indicator: {pk: verdict for pk, verdict in verdicts.items() if pk in places}
            for indicator, verdicts in _results(self.directory, self.period).items()
        }
        return replace(
            _told(self.rows, self.period, self.digest, results, self._present),
            judged=_judged(self.directory, self.period, results, places),
            common=common_from(kept_in(self.directory), self.period),
        )

    def counted(self, since: date | None = None) -> Reading:
        """As `judged` without verdicts, and so without what depends on them.

        With `since` not of its quarter alone but of the days from then to the quarter's end.
        """
        return _told(self.rows, self._stretch(since), self.digest, {}, self._present)

    def units(self, since: date | None = None) -> list[Reading]:
        """The organisations directly below, in the order of the tree, each with what is below it; as `counted`.
        Before them what is the organisation's own, where there is anything, so that the parts make up the whole.
        """
        rows, period = self.rows, self._stretch(since)
        if not rows["organisation"]:
            return []
        top = min(rows["organisation"], key=lambda row: str(row["path"]))
        below = [row for row in rows["organisation"] if row["parent_id"] == top["id"]]
        parts = _by_unit(rows, below)
        told = [
            _told(parts[one["id"]], period, self.digest, {}, {})
            for one in _in_order(below)
            if one["kind"] != "group"
        ]
        own = own_rows(rows, top["id"])
        if told and (own["activity"] or own["assignment"] or own["finding"] or own["membership"]):
            told.insert(0, replace(_told(own, period, self.digest, {}, {}), name=OWN, is_own=True))
        return told

    def _stretch(self, since: date | None) -> Period:
        return stretch_of(since, self.period.end) if since else self.period

    @cached_property
    def _present(self) -> Mapping[int, int]:
        return present(self.directory, [row["id"] for row in self.rows["activity"]])


def read(directory: Path, organisation: int | None = None) -> Reading:
    """Read and judge the snapshot in `directory`, of `organisation` and below only where it is given."""
    return Opened.of(directory, organisation).judged()


def _by_unit(rows: Rows, units: Sequence[Row]) -> dict[int, dict[str, list[Row]]]:
    """The rows at and below each of some organisations beside each other; each row is looked at once."""
    parts: dict[int, dict[str, list[Row]]] = {one["id"]: {name: [] for name in rows} for one in units}
    unit_at = {one["path"]: one["id"] for one in units}
    lengths = sorted({len(path) for path in unit_at})
    unit_of = {
        row["id"]: unit_at[row["path"][:length]]
        for row in rows["organisation"]
        for length in lengths
        if row["path"][:length] in unit_at
    }
    for name, found in rows.items():
        key = "id" if name == "organisation" else "organisation_id"
        for row in found:
            if row[key] in unit_of:
                parts[unit_of[row[key]]][name].append(row)
    return parts


def own_rows(rows: Rows, organisation: int) -> dict[str, list[Row]]:
    """What is the organisation's own, without those below."""
    return {
        name: [
            row for row in found if row["id" if name == "organisation" else "organisation_id"] == organisation
        ]
        for name, found in rows.items()
    }


def _told(rows: Rows, period: Period, digest: str, results: "Results", present: Mapping[int, int]) -> Reading:
    """What the rows say; `present` is how many came to each activity."""
    branches, held = counted.branches(rows, period), counted.held(rows, period)
    members = counted.members(rows, period)
    top = min(rows["organisation"], key=lambda row: str(row["path"]), default=None)
    return Reading(
        period=period,
        digest=digest,
        rows={name: len(found) for name, found in rows.items()},
        name=top["name"] if top else "",
        branches=len(branches),
        groups=len(counted.groups(rows, period)),
        members=len(members),
        activities=len(held),
        declared=len(counted.declared(rows, period)),
        silent=[row["name"] for row in counted.silent(rows, period)],
        all_met=_all_met(results, branches),
        judged=(),
        common=Common(None, None),
        mended=_mended(rows, results, period),
        full=sum(row["status"] == "full" for row in members),
        probationary=sum(row["status"] == "probationary" for row in members),
        kinds=_kinds(held, present),
        work=_work(rows, period),
        place=top["id"] if top else 0,
        is_branch=top is not None and top["kind"] == "branch",
    )


def rows_of(directory: Path, organisation: int | None) -> dict[str, list[Row]]:
    """The rows of the tables, of the organisation and below only."""
    found: dict[str, list[Row]] = {
        name: pq.read_table(directory / f"{name}.parquet", columns=columns).to_pylist()
        for name, columns in counted.COLUMNS.items()
    }
    if organisation is None:
        return found
    path = next((row["path"] for row in found["organisation"] if row["id"] == organisation), None)
    if path is None:
        raise SnapshotError(f"快照 {directory.name} 里没有编号为 {organisation} 的组织。请核对结账的范围。")
    return _at_or_below(found, path)


def _at_or_below(rows: Mapping[str, list[Row]], path: str) -> dict[str, list[Row]]:
    places = {row["id"] for row in rows["organisation"] if row["path"].startswith(path)}
    return {
        name: [row for row in found if row["id" if name == "organisation" else "organisation_id"] in places]
        for name, found in rows.items()
    }


def present(directory: Path, activities: Sequence[int]) -> dict[int, int]:
    """How many came to each of some activities."""
    came = pq.read_table(
        directory / "attendance.parquet",
        columns=["activity_id"],
        filters=(pc.field("status") == "present") & pc.field("activity_id").isin(activities),
    )
    return {row["values"]: row["counts"] for row in came["activity_id"].value_counts().to_pylist()}


def _kinds(held: Sequence[Row], present: Mapping[int, int]) -> dict[str, Times]:
    """Kind of activity -> how often it was held, and how many came."""
    found: dict[str, Times] = defaultdict(Times)
    for row in held:
        so_far = found[row["kind"]]
        found[row["kind"]] = Times(so_far.times + 1, so_far.present + present.get(row["id"], 0))
    return dict(sorted(found.items()))


def _work(rows: Rows, period: Period) -> Work:
    return Work(
        due=len(counted.due(rows, period)),
        done=len(counted.due(rows, period, "done")),
        overdue=len(counted.overdue(rows, period)),
        found=len(counted.found(rows, period)),
        mended=len(counted.mended(rows, period)),
    )


OWN = "本级"
"""What an organisation itself did, in a table of those below it."""
Results = Mapping[str, Mapping[int, str]]
STEP = 4
"""Characters of a path for each level of the tree."""


def _results(directory: Path, period: Period) -> Results:
    """Indicator id -> organisation -> verdict."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for row in evaluate(directory, kept_in(directory), period):
        found[row.indicator][row.subject] = row.verdict
    return found


def _judged(directory: Path, period: Period, results: Results, places: Mapping[int, Row]) -> list[Judged]:
    named = _placed(places)
    found = []
    for indicator, pack, own in judged(kept_in(directory), period):
        verdicts = results.get(indicator.id, {})
        counts = {name: list(verdicts.values()).count(name) for name in ("met", "not_met", "unknown")}
        tally = Tally(**counts, not_applicable=len(verdicts) - sum(counts.values()))
        failing = [named[pk] for pk, verdict in verdicts.items() if verdict == "not_met" and pk in named]
        found.append(Judged(indicator, pack, own, tally, sorted(failing, key=lambda one: one.path)))
    return [one for one in found if one.tally.judged]


def _placed(places: Mapping[int, Row]) -> dict[int, Place]:
    """Id -> place, with the name of its unit: that of the topmost for itself."""
    top = min((str(row["path"]) for row in places.values()), default="")
    named: dict[str, str] = {row["path"]: row["name"] for row in places.values()}
    unit = {path: named[path] for path in named if path == top or len(path) == len(top) + STEP}
    return {
        pk: Place(path, named[path], unit.get(path[: len(top) + STEP], named[path]))
        for pk, path in ((pk, str(row["path"])) for pk, row in places.items())
    }


def _all_met(results: Results, branches: Sequence[Row]) -> int:
    """Branches that meet all that applies to them."""
    by_place: dict[int, set[str]] = defaultdict(set)
    for verdicts in results.values():
        for pk, verdict in verdicts.items():
            by_place[pk].add(verdict)
    return sum("met" in by_place[row["id"]] <= {"met", "not_applicable"} for row in branches)


def _mended(rows: Rows, results: Results, period: Period) -> Mended:
    recurring = {
        (row["indicator"], row["organisation_id"])
        for row in rows["finding"]
        if results.get(row["indicator"], {}).get(row["organisation_id"]) == "not_met"
    }
    return Mended(len(rows["finding"]), len(counted.closed(rows, period)), len(recurring))


def _in_order(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row["path"])
