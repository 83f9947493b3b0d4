"""Signing in, and one's own password."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zhibu.domain.access.actions import change_password
from zhibu.domain.accounts.guard import paths_for
from zhibu.domain.accounts.models import User
from zhibu.domain.people.queries import person_of
from zhibu.web.accounts.forms import PasswordForm, SignInForm
from zhibu.web.frame.answers import INVALID
from zhibu.web.frame.requests import Request


class SignIn(LoginView):
    """The sign-in page; someone signed in already goes to the desk."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        """The desk; their own page for members who are asked for nothing on a desk."""
        user = cast(User, self.request.user)
        works = any(paths_for(user, right) for right in ("activities.record", "tasks.view"))
        return super().get_default_redirect_url() if works or not person_of(user) else reverse("my_page")


@login_required
def password(request: Request) -> HttpResponse:
    """Change one's own password; the session stays signed in."""
    form = PasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        change_password(request.user, form.cleaned_data["new"], actor=request.user, now=request.frame.now)
        update_session_auth_hash(request, request.user)
        messages.success(request, "密码已修改，其他地方的登录已退出。")
        return redirect("my_page")
    return render(request, "accounts/password.html", {"form": form}, status=INVALID if form.errors else 200)
