"""How the branches below an organisation stand, counted by the database in one query however many there are."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.db.models.functions import Substr

from zhibu.domain.activities.models import Activity, Declaration
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import existing_on, subtree
from zhibu.domain.tasks.choices import OPEN
from zhibu.domain.tasks.models import Assignment
from zhibu.rules.periods import Period

NEAR_DAYS = 7


@dataclass(frozen=True)
class Standing:
    """Branches by state; each branch counts once, in the first state that fits: overdue, near, silent, in order.

    overdue 逾期: an assignment is past its deadline; near 临期: one falls due within seven days; silent 无数据: nothing
    recorded for this quarter or the last, and the last not confirmed complete; the rest are in order 正常.
    """

    branches: int = 0
    overdue: int = 0
    near: int = 0
    silent: int = 0

    @property
    def in_order(self) -> int:
        return self.branches - self.overdue - self.near - self.silent

    @property
    def state(self) -> str:
        """The state of the whole: the worst that any branch has; "none" without branches."""
        if not self.branches:
            return "none"
        return next((name for name in ("overdue", "near", "silent") if getattr(self, name)), "in_order")


def standing_below(parent: Organisation, *, on: date) -> dict[str, Standing]:
    """Path of each child of `parent` -> how the branches at or below that child stand. One query."""
    return _standings(parent.path, len(parent.path) + Organisation.steplen, on)


def standing_of(organisation: Organisation, *, on: date) -> Standing:
    """How the branches at or below one organisation stand. One query."""
    return _standings(organisation.path, len(organisation.path), on).get(organisation.path, Standing())


def _standings(path: str, length: int, on: date) -> dict[str, Standing]:
    owed = Assignment.objects.filter(organisation=models.OuterRef("pk"), state__in=OPEN)
    last = Period.containing(on, "quarter").previous()
    held = Activity.objects.filter(
        organisation=models.OuterRef("pk"), withdrawn_at__isnull=True, held_on__range=(last.start, on)
    )
    declared = Declaration.objects.filter(organisation=models.OuterRef("pk"), period=str(last))
    state = models.Case(
        models.When(models.Exists(owed.filter(due_on__lt=on)), then=models.Value("overdue")),
        models.When(
            models.Exists(owed.filter(due_on__range=(on, on + timedelta(days=NEAR_DAYS)))),
            then=models.Value("near"),
        ),
        models.When(~models.Exists(held) & ~models.Exists(declared), then=models.Value("silent")),
        default=models.Value("in_order"),
        output_field=models.CharField(),
    )
    rows = (
        Organisation.objects.filter(subtree(path), existing_on(on), kind=Kind.BRANCH)
        .annotate(top=Substr("path", 1, length), state=state)
        .order_by()
        .values("top")
        .annotate(
            branches=models.Count("pk"),
            **{
                name: models.Count("pk", filter=models.Q(state=name))
                for name in ("overdue", "near", "silent")
            },
        )
    )
    return {row.pop("top"): Standing(**row) for row in rows}
