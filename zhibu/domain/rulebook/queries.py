"""Reading the rules and their changes."""

from dataclasses import replace
from pathlib import Path

from django.db import models

from zhibu.domain.access.scope import organisations_for
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.guard import paths_for
from zhibu.domain.accounts.models import User
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.rulebook import library
from zhibu.domain.rulebook.choices import OPEN
from zhibu.domain.rulebook.errors import NotInForm
from zhibu.domain.rulebook.forms import shape_of
from zhibu.domain.rulebook.models import Edition
from zhibu.rules import packs
from zhibu.rules.model import Indicator, Pack
from zhibu.rules.packs.issues import Issue
from zhibu.rules.packs.written import NotPlain, spread


def packs_in_force() -> dict[str, Pack]:
    """Every pack in force by id. Anybody who is signed in may read the rules."""
    return packs.load_all(library.in_force())


def usable_indicators(pack: Pack) -> dict[str, Indicator]:
    """Those that a score sheet of the pack may ask for: its own and those of the packs that it depends on."""
    known = packs_in_force()
    below = (one for id_ in pack.depends_on for one in known[id_].indicators.values())
    return {**{one.id: one for one in below}, **pack.indicators}


def issues_of(edition: Edition) -> list[Issue]:
    """All that is wrong with an edition, together with the packs it stands among; empty when nothing is."""
    return issues_in(edition.pack, edition.files)


def faults(issues: list[Issue]) -> list[Issue]:
    """Those that keep rules from being used; a case that now gives another result is only shown."""
    return [issue for issue in issues if not issue.differs]


def issues_in(pack: str, files: library.Files) -> list[Issue]:
    """As `issues_of`, for files that nobody kept yet."""
    with library.tried(pack, files) as directory:
        return packs.check(directory)


def faults_at(
    pack: str, files: library.Files, path: str, name: str
) -> tuple[dict[tuple[str, ...], list[str]], list[Issue]]:
    """What is wrong with one entry of a file, by the steps below it to the field meant; and what is wrong elsewhere.

    Raises NotInForm where a form cannot show the entry, KeyError where there is none.
    """
    shape = shape_of(path)
    assert shape is not None
    try:
        apart = spread(files[path], shape, name)
    except NotPlain as error:
        raise NotInForm(str(error)) from error
    here: dict[tuple[str, ...], list[str]] = {}
    elsewhere: list[Issue] = []
    for issue in issues_in(pack, {**files, path: apart.text}):
        steps = apart.at(issue.line) if issue.file == f"{pack}/{path}" else None
        if steps is not None:
            here.setdefault(steps, []).append(issue.message)
        elif issue.file == f"{pack}/{path}":
            elsewhere.append(replace(issue, line=apart.before(issue.line)))
        else:
            elsewhere.append(issue)
    return here, elsewhere


def files_in_force(pack: str) -> dict[str, str]:
    """The YAML files of a pack as it is in force."""
    return library.installed_files(pack, library.in_force())


def editions_for(viewer: User, pack: str | None = None) -> models.QuerySet[Edition]:
    """The changes made on this site, the newest first, for those who may edit rules; else none."""
    if not paths_for(viewer, "rules.edit"):
        return Edition.objects.none()
    found = Edition.objects.select_related("made_by", "activated_by").order_by("-number")
    return found if pack is None else found.filter(pack=pack)


def edition_for(viewer: User, pk: int) -> Edition:
    """One change, else Hidden."""
    found = editions_for(viewer).filter(pk=pk).first()
    if found is None:
        raise Hidden
    return found


def open_edition(viewer: User, pack: str) -> Edition | None:
    """The change of this pack that is under way."""
    return editions_for(viewer, pack).filter(state__in=OPEN).first()


def site(viewer: User) -> Organisation:
    """The top organisation: rules hold for the whole site, so rights over them are asked there."""
    top = organisations_for(viewer).filter(depth=1).first()
    if top is None:
        raise Hidden
    return top


def changed_files(edition: Edition, root: Path | None = None) -> list[str]:
    """Paths of the files in which an edition differs from the rules in force (or those in `root`)."""
    before = library.installed_files(edition.pack, root or library.in_force())
    return sorted(
        path for path in before.keys() | edition.files.keys() if before.get(path) != edition.files.get(path)
    )
