"""What can go wrong when rights are given."""

from zhibu.domain.accounts.errors import ActError


class OwnGrant(ActError):
    """Nobody changes their own rights."""

    def __init__(self) -> None:
        super().__init__("不能给自己授权或收回自己的权限。请由另一位安全管理员办理。")


class AdministratorsAreSeparate(ActError):
    """System, security and audit administrators are three people without other roles."""

    def __init__(self, user: str) -> None:
        super().__init__(
            f"系统管理员、安全管理员、审计管理员须由不同的人担任，且不兼其他角色。请为{user}先收回原有角色，或改授他人。"
        )
