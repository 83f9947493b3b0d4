"""What can go wrong when rights are given."""

from datetime import date

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


class ReasonMissing(ActError):
    def __init__(self) -> None:
        super().__init__("授权和收回权限都须写明理由，以备审计。请填写理由。")


class UntilBeforeSince(ActError):
    def __init__(self, since: date, until: date) -> None:
        super().__init__(
            f"截止日{until:%Y-%m-%d}早于起始日{since:%Y-%m-%d}。请改正截止日，或留空表示长期有效。"
        )


class AlreadyHeld(ActError):
    def __init__(self, user: str, role: str, organisation: str) -> None:
        super().__init__(
            f"{user}在{organisation}已有“{role}”角色，无需重复授予。如需改期限，请先收回再授予。"
        )


class AlreadyEnded(ActError):
    def __init__(self) -> None:
        super().__init__("这项授权已经收回，无需再办。请刷新页面看最新情况。")


class UsernameUnfit(ActError):
    def __init__(self) -> None:
        super().__init__("用户名须为3至30个英文字母或数字，例如姓名拼音。请改正后再提交。")


class UsernameTaken(ActError):
    def __init__(self, username: str) -> None:
        super().__init__(f"用户名{username}已有人使用。请换一个，例如在后面加数字。")


class NameMissing(ActError):
    def __init__(self) -> None:
        super().__init__("没有填写姓名。请填写使用人的姓名，日志和页面都用它显示。")


class OwnAccount(ActError):
    def __init__(self) -> None:
        super().__init__(
            "不能停用自己的账号或重设自己的密码。修改密码请到“我的”；停用请由另一位系统管理员办理。"
        )


class AdministratorsPassword(ActError):
    def __init__(self, user: object) -> None:
        super().__init__(
            f"{user}是管理员。三员分立，管理员的密码不能由另一位管理员在页面上重设。"
            "请由本人在“我的”修改；忘记密码的，在服务器上执行 zhibu changepassword 用户名。"
        )


class SiteHasStarted(ActError):
    """A site is started once; afterwards its own people open accounts and give rights."""

    def __init__(self) -> None:
        super().__init__(
            "这个站点已经有党组织或账号，不能再次建站。要加账号请由系统管理员在“账号”页面办理，"
            "要加角色请由安全管理员在“授权”页面办理；要另建一个站点，请换一个空的 ZHIBU_DATA 或数据库。"
        )


class RolesAreSeparate(ActError):
    """The four who start a site are four people."""

    def __init__(self) -> None:
        super().__init__("三名管理员和党务干部须是四个不同的人，用户名不能相同。请改正后再执行。")
