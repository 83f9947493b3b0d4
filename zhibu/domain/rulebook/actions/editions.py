"""Changing a rule pack: begin, edit, propose, activate by another person, go back."""

import re
from datetime import date, datetime

from django.db import transaction

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.journal.actions import write
from zhibu.domain.rulebook import library
from zhibu.domain.rulebook.choices import OPEN, State
from zhibu.domain.rulebook.errors import (
    AlreadyOpen,
    FileTooLong,
    NoSuchFile,
    NotOpen,
    NotProposed,
    OwnChange,
    ReasonMissing,
    StillWrong,
    Unchanged,
    UnknownPack,
)
from zhibu.domain.rulebook.models import Edition
from zhibu.domain.rulebook.queries import faults, files_in_force, issues_of, site
from zhibu.domain.rulebook.wording import with_value

LIMIT = 100_000
_PATH = re.compile(r"(pack|sources|[a-z]+/[a-z0-9_]+)\.yaml")


@transaction.atomic
def begin_edition(pack: str, *, actor: User, now: datetime) -> Edition:
    """Start changing a pack from a copy of what is in force. Raises UnknownPack, AlreadyOpen; Hidden or Forbidden."""
    require(actor, "rules.edit", site(actor), view="organisations.view")
    files = files_in_force(pack)
    if not files:
        raise UnknownPack(pack)
    others = Edition.objects.select_for_update().filter(pack=pack)
    under_way = next((edition for edition in others if edition.state in OPEN), None)
    if under_way is not None:
        raise AlreadyOpen(str(under_way.made_by))
    edition = Edition.objects.create(
        pack=pack,
        number=max((edition.number for edition in others), default=0) + 1,
        files=files,
        hash=library.hash_of(files),
        made_by=actor,
        made_at=now,
    )
    _journal("rulebook.begin_edition", edition, actor, now)
    return edition


@transaction.atomic
def edit_file(edition: Edition, path: str, text: str, *, actor: User, now: datetime) -> Edition:
    """Keep the new text of one file; what is still wrong with it is shown, not refused. An empty text removes it.

    The one who edits is the one who answers for the change. Raises NotOpen, NoSuchFile, FileTooLong.
    """
    require(actor, "rules.edit", site(actor), view="organisations.view")
    edition = _locked(edition)
    if edition.state not in OPEN:
        raise NotOpen(edition.get_state_display())
    if not _PATH.fullmatch(path):
        raise NoSuchFile(path)
    if len(text) > LIMIT:
        raise FileTooLong(LIMIT)
    text = text.replace("\r\n", "\n")
    kept = {**edition.files, path: text}
    edition.files = {name: kept[name] for name in sorted(kept) if kept[name].strip()}
    edition.hash, edition.state = library.hash_of(edition.files), State.DRAFT
    edition.made_by, edition.made_at = actor, now
    edition.save(update_fields=["files", "hash", "state", "made_by", "made_at"])
    _journal("rulebook.edit_file", edition, actor, now, path=path)
    return edition


@transaction.atomic
def add_value(
    edition: Edition,
    parameter: str,
    *,
    value: str,
    in_force_from: date,
    clause: str,
    actor: User,
    now: datetime,
) -> Edition:
    """Give a number of the pack a new value from a day on; the old values stay. Raises as with_value and edit_file."""
    path, text = with_value(edition.files, parameter, value=value, in_force_from=in_force_from, clause=clause)
    return edit_file(edition, path, text, actor=actor, now=now)


@transaction.atomic
def propose_edition(edition: Edition, *, reason: str, actor: User, now: datetime) -> Edition:
    """Offer a faultless change for activation. Raises NotOpen, ReasonMissing, Unchanged, StillWrong."""
    require(actor, "rules.edit", site(actor), view="organisations.view")
    edition = _locked(edition)
    if edition.state not in OPEN:
        raise NotOpen(edition.get_state_display())
    if not reason.strip():
        raise ReasonMissing
    if edition.hash == library.hash_of(files_in_force(edition.pack)):
        raise Unchanged
    wrong = faults(issues_of(edition))
    if wrong:
        raise StillWrong(len(wrong))
    edition.state, edition.reason = State.PROPOSED, reason.strip()
    edition.save(update_fields=["state", "reason"])
    _journal("rulebook.propose_edition", edition, actor, now, reason=edition.reason)
    return edition


@transaction.atomic
def activate_edition(edition: Edition, *, actor: User, now: datetime) -> Edition:
    """Put a proposed change in force, or an earlier one back: by another person than made it.

    Closed periods keep the rules in their snapshots. Raises NotProposed, OwnChange, StillWrong.
    """
    require(actor, "rules.activate", site(actor), view="organisations.view")
    edition = _locked(edition)
    if edition.state not in (State.PROPOSED, State.RETIRED):
        raise NotProposed(edition.get_state_display())
    if edition.made_by_id == actor.pk:
        raise OwnChange
    wrong = faults(issues_of(edition))
    if wrong:
        raise StillWrong(len(wrong))
    Edition.objects.filter(pack=edition.pack, state=State.ACTIVE).update(state=State.RETIRED)
    edition.state, edition.activated_by, edition.activated_at = State.ACTIVE, actor, now
    edition.save(update_fields=["state", "activated_by", "activated_at"])
    _journal("rulebook.activate_edition", edition, actor, now, hash=edition.hash)
    _take_effect()
    return edition


@transaction.atomic
def restore_installed(pack: str, *, actor: User, now: datetime) -> None:
    """Go back to the pack as it was installed: the active edition is retired. Raises UnknownPack without one."""
    require(actor, "rules.activate", site(actor), view="organisations.view")
    active = Edition.objects.select_for_update().filter(pack=pack, state=State.ACTIVE).first()
    if active is None:
        raise UnknownPack(pack)
    active.state = State.RETIRED
    active.save(update_fields=["state"])
    _journal("rulebook.restore_installed", active, actor, now)
    _take_effect()


@transaction.atomic
def discard_edition(edition: Edition, *, actor: User, now: datetime) -> Edition:
    """Give a change up; it stays readable. Raises NotOpen."""
    require(actor, "rules.edit", site(actor), view="organisations.view")
    edition = _locked(edition)
    if edition.state not in OPEN:
        raise NotOpen(edition.get_state_display())
    edition.state = State.DISCARDED
    edition.save(update_fields=["state"])
    _journal("rulebook.discard_edition", edition, actor, now)
    return edition


def _locked(edition: Edition) -> Edition:
    return Edition.objects.select_for_update().get(pk=edition.pk)


def _take_effect() -> None:
    library.forget()
    transaction.on_commit(library.forget)


def _journal(act: str, edition: Edition, actor: User, now: datetime, **detail: str) -> None:
    write(
        act,
        edition,
        place=site(actor).path,
        actor=actor,
        now=now,
        pack=edition.pack,
        number=edition.number,
        **detail,
    )
