"""安全管理员: who holds which role where. Every grant and its end has a reason; the auditor may look."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhibu.domain.access.actions import end_grant, grant_role
from zhibu.domain.access.models import Grant
from zhibu.domain.access.permissions import Role
from zhibu.domain.access.queries import grant_for, grantable_accounts, grants_for
from zhibu.domain.access.scope import organisations_for
from zhibu.domain.accounts.errors import ActError
from zhibu.domain.accounts.guard import paths_for
from zhibu.domain.accounts.models import User
from zhibu.domain.organisations.models import Organisation
from zhibu.web.frame.answers import INVALID, refuse
from zhibu.web.frame.entering import ensure_held, written_from
from zhibu.web.frame.requests import Request

PAGE = 50
_TEMPLATE = "system/grants.html"
_INPUT = {"class": "form-control"}


class GrantForm(forms.Form):
    """Who gets which role where, until when, and why. It holds from today on."""

    user = forms.CharField(
        label="账号",
        max_length=80,
        help_text="写用户名，或从列出的账号中选",
        widget=forms.TextInput(_INPUT | {"list": "accounts", "autocomplete": "off"}),
        error_messages={"required": "请选择账号。"},
    )
    role = forms.ChoiceField(
        label="角色", choices=Role.choices, widget=forms.Select({"class": "form-select"})
    )
    organisation = forms.CharField(
        label="组织",
        max_length=60,
        help_text="写组织的名称，该组织及下级都在范围内",
        widget=forms.TextInput(_INPUT | {"list": "places"}),
        error_messages={"required": "请写明在哪个组织。"},
    )
    until = forms.DateField(
        label="止", required=False, widget=forms.DateInput(_INPUT | {"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label="理由",
        max_length=200,
        widget=forms.TextInput(_INPUT),
        error_messages={"required": "请写明理由，以备审计。"},
    )

    def __init__(self, viewer: User, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self._places = organisations_for(viewer, "access.grant")
        self._accounts = grantable_accounts(viewer)

    def clean_user(self) -> User:
        """The account whose name to sign in with stands first."""
        found = self._accounts.filter(
            username=self.cleaned_data["user"].split(" ")[0].strip().lower()
        ).first()
        if found is None:
            raise forms.ValidationError("没有找到这个账号，或已停用。请从列出的账号中选一个。")
        return found

    def clean_organisation(self) -> Organisation:
        """The one organisation of that name in the viewer's scope."""
        name = self.cleaned_data["organisation"].strip()
        found = list(self._places.filter(short_name=name)[:2]) or list(self._places.filter(name=name)[:2])
        if len(found) != 1:
            raise forms.ValidationError("没有找到这个组织，或有重名。请从列出的名称中选一个。")
        return found[0]


@login_required
@require_http_methods(["GET", "POST"])
def grants(request: Request) -> HttpResponse:
    """Grants at and below the chosen organisation, those that are over too if asked; sent the form, a new one."""
    if request.method == "GET":
        form = GrantForm(request.user)
        return render(request, _TEMPLATE, _context(request, form))
    ensure_held(request, "access.grant", "授权由安全管理员办理")
    form = GrantForm(request.user, request.POST)
    if not form.is_valid():
        return render(request, _TEMPLATE, _context(request, form), status=INVALID)
    wish = form.cleaned_data
    try:
        grant = grant_role(
            wish["user"],
            Role(wish["role"]),
            wish["organisation"],
            since=request.frame.today,
            until=wish["until"],
            reason=wish["reason"],
            actor=request.user,
            now=request.frame.now,
        )
    except ActError as error:
        return refuse(request, error, _TEMPLATE, _context(request, form))
    messages.success(
        request, f"已授予{grant.user}“{grant.get_role_display()}”，范围是{grant.organisation}及下级。"
    )
    return redirect("system_grants")


@login_required
@written_from("system_grants")
def end(request: Request, pk: int) -> HttpResponse:
    grant = grant_for(request.user, pk)
    try:
        end_grant(grant, reason=request.POST.get("reason", ""), actor=request.user, now=request.frame.now)
    except ActError as error:
        form = GrantForm(request.user)
        return refuse(request, error, _TEMPLATE, _context(request, form))
    messages.success(request, f"已收回{grant.user}的“{grant.get_role_display()}”，立即生效。")
    return redirect("system_grants")


def _context(request: Request, form: GrantForm) -> dict[str, object]:
    ensure_held(request, "access.view", "授权由安全管理员管理，审计管理员可以查看")
    place, today = request.frame.organisation, request.frame.today
    found = grants_for(request.user, place)
    role, whole = request.GET.get("role", ""), request.GET.get("all") == "1"
    if role in Role.values:
        found = found.filter(role=role)
    if not whole:
        found = found.filter(Grant.not_over(today))
    may_grant = bool(paths_for(request.user, "access.grant"))
    return {
        "place": place,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "form": form,
        "roles": Role.choices,
        "role": role,
        "whole": whole,
        "today": today,
        "may_grant": may_grant,
        "accounts": grantable_accounts(request.user) if may_grant else [],
        "places": organisations_for(request.user, "access.grant").values_list("short_name", flat=True),
    }
