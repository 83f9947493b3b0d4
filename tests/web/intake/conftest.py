"""The world, a browser's client for each account, and a plan uploaded through the page."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.world import World, build_world
from zhibu.domain.accounts.models import User
from zhibu.domain.intake.models import Import

PLAN = """2026年党建工作要点
一、思想建设
（一）加强理论学习。各支部每季度组织一次专题学习研讨。（责任单位：各支部）
（二）开展主题宣讲。6月底前开展主题宣讲活动。（牵头单位：办公室；责任单位：运输处、公路中心）
二、组织建设
（一）规范组织生活。年底前完成**个支部的规范化验收。
（二）推进阵地建设。建设党建书屋。（责任单位：天文台）
本文档编辑密码：abc123
"""


@pytest.fixture
def world(db: None) -> World:
    return build_world()


@pytest.fixture
def browse() -> Callable[[User], Client]:
    """A client signed in as a user."""

    def run(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return run


@pytest.fixture
def office(world: World, browse: Callable[[User], Client]) -> Client:
    return browse(world.office)


@pytest.fixture
def upload(office: Client) -> Callable[..., HttpResponse]:
    """Sends a file through the upload form and returns the answer."""

    def run(content: str | bytes = PLAN, name: str = "要点.txt", token=None, client=None, **extra):
        data = content.encode() if isinstance(content, str) else content
        form = {"file": SimpleUploadedFile(name, data), "token": str(token or uuid4())}
        return (client or office).post("/imports/", form, **extra)

    return run


@pytest.fixture
def staged(upload: Callable[..., HttpResponse]) -> Import:
    assert upload().status_code == 302
    return Import.objects.get()
