"""A world, and a plan staged in it."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile

from tests.world import NOW, World, build_world
from zhibu.domain.intake.actions import stage_document
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
def stage(world: World) -> Callable[..., Import]:
    """Stages a text as the office's plan."""

    def run(
        text: str | bytes = PLAN, name: str = "要点.txt", token=None, actor=None, organisation=None
    ) -> Import:
        content = text.encode() if isinstance(text, str) else text
        return stage_document(
            organisation or world.root,
            ContentFile(content, name=name),
            token=token or uuid4(),
            actor=actor or world.office,
            now=NOW,
        )

    return run


@pytest.fixture
def staged(stage: Callable[..., Import]) -> Import:
    return stage()
