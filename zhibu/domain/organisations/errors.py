"""What can go wrong when the tree is changed."""

from zhibu.domain.accounts.errors import ActError


class CannotContain(ActError):
    """A kind of organisation placed where that kind cannot stand."""

    def __init__(self, parent: str, child: str) -> None:
        super().__init__(f"{parent}下面不能设{child}。请重新选择上级组织或组织类型。")
