"""Closed periods and what was found when they were judged, written once; and what people state for score sheets."""

from zhibu.domain.assessment.models.closings import Closing, Result, Score
from zhibu.domain.assessment.models.statements import Statement

__all__ = ["Closing", "Result", "Score", "Statement"]
