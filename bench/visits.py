"""A secretary's visits before and during a closing, on the site that `bench.site` has filled; prints JSON.

Begun by `bench.within_site`. The closing runs in a thread beside the requests, as `zhibu.jobs.closing` runs it: they
share one interpreter.
"""

import json
import os
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import uuid4

from django.db import connection
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
Taken = dict[str, list[tuple[float, float]]]
"""Act -> (seconds, CPU-seconds of the thread that asked) of each visit."""


def main() -> dict[str, Any]:
    acts = dict(_acts())
    quiet: Taken = defaultdict(list)
    for _ in range(TIMES + 1):
        _visit(acts, quiet)
    first = {name: taken.pop(0) for name, taken in quiet.items()}
    closing = _Closing()
    meanwhile: Taken = defaultdict(list)
    closing.start()
    while closing.is_alive():
        _visit({name: acts[name] for name in (DESK, WRITE)}, meanwhile)
        time.sleep(0.2)
    told = closing.told()
    told["cpu"] -= sum(cpu for taken in meanwhile.values() for _, cpu in taken)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"first": first, "quiet": quiet, "meanwhile": meanwhile, "megabytes": peak, **told}


DESK, WRITE = "the desk's page", "keeping a draft"
LISTS = (
    "/",
    "/organisations/",
    "/people/",
    "/records/",
    "/tasks/",
    "/closings/",
    "/overview/",
    "/search/?q=122",
)
"""What an office opens for the whole tree."""


def _acts() -> Iterator[tuple[str, Callable[[], Any]]]:
    """What a secretary does and an office reads, by name; each checks that it was answered."""
    place, secretary = branch(), User.objects.get(username="bench-secretary")
    today = timezone.localdate()
    quarter, token = Period.containing(today, "quarter"), uuid4()

    def draft() -> None:
        told = {"title": str(time.time())}
        save_draft(place, token=token, kind="theme_day", content=told, actor=secretary, now=timezone.now())

    yield "the desk's data", lambda: desk(secretary, place, on=today)
    yield "live results", lambda: queries.live_results(place, quarter)
    yield "explaining a verdict", lambda: queries.explain(secretary, place.pk, "member_assembly", quarter)
    yield DESK, partial(_open, _signed_in(secretary), "/")
    yield WRITE, draft
    office = _signed_in(User.objects.get(username="bench-office"))
    for address in LISTS:
        yield f"the office opens {address}", partial(_open, office, address)


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _open(client: Client, address: str) -> None:
    answer = client.get(address, headers={"host": "127.0.0.1"})
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")


def _visit(acts: dict[str, Callable[[], Any]], taken: Taken) -> None:
    for name, act in acts.items():
        begun, cpu = time.perf_counter(), time.thread_time()
        act()
        taken[name].append((time.perf_counter() - begun, time.thread_time() - cpu))


def _cpu() -> float:
    """CPU-seconds of this process so far, and of the server's process that answers this thread where there is one."""
    spent = time.process_time()
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat")
        if stat.exists():  # Not where the server is another machine.
            ticks = stat.read_text().rpartition(")")[2].split()[11:13]
            spent += sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return spent


class _Closing(Thread):
    """The whole site's third quarter, with the moments at which progress was told."""

    def __init__(self) -> None:
        super().__init__()
        self.moments: list[tuple[float, float, str]] = []
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
            for (at, _, step), (later, _, _) in zip(self.moments, self.moments[1:], strict=False)
        ]
        for step, seconds in gaps:
            steps[step] += seconds
        return {
            "seconds": self.moments[-1][0] - self.moments[0][0],
            "cpu": self.moments[-1][1] - self.moments[0][1],
            "messages": len(self.moments),
            "silence": max(seconds for _, seconds in gaps),
            "steps": steps,
        }

    def _tell(self, step: str, _percent: int) -> None:
        self.moments.append((time.perf_counter(), _cpu(), step))


if __name__ == "__main__":
    print(json.dumps(main(), ensure_ascii=False))
