"""Synthetic snapshots of any size for benchmarks: a realistic tree with a year of records, from a seed.

Everything is drawn with NumPy's PCG64, whose stream is fixed, so the same size and seed give the same bytes.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from zhibu.facts import snapshot
from zhibu.facts.errors import SnapshotError
from zhibu.facts.snapshot import Manifest, PackFiles
from zhibu.facts.synth.activities import draw_activities
from zhibu.facts.synth.people import draw_people
from zhibu.facts.synth.tree import draw_tree
from zhibu.facts.synth.work import draw_work
from zhibu.rules.periods import Period

FEWEST = 10


def synthesise(
    directory: Path, organisations: int, seed: int, period: Period, packs: Sequence[PackFiles] = ()
) -> Manifest:
    """Write a snapshot of so many organisations with the twelve months up to the end of `period`.

    Branches have about 20 members and 60 activities each. Raises SnapshotError for fewer than FEWEST organisations
    or where the directory exists.
    """
    if organisations < FEWEST:
        raise SnapshotError(f"合成数据至少要有 {FEWEST} 个组织，给出的是 {organisations} 个。")
    random = np.random.Generator(np.random.PCG64(seed))
    tree = draw_tree(random, organisations)
    people = draw_people(random, tree, period)
    tables = tree.tables() | people.tables() | draw_work(random, tree, people, period)
    return snapshot.write(
        directory, str(period), tables | draw_activities(random, tree, people, period), packs
    )
