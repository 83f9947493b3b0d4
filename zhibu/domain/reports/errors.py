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
    def __init__(self, period: str) -> None:
        super().__init__(f"{period}还没有结过账，报告没有数据可写。请先结账，或选一个已经结账的期间。")


class WrongPeriod(ActError):
    def __init__(self, kind: str, wanted: str) -> None:
        super().__init__(f"{kind}只按{wanted}写，没有生成。请把期间换成{wanted}。")


class WrongNumber(ActError):
    def __init__(self, number: str) -> None:
        super().__init__(f"发文字号“{number}”写法不对，没有保存。年份用六角括号，例如 某党字〔2026〕15号。")


class UnknownKind(ActError):
    def __init__(self) -> None:
        super().__init__("没有这种报告。请从列表里选一种。")


class NothingBeside(ActError):
    def __init__(self) -> None:
        super().__init__("这一段已经在最前或最后，没有移动。标题只在同一级里移动，下面的内容跟着走。")


class NothingToUndo(ActError):
    def __init__(self) -> None:
        super().__init__("没有可以撤回的上一版，可能刚刚撤回过。请刷新页面。")
