"""Templates load nothing from elsewhere, run no inline script, and have none of the functions we refuse."""

import re
from pathlib import Path

import pytest

from tests.house.sources import FIRST_PARTY, ROOT, own, packs, place, python_files, templates

ELSEWHERE = re.compile(r"""(?:https?:)?//(?!www\.w3\.org/)[\w.-]+\.\w+""")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE
)
ICON = re.compile(r"icons\.svg'? ?%}#([a-z0-9-]+)\"")
# docs/adr/0004: what public rules against formalism on the fingertips forbid, we do not build.
REFUSED = re.compile(
    r"签到|打卡|排行|排名|在线时长|登录积分|点赞|人脸|强制拍照|check[_-]?in\b|leaderboard|ranking",
    re.IGNORECASE,
)

PAGES = templates() + own((FIRST_PARTY / "web/static").rglob("*.*"))


def lines_matching(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{place(path, number)}: {match.group().strip()}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for match in pattern.finditer(line)
    ]


def test_pages_load_nothing_from_another_host() -> None:
    assert lines_matching(ELSEWHERE, PAGES) == []


def test_pages_have_no_inline_script() -> None:
    assert lines_matching(INLINE, templates()) == []


def test_every_icon_on_a_page_is_in_the_sprite() -> None:
    listed = set((FIRST_PARTY / "web/icons.txt").read_text(encoding="utf-8").split())
    used = {name for path in templates() for name in ICON.findall(path.read_text(encoding="utf-8"))}
    assert used - listed == set()


@pytest.mark.parametrize("where", ["pages", "addresses", "packs"])
def test_no_sign_in_ranking_online_time_or_forced_photo_exists(where: str) -> None:
    addresses = [
        path for path in python_files(FIRST_PARTY) if path.name in {"urls.py", "doors.py", "permissions.py"}
    ]
    paths = {"pages": PAGES, "addresses": addresses, "packs": packs()}[where]
    assert lines_matching(REFUSED, paths) == []


def test_no_file_of_set_up_names_a_host_of_packages() -> None:
    files = [ROOT / name for name in ("Makefile", ".npmrc", "package.json", ".ci/run", "pyproject.toml")]
    files += sorted((ROOT / "scripts").iterdir()) + sorted((ROOT / "locks").iterdir())
    assert (
        lines_matching(
            re.compile(r"https?://(?!127\.0\.0\.1)\S+|--index-url|\"resolved\""),
            [f for f in files if f.is_file()],
        )
        == []
    )
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")
