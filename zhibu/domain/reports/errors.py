"""What can go wrong with a report."""

from collections.abc import Sequence

from zhibu.domain.accounts.errors import ActError


class AlreadyIssued(ActError):
    def __init__(self) -> None:
        super().__init__("这份报告已经印发，不能再改。如需更正通报，请再结一次账后另起草一份。")


class NoSuchFigure(ActError):
    def __init__(self, names: Sequence[str]) -> None:
        listed = "、".join(f"【{name}】" for name in names)
        super().__init__(f"没有名为{listed}的数字，未保存。请照原文的写法保留数字名称，或直接写成文字。")


class EmptyText(ActError):
    def __init__(self) -> None:
        super().__init__("这一段改成了空白，未保存。不需要这一段时请点“删去这一段”。")


class NoSuchBlock(ActError):
    def __init__(self) -> None:
        super().__init__("报告里已经没有这一段，可能刚刚重新生成过。请刷新页面后再改。")


class NotClosed(ActError):
    def __init__(self, quarter: str) -> None:
        super().__init__(f"{quarter}还没有结账，报告没有数据可写。请先结账，或选一个已经结账的期间。")


class UnknownKind(ActError):
    def __init__(self) -> None:
        super().__init__("没有这种报告。请从列表里选一种。")
