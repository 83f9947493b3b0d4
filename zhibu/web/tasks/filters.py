"""The filters of the task list, as the address carries them."""

from dataclasses import dataclass
from datetime import date

from django.db import models

from zhibu.domain.access.scope import organisation_for
from zhibu.domain.accounts.models import User
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import subtree
from zhibu.domain.tasks.choices import OPEN, Origin, State
from zhibu.domain.tasks.models import Assignment
from zhibu.domain.tasks.queries import assignments_for, counts_by_state, overdue_on
from zhibu.rules.periods import Period, PeriodError
from zhibu.web.frame.requests import Request
from zhibu.web.frame.sent import key_in, words_in
from zhibu.web.frame.typed import has_words

WHOSE = "任务由支部书记、党务干部和督查人员办理"

# What each chip shows. The first is the default: everything somebody still has to do something about.
STATES: dict[str, str] = {
    "open": "未办结",
    "overdue": "逾期",
    "submitted": "待验收",
    "returned": "已退回",
    "done": "已销号",
    "all": "全部",
}


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; None or "" is no narrowing. Nonsense in the address narrows nothing."""

    state: str
    period: Period | None
    origin: str
    organisation: Organisation | None
    plan: int | None
    task: int | None
    text: str
    today: date

    @classmethod
    def of(cls, request: Request) -> "Filters":
        given = request.GET
        place = key_in(given.get("organisation", ""))
        return cls(
            state=given["state"] if given.get("state") in STATES else "open",
            period=_period(given.get("period", "")),
            origin=given["origin"] if given.get("origin") in Origin.values else "",
            organisation=organisation_for(request.user, place) if place else request.frame.organisation,
            plan=key_in(given.get("plan", "")),
            task=key_in(given.get("task", "")),
            text=words_in(given.get("q")).strip()[:40],
            today=request.frame.today,
        )

    def apply(self, viewer: User) -> models.QuerySet[Assignment]:
        """The assignments that fit, the earliest deadline first."""
        return self._but_state(viewer).filter(self._state())

    def counts(self, viewer: User) -> list[tuple[str, str, int]]:
        """Id, words and number of each state's chip, under all filters but the state. One query."""
        found = counts_by_state(self._but_state(viewer), on=self.today)
        numbers = found | {
            "open": found["open"] + found["submitted"],
            "all": found["open"] + found["submitted"] + found["done"],
        }
        return [(state, words, numbers[state]) for state, words in STATES.items()]

    @property
    def periods(self) -> list[Period]:
        """The periods on offer: this year and its quarters, last year."""
        year = Period(self.today.year, "year")
        return [year, *(Period(year.year, "quarter", n) for n in (4, 3, 2, 1)), year.previous()]

    def _state(self) -> models.Q:
        return {
            "open": ~models.Q(state=State.DONE),
            "overdue": overdue_on(self.today),
            "submitted": models.Q(state=State.SUBMITTED),
            "returned": models.Q(state=State.RETURNED),
            "done": models.Q(state=State.DONE),
            "all": models.Q(),
        }[self.state]

    def _but_state(self, viewer: User) -> models.QuerySet[Assignment]:
        found = assignments_for(viewer)
        if self.organisation is not None:
            found = found.filter(subtree(self.organisation.path, "organisation__path"))
        if self.period is not None:
            found = found.filter(due_on__range=(self.period.start, self.period.end))
        exact = {"task__origin": self.origin, "task__plan": self.plan, "task": self.task}
        found = found.filter(**{field: value for field, value in exact.items() if value})
        if self.text:
            found = found.filter(has_words(self.text, "task__title", "organisation__name"))
        return found


def state_of(assignment: Assignment, today: date) -> tuple[str, str]:
    """A badge's value and words: overdue is said before the state, because it is what matters."""
    if assignment.state in OPEN and assignment.due_on is not None and assignment.due_on < today:
        words = "逾期" if assignment.state == State.ASSIGNED else "逾期（已退回）"
        return "overdue", words
    return assignment.state, assignment.get_state_display()


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except PeriodError:
        return None
