"""`zhibu start_site`: the first organisation, the three administrators and the first office of an empty site."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.utils import OperationalError, ProgrammingError
from django.utils import timezone

from zhibu.domain.access.actions import FIRST_ROLES, Opened, Someone, Top, start_site
from zhibu.domain.access.permissions import Role
from zhibu.domain.accounts.errors import ActError
from zhibu.domain.organisations.choices import Category, Kind

KINDS = {kind.label: kind for kind in (Kind.COMMITTEE, Kind.GENERAL_BRANCH, Kind.BRANCH)}
CATEGORIES = {category.label: category for category in Category}


class Command(BaseCommand):
    """Passwords are drawn and written to the terminal once; none is taken from the command line."""

    help = "建站：设立最上级党组织、三名管理员和一名党务干部，显示一次各人的初始密码"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", required=True, help="最上级党组织的全称")
        parser.add_argument("--short-name", required=True, help="简称")
        parser.add_argument("--kind", choices=KINDS, default=Kind.COMMITTEE.label, help="类型，默认党委")
        parser.add_argument("--category", choices=CATEGORIES, required=True, help="类别")
        parser.add_argument("--established-on", type=_day, required=True, help="成立日期，如 1998-06-01")
        for role in FIRST_ROLES:
            parser.add_argument(
                _option(role),
                nargs=2,
                metavar=("用户名", "姓名"),
                required=True,
                help=f"担任{role.label}的人",
            )

    def handle(self, *args: Any, **options: Any) -> None:
        top = Top(
            options["name"],
            options["short_name"],
            KINDS[options["kind"]],
            CATEGORIES[options["category"]],
            options["established_on"],
        )
        people = {role: Someone(*options[role.value]) for role in FIRST_ROLES}
        try:
            opened = start_site(top, people, now=timezone.now())
        except ActError as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(f"党组织的资料不合要求，没有建站：{'；'.join(error.messages)}") from error
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(f"读不到数据库的表，没有建站。请先执行 zhibu migrate。（{error}）") from error
        self._tell(top, opened)

    def _tell(self, top: Top, opened: list[Opened]) -> None:
        lines = [f"已设立{top.name}，开了{len(opened)}个账号。初始密码只在这里显示一次：", ""]
        lines += [
            f"  {one.user.username}\t{one.password}\t{one.role.label}\t{one.user.display_name}"
            for one in opened
        ]
        lines += ["", "请把每个密码只交给本人，并请各人首次登录后立即到“我的”修改密码；然后清屏。"]
        self.stdout.write("\n".join(lines))


def _option(role: Role) -> str:
    return "--" + role.value.replace("_", "-")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"“{text}”不是日期，请写成 1998-06-01 这样。") from error
