"""Changing one place of a rule file as a form shows it. Each is kept by `edit_file`, so text and form are one draft."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from django.db import transaction

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.rulebook import forms
from zhibu.domain.rulebook.actions.editions import edit_file
from zhibu.domain.rulebook.models import Edition
from zhibu.domain.rulebook.queries import site
from zhibu.rules.packs.written import Data, moved, put, removed


@transaction.atomic
def fill_place(
    edition: Edition, path: str, steps: forms.Steps, data: Data, *, actor: User, now: datetime
) -> Edition:
    """Keep what a form says of one place. Raises NoSuchPlace, NotInForm, FormulaFaulty, and as edit_file."""
    found = forms.opened(_current(edition, actor).files, path, steps)
    forms.ensure_formulas(found.shape, data)
    return _keep(edition, found, put(found.entry, found.steps[1:], data), actor, now)


@transaction.atomic
def add_below(
    edition: Edition,
    path: str,
    steps: forms.Steps,
    typed: Mapping[str, str],
    *,
    actor: User,
    now: datetime,
) -> tuple[Edition, forms.Steps]:
    """Add something new at the end of a list or mapping (no steps: a new entry of the file) and say where it stands.

    `typed` has its title, and where it has them its type and its name. Raises NameTaken, NameFaulty, as fill_place.
    """
    files = _current(edition, actor).files
    new = forms.begun(files, path, steps, typed)
    text = forms.with_entry(files, path, new.steps[0], new.entry)
    return edit_file(edition, path, text, actor=actor, now=now), new.steps


@transaction.atomic
def move_place(
    edition: Edition, path: str, steps: forms.Steps, way: Literal["up", "down"], *, actor: User, now: datetime
) -> Edition:
    """Change an item with the one above or below it. Raises as fill_place."""
    found = forms.opened(_current(edition, actor).files, path, steps)
    return _keep(edition, found, moved(found.entry, found.steps[1:], way), actor, now)


@transaction.atomic
def remove_place(edition: Edition, path: str, steps: forms.Steps, *, actor: User, now: datetime) -> Edition:
    """Take an item away, or a whole entry of a file. Raises as fill_place."""
    found = forms.opened(_current(edition, actor).files, path, steps)
    left = removed(found.entry, found.steps[1:]) if found.steps[1:] else None
    return _keep(edition, found, left, actor, now)


def _keep(edition: Edition, found: forms.Opened, entry: Data | None, actor: User, now: datetime) -> Edition:
    text = forms.with_entry(_current(edition, actor).files, found.path, found.steps[0], entry)
    return edit_file(edition, found.path, text, actor=actor, now=now)


def _current(edition: Edition, actor: User) -> Edition:
    """As it is now: another person may have kept something since the page was opened."""
    require(actor, "rules.edit", site(actor), view="organisations.view")
    return Edition.objects.select_for_update().get(pk=edition.pk)
