"""The desk: what the viewer has to do now, one list by deadline."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from zhibu.web.frame.requests import Request


@login_required
def desk(request: Request) -> HttpResponse:
    return render(request, "desk/desk.html")
