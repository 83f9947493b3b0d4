"""What can go wrong when the tree is changed."""

from zhibu.domain.accounts.errors import ActError


class CannotContain(ActError):
    """A kind of organisation placed where that kind cannot stand."""

    def __init__(self, parent: str, child: str) -> None:
        super().__init__(f"{parent}下面不能设{child}。请重新选择上级组织或组织类型。")


class StillAbove(ActError):
    """An organisation to be dissolved has others below it."""

    def __init__(self, organisation: str, below: int) -> None:
        super().__init__(f"{organisation}下面还有{below}个党组织，不能撤销。请先撤销下级组织。")


class CannotDissolve(ActError):
    def __init__(self, organisation: str, why: str) -> None:
        super().__init__(f"{organisation}不能撤销：{why}。")
