"""Every read of the room: due (one viewer's desk), standing (how the branches of a subtree stand)."""

from zhibu.domain.desk.queries.due import Desk, Item, desk, grouped, to_declare, urgency_of
from zhibu.domain.desk.queries.standing import Standing, standing_below, standing_of

__all__ = [
    "Desk",
    "Item",
    "Standing",
    "desk",
    "grouped",
    "standing_below",
    "standing_of",
    "to_declare",
    "urgency_of",
]
