"""The lines of a statement form as typed: kept whatever is wrong with them, and read into what is stated."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.http import QueryDict

from zhibu.domain.assessment.actions import Said
from zhibu.domain.assessment.models import Statement
from zhibu.domain.assessment.queries import Subject
from zhibu.rules.sheets.given import Given
from zhibu.rules.sheets.model import Input
from zhibu.rules.values import Value
from zhibu.web.frame.sent import words_in

_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")
_NOT_A_NUMBER = "请写成数，例如 2 或 2.5。"
_NOT_A_COUNT = "票数请写成不小于0的整数，没有票的留空。"


@dataclass(frozen=True)
class Ballot:
    """One field of a panel: how many of a group of raters gave a grade."""

    name: str
    rater: str
    grade: str
    text: str


@dataclass(frozen=True)
class Row:
    """One line as typed; `said` is None where nothing was changed or something is wrong (`error` says what)."""

    subject: Subject
    value: str
    ballots: list[Ballot]
    evidence: str
    reason: str
    error: str = ""
    said: Said | None = None

    @property
    def raters(self) -> list[tuple[str, list[Ballot]]]:
        """The fields of a panel by group of raters."""
        names = dict.fromkeys(ballot.rater for ballot in self.ballots)
        return [(name, [one for one in self.ballots if one.rater == name]) for name in names]


def read_rows(wanted: Input, subjects: Iterable[Subject], sent: QueryDict | None) -> list[Row]:
    """The lines: as stated so far, or as sent."""
    return [_stated(wanted, one) if sent is None else _sent(wanted, one, sent) for one in subjects]


def read_rest(wanted: Input, sent: QueryDict) -> tuple[Given | None, str]:
    """What all lines without a statement are to get; else None and what is wrong."""
    text = words_in(sent.get("value-rest")).strip()
    value, error = _value(wanted, text)
    if value is None:
        return None, error or "请先填统一填报的数。"
    return Given(value, {}, *_words(sent, "rest")), ""


def _stated(wanted: Input, subject: Subject) -> Row:
    """A line as it stands in the database."""
    before = subject.statement
    return Row(
        subject,
        before.value if before else "",
        _ballots(wanted, subject, before.grades if before else {}),
        before.evidence if before else "",
        before.reason if before else "",
    )


def _sent(wanted: Input, subject: Subject, sent: QueryDict) -> Row:
    before, key = _stated(wanted, subject), subject.key
    if f"evidence-{key}" not in sent:
        return before
    text = words_in(sent.get(f"value-{key}")).strip()
    evidence, reason = _words(sent, key)
    ballots = [
        Ballot(one.name, one.rater, one.grade, words_in(sent.get(one.name)).strip()) for one in before.ballots
    ]
    row = Row(subject, text, ballots, "；".join(evidence), reason)
    if row == before or not (text or any(one.text for one in ballots)):
        return row if row == before else _emptied(row, subject.statement)
    given, error = _given(wanted, row, evidence)
    said = Said(subject.organisation, given, subject.person) if given else None
    return Row(subject, text, ballots, row.evidence, reason, error, said)


def _emptied(row: Row, before: Statement | None) -> Row:
    """A line without its number: what was stated cannot be taken back, only replaced."""
    error = ""
    if before is not None:
        error = "已填报的不能清空，只能改成新的数；原来的一份会保留备查。"
    elif row.evidence or row.reason:
        error = "写了佐证或理由，还没有填数。"
    return Row(row.subject, row.value, row.ballots, row.evidence, row.reason, error)


def _given(wanted: Input, row: Row, evidence: tuple[str, ...]) -> tuple[Given | None, str]:
    if wanted.panel is None:
        value, error = _value(wanted, row.value)
        return (None, error) if value is None else (Given(value, {}, evidence, row.reason), "")
    if any(
        one.text and not (one.text.isascii() and one.text.isdecimal() and len(one.text) < 7)
        for one in row.ballots
    ):
        return None, _NOT_A_COUNT
    grades = {
        rater: {one.grade: Fraction(one.text) for one in ballots if one.text}
        for rater, ballots in row.raters
        if any(one.text for one in ballots)
    }
    return Given(None, grades, evidence, row.reason), ""


def _value(wanted: Input, text: str) -> tuple[Value | None, str]:
    if wanted.kind == "boolean":
        return (text == "true", "") if text in ("true", "false") else (None, "请选择是或否。")
    if not _NUMBER.fullmatch(text):
        return None, _NOT_A_NUMBER
    return Fraction(text), ""


def _words(sent: QueryDict, key: str) -> tuple[tuple[str, ...], str]:
    evidence = words_in(sent.get(f"evidence-{key}")).strip()[:200]
    return ((evidence,) if evidence else ()), words_in(sent.get(f"reason-{key}")).strip()[:200]


def _ballots(wanted: Input, subject: Subject, grades: dict[str, dict[str, int]]) -> list[Ballot]:
    if wanted.panel is None:
        return []
    return [
        Ballot(
            f"grade-{subject.key}-{place}-{number}",
            rater,
            grade,
            str(grades.get(rater, {}).get(grade, "")),
        )
        for place, rater in enumerate(wanted.panel.raters)
        for number, grade in enumerate(wanted.panel.grades)
    ]
