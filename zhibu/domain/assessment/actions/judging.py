"""A snapshot judged by its own rules: verdicts and scores of organisations and of persons, and their rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq
from django.db import connection
from django.db.models import Model

from zhibu.domain.assessment import governing
from zhibu.domain.assessment.choices import Verdict
from zhibu.domain.assessment.models import Closing, PersonResult, PersonScore, Result, Score
from zhibu.facts import Results, Scores, evaluate, evaluate_sheets
from zhibu.facts import Score as FoundScore
from zhibu.facts.snapshot.manifest import table_file
from zhibu.rules.periods import Period

_BATCH = 5000


@dataclass(frozen=True)
class Judged:
    """What the rules say of one snapshot. `branches` is where each person belonged on the period's last day."""

    period: Period
    own: Mapping[str, str]
    results: Results
    scores: Scores
    person_results: Results
    person_scores: Scores
    branches: Mapping[int, int]

    @property
    def persons_digest(self) -> str:
        """Names what was found of persons, without saying it."""
        return sha256(f"{self.person_results.digest}{self.person_scores.digest}".encode()).hexdigest()


def judge(snapshot: Path, rules: governing.Rules, period: Period) -> Judged:
    """Everything the rules say when the period is closed. Compiled and set-based, whatever the size of the tree."""
    return Judged(
        period,
        {indicator.id: str(own) for indicator, _, own in governing.judged(rules, period)},
        evaluate(snapshot, rules, period),
        evaluate_sheets(snapshot, rules, period),
        evaluate(snapshot, rules, period, subject="person"),
        evaluate_sheets(snapshot, rules, period, subject="person"),
        _branches(snapshot, period),
    )


def store(closing: Closing, judged: Judged) -> None:
    """Store what was found as rows of the closing."""
    _insert(Result, _results(closing, judged))
    _insert(Score, _scores(closing, judged.scores))
    _insert(PersonResult, _person_results(closing, judged))
    _insert(PersonScore, _person_scores(closing, judged))


def _insert(model: type[Model], rows: Iterable[Model]) -> None:
    """Without the rounds of bulk_create, which take twice as long: on SQLite nobody else writes meanwhile."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table, places = connection.ops.quote_name(model._meta.db_table), ", ".join(["%s"] * len(fields))
    lines = (
        [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in rows
    )
    with connection.cursor() as cursor:
        while batch := list(islice(lines, _BATCH)):
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", batch)


def _results(closing: Closing, judged: Judged) -> Iterator[Result]:
    for row in judged.results:
        yield Result(
            closing=closing,
            organisation_id=row.subject,
            indicator=row.indicator,
            period=judged.own[row.indicator],
            verdict=row.verdict,
            value=row.value or "",
            required=row.required or "",
            clause=row.clause,
        )


def _scores(closing: Closing, scores: Scores) -> Iterator[Score]:
    for score in scores:
        yield Score(closing=closing, organisation_id=score.subject, **_columns(score))


def _person_results(closing: Closing, judged: Judged) -> Iterator[PersonResult]:
    """Only what is owed: most rules about persons are about a few office holders."""
    for row in judged.person_results:
        if row.subject in judged.branches and row.verdict != Verdict.NOT_APPLICABLE:
            yield PersonResult(
                closing=closing,
                organisation_id=judged.branches[row.subject],
                person_id=row.subject,
                indicator=row.indicator,
                period=judged.own[row.indicator],
                verdict=row.verdict,
                value=row.value or "",
                required=row.required or "",
            )


def _person_scores(closing: Closing, judged: Judged) -> Iterator[PersonScore]:
    for score in judged.person_scores:
        if score.subject in judged.branches:
            yield PersonScore(
                closing=closing,
                organisation_id=judged.branches[score.subject],
                person_id=score.subject,
                **_columns(score),
            )


def _columns(score: FoundScore) -> dict[str, object]:
    items = [
        {"id": one.item, "points": one.points, "max": one.most, "verdict": one.verdict} for one in score.items
    ]
    return {
        "sheet": score.sheet,
        "period": score.period,
        "total": score.total or "",
        "band": score.band or "",
        "items": items,
    }


def _branches(snapshot: Path, period: Period) -> dict[int, int]:
    """Person -> branch on the last day."""
    columns = ["person_id", "organisation_id", "since", "until"]
    rows = pq.read_table(snapshot / table_file("membership"), columns=columns).to_pydict()
    return {
        person: branch
        for person, branch, since, until in zip(*(rows[name] for name in columns), strict=True)
        if since <= period.end and (until is None or until > period.end)
    }
