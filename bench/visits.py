"""A secretary's visits before and during a closing, on the site that `bench.site` has filled; prints JSON.

Begun by `bench.within_site`. The closing runs in a thread beside the requests, as `zhibu.jobs.closing` runs it: they
share one interpreter.
"""

import json
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from bench.site import branch
from zhibu.domain.accounts.models import User
from zhibu.domain.activities.actions import save_draft
from zhibu.domain.assessment import queries
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.desk.queries import desk
from zhibu.domain.organisations.models import Organisation
from zhibu.rules.periods import Period

TIMES = 7
Seconds = dict[str, list[float]]


def main() -> dict[str, Any]:
    acts = dict(_acts())
    quiet: Seconds = defaultdict(list)
    for _ in range(TIMES + 1):
        _visit(acts, quiet)
    first = {name: taken.pop(0) for name, taken in quiet.items()}
    closing = _Closing()
    meanwhile: Seconds = defaultdict(list)
    closing.start()
    while closing.is_alive():
        _visit({name: acts[name] for name in (DESK, WRITE)}, meanwhile)
        time.sleep(0.2)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"first": first, "quiet": quiet, "meanwhile": meanwhile, "megabytes": peak, **closing.told()}


DESK, WRITE = "the desk's page", "keeping a draft"


def _acts() -> Iterator[tuple[str, Callable[[], Any]]]:
    """What a secretary does, by name; each checks that it was answered."""
    place, secretary, client = branch(), User.objects.get(username="bench-secretary"), Client()
    client.force_login(secretary)
    today = timezone.localdate()
    quarter, token = Period.containing(today, "quarter"), uuid4()

    def page(address: str) -> None:
        answer = client.get(address, headers={"host": "127.0.0.1"})
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")

    def draft() -> None:
        told = {"title": str(time.time())}
        save_draft(place, token=token, kind="theme_day", content=told, actor=secretary, now=timezone.now())

    yield "the desk's data", lambda: desk(secretary, place, on=today)
    yield "live results", lambda: queries.live_results(place, quarter)
    yield "explaining a verdict", lambda: queries.explain(secretary, place.pk, "member_assembly", quarter)
    yield DESK, lambda: page("/")
    yield WRITE, draft


def _visit(acts: dict[str, Callable[[], Any]], taken: Seconds) -> None:
    for name, act in acts.items():
        begun = time.perf_counter()
        act()
        taken[name].append(time.perf_counter() - begun)


class _Closing(Thread):
    """The whole site's third quarter, with the moments at which progress was told."""

    def __init__(self) -> None:
        super().__init__()
        self.moments: list[tuple[float, str]] = []
        self.closed = False

    def run(self) -> None:
        self._tell("准备", 0)
        top = Organisation.objects.get(pk=1)
        close_period(top, Period.parse("2026Q3"), actor=None, now=timezone.now(), progress=self._tell)
        self.closed = True

    def told(self) -> dict[str, Any]:
        if not self.closed:
            raise SystemExit("the closing failed")
        steps: dict[str, float] = defaultdict(float)
        gaps = [
            (step.split("：")[0], later - at)
            for (at, step), (later, _) in zip(self.moments, self.moments[1:], strict=False)
        ]
        for step, seconds in gaps:
            steps[step] += seconds
        return {
            "seconds": self.moments[-1][0] - self.moments[0][0],
            "messages": len(self.moments),
            "silence": max(seconds for _, seconds in gaps),
            "steps": steps,
        }

    def _tell(self, step: str, _percent: int) -> None:
        self.moments.append((time.perf_counter(), step))


if __name__ == "__main__":
    print(json.dumps(main(), ensure_ascii=False))
