"""The form of one place of the rules: drawn from the grammar, checked while it is typed, kept in the change's text."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhibu.domain.accounts.errors import ActError
from zhibu.domain.rulebook import actions, forms
from zhibu.domain.rulebook.errors import FormulaFaulty, NoSuchPlace, NotInForm
from zhibu.domain.rulebook.models import Edition
from zhibu.domain.rulebook.queries import edition_for, faults_at, packs_in_force
from zhibu.rules.packs.grammar import FACT, INDICATOR
from zhibu.rules.packs.issues import Issue
from zhibu.rules.packs.shapes import Record, Variant
from zhibu.rules.packs.written import Data, put
from zhibu.rules.packs.written.dumping import resolved
from zhibu.web.frame.answers import refuse
from zhibu.web.frame.requests import Request
from zhibu.web.rulebook import cases, faults
from zhibu.web.rulebook.drawing import Drawing, Errors
from zhibu.web.rulebook.naming import Things, names, palette, raw_options, things
from zhibu.web.rulebook.outline import lists_of, parts
from zhibu.web.rulebook.rows import rearranged
from zhibu.web.rulebook.typed import typed

PAGE = "rulebook/form.html"


@dataclass(frozen=True)
class Sent:
    """Which place of which change a form is about, and what it says of it."""

    edition: Edition
    place: forms.Opened
    record: Record
    data: Data
    as_text: frozenset[str] = frozenset()

    @property
    def kept(self) -> Data:
        """What is kept of it: of cases the list alone."""
        return _list_in(self.data) if forms.is_cases(self.place.path) else self.data


@login_required
@require_http_methods(["GET", "POST"])
def form(request: Request, pk: int) -> HttpResponse:
    """One place (`file`, `at`). POST keeps it with `do=save`; any other `do` only changes rows of the form."""
    edition = edition_for(request.user, pk)
    try:
        sent = _asked(request, edition, posted=request.method == "POST")
    except NotInForm as error:
        return refuse(request, error, "rulebook/file.html", _file(edition, request.GET.get("file", "")))
    if request.method == "GET":
        return render(request, PAGE, _context(request, sent, _errors(sent)))
    do = request.POST.get("do", "save")
    if do not in ("save", "text"):
        act, _, name = do.partition(" ")
        as_text = (
            sent.as_text - {name} if act == "choose" else sent.as_text | ({name} if act == "write" else set())
        )
        return _drawn(request, replace(sent, data=rearranged(sent.data, do), as_text=as_text))
    try:
        actions.fill_place(
            edition, sent.place.path, sent.place.steps, sent.kept, actor=request.user, now=request.frame.now
        )
    except FormulaFaulty as error:  # Cases hold no formula, so that the steps are those of the record.
        return refuse(request, error, PAGE, _context(request, sent, ({error.steps: [error.why]}, [])))
    except ActError as error:
        return refuse(request, error, PAGE, _context(request, sent, ({}, [])))
    if do == "text":
        return redirect(f"{reverse('rules_edition', args=[pk])}?{urlencode({'file': sent.place.path})}#file")
    return redirect(f"{address(edition, sent.place.path, '/'.join(sent.place.steps))}&kept=1")


@login_required
@require_POST
def check(request: Request, pk: int) -> HttpResponse:
    """What is wrong with each field as typed so far; nothing is kept."""
    edition = edition_for(request.user, pk)
    try:
        sent = _asked(request, edition, posted=True)
    except NotInForm as error:
        return refuse(request, error, "rulebook/_checked.html", {})
    return render(request, "rulebook/_checked.html", _fields(request, sent, _errors(sent)))


@login_required
@require_GET
def file(request: Request, pk: int) -> HttpResponse:
    """Everything that stands in one file, each with its form."""
    edition = edition_for(request.user, pk)
    path = request.GET.get("file", "")
    shape = forms.shape_of(path)
    if shape is None:
        raise Http404
    try:
        found = forms.entries(edition.files, path)
    except NotInForm as error:
        return refuse(request, error, "rulebook/file.html", _file(edition, path))
    if forms.is_cases(path):
        found |= {name: [] for name in cases.without(edition.files, path)}
    listed = parts(shape, dict(found), "", faults.file_title(path), _titles(edition))
    return render(request, "rulebook/file.html", {**_file(edition, path), "list": listed})


@login_required
@require_POST
def arrange(request: Request, pk: int) -> HttpResponse:
    """Add a part, move it or take it away; kept at once."""
    edition = edition_for(request.user, pk)
    path, at, do = (request.POST.get(name, "") for name in ("file", "at", "do"))
    steps = tuple(at.split("/")) if at else ()
    back = request.POST.get("back", "")
    now, actor = request.frame.now, request.user
    try:
        if do == "add":
            said = {name: request.POST.get(name, "") for name in ("title", "type", "name")}
            _, new = actions.add_below(edition, path, steps, said, actor=actor, now=now)
            return redirect(address(edition, path, "/".join(new)))
        if do in ("up", "down"):
            actions.move_place(edition, path, steps, "up" if do == "up" else "down", actor=actor, now=now)
        else:
            actions.remove_place(edition, path, steps, actor=actor, now=now)
    except ActError as error:
        return refuse(request, error, "rulebook/file.html", _file(edition, path))
    return redirect(address(edition, path, back))


def address(edition: Edition, path: str, at: str) -> str:
    """The page of one place, or of a whole file."""
    name = "rules_form" if at else "rules_file"
    asked = {"file": path, "at": at} if at else {"file": path}
    return f"{reverse(name, args=[edition.pk])}?{urlencode(asked)}"


def _file(edition: Edition, path: str) -> dict[str, object]:
    return {"edition": edition, "path": path, "pack": packs_in_force()[edition.pack]}


def _asked(request: Request, edition: Edition, *, posted: bool) -> Sent:
    sent = request.POST if posted else request.GET
    steps = tuple(sent.get("at", "").split("/"))
    try:
        place = forms.opened(edition.files, sent.get("file", ""), steps)
    except NoSuchPlace as error:
        raise Http404 from error
    record, data = _shown(edition, place, sent.get("type", "") if posted else "")
    if not posted:
        return Sent(edition, place, record, data)
    as_text = frozenset(request.POST.getlist("as-text"))
    return Sent(edition, place, record, typed(record, request.POST, data), as_text)


def _shown(edition: Edition, place: forms.Opened, kind: str) -> tuple[Record, Data]:
    """The record that a form shows of a place, and its data; `kind`: the type that an item is to have."""
    shape, data = place.shape, place.data
    if forms.is_cases(place.path) and len(place.steps) == 1:
        pack = packs_in_force()[edition.pack]
        return cases.record(pack, edition.files, place.steps[0], data), {cases.FIELD: data}
    if isinstance(shape, Variant) and isinstance(data, dict) and kind in shape.records:
        data = {**data, "type": kind}
    record = resolved(shape, data)
    if not isinstance(record, Record):
        raise Http404
    return record, data


def _list_in(data: Data) -> Data:
    return data.get(cases.FIELD, []) if isinstance(data, dict) else []


def _errors(sent: Sent) -> tuple[Errors, list[Issue]]:
    """What is wrong with the data at its fields, and elsewhere."""
    unreadable = {steps: [why] for steps, why in forms.formula_faults(sent.place.shape, sent.kept)}
    if unreadable:
        return unreadable, []
    name, *inner = sent.place.steps
    files = dict(sent.edition.files)
    entry = put(sent.place.entry, inner, sent.kept)
    try:
        files[sent.place.path] = forms.with_entry(files, sent.place.path, name, entry)
    except NotInForm as error:
        return {(): [str(error)]}, []
    found, elsewhere = faults_at(sent.edition.pack, files, sent.place.path, name)
    if forms.is_cases(sent.place.path):
        found = {(cases.FIELD, *steps): messages for steps, messages in found.items()}
    return faults.at_fields(sent.record, sent.data, found, tuple(inner), elsewhere)


def _drawn(request: Request, sent: Sent) -> HttpResponse:
    return render(request, PAGE, {**_context(request, sent, _errors(sent)), "unsaved": True})


def _fields(request: Request, sent: Sent, errors: tuple[Errors, list[Issue]]) -> dict[str, object]:
    pack = packs_in_force()[sent.edition.pack]
    chosen = names(pack, sent.edition.files, _rule(sent))
    if sent.record is FACT:
        table = sent.data.get("table", "") if isinstance(sent.data, dict) else ""
        chosen |= raw_options(pack, sent.edition.files, str(table))
    drawing = Drawing(chosen, errors[0], _things(sent), sent.as_text)
    return {
        "edition": sent.edition,
        "pack": pack,
        "path": sent.place.path,
        "at": "/".join(sent.place.steps),
        "fields": drawing.fields(sent.record, sent.data),
        "here": errors[0].get((), []),
        "issues": errors[1],
        "faultless": not errors[0] and not errors[1],
    }


def _context(request: Request, sent: Sent, errors: tuple[Errors, list[Issue]]) -> dict[str, object]:
    at = "/".join(sent.place.steps)
    context = _fields(request, sent, errors)
    judged = _judging(sent)[0] if forms.is_cases(sent.place.path) else ""
    return {
        **context,
        "lists": lists_of(sent.record, sent.data, at),
        "palette": palette(_things(sent)),
        "title": faults.title_of(sent.data)
        or _titles(sent.edition).get(sent.place.steps[-1], sent.place.steps[-1]),
        "kind": sent.record.title,
        "above": faults.trail(sent.place),
        "cases": cases.listed(sent.edition, sent.place.path, sent.place.steps[0]),
        "judged": judged,
        "judged_kind": faults.file_title(judged),
        "kept": "kept" in request.GET,
    }


def _things(sent: Sent) -> list[Things]:
    """What a formula of the form may name."""
    entry = sent.data if len(sent.place.steps) == 1 else sent.place.entry
    this = sent.record is INDICATOR
    return things(packs_in_force()[sent.edition.pack], sent.edition.files, entry, this=this)


def _titles(edition: Edition) -> dict[str, str]:
    return cases.titles(packs_in_force()[edition.pack], edition.files)


def _rule(sent: Sent) -> Data:
    """The entry whose inputs and items may be named: of cases that of the rule that they belong to."""
    return _judging(sent)[1] if forms.is_cases(sent.place.path) else sent.place.entry


def _judging(sent: Sent) -> tuple[str, Data]:
    """(file, data) of the rule whose cases these are; empty where a form cannot show it."""
    return forms.judging(sent.edition.files).get(sent.place.steps[0], ("", ""))
