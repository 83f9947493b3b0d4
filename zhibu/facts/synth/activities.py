"""A year of activities with attendance: most branches in order, some late, some with gaps, a few without records."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from zhibu.facts import schema
from zhibu.facts.snapshot import Rows
from zhibu.facts.synth.columns import Integers, day_number, days, numbered, words
from zhibu.facts.synth.people import People
from zhibu.facts.synth.tree import BRANCH, COMMITTEE, GROUP, Tree
from zhibu.rules.periods import Period

TIMES_A_YEAR = {
    "committee_meeting": 12,
    "theme_day": 12,
    "member_assembly": 4,
    "party_lecture": 4,
    "organisation_life": 1,
    "democratic_appraisal": 1,
    "heart_talk": 4,
    "study_session": 12,
    "training": 4,
    "volunteer": 6,
    "visit": 3,
    "research": 2,
    "joint_building": 2,
    "group_meeting": 12,
    "democratic_life": 1,
}
KINDS = tuple(TIMES_A_YEAR)
_BY_KIND = {
    BRANCH: [kind for kind in KINDS if kind not in ("group_meeting", "democratic_life")],
    GROUP: ["group_meeting"],
    COMMITTEE: ["study_session", "democratic_life"],
}
_PROFILES = (0.6, 0.15, 0.2, 0.05)
_DONE = np.array([0.98, 0.95, 0.6, 0.0])
_DELAY = np.array([5, 45, 10, 1])
REASONS = ("出差", "病假", "事假", "值班")
_IN_COMMITTEE = 4
_AT_A_TIME = 10_000


def draw_activities(
    random: np.random.Generator, tree: Tree, people: People, period: Period
) -> dict[str, Rows]:
    organisation, kind, month = _planned(tree)
    profile = random.choice(len(_PROFILES), len(tree.kind), p=_PROFILES)[organisation - 1]
    done = random.random(len(organisation)) < _DONE[profile]
    organisation, kind, month, profile = organisation[done], kind[done], month[done], profile[done]
    held = _first_days(period)[month] + random.integers(0, 28, len(month))
    order = np.lexsort((kind, organisation, held))
    organisation, kind, held, profile = organisation[order], kind[order], held[order], profile[order]
    count = len(order)
    recorded = held + (random.random(count) * _DELAY[profile]).astype(np.int64)
    activity = numbered(
        "activity",
        count,
        organisation_id=organisation,
        kind=words(kind, KINDS),
        held_on=days(held),
        minutes=pa.array(random.integers(2, 13, count) * 15, mask=random.random(count) < 0.05),
        recorded_on=days(recorded),
    )
    batches = _attendances(random, organisation, kind, people)
    return {
        "activity": activity,
        "attendance": pa.RecordBatchReader.from_batches(schema.TABLES["attendance"], batches),
    }


def _planned(tree: Tree) -> tuple[Integers, Integers, Integers]:
    """(organisation, kind, month 0..11) of everything that should be held in a year."""
    parts = []
    for level, kinds in _BY_KIND.items():
        own = tree.of_kind(level)
        for kind in kinds:
            times = TIMES_A_YEAR[kind]
            months = (np.arange(times) * 12 // times + (KINDS.index(kind) if times < 12 else 0)) % 12
            parts.append(
                (
                    np.repeat(own, times),
                    np.full(len(own) * times, KINDS.index(kind)),
                    np.tile(months, len(own)),
                )
            )
    organisation, kind_places, month = (np.concatenate(column) for column in zip(*parts, strict=True))
    return organisation, kind_places, month


def _first_days(period: Period) -> Integers:
    """The first days of the twelve months that end with the period."""
    month = Period.containing(period.end, "month")
    months = [month]
    while len(months) < 12:
        months.insert(0, months[0].previous())
    return np.array([day_number(one.start) for one in months])


def _attendances(
    random: np.random.Generator, organisation: Integers, kind: Integers, people: People
) -> Iterator[pa.RecordBatch]:
    """Everyone expected, activity by activity: all members, but only the committee in a committee meeting."""
    expected = people.count[organisation - 1]
    expected = np.where(
        kind == KINDS.index("committee_meeting"), np.minimum(expected, _IN_COMMITTEE), expected
    )
    start = 0
    for begin in range(0, len(organisation), _AT_A_TIME):
        part = slice(begin, begin + _AT_A_TIME)
        counts = expected[part]
        rows = int(counts.sum())
        before = np.repeat(np.cumsum(counts) - counts, counts)
        absent = random.random(rows) < 0.06
        yield pa.record_batch(
            [
                pa.array(np.arange(start + 1, start + rows + 1)),
                pa.array(np.repeat(np.arange(begin, begin + len(counts)) + 1, counts)),
                pa.array(np.repeat(people.first[organisation[part] - 1], counts) + np.arange(rows) - before),
                pa.array(np.repeat(organisation[part], counts)),
                words(absent.astype(np.int64), ("present", "absent")),
                words(random.integers(0, len(REASONS), rows), REASONS, ~absent),
            ],
            schema=schema.TABLES["attendance"],
        )
        start += rows
