"""The order in which the demo is drawn and stored."""

from collections.abc import Callable
from datetime import datetime
from random import Random

from django.db import transaction
from django.utils import timezone

from zhibu.domain.journal.actions import write_many
from zhibu.jobs.demo.accounts import draw_accounts, model_branches
from zhibu.jobs.demo.office import import_plan
from zhibu.jobs.demo.officers import draw_officers
from zhibu.jobs.demo.people import draw_people
from zhibu.jobs.demo.schedule import draw_events
from zhibu.jobs.demo.tasks import store_findings, store_tasks
from zhibu.jobs.demo.tree import draw_groups, draw_terms, draw_tree, log_tree
from zhibu.jobs.demo.units import UNITS
from zhibu.jobs.demo.work import store_declarations, store_work
from zhibu.jobs.demo.world import World


@transaction.atomic
def load(*, now: datetime, seed: int, say: Callable[[str], None], units: int = len(UNITS)) -> World:
    """Fill an empty database with the department of the first `units` units as it stands on the morning of `now`.

    `say` is told each step. The same seed, day and number of units give the same rows.
    """
    world = World(rng=Random(seed), as_of=timezone.localdate(now), say=say)
    say("组织")
    draw_tree(world, units)
    draw_groups(world)
    log_tree(world)
    say(f"党员（{len(world.organisations)}个组织）")
    draw_people(world)
    draw_officers(world)
    draw_terms(world)
    say("账号")
    draw_accounts(world)
    say("纪实和到会情况")
    good, _ = model_branches(world)
    activities = store_work(world, draw_events(world, good))
    store_declarations(world)
    say("任务和问题")
    store_tasks(world, activities)
    store_findings(world)
    say(f"日志（{len(activities)}条纪实）")
    world.lines.sort(key=lambda line: line.at or now)
    write_many(world.lines, actor=None, now=now)
    say("导入年度要点")
    import_plan(world, now=now)
    return world
