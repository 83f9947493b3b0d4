"""What people stated, as it stands now and as it stood in a snapshot; and where the right to state is held."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.db import models
from django.db.models import QuerySet

from zhibu.domain.accounts.guard import paths_for
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.models import Statement
from zhibu.domain.assessment.models.statements import Ballots, as_given
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import subtree
from zhibu.facts import schema
from zhibu.facts.snapshot.manifest import table_file
from zhibu.rules.periods import Period
from zhibu.rules.sheets.given import Given, GivenError, given_trace
from zhibu.rules.sheets.model import Input, Sheet

Statements = Mapping[str, Statement]
"""Input -> the statement that counts."""


STATED = ("value", "grades", "evidence", "reason")
"""The columns of a statement that make up what was given."""


@dataclass(frozen=True)
class Superior:
    """The place where the right to state scores of an organisation is held: above it, so that nobody marks their own
    sheet; of the topmost organisation its own."""

    organisation: Organisation

    @property
    def path(self) -> str:
        path = self.organisation.path
        return path[: -Organisation.steplen] or path


def stated_within(viewer: User, permission: str) -> models.Q:
    """Filter for the organisations whose `Superior` lies where `viewer` holds `permission`."""
    scope = models.Q(pk__in=[])
    for path in paths_for(viewer, permission):
        topmost = len(path) == Organisation.steplen
        scope |= subtree(path) if topmost else subtree(path) & ~models.Q(path=path)
    return scope


def now_stated(
    sheet: Sheet, period: Period, *, organisation: int | None = None, person: int | None = None
) -> Statements:
    """The statements in force about one organisation or one person."""
    rows = Statement.objects.filter(sheet=sheet.id, period=str(period), superseded_at__isnull=True)
    return _by_input(_about(rows, organisation, person))


def stated_in(
    snapshot: Path,
    sheet: Sheet,
    period: Period,
    *,
    organisation: int | None = None,
    person: int | None = None,
) -> Statements:
    """The statements that counted when a period was closed; the snapshot names them, the words are in the database."""
    path = snapshot / table_file("statement")
    if not path.is_file():  # Closed before score sheets were.
        return {}
    column, key = ("person_id", person) if person is not None else ("organisation_id", organisation)
    wanted = (pc.field("sheet") == sheet.id) & (pc.field("period") == str(period)) & (pc.field(column) == key)
    ids = pq.read_table(path, columns=["id"], filters=wanted)["id"].to_pylist()
    return _by_input(_about(Statement.objects.filter(pk__in=ids), organisation, person))


def given(statements: Statements) -> dict[str, Given]:
    """The statements as the rules take them."""
    return {name: statement.given for name, statement in statements.items()}


def fitting(sheet: Sheet, statements: Statements) -> Statements:
    """Those that still fit the sheet's inputs; what does not, because the rules were changed, must be stated anew."""
    return {
        name: one
        for name, one in statements.items()
        if name in sheet.inputs and _fits(sheet.inputs[name], one)
    }


@contextmanager
def restated(snapshot: Path, sheet: Sheet) -> Iterator[Path]:
    """The snapshot with what was stated for a sheet reckoned anew by the inputs in `sheet`, while the block runs."""
    with TemporaryDirectory(prefix="zhibu-tried-") as name:
        place = Path(name)
        for table in schema.TABLES:
            file = snapshot / table_file(table)
            if file.is_file():
                (place / table_file(table)).symlink_to(file.resolve())
        path = place / table_file("statement")
        if path.exists():
            anew = _restated(pq.read_table(path), sheet)
            path.unlink()
            pq.write_table(anew, path)
        yield place


def _restated(kept: pa.Table, sheet: Sheet) -> pa.Table:
    rows = kept.filter(pc.field("sheet") == sheet.id).to_pylist()
    found = Statement.objects.filter(pk__in=[row["id"] for row in rows]).values_list("pk", "input", *STATED)
    anew = {pk: amounts(sheet.inputs[name], *said) for pk, name, *said in found if name in sheet.inputs}
    lines = [
        {**row, "top": top, "bottom": bottom}
        for row in rows
        for top, bottom in [anew.get(row["id"], (None, 1))]
    ]
    return pa.Table.from_pylist(lines, schema=kept.schema)


def amounts(wanted: Input, value: str, grades: Ballots, evidence: str, reason: str) -> tuple[int | None, int]:
    """(top, bottom) of the number that a statement amounts to, yes being 1; top is None where it is incomplete.

    So is one that no longer fits its input, because the rules were changed after it was made: it must be stated anew.
    """
    try:
        found = given_trace(wanted, as_given(value, grades, evidence, reason)).value
    except GivenError:
        return None, 1
    if isinstance(found, bool):
        return int(found), 1
    return (found.numerator, found.denominator) if isinstance(found, Fraction) else (None, 1)


def _fits(wanted: Input, statement: Statement) -> bool:
    try:
        given_trace(wanted, statement.given)
    except GivenError:
        return False
    return True


def _about(rows: QuerySet[Statement], organisation: int | None, person: int | None) -> QuerySet[Statement]:
    rows = rows.filter(person=person).select_related("stated_by", "organisation")
    return rows if person is not None else rows.filter(organisation=organisation)


def _by_input(rows: Iterable[Statement]) -> dict[str, Statement]:
    return {row.input: row for row in rows}
