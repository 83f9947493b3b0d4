"""The journal of one row told as a conversation: who did what, when, with the words they left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from zhibu.domain.journal.models import Entry

# What each act is called on pages. An act that is not listed is told as a change without a name.
ACTS: dict[str, str] = {
    "activities.record_activity": "记录",
    "activities.withdraw_activity": "撤回",
    "activities.issue_resolution": "把一项决议下发为任务",
    "activities.declare_complete": "确认记录已报全",
    "tasks.issue_task": "下发任务",
    "tasks.raise_finding": "提出问题",
    "tasks.submit_assignment": "提交验收",
    "tasks.check_off": "确认销号",
    "tasks.return_assignment": "退回补充",
    "tasks.reopen_assignment": "撤销销号",
    "assessment.close_period": "季度结账",
    "assessment.confirm_findings": "确认问题并下发",
    "assessment.state": "填报评分",
    "checking.check_draft": "核对文稿",
    "checking.check_again": "重新核对",
    "checking.choose_measure": "选定口径",
    "checking.correct": "改文稿",
    "checking.undo": "撤回改动",
    "checking.drop_draft": "删除核对稿",
    "reports.draft_bulletin": "起草或重新生成通报",
    "reports.draft_report": "起草或重新生成报告",
    "reports.add_block": "加一段",
    "reports.undo_redraft": "撤回重新生成",
    "reports.edit_block": "修改文字",
    "reports.set_layout": "改公文格式",
    "reports.move_block": "移动一段",
    "reports.issue_bulletin": "印发通报",
    "reports.issue_report": "印发报告",
    "stencils.add_version": "上传范本",
    "stencils.withdraw_stencil": "停用范本",
    "stencils.restore_stencil": "恢复范本",
    "people.admit_member": "登记入册",
    "people.transfer_member": "转接组织关系",
    "people.change_group": "调整党小组",
    "people.confirm_full": "转正",
    "people.end_membership": "移出名册",
    "people.appoint": "任职",
    "people.release": "免去职务",
    "organisations.found_organisation": "成立组织",
    "organisations.begin_term": "换届",
    "organisations.dissolve_organisation": "撤销组织",
    "rosters.receive_roster": "读入名册",
    "rosters.enter_roster": "登记名册",
    "rosters.drop_roster": "放弃名册",
    "tasks.issue_plan": "发布计划",
    "files.receive_document": "上传文件",
    "intake.stage_document": "读入计划",
    "intake.apply_import": "确认发布导入的计划",
    "intake.discard_import": "放弃导入",
    "rulebook.begin_edition": "开始修改规则",
    "rulebook.edit_file": "修改规则",
    "rulebook.propose_edition": "提交启用规则",
    "rulebook.activate_edition": "启用规则",
    "rulebook.discard_edition": "放弃修改规则",
    "rulebook.restore_installed": "恢复安装时的规则",
    "access.grant_role": "授予角色",
    "access.end_grant": "收回角色",
    "access.open_account": "开设账号",
    "access.close_account": "停用账号",
    "access.reopen_account": "恢复账号",
    "access.issue_password": "重设密码",
    "access.change_password": "修改本人密码",
}

# Where the words that a person left stand in an entry's detail.
_WORDS = ("note", "reason")


@dataclass(frozen=True)
class Said:
    """One line of the conversation. `note` is what the person wrote, or ""."""

    who: str
    at: datetime
    act: str
    note: str


def told(entries: Iterable[Entry]) -> list[Said]:
    """The entries in their order, for `<c-history :lines="..." />`."""
    return [
        Said(
            str(entry.actor) if entry.actor else "系统",
            entry.at,
            ACTS.get(entry.act, "变更"),
            next((str(entry.detail[key]) for key in _WORDS if entry.detail.get(key)), ""),
        )
        for entry in entries
    ]
