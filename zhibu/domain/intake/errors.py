"""What can go wrong while a plan is being imported."""

from collections.abc import Sequence

from zhibu.domain.accounts.errors import ActError


class Unreadable(ActError):
    """A document that cannot be read; the message comes from the reader (zhibu.papers)."""


class AlreadyClosed(ActError):
    def __init__(self, stage: str) -> None:
        super().__init__(f"这次导入{stage}，不能再改。如需调整，请重新导入文件。")


class ProposalGone(ActError):
    def __init__(self) -> None:
        super().__init__("这条任务刚刚被并入别处或撤销了，未改动。请刷新页面看最新内容。")


class TextMissing(ActError):
    def __init__(self) -> None:
        super().__init__("任务内容是空的，未保存。请写明要做什么；不需要这一条时请选择删去。")


class TextTooLong(ActError):
    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"任务内容有{length}个字，超过{limit}个字，未保存。请精简，或拆成几条。")


class MergeNeedsTwo(ActError):
    def __init__(self) -> None:
        super().__init__("合并至少要选两条未删去的任务。请勾选要合并的任务后再办理。")


class SplitNeedsTwo(ActError):
    def __init__(self) -> None:
        super().__init__("拆分后至少要有两条。请把每条任务各写一行后再保存。")


class StrangeTarget(ActError):
    def __init__(self) -> None:
        super().__init__("选择的组织不在本次计划的范围内，未保存。请从列表中重新选择。")


class NothingToUndo(ActError):
    def __init__(self) -> None:
        super().__init__("这一步已经撤销过，或之后又有新的修改，未再撤销。请看最新内容。")


class NothingToPublish(ActError):
    def __init__(self) -> None:
        super().__init__("没有可发布的任务。请至少保留或补充一条任务；不需要发布时可放弃本次导入。")


class NamesOpen(ActError):
    def __init__(self, names: Sequence[str]) -> None:
        shown = "、".join(names[:5]) + ("等" if len(names) > 5 else "")
        super().__init__(
            f"还有{len(names)}个责任单位没有认定：{shown}，尚未发布。请逐个选择它指哪个组织，或标明不下发。"
        )


class NobodyChosen(ActError):
    def __init__(self, count: int) -> None:
        super().__init__(
            f"有{count}条任务没有责任组织，尚未发布。请为它们选择组织，或在上方选定“未写明责任单位的任务”下发给谁。"
        )


class YearOdd(ActError):
    def __init__(self, year: int) -> None:
        super().__init__(f"年度{year}不合常理，未保存。请填写四位年份，如2026。")
