"""Every address of the site and what opens it. tests/house/test_doors.py holds this table complete.

`permission` None: anyone signed in (or, for the sign-in page, anyone). A page about one organisation, person or record
is 404 to those who may not view it and 403 to those who may view it but lack `permission` there.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Door:
    """An address by its name, the permission it asks for, and what lies behind it."""

    name: str
    permission: str | None
    note: str


DOORS: tuple[Door, ...] = (
    Door("sign_in", None, "登录"),
    Door("sign_out", None, "退出登录"),
    Door("my_page", None, "我的：本人的全部数据"),
    Door("password", None, "修改本人密码"),
    Door("desk", None, "工作台"),
    Door("declare", "activities.record", "确认一个季度的记录已报全"),
    Door("switch", None, "更换组织"),
    Door("search", None, "查找，各类结果按各自权限"),
    Door("organisations", "organisations.view", "组织树"),
    Door("organisation_page", "organisations.view", "组织"),
    Door("organisation_below", "organisations.view", "组织树的下一级"),
    Door("organisation_duties", "activities.view", "组织的应办事项"),
    Door("people", "people.view", "党员名册"),
    Door("people_export", "people.view", "党员名册导出表格"),
    Door("person_page", "people.view", "党员，本人可看自己的"),
    Door("records", "activities.view", "纪实列表"),
    Door("record_page", "activities.view", "一条纪实"),
    Door("record_start", "activities.record", "记一笔：选类别"),
    Door("record_form", "activities.record", "记一笔：填写"),
    Door("record_people", "activities.record", "记一笔：换日期后的参加人员"),
    Door("record_draft", "activities.record", "记一笔：存草稿"),
    Door("draft_drop", None, "丢弃本人的草稿"),
    Door("record_attach", "activities.record", "记一笔：上传附件"),
    Door("record_correct", "activities.record", "更正纪实"),
    Door("record_withdraw", "activities.record", "撤回纪实"),
    Door("records_export", "activities.view", "纪实导出表格"),
    Door("document_download", "activities.view", "下载附件"),
    Door("closings", "assessment.view", "考核通报：各季度结账情况"),
    Door("closing_begin", "assessment.close", "季度结账"),
    Door("closing_progress", "assessment.view", "结账进度"),
    Door("results", "assessment.view", "考核结果"),
    Door("results_export", "assessment.view", "考核结果导出表格"),
    Door("evidence", "assessment.view", "依据：一项结果的规则、计算和记录"),
    Door("rules", None, "规则：所有登录的人都可以看"),
    Door("rules_pack", None, "一个规则包的要求、数字和依据"),
    Door("rules_change", "rules.edit", "开始修改规则"),
    Door("rules_restore", "rules.activate", "恢复安装时的规则"),
    Door("rules_edition", "rules.edit", "修改规则"),
    Door("rules_check", "rules.edit", "边写边查规则"),
    Door("rules_value", "rules.edit", "修改规则中的一个数字"),
    Door("rules_affected", "rules.edit", "前后对比：谁受影响"),
    Door("rules_propose", "rules.edit", "提交启用"),
    Door("rules_activate", "rules.activate", "由另一人启用"),
    Door("rules_discard", "rules.edit", "放弃修改"),
    Door("problems", "assessment.view", "结账发现的问题，下发须有结账权限"),
    Door("plans", "tasks.view", "计划列表"),
    Door("plan_page", "tasks.view", "一份计划"),
    Door("tasks", "tasks.view", "任务清单"),
    Door("tasks_export", "tasks.view", "任务清单导出"),
    Door("task_new", "tasks.assign", "下发一条任务"),
    Door("tasks_check", "tasks.check", "批量销号"),
    Door("assignment_page", "tasks.view", "一件责任事项"),
    Door("assignment_report", "tasks.report", "报送办理情况"),
    Door("assignment_check", "tasks.check", "确认销号"),
    Door("assignment_return", "tasks.check", "退回补充"),
    Door("findings", "tasks.view", "督查整改"),
    Door("finding_page", "tasks.view", "一个问题"),
    Door("imports", "intake.import", "导入计划"),
    Door("import_page", "intake.import", "核对读出的任务"),
    Door("import_describe", "intake.import", "改标题和年度"),
    Door("import_fallback", "intake.import", "未写明责任单位的任务下发给谁"),
    Door("import_several", "intake.import", "成批处理任务建议"),
    Door("import_name", "intake.import", "认定责任单位"),
    Door("import_add", "intake.import", "补充任务"),
    Door("import_undo", "intake.import", "撤销一步"),
    Door("import_discard", "intake.import", "放弃导入"),
    Door("import_publish", "intake.import", "发布计划"),
    Door("proposal_decide", "intake.import", "采纳、删去或恢复一条"),
    Door("proposal_edit", "intake.import", "修改一条"),
    Door("proposal_split", "intake.import", "拆分一条"),
    Door("targets", "tasks.assign", "选择下发给谁"),
    Door("overview", "reports.view", "总览"),
    Door("bulletins", "reports.view", "通报列表"),
    Door("bulletin_draft", "assessment.close", "起草或重新生成通报"),
    Door("bulletin_page", "reports.view", "一份通报，下级看已印发的"),
    Door("bulletin_block", "reports.view", "通报的一段，修改须有结账权限"),
    Door("bulletin_figure", "reports.view", "通报中一个数字的来源"),
    Door("bulletin_issue", "assessment.close", "印发通报"),
    Door("bulletin_docx", "reports.view", "下载通报"),
)
