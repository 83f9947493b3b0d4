"""Members of the own branch, and one task it owes."""

from dataclasses import dataclass

import pytest

from tests.domain.builders import admit, assign
from tests.world import World
from zhibu.domain.people.models import Person
from zhibu.domain.tasks.models import Assignment


@dataclass(frozen=True)
class Branch:
    """Two members of the own branch, one of another, and what the own branch owes."""

    here: Person
    there: Person
    foreign: Person
    owed: Assignment


@pytest.fixture
def branch(world: World) -> Branch:
    return Branch(
        admit(world.own, "甲某"),
        admit(world.own, "乙某"),
        admit(world.other, "丙某"),
        assign(world.office, world.root, world.own),
    )
