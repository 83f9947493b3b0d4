"""The register of one organisation: who comes, who goes, who holds which post, elections, organisations below."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhibu.domain.access.scope import organisation_for
from zhibu.domain.accounts.errors import ActError, Forbidden
from zhibu.domain.accounts.guard import allows
from zhibu.domain.organisations.actions import begin_term, found_organisation
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import breadcrumb
from zhibu.domain.people.actions import (
    admit_member,
    appoint,
    change_group,
    confirm_full,
    dissolve,
    end_membership,
    release,
    transfer_member,
)
from zhibu.domain.people.choices import Leaving, PostKind
from zhibu.domain.people.queries import register as members_of
from zhibu.web.frame.answers import INVALID, refuse
from zhibu.web.frame.requests import Request
from zhibu.web.organisations.register_forms import FORMS, RegisterForm

_TEMPLATE = "organisations/register.html"
_MOST_LISTED = 200
"""Names offered while typing; a branch has fewer members."""


@login_required
@require_http_methods(["GET", "POST"])
def register(request: Request, pk: int) -> HttpResponse:
    """The forms that fit the organisation and the viewer; sent one of them, its act."""
    place = organisation_for(request.user, pk)
    fitting = forms_for(request, place)
    if not fitting:
        raise Forbidden(
            "组织和名册由党务部门登记，您的账号没有这里的登记权限。如确需办理，请联系上级党组织授权。"
        )
    sent = request.POST.get("act", "")
    made = {
        one.act: one(request.user, place, request.frame.today, request.POST if one.act == sent else None)
        for one in fitting
    }
    context = {
        "place": place,
        "trail": breadcrumb(place),
        "forms": list(made.values()),
        "sent": sent,
        "members": members_of(request.user, place, on=request.frame.today)[:_MOST_LISTED],
    }
    form = made.get(sent)
    if form is None or not form.is_valid():
        return render(request, _TEMPLATE, context, status=200 if request.method == "GET" else INVALID)
    try:
        told = _ACTS[sent](place, form.cleaned_data, {"actor": request.user, "now": request.frame.now})
    except ActError as error:
        return refuse(request, error, _TEMPLATE, context)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return render(request, _TEMPLATE, context, status=INVALID)
    messages.success(request, told)
    return redirect("organisation_register", place.pk)


def _found(place: Organisation, said: dict[str, Any], by: dict[str, Any]) -> str:
    made = found_organisation(place, **(said | {"kind": Kind(said["kind"])}), **by)
    return f"已新设{made.name}。"


def _term(place: Organisation, said: dict[str, Any], by: dict[str, Any]) -> str:
    begin_term(place, **said, **by)
    return f"已登记{place.short_name}的换届，任期到{said['expires_on']:%Y-%m-%d}。"


def _admit(place: Organisation, said: dict[str, Any], by: dict[str, Any]) -> str:
    admit_member(place, **said, **by)
    return f"已接收{said['name']}到{place.short_name}。"


def _transfer(place: Organisation, said: dict[str, Any], by: dict[str, Any]) -> str:
    transfer_member(said["person"], said["to"], on=said["on"], **by)
    return f"已把{said['person'].name}的组织关系转到{said['to'].short_name}。"


def _appoint(place: Organisation, said: dict[str, Any], by: dict[str, Any]) -> str:
    kind = PostKind(said["kind"])
    appoint(said["person"], place, kind, since=said["since"], **by)
    return f"已登记{said['person'].name}任{place.short_name}{kind.label}。"


def _confirm(place: Organisation, said: dict[str, Any], by: dict[str, Any]) -> str:
    confirm_full(said["person"], on=said["on"], **by)
    return f"已登记{said['person'].name}转为正式党员。"


def _regroup(place: Organisation, said: dict[str, Any], by: dict[str, Any]) -> str:
    change_group(said["person"], said["group"], on=said["on"], **by)
    return (
        f"已把{said['person'].name}{'编入' + said['group'].short_name if said['group'] else '移出党小组'}。"
    )


def _leave(place: Organisation, said: dict[str, Any], by: dict[str, Any]) -> str:
    end_membership(said["person"], until=said["until"], reason=Leaving(said["reason"]), **by)
    return f"已把{said['person'].name}移出{place.short_name}的名册，以前的记录照旧保留。"


def _release(place: Organisation, said: dict[str, Any], by: dict[str, Any]) -> str:
    post = release(said["post"], until=said["until"], **by)
    return f"已登记{post.person.name}不再担任{place.short_name}{post.get_kind_display()}。"


def _dissolve(place: Organisation, said: dict[str, Any], by: dict[str, Any]) -> str:
    dissolve(place, on=said["on"], **by)
    return f"已登记{place.short_name}于{said['on']:%Y-%m-%d}撤销。"


_ACTS: dict[str, Callable[[Organisation, dict[str, Any], dict[str, Any]], str]] = {
    "found": _found,
    "term": _term,
    "admit": _admit,
    "transfer": _transfer,
    "appoint": _appoint,
    "confirm": _confirm,
    "regroup": _regroup,
    "leave": _leave,
    "release": _release,
    "dissolve": _dissolve,
}


def forms_for(request: Request, place: Organisation) -> list[type[RegisterForm]]:
    """The forms that fit the organisation and that the viewer may send; none for who does not keep its register."""
    return [one for one in FORMS if one.fits(place) and allows(request.user, one.permission, place)]
