"""`zhibu demo`: a fresh demo organisation with a year of records, served on this machine."""

import os
import sys
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from zhibu.domain.organisations.models import Organisation
from zhibu.jobs.demo.accounts import GUIDES, PASSWORD
from zhibu.jobs.demo.loading import load
from zhibu.jobs.demo.office import close_quarters
from zhibu.jobs.demo.units import UNITS
from zhibu.jobs.demo.world import at

# So many quarters are closed, so that the trend has something to show.
QUARTERS = 3


class Command(BaseCommand):
    help = "演示：生成一个虚构的交通运输厅一年的党务记录，并在本机打开网站"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", type=date.fromisoformat, default=None, help="数据截至哪一天，默认今天")
        parser.add_argument("--seed", type=int, default=7, help="同一个数生成同样的数据")
        parser.add_argument("--units", type=int, default=len(UNITS), help="只要前若干个单位")
        parser.add_argument("--leave-open", action="store_true", help="最近一个季度留着不结账")
        parser.add_argument("--no-serve", action="store_true", help="只生成，不打开网站")

    def handle(self, *args: Any, **options: Any) -> None:
        self._say("整理数据库")
        call_command("migrate", verbosity=0)
        if Organisation.objects.exists():
            self._say(f"沿用 {settings.ZHIBU_DATA} 中已有的数据")
        else:
            self._load(options)
        self._introduce()
        if not options["no_serve"]:
            self._serve()

    def _load(self, options: dict[str, Any]) -> None:
        as_of: date | None = options["as_of"]
        now = timezone.now() if as_of is None else at(as_of)
        world = load(now=now, seed=options["seed"], units=options["units"], say=self._say)
        close_quarters(world, QUARTERS, leave_open=options["leave_open"], now=now)

    def _say(self, step: str) -> None:
        self.stdout.write(f"==> {step}")
        self.stdout.flush()

    def _introduce(self) -> None:
        lines = [f"\n网址 http://127.0.0.1:{settings.PORT}/  密码都是 {PASSWORD}\n"]
        lines += [f"  {guide.username:<12}{guide.hint}" for guide in GUIDES]
        lines.append(
            "\n先用 office 登录看工作台，再用 secretary 在手机宽度的窗口记一次主题党日。按 Ctrl+C 结束。"
        )
        self.stdout.write("\n".join(lines))
        self.stdout.flush()

    def _serve(self) -> None:
        """Become the server. A process of its own: engines that already ran here do not survive the server's fork."""
        self.stdout.flush()
        serving = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(settings.PORT)]
        threads = ["--workers", "1", "--blocking-threads", "4"]
        command = [sys.executable, "-m", "granian", *serving, *threads, "zhibu.config.wsgi:application"]
        os.execv(sys.executable, command)
