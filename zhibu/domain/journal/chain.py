"""How one journal row is bound to the row before it."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

FIRST = ""


def link(
    *,
    previous_hash: str,
    number: int,
    at: datetime,
    actor_id: int | None,
    act: str,
    subject_type: str,
    subject_id: int | None,
    place: str,
    detail: dict[str, Any],
) -> str:
    """SHA-256 (hex) over the row's canonical JSON and the previous row's hash.

    Times are taken in UTC to the microsecond, which both databases keep; keys are sorted, so their order is no matter.
    """
    row = [
        previous_hash,
        number,
        at.astimezone(UTC).isoformat(timespec="microseconds"),
        actor_id,
        act,
        subject_type,
        subject_id,
        place,
        detail,
    ]
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
