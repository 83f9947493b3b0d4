"""Taking in an office's own Word files, changing them by new versions, withdrawing and restoring them."""

from datetime import datetime

from django.db import transaction

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.files.actions import receive_document
from zhibu.domain.journal.actions import write
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.stencils.catalogue import known_names
from zhibu.domain.stencils.errors import NameMissing, NameTaken, Unfillable, Unreadable
from zhibu.domain.stencils.models import Stencil, Version
from zhibu.papers.errors import PaperError
from zhibu.papers.stencils import faults_in

MANAGE, VIEW = "stencils.manage", "reports.view"


@transaction.atomic
def add_stencil(
    organisation: Organisation, *, name: str, file_name: str, content: bytes, actor: User, now: datetime
) -> Stencil:
    """Keep a new stencil with its first version.

    Raises NameMissing, NameTaken; what add_version raises; Hidden or Forbidden.
    """
    require(actor, MANAGE, organisation, view=VIEW)
    name = " ".join(name.split())[:100]
    if not name:
        raise NameMissing
    if Stencil.objects.filter(organisation=organisation, name=name).exists():
        raise NameTaken(name)
    stencil = Stencil.objects.create(organisation=organisation, name=name)
    add_version(stencil, file_name=file_name, content=content, actor=actor, now=now)
    return stencil


@transaction.atomic
def add_version(stencil: Stencil, *, file_name: str, content: bytes, actor: User, now: datetime) -> Version:
    """Keep an upload as the stencil's newest version; older ones stay.

    Raises Unreadable, Unfillable (every fault told), NothingClosed; Hidden or Forbidden.
    """
    require(actor, MANAGE, stencil.organisation, view=VIEW)
    stencil = Stencil.objects.select_for_update().select_related("organisation").get(pk=stencil.pk)
    known = known_names(stencil.organisation)
    try:
        faults = faults_in(content, known.values, known.groups)
    except PaperError as error:
        raise Unreadable(error) from error
    if faults:
        raise Unfillable(faults)
    document = receive_document(
        stencil.organisation, name=file_name, content=content, permission=MANAGE, actor=actor, now=now
    )
    number = stencil.versions.count() + 1
    version = Version.objects.create(stencil=stencil, number=number, document=document)
    _journal("stencils.add_version", stencil, actor, now, number=number, sha256=document.sha256)
    return version


@transaction.atomic
def withdraw_stencil(stencil: Stencil, *, actor: User, now: datetime) -> None:
    """Take a stencil out of use; its versions stay and it can be restored. Raises Hidden or Forbidden."""
    _set_withdrawn(stencil, now, "stencils.withdraw_stencil", actor=actor, now=now)


@transaction.atomic
def restore_stencil(stencil: Stencil, *, actor: User, now: datetime) -> None:
    """Put a withdrawn stencil to use again. Raises Hidden or Forbidden."""
    _set_withdrawn(stencil, None, "stencils.restore_stencil", actor=actor, now=now)


def _set_withdrawn(stencil: Stencil, at: datetime | None, act: str, *, actor: User, now: datetime) -> None:
    require(actor, MANAGE, stencil.organisation, view=VIEW)
    stencil.withdrawn_at = at
    stencil.save(update_fields=["withdrawn_at"])
    _journal(act, stencil, actor, now, name=stencil.name)


def _journal(act: str, stencil: Stencil, actor: User, now: datetime, **detail: object) -> None:
    write(act, stencil, place=stencil.organisation.path, actor=actor, now=now, **detail)
