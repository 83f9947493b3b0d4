"""系统管理员: who can sign in. A password is drawn, shown once on the answer to the act, and kept nowhere."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from zhibu.domain.access.actions import close_account, issue_password, open_account, reopen_account
from zhibu.domain.access.queries import accounts_for
from zhibu.domain.accounts.errors import ActError
from zhibu.domain.accounts.models import User
from zhibu.web.frame.answers import INVALID, refuse
from zhibu.web.frame.entering import ensure_held, written_from
from zhibu.web.frame.requests import Request

PAGE = 50
_TEMPLATE = "system/accounts.html"
_WHOSE = "账号由系统管理员管理"
_INPUT = {"class": "form-control", "autocomplete": "off"}


class AccountForm(forms.Form):
    """A new account: whose it is, and the name to sign in with."""

    display_name = forms.CharField(
        label="姓名",
        max_length=50,
        widget=forms.TextInput(_INPUT),
        error_messages={"required": "请填写使用人的姓名。"},
    )
    username = forms.CharField(
        label="用户名",
        max_length=30,
        help_text="英文字母或数字，例如姓名拼音",
        widget=forms.TextInput(_INPUT),
        error_messages={"required": "请填写用户名。"},
    )


@login_required
@require_http_methods(["GET", "POST"])
def accounts(request: Request) -> HttpResponse:
    """All accounts with the roles they hold today, fifty a page; sent the form, a new one and its first password."""
    ensure_held(request, "accounts.manage", _WHOSE)
    if request.method == "GET":
        return render(request, _TEMPLATE, _context(request, AccountForm()))
    form = AccountForm(request.POST)
    if not form.is_valid():
        return render(request, _TEMPLATE, _context(request, form), status=INVALID)
    try:
        user, password = open_account(
            form.cleaned_data["username"],
            form.cleaned_data["display_name"],
            actor=request.user,
            now=request.frame.now,
        )
    except ActError as error:
        return refuse(request, error, _TEMPLATE, _context(request, form))
    return render(request, _TEMPLATE, _context(request, AccountForm()) | {"shown": (user, password)})


@login_required
@written_from("system_accounts")
def close_one(request: Request, pk: int) -> HttpResponse:
    return _change(request, pk, close_account, "已停用")


@login_required
@written_from("system_accounts")
def reopen_one(request: Request, pk: int) -> HttpResponse:
    return _change(request, pk, reopen_account, "已恢复使用")


@login_required
@written_from("system_accounts")
def new_password(request: Request, pk: int) -> HttpResponse:
    """Draw a new password; the answer shows it."""
    user = _found(request, pk)
    try:
        password = issue_password(user, actor=request.user, now=request.frame.now)
    except ActError as error:
        return refuse(request, error, _TEMPLATE, _context(request, AccountForm()))
    return render(request, _TEMPLATE, _context(request, AccountForm()) | {"shown": (user, password)})


def _change(request: Request, pk: int, act: Callable[..., User], done: str) -> HttpResponse:
    user = _found(request, pk)
    try:
        act(user, actor=request.user, now=request.frame.now)
    except ActError as error:
        return refuse(request, error, _TEMPLATE, _context(request, AccountForm()))
    messages.success(request, f"{user}的账号{done}。")
    return redirect("system_accounts")


def _found(request: Request, pk: int) -> User:
    ensure_held(request, "accounts.manage", _WHOSE)
    return get_object_or_404(accounts_for(request.user, on=request.frame.today), pk=pk)


def _context(request: Request, form: AccountForm) -> dict[str, object]:
    ensure_held(request, "accounts.manage", _WHOSE)
    words = request.GET.get("q", "").strip()
    found = accounts_for(request.user, on=request.frame.today)
    if words:
        found = found.filter(Q(username__icontains=words) | Q(display_name__icontains=words))
    if request.GET.get("state") == "closed":
        found = found.filter(is_active=False)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return {"page": page, "form": form, "words": words, "state": request.GET.get("state", "")}
