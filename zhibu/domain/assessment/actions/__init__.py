"""Every write of the room: closing (a period's records into figures), findings (figures into problems to put right),
stating (what people know that no record says into score sheets)."""

from zhibu.domain.assessment.actions.closing import Progress, close_period, ensure_closable
from zhibu.domain.assessment.actions.findings import Confirmed, confirm_findings
from zhibu.domain.assessment.actions.stating import Said, state

__all__ = ["Confirmed", "Progress", "Said", "close_period", "confirm_findings", "ensure_closable", "state"]
