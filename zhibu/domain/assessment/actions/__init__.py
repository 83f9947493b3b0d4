"""Every write of the room: closing (a period's records into figures)."""

from zhibu.domain.assessment.actions.closing import close_period

__all__ = ["close_period"]
