"""What the journal's details are called and how their values read; what has no name here stays out of sight."""

from typing import Any

from zhibu.domain.access.permissions import Role

_TITLES = {
    "title": "标题",
    "name": "名称",
    "username": "用户名",
    "kind": "类别",
    "held_on": "日期",
    "present": "到会",
    "absent": "缺席",
    "reason": "理由",
    "note": "意见",
    "state": "状态",
    "role": "角色",
    "since": "起",
    "until": "止",
    "on": "日期",
    "period": "期间",
    "due_on": "时限",
    "elected_on": "选举日期",
    "expires_on": "任期届满",
    "scope": "共性或个性",
    "sha256": "文件校验值",
    "digest": "数据校验值",
    "tasks": "任务数",
    "proposals": "任务建议数",
    "year": "年度",
    "before": "原文字",
    "text": "新文字",
    "pack": "规则",
}
_VALUES = {
    **dict(Role.choices),
    "assigned": "待办",
    "submitted": "待验收",
    "returned": "已退回",
    "done": "已销号",
    "common": "共性问题",
    "individual": "个性问题",
    "full": "正式党员",
    "probationary": "预备党员",
}


def told(detail: dict[str, Any]) -> list[tuple[str, str]]:
    """Title and value of each detail that people can read; numbers of rows mean nothing to them."""
    return [
        (_TITLES[key], _VALUES.get(str(value), str(value)))
        for key, value in detail.items()
        if key in _TITLES and value not in (None, "")
    ]
