"""Every write of the room: closing (a period's records into figures), findings (figures into problems to put right)."""

from zhibu.domain.assessment.actions.closing import Progress, close_period, ensure_closable
from zhibu.domain.assessment.actions.findings import Confirmed, confirm_findings

__all__ = ["Confirmed", "Progress", "close_period", "confirm_findings", "ensure_closable"]
