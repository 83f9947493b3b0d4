"""The one catalogue of permissions and roles. A permission that is not here does not exist."""

from django.db import models

PERMISSIONS: dict[str, str] = {
    "organisations.view": "查看组织",
    "organisations.manage": "调整组织",
    "people.view": "查看党员名册",
    "people.manage": "维护党员名册",
    "activities.view": "查看纪实",
    "activities.record": "记录活动",
    "tasks.view": "查看任务",
    "tasks.assign": "下发任务",
    "tasks.report": "报送任务进展",
    "tasks.check": "验收销号",
    "intake.import": "导入文件",
    "assessment.view": "查看考核结果",
    "assessment.close": "季度结账",
    "assessment.state": "填报支部评分",
    "assessment.state_members": "填报党员评分",
    "reports.view": "查看通报和报告",
    "checking.check": "核对文稿数字",
    "stencils.manage": "维护范本",
    "rules.edit": "修改规则",
    "rules.activate": "启用规则",
    "journal.view": "查看日志",
    "access.view": "查看授权",
    "access.grant": "授予权限",
    "accounts.manage": "管理账号",
}


class Role(models.TextChoices):
    OFFICE = "office", "党务干部"
    SECRETARY = "secretary", "支部书记"
    MEMBER = "member", "党员"
    LEADER = "leader", "班子成员"
    INSPECTOR = "inspector", "督查"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"


_READ_WORK = frozenset(
    {
        "organisations.view",
        "people.view",
        "activities.view",
        "tasks.view",
        "assessment.view",
        "reports.view",
        "checking.check",
    }
)

ROLE_PERMISSIONS: dict[str, frozenset[str]] = {
    Role.OFFICE: _READ_WORK
    | {
        "organisations.manage",
        "people.manage",
        "activities.record",
        "tasks.assign",
        "tasks.check",
        "intake.import",
        "assessment.close",
        "assessment.state",
        "assessment.state_members",
        "stencils.manage",
        "rules.edit",
        "rules.activate",
    },
    Role.SECRETARY: _READ_WORK | {"activities.record", "tasks.report", "assessment.state_members"},
    Role.MEMBER: frozenset({"organisations.view", "activities.view"}),
    Role.LEADER: _READ_WORK,
    Role.INSPECTOR: _READ_WORK | {"tasks.check"},
    # The three administrators are three people and do no Party work (三员分立, as in grant_role).
    Role.SYSTEM_ADMIN: frozenset({"organisations.view", "accounts.manage"}),
    Role.SECURITY_ADMIN: frozenset({"organisations.view", "access.view", "access.grant"}),
    Role.AUDIT_ADMIN: frozenset({"organisations.view", "journal.view", "access.view"}),
}

ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


class UnknownPermission(Exception):
    """A permission name that the catalogue does not hold: a programmer's mistake, never a user's."""


def ensure_known(permission: str) -> None:
    """Raise UnknownPermission unless the catalogue holds `permission`."""
    if permission not in PERMISSIONS:
        raise UnknownPermission(f"权限目录中没有 {permission}，请在 access/permissions.py 中登记后再使用。")
