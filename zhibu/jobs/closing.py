"""Closing a quarter beside the request that asked for it: begun from a page, left, and come back to.

How far it is lies in a file of the data directory, because the thread that closes and the process that answers the
page need not be the same.
"""

import json
import logging
import time
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.db import connection

from zhibu.domain.accounts.errors import ActError, Forbidden, Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.actions import close_period, ensure_closable
from zhibu.domain.organisations.models import Organisation
from zhibu.facts.errors import FactsError
from zhibu.rules.periods import Period

_SILENT_SECONDS = 120
_FAILED = "结账没有完成，原因已记入运行日志。已有数据没有改动，请稍后再试一次。"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Told:
    """How far a closing is: what is being done, how many percent are done, and whether it failed."""

    step: str
    percent: int
    failed: bool = False

    @property
    def done(self) -> bool:
        return self.percent == 100


def begin(
    organisation: Organisation, period: Period, *, reason: str, actor: User, now: datetime
) -> Thread | None:
    """Start closing and return at once; None when it is already under way. Raises at once as close_period would."""
    ensure_closable(organisation, period, reason=reason, actor=actor, now=now)
    so_far = told(organisation, period)
    if so_far is not None and not so_far.failed and not so_far.done:
        return None
    _tell(organisation, period, Told("准备结账", 0))
    work = Thread(target=_close, args=(organisation, period, reason, actor, now), name=f"closing {period}")
    work.start()
    return work


def told(organisation: Organisation, period: Period) -> Told | None:
    """How far it is; None when nothing was begun. One that has said nothing for two minutes counts as failed."""
    path = _path(organisation, period)
    if not path.is_file():
        return None
    found = Told(**json.loads(path.read_text(encoding="utf-8")))
    if not found.done and not found.failed and time.time() - path.stat().st_mtime > _SILENT_SECONDS:
        return Told("结账中断了，已有数据没有改动。请再结一次。", found.percent, failed=True)
    return found


def _close(organisation: Organisation, period: Period, reason: str, actor: User, now: datetime) -> None:
    try:
        close_period(
            organisation,
            period,
            reason=reason,
            actor=actor,
            now=now,
            progress=lambda step, percent: _tell(organisation, period, Told(step, percent)),
        )
    except (ActError, Hidden, Forbidden, FactsError) as error:
        _tell(organisation, period, Told(str(error), 0, failed=True))
    except Exception:
        log.exception("closing %s of organisation %s", period, organisation.pk)
        _tell(organisation, period, Told(_FAILED, 0, failed=True))
    finally:
        connection.close()


def _tell(organisation: Organisation, period: Period, how: Told) -> None:
    path = _path(organisation, period)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(how), ensure_ascii=False), encoding="utf-8")
    fresh.replace(path)


def _path(organisation: Organisation, period: Period) -> Path:
    return Path(settings.ZHIBU_DATA) / "closing" / f"{period}-{organisation.pk}.json"
