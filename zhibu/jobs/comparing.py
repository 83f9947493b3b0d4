"""前后对比, kept until the draft, the rules in force or the closings change: asked again, it is there at once.

A large one is made beside the request that asked for it: begun, left, and come back to. Whoever asks for the same
meanwhile waits for the same.
"""

import hashlib
import json
import logging
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.db import connection

from zhibu.domain.accounts.errors import ActError, Forbidden, Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.queries import affected, all_closings
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.rulebook import library
from zhibu.domain.rulebook.models import Edition
from zhibu.facts.errors import FactsError
from zhibu.jobs.compared import Compared, compared
from zhibu.jobs.progress import Telling, Told

_KIND = "comparing"
_FAILED = "对比没有完成，原因已记入运行日志。什么都没有改动，请重新对比一次。"
_SILENT = "对比中断了，什么都没有改动。请重新对比一次。"
log = logging.getLogger(__name__)


class Comparison:
    """One edition against the rules in force, at `place` and below, on the closings that `viewer` sees there."""

    def __init__(self, edition: Edition, place: Organisation, *, viewer: User) -> None:
        self.place, self.viewer = place, viewer
        self.before, self.after = library.in_force(), library.with_edition(edition)
        rests_on = [str(self.before), self.after.name, place.pk]
        rests_on += all_closings(viewer, place).values_list("pk", "digest")
        key = hashlib.sha256(json.dumps(rests_on).encode()).hexdigest()
        self._edition, self._name = edition.pk, f"{edition.pk}-{key[:32]}"

    def kept(self) -> Compared | None:
        """What was found; None when it is still to be made."""
        try:
            found: Compared = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return found

    def make(self) -> Compared:
        """What is found, made now and kept."""
        found = compared(
            affected(
                self.viewer,
                self.place,
                self.before,
                self.after,
                lambda step, percent: self._telling.tell(Told(step, percent)),
            )
        )
        self._keep(found)
        self._telling.tell(Told("算完了", 100))
        return found

    def begin(self) -> Thread | None:
        """Make it beside the request and return at once; None when it is already under way."""
        if not self._telling.begin(Told("准备对比", 0)):
            return None
        work = Thread(target=self._work, name=f"comparing {self._name}")
        work.start()
        return work

    def told(self) -> Told | None:
        """How far it is, as `Telling.told`."""
        return self._telling.told(silent=_SILENT)

    def _work(self) -> None:
        try:
            self.make()
        except (ActError, Hidden, Forbidden, FactsError) as error:
            self._telling.tell(Told(str(error), 0, failed=True))
        except Exception:
            log.exception("comparing %s", self._name)
            self._telling.tell(Told(_FAILED, 0, failed=True))
        finally:
            connection.close()

    def _keep(self, found: Compared) -> None:
        """In place of what was found for this edition before."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        for old in self._path.parent.glob(f"{self._edition}-*"):
            if not old.name.startswith(self._name):
                old.unlink(missing_ok=True)
        fresh = self._path.with_suffix(".part")
        fresh.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        fresh.replace(self._path)

    @property
    def _path(self) -> Path:
        return Path(settings.ZHIBU_DATA) / _KIND / f"{self._name}.found"

    @property
    def _telling(self) -> Telling:
        return Telling(_KIND, self._name)
