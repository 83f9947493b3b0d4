"""Writing the journal: called by every act, inside the act's own transaction."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from zhibu.domain.accounts.models import User
from zhibu.domain.journal.chain import link
from zhibu.domain.journal.models import Entry, Head


@dataclass(frozen=True)
class Line:
    """What an act reports of itself. `subject` is the changed row; `place` the path of the organisation concerned.

    A line of a bulk load carries its own `actor` and time `at`; else those of the whole call hold.
    """

    act: str
    subject: models.Model | None = None
    place: str = ""
    detail: dict[str, Any] = field(default_factory=dict)
    actor: User | None = None
    at: datetime | None = None


def write(
    act: str,
    subject: models.Model | None = None,
    *,
    place: str = "",
    actor: User | None,
    now: datetime,
    **detail: Any,
) -> Entry:
    """Append one entry for one act and return it; `detail` holds the old and new values that matter."""
    return write_many([Line(act, subject, place, detail)], actor=actor, now=now)[0]


@transaction.atomic
def write_many(lines: Iterable[Line], *, actor: User | None, now: datetime) -> list[Entry]:
    """Append entries in order. The head row is locked, so concurrent acts queue here and the chain stays one line."""
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    entries = []
    for line in lines:
        author = line.actor or actor
        values: dict[str, Any] = {
            "previous_hash": head.hash,
            "number": head.number + 1,
            "at": line.at or now,
            "actor_id": author.pk if author else None,
            "act": line.act,
            "subject_type": line.subject._meta.label_lower if line.subject is not None else "",
            "subject_id": line.subject.pk if line.subject is not None else None,
            "place": line.place,
            "detail": json.loads(json.dumps(line.detail, cls=DjangoJSONEncoder)),
        }
        entry = Entry(**values, hash=link(**values))
        head.number, head.hash = entry.number, entry.hash
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=500)
    head.save(update_fields=["number", "hash"])
    return entries
