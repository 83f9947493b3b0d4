"""Forms about one's own account."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm

from zhibu.domain.accounts.models import User


class SignInForm(AuthenticationForm):
    """User name and password; the refusal does not tell which of the two was wrong."""

    error_messages = {
        "invalid_login": "用户名或密码不对，请核对后重试。密码区分大小写；连续5次不对将暂停登录30分钟。",
        "inactive": "这个账号已停用。如需恢复，请联系系统管理员。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"


class PasswordForm(forms.Form):
    """The old password, and the new one twice."""

    old = forms.CharField(
        label="现在的密码",
        widget=forms.PasswordInput({"class": "form-control", "autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label="新密码",
        help_text="至少8位，不能全是数字，不能与用户名相近。",
        widget=forms.PasswordInput({"class": "form-control", "autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输一次新密码",
        widget=forms.PasswordInput({"class": "form-control", "autocomplete": "new-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_old(self) -> str:
        if not self.user.check_password(self.cleaned_data["old"]):
            raise forms.ValidationError("现在的密码不对，请重新输入。")
        return str(self.cleaned_data["old"])

    def clean_new(self) -> str:
        password_validation.validate_password(self.cleaned_data["new"], self.user)
        return str(self.cleaned_data["new"])

    def clean(self) -> None:
        new, again = self.cleaned_data.get("new"), self.cleaned_data.get("again")
        if new and again and new != again:
            self.add_error("again", "两次输入的新密码不一样，请重新输入。")
