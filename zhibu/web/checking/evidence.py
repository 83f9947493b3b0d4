"""What one figure was held against: in the drawer beside the draft, or as a page of its own."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhibu.domain.access.scope import organisation_for
from zhibu.domain.assessment.queries.records import Behind
from zhibu.domain.checking.choices import Verdict
from zhibu.domain.checking.measures import Measure, Tally
from zhibu.domain.checking.models import CheckedDraft
from zhibu.domain.checking.queries import behind, counted_in, draft_for, measures
from zhibu.domain.organisations.models import Organisation
from zhibu.rules.periods import Period
from zhibu.rules.stretches import parse_stretch
from zhibu.web.checking.passages import sentence_at
from zhibu.web.frame.requests import Request
from zhibu.web.templatetags.words import long_date


@login_required
@require_GET
def figure(request: Request, pk: int, key: str) -> HttpResponse:
    """One figure: verdict, what is recorded, how it was counted, the records; what else it could mean; its sentence."""
    found = draft_for(request.user, pk)
    template = "checking/_figure.html" if request.htmx else "checking/figure.html"
    return render(request, template, figure_context(request, found, key))


def figure_context(request: Request, found: CheckedDraft, key: str) -> dict[str, Any]:
    """What the evidence of one figure shows. Raises Http404 where the draft holds no such figure."""
    one = figure_of(found, key)
    known = measures()
    measure = known.get(one["measure"]["id"]) if one["measure"] else None
    period = parse_stretch(one["in_period"]) if one["in_period"] else None
    if measure and one.get("alone"):
        measure = measure.alone() or measure
    against = parse_stretch(one["against"]) if one.get("against") else None
    place = organisation_for(request.user, one["organisation"]["id"], "checking.check")
    begins, sentence = sentence_at(found.text, one["start"], one["end"])
    offered = [known[each["id"]] for each in one["offered"] if each["id"] in known]
    return {
        "draft": found,
        "one": one,
        "verdict": Verdict(one["verdict"]),
        "measure": measure,
        "period": period,
        "place": place,
        "behinds": [
            (_title(measure, each, time if against else None), each)
            for time in (period, against)
            if time and measure
            for each in behind(request.user, found.organisation, counted_in(found), place.pk, time, measure)
        ],
        "offered": offered,
        "others": [each for each in known.values() if one["unit"] in each.units and each not in offered],
        "is_chosen": key in found.chosen,
        "sentence": sentence,
        "said": (sentence[: one["start"] - begins], sentence[one["end"] - begins :]),
        "doubts": [
            each["message"]
            for each in found.checked["doubts"]
            if each["start"] <= one["start"] and one["end"] <= each["end"]
        ],
        "when": f"{when(measure, period)}，与{against.label}比" if against else when(measure, period),
        "records_link": records_link(measure, period, place),
        "replacement": replacement(one),
    }


def _title(measure: Measure, behind: Behind, time: Period | None) -> str:
    """What records are headed with: the part or whole of a share; of a change the time too."""
    own = behind.fact.title if len(measure.facts) > 1 else measure.title
    return f"{time.label}{own}" if time else own


def when(measure: Measure | None, period: Period | None) -> str:
    """The time that a measure counts, in words."""
    if measure is None or period is None:
        return ""
    windows = {fact.window for fact in measure.facts}
    return f"截至{long_date(period.end)}" if windows & {"at_end", "to_date"} else f"{period.label}内"


def records_link(measure: Measure | None, period: Period | None, place: Organisation) -> dict[str, str]:
    """Where that is listed which is no record: results, organisations; empty for other measures."""
    if measure is None or period is None:
        return {}
    if isinstance(measure.count, Tally):
        sent = {"indicator": measure.count.indicator, "verdict": measure.count.part}
        kept = {name: value for name, value in sent.items() if value and value not in ("judged", "met_share")}
        url = f"{reverse('results', args=[period])}?{urlencode(kept)}"
        return {"url": url, "words": "在考核结果表中查看"}
    if measure.table == "organisation":
        return {"url": reverse("organisation_page", args=[place.pk]), "words": f"查看{place}及下级"}
    return {}


def figure_of(found: CheckedDraft, key: str) -> dict[str, Any]:
    """The figure of that key as the check found it, else Http404."""
    for one in found.checked["figures"]:
        if one["key"] == key:
            return dict(one)
    raise Http404


def replacement(one: dict[str, Any]) -> str:
    """What would stand in the place of a figure that the records contradict; "" where there is nothing to put there.

    A change that went the other way is mended by its words (多 to 少), not by its number.
    """
    if one["verdict"] != Verdict.CONTRADICTED or one["recorded"] is None or one["recorded"].startswith("-"):
        return ""
    return f"{one['recorded']}{one['unit']}"
