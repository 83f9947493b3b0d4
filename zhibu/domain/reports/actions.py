"""Drafting a bulletin, editing its words, issuing it. Nothing here writes to another room."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import snapshot_of
from zhibu.domain.journal.actions import write
from zhibu.domain.reports.choices import BulletinState
from zhibu.domain.reports.composing.bulletin import compose_bulletin
from zhibu.domain.reports.composing.figures import Composed, unknown_names
from zhibu.domain.reports.composing.reading import read
from zhibu.domain.reports.errors import AlreadyIssued, EmptyText, NoSuchBlock, NoSuchFigure
from zhibu.domain.reports.models import Bulletin
from zhibu.domain.reports.queries import figures_of

_RIGHT, _VIEW = "assessment.close", "reports.view"


@transaction.atomic
def draft_bulletin(closing: Closing, *, actor: User, now: datetime) -> Bulletin:
    """Write the bulletin of a closing from its snapshot, or write it again: what people edited is kept.

    Raises AlreadyIssued, SnapshotError where the snapshot is gone; Hidden or Forbidden.
    """
    require(actor, _RIGHT, closing.organisation, view=_VIEW)
    composed = compose_bulletin(read(snapshot_of(closing)))
    bulletin = Bulletin.objects.select_for_update().filter(closing=closing).first()
    if bulletin is None:
        bulletin = Bulletin(closing=closing, title=composed.title)
    elif bulletin.state == BulletinState.ISSUED:
        raise AlreadyIssued
    bulletin.blocks = merged(bulletin.blocks, composed)
    bulletin.figures = {name: figure.as_json() for name, figure in composed.figures.items()}
    bulletin.drafted_at, bulletin.drafted_by = now, actor
    bulletin.save()
    _journal("reports.draft_bulletin", bulletin, actor, now, digest=closing.digest)
    return bulletin


@transaction.atomic
def edit_block(bulletin: Bulletin, block: str, text: str, *, actor: User, now: datetime) -> Bulletin:
    """Put a person's words in place of a block's. Raises AlreadyIssued, EmptyText, NoSuchFigure, NoSuchBlock."""
    text = " ".join(text.split())
    if not text:
        raise EmptyText
    unknown = unknown_names(text, figures_of(bulletin))
    if unknown:
        raise NoSuchFigure(unknown)
    return _change(bulletin, block, {"text": text, "dropped": False}, actor=actor, now=now)


@transaction.atomic
def drop_block(bulletin: Bulletin, block: str, *, actor: User, now: datetime) -> Bulletin:
    """Leave a block out of the bulletin; it can be restored. Raises AlreadyIssued, NoSuchBlock."""
    return _change(bulletin, block, {"dropped": True}, actor=actor, now=now)


@transaction.atomic
def restore_block(bulletin: Bulletin, block: str, *, actor: User, now: datetime) -> Bulletin:
    """Give a block the words that the system wrote. Raises AlreadyIssued, NoSuchBlock."""
    generated = _found(bulletin, block)["generated"]
    return _change(bulletin, block, {"text": generated, "dropped": False}, actor=actor, now=now)


@transaction.atomic
def issue_bulletin(bulletin: Bulletin, *, actor: User, now: datetime) -> Bulletin:
    """Issue the bulletin: from then on its words stand. Raises AlreadyIssued; Hidden or Forbidden."""
    bulletin = _locked(bulletin, actor)
    bulletin.state, bulletin.issued_at, bulletin.issued_by = BulletinState.ISSUED, now, actor
    bulletin.save(update_fields=["state", "issued_at", "issued_by"])
    _journal("reports.issue_bulletin", bulletin, actor, now, title=bulletin.title)
    return bulletin


def merged(existing: list[dict[str, Any]], composed: Composed) -> list[dict[str, Any]]:
    """The composed blocks, with the words of people where they had edited; an edited block that is no longer composed
    stays at the end of the text it stood in."""
    edited = {
        block["id"]: block for block in existing if block["dropped"] or block["text"] != block["generated"]
    }
    blocks = []
    for one in composed.blocks:
        kept = edited.pop(one.id, None)
        words = {"text": kept["text"], "dropped": kept["dropped"]} if kept else {"dropped": False}
        blocks.append({**asdict(one), "generated": one.text, **words})
    for orphan in edited.values():
        if not unknown_names(orphan["text"], composed.figures) and not orphan["dropped"]:
            blocks.append({**orphan, "generated": ""})
    return blocks


def _change(
    bulletin: Bulletin, block: str, values: dict[str, Any], *, actor: User, now: datetime
) -> Bulletin:
    bulletin = _locked(bulletin, actor)
    found = _found(bulletin, block)
    before = found["text"]
    found.update(values)
    bulletin.save(update_fields=["blocks"])
    _journal("reports.edit_block", bulletin, actor, now, block=block, before=before, **values)
    return bulletin


def _locked(bulletin: Bulletin, actor: User) -> Bulletin:
    require(actor, _RIGHT, bulletin.closing.organisation, view=_VIEW)
    locked = Bulletin.objects.select_for_update().select_related("closing__organisation").get(pk=bulletin.pk)
    if locked.state == BulletinState.ISSUED:
        raise AlreadyIssued
    return locked


def _found(bulletin: Bulletin, block: str) -> dict[str, Any]:
    for one in bulletin.blocks:
        if one["id"] == block:
            found: dict[str, Any] = one
            return found
    raise NoSuchBlock


def _journal(act: str, bulletin: Bulletin, actor: User, now: datetime, **detail: Any) -> None:
    write(act, bulletin, place=bulletin.closing.organisation.path, actor=actor, now=now, **detail)
