"""Checking a draft, choosing what a figure means, correcting the text, taking a correction back."""

from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhibu.domain.access.scope import organisation_for
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.checking.errors import (
    NoSuchMeasure,
    NothingToCheck,
    NothingToUndo,
    NotThere,
    TooLong,
    Unreadable,
)
from zhibu.domain.checking.models import CheckedDraft
from zhibu.domain.checking.payloads import checked_json
from zhibu.domain.checking.queries import check, measures
from zhibu.domain.checking.wording import period_in
from zhibu.domain.journal.actions import write
from zhibu.domain.organisations.models import Organisation
from zhibu.papers import Document, PaperError, open_document
from zhibu.rules.periods import Period

LONGEST = 100_000
_KEPT = 200


@transaction.atomic
def check_draft(
    organisation: Organisation,
    period: Period | None,
    name: str,
    content: bytes,
    *,
    actor: User,
    now: datetime,
) -> CheckedDraft:
    """Read a file (name and bytes; pasted words as .txt) and check its figures; without a period for the one that its
    first lines name.

    Raises Unreadable with the reader's own words, NothingToCheck, TooLong; Hidden.
    """
    place = organisation_for(actor, organisation.pk, "checking.check")
    if not content.strip():
        raise NothingToCheck
    try:
        text = _kept(open_document(name, content))
    except PaperError as error:
        raise Unreadable(error.message) from error
    if len(text) > LONGEST:
        raise TooLong(LONGEST)
    meant = period or period_in(text, timezone.localdate(now))
    draft = CheckedDraft(owner=actor, organisation=place, period=str(meant), name=name[:200], text=text)
    _check(draft, actor, now)
    _journal("checking.check_draft", draft, actor, now, name=draft.name, period=draft.period)
    return draft


@transaction.atomic
def check_again(draft: CheckedDraft, *, actor: User, now: datetime) -> CheckedDraft:
    """Check against the records as they are now."""
    draft = _own(draft, actor)
    _check(draft, actor, now)
    _journal("checking.check_again", draft, actor, now)
    return draft


@transaction.atomic
def choose_measure(
    draft: CheckedDraft, key: str, measure: str, *, actor: User, now: datetime
) -> CheckedDraft:
    """Say what a figure means; an empty `measure` leaves it to the system again. Raises NoSuchMeasure."""
    draft = _own(draft, actor)
    if measure and measure not in measures():
        raise NoSuchMeasure
    draft.chosen = (
        {**draft.chosen, key: measure} if measure else {k: v for k, v in draft.chosen.items() if k != key}
    )
    _check(draft, actor, now)
    _journal("checking.choose_measure", draft, actor, now, figure=key, measure=measure)
    return draft


@transaction.atomic
def correct(
    draft: CheckedDraft, start: int, old: str, new: str, *, actor: User, now: datetime
) -> CheckedDraft:
    """Put `new` in the place of `old`, which must still stand at `start`. Raises NotThere, TooLong."""
    draft = _own(draft, actor)
    new = new.replace("\x00", "")
    if not old or draft.text[start : start + len(old)] != old:
        raise NotThere
    if len(draft.text) + len(new) - len(old) > LONGEST:
        raise TooLong(LONGEST)
    draft.text = draft.text[:start] + new + draft.text[start + len(old) :]
    draft.corrections = [*draft.corrections, {"start": start, "old": old, "new": new}][-_KEPT:]
    _check(draft, actor, now)
    _journal("checking.correct", draft, actor, now, start=start, before=old, after=new)
    return draft


@transaction.atomic
def undo(draft: CheckedDraft, *, actor: User, now: datetime) -> CheckedDraft:
    """Take the last correction back. Raises NothingToUndo."""
    draft = _own(draft, actor)
    if not draft.corrections:
        raise NothingToUndo
    *earlier, last = draft.corrections
    start, old, new = last["start"], last["old"], last["new"]
    draft.text = draft.text[:start] + old + draft.text[start + len(new) :]
    draft.corrections = earlier
    _check(draft, actor, now)
    _journal("checking.undo", draft, actor, now, start=start, before=new, after=old)
    return draft


@transaction.atomic
def drop_draft(draft: CheckedDraft, *, actor: User, now: datetime) -> None:
    """Delete an own draft."""
    draft = _own(draft, actor)
    _journal("checking.drop_draft", draft, actor, now, name=draft.name)
    draft.delete()


def _kept(document: Document) -> str:
    """The document's text with the cells of a row parted by tabs, so that its tables are found again in the text."""
    characters = list(document.text)
    for table in document.tables:
        for row in table.rows:
            for left, right in pairwise(row):
                if right.start == left.end + 1:
                    characters[left.end] = "\t"
    return "".join(characters)


def document_of(draft: CheckedDraft) -> Document:
    """The draft's text as it stands, as a document."""
    return open_document("核对稿.txt", draft.text.encode())


def _check(draft: CheckedDraft, actor: User, now: datetime) -> None:
    found = check(
        actor,
        draft.organisation,
        Period.parse(draft.period),
        document_of(draft),
        chosen=draft.chosen,
        today=timezone.localdate(now),
    )
    content: dict[str, Any] = checked_json(found)
    draft.checked, draft.checked_at = content, now
    draft.save()


def _own(draft: CheckedDraft, actor: User) -> CheckedDraft:
    locked = (
        CheckedDraft.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .filter(pk=draft.pk, owner=actor)
        .first()
    )
    if locked is None:
        raise Hidden
    return locked


def _journal(act: str, draft: CheckedDraft, actor: User, now: datetime, **detail: Any) -> None:
    write(act, draft, place=draft.organisation.path, actor=actor, now=now, **detail)
