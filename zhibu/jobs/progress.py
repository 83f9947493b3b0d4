"""How far something is that takes long, kept in a file of the data directory: who works and who answers the page that
asks need not be the same process."""

import fcntl
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

_SILENT_SECONDS = 120


@dataclass(frozen=True)
class Told:
    """What is being done, how many percent are done, and whether it failed."""

    step: str
    percent: int
    failed: bool = False

    @property
    def done(self) -> bool:
        return self.percent == 100


@dataclass(frozen=True)
class Telling:
    """One piece of work by its kind and name."""

    kind: str
    name: str

    def begin(self, first: Told) -> bool:
        """Take the work up and tell the first of it; False where somebody is at it. Of two at once one gets it."""
        with self._alone():
            so_far = self.told(silent="")
            if so_far is not None and not so_far.failed and not so_far.done:
                return False
            self.tell(first)
            return True

    def tell(self, how: Told) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        # The hour stands in the file: a shared disk may have another clock than this machine.
        said = {"at": time.time(), **asdict(how)}
        fresh.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
        fresh.replace(self._path)

    def told(self, *, silent: str) -> Told | None:
        """How far it is; None when nothing was begun. One that has said nothing for two minutes has failed: `silent`
        is what is said of it then."""
        if not self._path.is_file():
            return None
        said = json.loads(self._path.read_text(encoding="utf-8"))
        at = said.pop("at", 0.0)
        found = Told(**said)
        if not found.done and not found.failed and time.time() - at > _SILENT_SECONDS:
            return Told(silent, found.percent, failed=True)
        return found

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """For a moment one process or thread only: a lock that is let go also when its holder dies."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @property
    def _path(self) -> Path:
        return Path(settings.ZHIBU_DATA) / self.kind / f"{self.name}.json"
