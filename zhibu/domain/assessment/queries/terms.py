"""The term of office (任期) that each organisation is judged in, as registered. See ADR 0011."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import current_terms
from zhibu.rules.periods import Period, PeriodError
from zhibu.rules.terms import Term


def terms_of(organisations: Iterable[Organisation], *, on: date) -> dict[int, Period]:
    """Organisation id -> the term it is in, or that ran out without an election; one whose days cannot be a term is
    left out."""
    found: dict[int, Period] = {}
    for pk, row in current_terms(organisations, on=on).items():
        with suppress(PeriodError):
            found[pk] = Term.between(row.elected_on, row.expires_on)
    return found


def is_registered(organisation: Organisation, term: Period) -> bool:
    """Whether the organisation had a term of just these days."""
    return organisation.terms.filter(elected_on=term.start, expires_on=term.end).exists()
