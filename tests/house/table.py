"""The table of doors: what each address answers to each role, for something of the own branch or of its superior.

Columns: office, secretary (of the own branch), other (secretary of another branch), member, leader, inspector,
system, security and audit administrator, nobody (signed in without a role). "+" opens, "-" is forbidden (403),
"." does not exist for them (404).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.core.files.base import ContentFile
from django.utils import timezone

from tests.house.rooms import Rooms, nothing, own, thing
from zhibu.rules.periods import Period

Arguments = Callable[[Rooms], Sequence[object]]
POST: Final = "post"
ROLES: Final = (
    "office",
    "secretary",
    "other",
    "member",
    "leader",
    "inspector",
    "system",
    "security",
    "audit",
    "nobody",
)


@dataclass(frozen=True)
class Row:
    """An address by name, what it is asked for, and one sign for each role."""

    name: str
    arguments: Arguments
    signs: str
    method: str = "get"
    data: Callable[[], dict[str, object]] = dict


def running_quarter() -> dict[str, object]:
    """A quarter that cannot be closed yet: whoever may close is told so, and nothing starts."""
    return {"period": Period.containing(timezone.localdate(), "quarter")}


def a_report() -> dict[str, object]:
    """One of a quarter that nobody has closed: whoever may write it is told so."""
    return {"kind": "work", "period": "2020Q1"}


def a_view() -> dict[str, object]:
    return {"page": "tasks", "name": "逾期", "query": "state=overdue"}


def a_place() -> dict[str, object]:
    """One entry of a rule file."""
    return {"file": "kinds/branch_life.yaml", "at": "theme_day"}


def a_file() -> dict[str, object]:
    return {"file": ContentFile("纪要".encode(), name="纪要.txt")}


def minutes(rooms: Rooms) -> Sequence[object]:
    return (rooms.record.pk, "docx")


def workbook(rooms: Rooms) -> Sequence[object]:
    return ("xlsx",)


def stencil_filled(rooms: Rooms) -> Sequence[object]:
    return (rooms.stencil.pk, rooms.closing.pk)


def stencil_version(rooms: Rooms) -> Sequence[object]:
    return (rooms.stencil.pk, 1)


def root(rooms: Rooms) -> Sequence[object]:
    return (rooms.world.root.pk,)


def pack(rooms: Rooms) -> Sequence[object]:
    return ("branch-life",)


def own_kind(rooms: Rooms) -> Sequence[object]:
    return (rooms.world.own.pk, "theme_day")


def own_quarter(rooms: Rooms) -> Sequence[object]:
    return (rooms.world.own.pk, rooms.quarter)


def closed(rooms: Rooms) -> Sequence[object]:
    return (rooms.closing.period,)


def verdict(rooms: Rooms) -> Sequence[object]:
    return (rooms.closing.period, rooms.world.own.pk, "theme_day")


def a_problem(rooms: Rooms) -> Sequence[object]:
    return (rooms.closing.pk, "theme_day")


def own_sheet(rooms: Rooms) -> Sequence[object]:
    return (rooms.closing.period, rooms.world.own.pk, "branch_points")


def own_item(rooms: Rooms) -> Sequence[object]:
    return (*own_sheet(rooms), "theme")


def an_input(rooms: Rooms) -> Sequence[object]:
    return (rooms.closing.period, "branch_points", "innovation")


def change(rooms: Rooms) -> Sequence[object]:
    return (rooms.staged.pk, rooms.change.pk)


def someone(rooms: Rooms) -> Sequence[object]:
    return (rooms.users["nobody"].pk,)


def a_grant(rooms: Rooms) -> Sequence[object]:
    return (rooms.world.secretary.grants.get().pk,)


def block(rooms: Rooms) -> Sequence[object]:
    return (rooms.bulletin.pk, rooms.bulletin.blocks[0]["id"])


def checked_figure(rooms: Rooms) -> Sequence[object]:
    return (rooms.draft_checked.pk, rooms.draft_checked.checked["figures"][0]["key"])


def figure(rooms: Rooms) -> Sequence[object]:
    return (rooms.bulletin.pk, next(iter(rooms.bulletin.figures)))


# fmt: off
TABLE: Final = (
    #                                                    osomlissan
    Row("sign_out",                nothing,             "++++++++++", POST),
    Row("my_page",                 nothing,             "++++++++++"),
    Row("password",                nothing,             "++++++++++"),
    Row("desk",                    nothing,             "++++++++++"),
    Row("desk_reports",            nothing,             "+++-++----"),
    Row("declare",                 own_quarter,         "++.------.", POST),
    Row("switch",                  nothing,             "++++++++++"),
    Row("view_keep",               nothing,             "++++++++++", POST, a_view),
    Row("view_drop",               lambda rooms: (1,),  "++++++++++", POST, a_view),
    Row("search",                  nothing,             "++++++++++"),
    Row("organisations",           nothing,             "+++++++++-"),
    Row("organisation_page",       own,                 "++.++++++."),
    Row("organisation_below",      own,                 "++.++++++."),
    Row("organisation_duties",     own,                 "++.+++...."),
    Row("organisation_register",   own,                 "+-.------."),
    Row("organisation_roster",     own,                 "+-.------."),
    Row("roster_blank",            nothing,             "++++++++++"),
    Row("roster_page",             thing("roster"),     "+........."),
    Row("people",                  nothing,             "+++-++----"),
    Row("people_export",           nothing,             "+++-++----"),
    Row("person_page",             thing("person"),     "++..++...."),
    Row("person_points",           thing("person"),     "++..++...."),
    Row("records",                 nothing,             "++++++----"),
    Row("records_export",          nothing,             "++++++----"),
    Row("record_page",             thing("record"),     "++.+++...."),
    Row("record_minutes",          minutes,             "++.+++...."),
    Row("record_start",            nothing,             "+++------."),
    Row("record_form",             own_kind,            "++.------."),
    Row("record_people",           own_kind,            "++.------."),
    Row("record_draft",            own_kind,            "++.------.", POST),
    Row("draft_drop",              thing("draft"),      ".+........", POST),
    Row("record_attach",           own,                 "++.------.", POST, a_file),
    Row("record_correct",          thing("record"),     "++.---...."),
    Row("record_withdraw",         thing("record"),     "++.---....", POST),
    Row("document_download",       thing("document"),   "++.+++...."),
    Row("closings",                nothing,             "+++.++...."),
    Row("closing_begin",           nothing,             "+--.--....", POST, running_quarter),
    Row("closing_progress",        closed,              "+++.++...."),
    Row("results",                 closed,              "+++.++...."),
    Row("results_export",          closed,              "+++.++...."),
    Row("evidence",                verdict,             "++..++...."),
    Row("scores",                  closed,              "+++.++...."),
    Row("scores_export",           closed,              "+++.++...."),
    Row("sheet",                   own_sheet,           "++..++...."),
    Row("sheet_item",              own_item,            "++..++...."),
    Row("statements",              closed,              "+++.--...."),
    Row("statement_form",          an_input,            "+++.--...."),
    Row("problems",                thing("closing"),    "+++.++...."),
    Row("problem_places",          a_problem,           "+++.++...."),
    Row("rules",                   nothing,             "++++++++++"),
    Row("rules_pack",              pack,                "++++++++++"),
    Row("rules_change",            pack,                "+...-----.", POST),
    Row("rules_restore",           pack,                "+...-----.", POST),
    Row("rules_edition",           thing("edition"),    "+........."),
    Row("rules_check",             thing("edition"),    "+.........", POST),
    Row("rules_file",              thing("edition"),    "+.........", data=a_place),
    Row("rules_form",              thing("edition"),    "+.........", data=a_place),
    Row("rules_form_check",        thing("edition"),    "+.........", POST, a_place),
    Row("rules_arrange",           thing("edition"),    "+.........", POST, a_place),
    Row("rules_value",             thing("edition"),    "+.........", POST),
    Row("rules_affected",          thing("edition"),    "+........."),
    Row("rules_progress",          thing("edition"),    "+........."),
    Row("rules_tryout",            thing("edition"),    "+........."),
    Row("rules_propose",           thing("edition"),    "+.........", POST),
    Row("rules_activate",          thing("edition"),    "+.........", POST),
    Row("rules_discard",           thing("edition"),    "+.........", POST),
    Row("plans",                   nothing,             "+++-++----"),
    Row("plan_page",               thing("plan"),       "++..++...."),
    Row("plan_document",           thing("plan"),       "++..++...."),
    Row("tasks",                   nothing,             "+++-++----"),
    Row("tasks_export",            nothing,             "+++-++----"),
    Row("task_new",                nothing,             "+---------"),
    Row("tasks_check",             nothing,             "+----+----", POST),
    Row("assignment_page",         thing("assignment"), "++..++...."),
    Row("assignment_report",       thing("assignment"), "-+..--....", POST),
    Row("assignment_check",        thing("assignment"), "+-..-+....", POST),
    Row("assignment_return",       thing("assignment"), "+-..-+....", POST),
    Row("assignment_reopen",       thing("assignment"), "+-..-+....", POST),
    Row("findings",                nothing,             "+++-++----"),
    Row("findings_ledger",         workbook,            "+++-++----"),
    Row("finding_page",            thing("finding"),    "++..++...."),
    Row("imports",                 nothing,             "+---------"),
    Row("import_page",             thing("staged"),     "+........."),
    Row("import_describe",         thing("staged"),     "+.........", POST),
    Row("import_fallback",         thing("staged"),     "+.........", POST),
    Row("import_several",          thing("staged"),     "+.........", POST),
    Row("import_name",             thing("staged"),     "+.........", POST),
    Row("import_add",              thing("staged"),     "+.........", POST),
    Row("import_undo",             change,              "+.........", POST),
    Row("import_discard",          thing("staged"),     "+.........", POST),
    Row("import_publish",          thing("staged"),     "+........."),
    Row("proposal_decide",         thing("proposal"),   "+.........", POST),
    Row("proposal_edit",           thing("proposal"),   "+........."),
    Row("proposal_split",          thing("proposal"),   "+........."),
    Row("targets",                 root,                "+........."),
    Row("overview",                nothing,             "+++.++...."),
    Row("reports",                 nothing,             "+++-++----"),
    Row("report_begin",            nothing,             "+--.--....", POST, a_report),
    Row("report_again",            thing("bulletin"),   "+...--....", POST),
    Row("report_undo",             thing("bulletin"),   "+...--....", POST),
    Row("report_layout",           thing("bulletin"),   "+...--...."),
    Row("report_move",             thing("bulletin"),   "+...--....", POST, lambda: {"block": "next", "to": "up"}),
    Row("report_add",              thing("bulletin"),   "+...--....", POST, lambda: {"text": "补充"}),
    Row("report_pdf",              thing("bulletin"),   "+...++...."),
    Row("report_xlsx",             thing("bulletin"),   "+...++...."),
    Row("bulletin_draft",          thing("closing"),    "+...--....", POST),
    Row("report_page",             thing("bulletin"),   "+...++...."),
    Row("report_block",            block,               "+...++...."),
    Row("report_figure",           figure,              "+...++...."),
    Row("report_issue",            thing("bulletin"),   "+...--....", POST),
    Row("report_docx",             thing("bulletin"),   "+...++...."),
    Row("figures",                 nothing,             "+++-++----"),
    Row("figures_draft",           thing("draft_checked"), "+........."),
    Row("figures_again",           thing("draft_checked"), "+.........", POST),
    Row("figures_drop",            thing("draft_checked"), "+.........", POST),
    Row("figures_docx",            thing("draft_checked"), "+........."),
    Row("figures_figure",          checked_figure,      "+........."),
    Row("figures_choose",          checked_figure,      "+.........", POST),
    Row("figures_correct",         checked_figure,      "+.........", POST, lambda: {"words": "本季度没有开展。"}),
    Row("figures_undo",            thing("draft_checked"), "+.........", POST),
    Row("stencils",                nothing,             "+++-++----"),
    Row("stencil_starter",         nothing,             "+---------"),
    Row("stencil_page",            thing("stencil"),    "+...++...."),
    Row("stencil_state",           thing("stencil"),    "+...--....", POST),
    Row("stencil_filled",          stencil_filled,      "+...++...."),
    Row("stencil_original",        stencil_version,     "+...++...."),
    Row("system_accounts",         nothing,             "------+---"),
    Row("system_account_close",    someone,             "------+---", POST),
    Row("system_account_reopen",   someone,             "------+---", POST),
    Row("system_account_password", someone,             "------+---", POST),
    Row("system_grants",           nothing,             "-------++-"),
    Row("system_grant_end",        a_grant,             ".......+-.", POST),
    Row("system_journal",          nothing,             "--------+-"),
    Row("system_proof",            nothing,             "--------+-"),
    Row("system_relief",           nothing,             "++++++++++"),
)
# fmt: on
