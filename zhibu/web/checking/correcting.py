"""What a person does about a figure: say what it means, put the recorded value or other words in, take that back."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from zhibu.domain.accounts.errors import ActError
from zhibu.domain.checking import actions
from zhibu.domain.checking.models import CheckedDraft
from zhibu.domain.checking.queries import draft_for
from zhibu.web.checking.evidence import figure_of, replacement
from zhibu.web.checking.passages import sentence_at
from zhibu.web.frame.entering import written_from
from zhibu.web.frame.requests import Request
from zhibu.web.frame.sent import words_in


@login_required
@written_from("figures_draft")
def choose(request: Request, pk: int, key: str) -> HttpResponse:
    """Say what a figure means; without a measure the system judges by itself again."""
    found = draft_for(request.user, pk)
    measure = words_in(request.POST.get("measure"))
    return _done(
        request,
        found,
        lambda: actions.choose_measure(found, key, measure, actor=request.user, now=request.frame.now),
    )


@login_required
@written_from("figures_draft")
def correct(request: Request, pk: int, key: str) -> HttpResponse:
    """Put the recorded value in the place of a figure (act=replace), or other words in the place of its sentence."""
    found = draft_for(request.user, pk)
    one = figure_of(found, key)
    if request.POST.get("act") == "replace":
        start, old, new = one["start"], found.text[one["start"] : one["end"]], replacement(one)
    else:
        start, old = sentence_at(found.text, one["start"], one["end"])
        new = " ".join(words_in(request.POST.get("words")).split())
    return _done(
        request,
        found,
        lambda: actions.correct(found, start, old, new, actor=request.user, now=request.frame.now),
    )


@login_required
@written_from("figures_draft")
def undo(request: Request, pk: int) -> HttpResponse:
    """Take the last correction back."""
    found = draft_for(request.user, pk)
    return _done(request, found, lambda: actions.undo(found, actor=request.user, now=request.frame.now))


def _done(request: Request, found: CheckedDraft, run: Callable[[], object]) -> HttpResponse:
    """Back to the place in the draft where the person was."""
    try:
        run()
    except ActError as error:
        messages.warning(request, str(error))
    place = request.POST.get("place", "")
    anchor = f"#f{place}" if place.isascii() and place.isdecimal() else ""
    return redirect(reverse("figures_draft", args=[found.pk]) + anchor)
