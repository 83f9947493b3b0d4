"""Reading the rules in force: which packs there are, what one of them asks, on which clause, and who changed it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhibu.domain.accounts.guard import paths_for
from zhibu.domain.rulebook.choices import State
from zhibu.domain.rulebook.queries import editions_for, open_edition, packs_in_force
from zhibu.rules.model import Pack
from zhibu.rules.parameters import DatedValue, Parameter
from zhibu.web.frame.requests import Request
from zhibu.web.rulebook import explained


@dataclass(frozen=True)
class Number:
    """A number of the rules as shown: the value that holds today, and the others with their days."""

    parameter: Parameter
    today: DatedValue | None
    other: list[DatedValue]


@login_required
@require_GET
def packs(request: Request) -> HttpResponse:
    return render(request, "rulebook/packs.html", {"packs": packs_in_force().values()})


@login_required
@require_GET
def pack(request: Request, pack: str) -> HttpResponse:
    found = packs_in_force().get(pack)
    if found is None:
        raise Http404
    editions = list(editions_for(request.user, pack)[:20])
    context = {
        "pack": found,
        "indicators": explained.indicators(found),
        "sheets": explained.sheets(found),
        "numbers": list(numbers(found, request.frame.today)),
        "not_judged": found.not_judged,
        "sources": [source for source in found.sources.values() if cited(found, source.id)],
        "editions": editions,
        "under_way": open_edition(request.user, pack),
        "changed_here": any(edition.state == State.ACTIVE for edition in editions),
        "may_edit": bool(paths_for(request.user, "rules.edit")),
    }
    return render(request, "rulebook/pack.html", context)


def numbers(pack: Pack, today: date) -> Iterator[Number]:
    """The numbers that stand in the pack's own files, in the order they were written."""
    own = (found for found in pack.parameters.values() if found.mark.file.startswith(f"{pack.id}/"))
    for parameter in own:
        current = parameter.on(today)
        yield Number(parameter, current, [dated for dated in parameter.values if dated is not current])


def cited(pack: Pack, source: str) -> bool:
    """Whether a duty, an indicator or a number of the pack rests on the source."""
    citations = [duty.citation for duty in pack.duties.values()]
    citations += [indicator.citation for indicator in pack.indicators.values()]
    citations += [dated.citation for found in pack.parameters.values() for dated in found.values]
    return any(citation.source.id == source for citation in citations)
