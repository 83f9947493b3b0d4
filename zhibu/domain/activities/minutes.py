"""会议记录 of one activity as an official paper, from its record alone. Minutes carry no head and no imprint."""

from collections.abc import Iterable, Sequence

from zhibu.domain.activities import kinds
from zhibu.domain.activities.choices import Presence
from zhibu.domain.activities.models import Activity, Attendance
from zhibu.papers.official import UNKNOWN, Block, Heading, Paper, Paragraph, Table


def minutes_paper(
    activity: Activity, attendance: Sequence[Attendance], *, with_reasons: bool, documents: Iterable[str]
) -> Paper:
    """The minutes. `attendance` and `documents` (names of files) as the reader may see them; why somebody was absent
    is written only `with_reasons`. What the record leaves open is written 暂无数据, never guessed."""
    absent = [line for line in attendance if line.status == Presence.ABSENT]
    present = [line for line in attendance if line.status == Presence.PRESENT]
    blocks: list[Block] = [
        Heading(1, "基本情况"),
        Table(("项目", "内容"), _basics(activity)),
        Heading(1, "到会情况"),
        Paragraph((_numbers(len(attendance), len(present)),)),
    ]
    if present:
        blocks.append(Paragraph((f"到会人员：{_names(present)}。",)))
    if absent:
        blocks.append(Paragraph((f"缺席人员：{_names(absent, with_reasons=with_reasons)}。",)))
    blocks.extend(_listed("议题", activity.agenda_items))
    blocks.append(Heading(1, "内容纪要"))
    lines = [line.strip() for line in activity.summary.splitlines() if line.strip()]
    blocks.extend(Paragraph((line,)) for line in lines or [f"{UNKNOWN}。"])
    blocks.extend(_listed("决议", activity.resolved))
    blocks.extend(_listed("附件和佐证", documents))
    blocks.extend((Heading(1, "来源"), Paragraph((_origin(activity),))))
    title = f"{activity.organisation.name}{kinds.title(activity.kind)}记录"
    return Paper(title, blocks, signature="", dated=activity.held_on)


def _listed(title: str, items: Iterable[str]) -> list[Block]:
    """The items numbered below a heading; nothing where there are none."""
    numbered: list[Block] = [Paragraph((f"{number}.{item}",)) for number, item in enumerate(items, 1)]
    return [Heading(1, title), *numbered] if numbered else []


def _basics(activity: Activity) -> list[tuple[str, str]]:
    day = activity.held_on
    length = f"，{activity.minutes}分钟" if activity.minutes else ""
    return [
        ("主题", activity.title),
        ("时间", f"{day.year}年{day.month}月{day.day}日{length}"),
        ("地点", activity.place or UNKNOWN),
        ("主持人", str(activity.host) if activity.host else UNKNOWN),
        ("记录人", str(activity.recorded_by)),
    ]


def _numbers(expected: int, present: int) -> str:
    if not expected:
        return f"应到、实到{UNKNOWN}。"
    return f"应到{expected}人，实到{present}人，缺席{expected - present}人。"


def _names(lines: Iterable[Attendance], *, with_reasons: bool = False) -> str:
    return "、".join(
        f"{line.person}（{line.get_reason_display()}）" if with_reasons and line.reason else str(line.person)
        for line in lines
    )


def _origin(activity: Activity) -> str:
    recorded = f"本记录出自纪实第{activity.pk}号"
    if activity.withdrawn_at is not None:
        return f"{recorded}。该纪实已撤回，原因：{activity.withdrawn_reason}。"
    return f"{recorded}，系更正后的记录。" if activity.replaces_id else f"{recorded}。"
