"""Every write of the room: editions begun, edited as text or in a form, proposed, activated by another person."""

from zhibu.domain.rulebook.actions.editions import (
    LIMIT,
    activate_edition,
    add_value,
    begin_edition,
    discard_edition,
    edit_file,
    propose_edition,
    restore_installed,
)
from zhibu.domain.rulebook.actions.places import add_below, fill_place, move_place, remove_place

__all__ = [
    "LIMIT",
    "activate_edition",
    "add_below",
    "add_value",
    "begin_edition",
    "discard_edition",
    "edit_file",
    "fill_place",
    "move_place",
    "propose_edition",
    "remove_place",
    "restore_installed",
]
