"""What is known of a period beside single records: verdicts by indicator, who reported. Pure once its rows are read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar

import pyarrow as pa
import pyarrow.compute as pc

from zhibu.domain.assessment.models import Closing
from zhibu.domain.checking.measures import Tally
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.queries import subtree
from zhibu.rules.periods import MONTHS_IN, Period

_JUDGED = ("met", "not_met", "unknown")
_PARTS = {
    "judged": _JUDGED,
    "met": ("met",),
    "not_met": ("not_met",),
    "unknown": ("unknown",),
    "met_share": ("met",),
}


@dataclass(frozen=True)
class Row:
    """A result of a closing."""

    pk: int
    indicator: str
    verdict: str
    organisation: int
    kind: str
    path: str


@dataclass(frozen=True)
class Verdicts:
    """All results of a closing below one organisation."""

    found: tuple[Row, ...]

    @classmethod
    def of(cls, closing: Closing, path: str) -> "Verdicts":
        """One query."""
        rows = closing.results.filter(subtree(path, "organisation__path")).order_by("pk")
        columns = (
            "pk",
            "indicator",
            "verdict",
            "organisation_id",
            "organisation__kind",
            "organisation__path",
        )
        return cls(tuple(Row(*row) for row in rows.values_list(*columns)))

    def below(self, path: str) -> "Tallies":
        return Tallies(tuple(row for row in self.found if row.path.startswith(path)))


@dataclass(frozen=True)
class Tallies:
    """The results at and below one organisation."""

    found: tuple[Row, ...]

    def rows(self, tally: Tally) -> list[int]:
        """The results that a tally counts."""
        return [row.pk for row in self._of(tally) if row.verdict in _PARTS[tally.part]]

    def value(self, tally: Tally) -> Fraction | None:
        """What a tally comes to; None where nothing was judged."""
        judged = sum(row.verdict in _JUDGED for row in self._of(tally))
        if not judged:
            return None
        part = len(self.rows(tally))
        return Fraction(100 * part, judged) if tally.part == "met_share" else Fraction(part)

    @property
    def indicators(self) -> int:
        """How many indicators applied to somebody."""
        return len({row.indicator for row in self.found if row.verdict in _JUDGED})

    @property
    def all_met(self) -> int:
        """Branches that met all that applies to them, something at least."""
        return sum("met" in one <= {"met", "not_applicable"} for one in self._by_branch())

    @property
    def all_met_share(self) -> Fraction | None:
        """The same in per cent of the branches to which something applies; None where there is none."""
        judged = sum(not one.isdisjoint(_JUDGED) for one in self._by_branch())
        return Fraction(100 * self.all_met, judged) if judged else None

    def _by_branch(self) -> list[set[str]]:
        verdicts: dict[int, set[str]] = defaultdict(set)
        for row in self.found:
            if row.kind == Kind.BRANCH:
                verdicts[row.organisation].add(row.verdict)
        return list(verdicts.values())

    def again(self, raised: Iterable[tuple[str | None, int]]) -> int:
        """Of problems raised, as (indicator, organisation), how many are not met again; each once."""
        failing = {(row.indicator, row.organisation) for row in self.found if row.verdict == "not_met"}
        return len(failing & set(raised))

    def _of(self, tally: Tally) -> Iterable[Row]:
        return (row for row in self.found if tally.indicator in ("", row.indicator))


@dataclass(frozen=True)
class Reporting:
    """Which branches recorded something, and which declared that there is no more."""

    branches: Mapping[int, tuple[str, date, date | None]]
    held: pa.Table
    declarations: Mapping[int, frozenset[str]]
    parents: Mapping[int, int | None]

    COLUMNS: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "organisation": ("id", "parent_id", "path", "kind", "established_on", "dissolved_on"),
        "activity": ("organisation_id", "held_on"),
        "declaration": ("organisation_id", "period"),
    }

    @classmethod
    def of(cls, tables: Mapping[str, pa.Table]) -> "Reporting":
        """From the columns named in COLUMNS."""
        places = tables["organisation"].to_pylist()
        said: dict[int, set[str]] = defaultdict(set)
        for row in tables["declaration"].to_pylist():
            said[row["organisation_id"]].add(row["period"])
        return cls(
            {
                row["id"]: (row["path"], row["established_on"], row["dissolved_on"])
                for row in places
                if row["kind"] == Kind.BRANCH
            },
            tables["activity"],
            {pk: frozenset(texts) for pk, texts in said.items()},
            {row["id"]: row["parent_id"] for row in places},
        )

    def silent(self, path: str, period: Period) -> int:
        """Branches below `path` that neither recorded anything, nor their groups, nor declared the period complete."""
        days = self.held["held_on"]
        inside = pc.and_(pc.greater_equal(days, period.start), pc.less_equal(days, period.end))
        own = set(self.held["organisation_id"].filter(inside).unique().to_pylist())
        active = own | {self.parents.get(pk) for pk in own}
        return sum(pk not in active and not self._declared(pk, period) for pk in self._branches(path, period))

    def declared(self, path: str, period: Period) -> int:
        """Branches below `path` that declared the period complete."""
        return sum(self._declared(pk, period) for pk in self._branches(path, period))

    def _branches(self, path: str, period: Period) -> Iterable[int]:
        for pk, (place, since, until) in self.branches.items():
            if place.startswith(path) and since <= period.end and (until is None or until > period.end):
                yield pk

    def _declared(self, pk: int, period: Period) -> bool:
        """Every month of the period lies in one that was declared."""
        said = self.declarations.get(pk, frozenset())
        return bool(said) and all(
            any(str(Period.containing(month.start, size)) in said for size in MONTHS_IN)
            for month in period.months()
        )
