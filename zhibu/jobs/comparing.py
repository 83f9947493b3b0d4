"""前后对比 within the request that asked for it, telling how far it is to the page that waits."""

from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.queries import Affected, affected
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.rulebook import library
from zhibu.domain.rulebook.models import Edition
from zhibu.jobs.progress import Telling, Told


def compare(edition: Edition, place: Organisation, *, viewer: User) -> Affected:
    """What the edition would change at `place` and below."""
    telling = _telling(edition, viewer)
    found = affected(
        viewer,
        place,
        library.in_force(),
        library.with_edition(edition),
        lambda step, percent: telling.tell(Told(step, percent)),
    )
    telling.tell(Told("算完了", 100))
    return found


def told(edition: Edition, *, viewer: User) -> Told | None:
    """How far the comparison is that the viewer asked for last, as `Telling.told`."""
    return _telling(edition, viewer).told(silent="对比中断了，什么都没有改动。请重新打开这一页。")


def _telling(edition: Edition, viewer: User) -> Telling:
    return Telling("comparing", f"{edition.pk}-{viewer.pk}")
