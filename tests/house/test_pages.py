"""Templates load nothing from elsewhere, run no inline script, and have none of the functions we refuse."""

import re

import pytest

from tests.house.sources import FIRST_PARTY, lines_matching, own, packs, python_files, templates

ELSEWHERE = re.compile(r"""(?:https?:)?//(?!www\.w3\.org/)[\w.-]+\.\w+""")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE
)
ICON = re.compile(r"""<c-icon[^>]*?\sname="([a-z0-9-]+)"|\bicon="([a-z0-9-]+)\"""")
# docs/adr/0004: what public rules against formalism on the fingertips forbid, we do not build.
REFUSED = re.compile(
    r"签到|打卡|排行|排名|在线时长|登录积分|点赞|人脸|强制拍照|check[_-]?in\b|leaderboard|ranking",
    re.IGNORECASE,
)

PAGES = templates() + own((FIRST_PARTY / "web/static").rglob("*.*"))


def test_pages_load_nothing_from_another_host() -> None:
    assert lines_matching(ELSEWHERE, PAGES) == []


def test_pages_have_no_inline_script() -> None:
    assert lines_matching(INLINE, templates()) == []


def test_every_icon_on_a_page_is_in_the_sprite() -> None:
    listed = set((FIRST_PARTY / "web/icons.txt").read_text(encoding="utf-8").split())
    found = {name for path in templates() for pair in ICON.findall(path.read_text("utf-8")) for name in pair}
    assert found - listed - {""} == set()


def test_the_sprite_holds_no_icon_that_nobody_names() -> None:
    sources = [*templates(), *python_files(FIRST_PARTY / "web")]
    named = {
        name for path in sources for name in re.findall(r"[\"']([a-z0-9-]+)[\"']", path.read_text("utf-8"))
    }
    assert set((FIRST_PARTY / "web/icons.txt").read_text("utf-8").split()) - named == set()


@pytest.mark.parametrize("where", ["pages", "addresses", "packs"])
def test_no_sign_in_ranking_online_time_or_forced_photo_exists(where: str) -> None:
    addresses = [
        path for path in python_files(FIRST_PARTY) if path.name in {"urls.py", "doors.py", "permissions.py"}
    ]
    paths = {"pages": PAGES, "addresses": addresses, "packs": packs()}[where]
    assert lines_matching(REFUSED, paths) == []
