"""减负自查: every function that rules against formalism on the fingertips name, and whether this site has it."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhibu.web.frame.requests import Request


@dataclass(frozen=True)
class Point:
    """Something that must not be asked of the grass roots, and what this system does instead."""

    title: str
    instead: str


# None of these exists: tests/house/test_pages.py looks for them in every page, address and rule pack.
POINTS = (
    Point("党员个人到场时自己点名", "由记录人在纪实里记参加人员，默认应到的都到了，只点没来的。"),
    Point("按登录、在线或阅读给党员计分", "不记录登录次数、在线时间和阅读情况，不据此计分。"),
    Point("支部或党员的名次表", "只显示达标情况和本组织前后对比，不列名次。"),
    Point("必须上传照片或定位", "附件可传可不传，不要求照片，不取位置。"),
    Point("同一件事多处重复填报", "一次记录，职责、任务、指标和通报都从它取数。"),
    Point("由系统自动定等次、自动处理人", "计算结果只供参考，等次由有权限的人确定，更正不覆盖原来的记录。"),
)


@login_required
@require_GET
def relief(request: Request) -> HttpResponse:
    """Open to everyone who signs in: a burden is everyone's business."""
    return render(request, "system/relief.html", {"points": POINTS})
