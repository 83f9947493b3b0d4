"""Moved to `zhibu.rules.model`; import from there."""

from zhibu.rules.model import ActivityKind, Duty, Indicator, Pack

__all__ = ["ActivityKind", "Duty", "Indicator", "Pack"]
