"""Closing a quarter beside the request that asked for it: begun from a page, left, and come back to."""

import logging
from datetime import datetime
from threading import Thread

from django.db import connection

from zhibu.domain.accounts.errors import ActError, Forbidden, Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.actions import close_period, ensure_closable
from zhibu.domain.organisations.models import Organisation
from zhibu.facts.errors import FactsError
from zhibu.jobs.progress import Telling, Told
from zhibu.rules.periods import Period

_FAILED = "结账没有完成，原因已记入运行日志。已有数据没有改动，请稍后再试一次。"
log = logging.getLogger(__name__)


def begin(
    organisation: Organisation, period: Period, *, reason: str, actor: User, now: datetime
) -> Thread | None:
    """Start closing and return at once; None when it is already under way. Raises at once as close_period would."""
    ensure_closable(organisation, period, reason=reason, actor=actor, now=now)
    if not _telling(organisation, period).begin(Told("准备结账", 0)):
        return None
    work = Thread(target=_close, args=(organisation, period, reason, actor, now), name=f"closing {period}")
    work.start()
    return work


def told(organisation: Organisation, period: Period) -> Told | None:
    """How far it is, as `Telling.told`."""
    return _telling(organisation, period).told(silent="结账中断了，已有数据没有改动。请再结一次。")


def _close(organisation: Organisation, period: Period, reason: str, actor: User, now: datetime) -> None:
    telling = _telling(organisation, period)
    try:
        close_period(
            organisation,
            period,
            reason=reason,
            actor=actor,
            now=now,
            progress=lambda step, percent: telling.tell(Told(step, percent)),
        )
    except (ActError, Hidden, Forbidden, FactsError) as error:
        telling.tell(Told(str(error), 0, failed=True))
    except Exception:
        log.exception("closing %s of organisation %s", period, organisation.pk)
        telling.tell(Told(_FAILED, 0, failed=True))
    finally:
        connection.close()


def _telling(organisation: Organisation, period: Period) -> Telling:
    return Telling("closing", f"{period}-{organisation.pk}")
