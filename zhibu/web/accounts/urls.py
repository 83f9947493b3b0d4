"""Signing in and out, and one's own password."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from zhibu.web.accounts import views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("me/password/", views.password, name="password"),
]
