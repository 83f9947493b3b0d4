"""Copy an allow-list of front-end files from node_modules/ to zhibu/web/static/vendor/.

Nothing is bundled or compiled. A `sourceMappingURL` comment is dropped, because the static files'
manifest would demand the map beside it. Of the icon set only the icons named in zhibu/web/icons.txt are
taken, as one sprite: `<svg class="icon"><use href="{% static 'vendor/icons.svg' %}#NAME"/></svg>`.
"""

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "zhibu/web/static/vendor"
ICONS = ROOT / "zhibu/web/icons.txt"

FILES = {
    "tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "echarts.min.js": "echarts/dist/echarts.common.min.js",
}
SOURCE_MAP = re.compile(r"(/\*|//)[#@] sourceMappingURL=\S+?(\s*\*/)?\s*$")
SVG_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def copy_files() -> None:
    for name, source in FILES.items():
        text = (MODULES / source).read_text(encoding="utf-8")
        (VENDOR / name).write_text(SOURCE_MAP.sub("", text), encoding="utf-8")


def symbol(name: str) -> str:
    """One `<symbol>` of the sprite; exits with advice where the icon set has no such outline icon."""
    path = MODULES / f"@tabler/icons/icons/outline/{name}.svg"
    if not path.exists():
        sys.exit(
            f"{ICONS.name}: the icon set has no outline icon {name!r}; choose a file name of {path.parent}"
        )
    body = SVG_BODY.search(path.read_text(encoding="utf-8"))
    assert body, path
    return f'<symbol id="{name}" viewBox="0 0 24 24">{" ".join(body[1].split())}</symbol>'


def write_sprite() -> None:
    """Stroke and fill are inherited from the page's `.icon` class, so the symbols carry shapes alone."""
    names = sorted(set(ICONS.read_text(encoding="utf-8").split()))
    symbols = "\n".join(symbol(name) for name in names)
    sprite = f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'
    (VENDOR / "icons.svg").write_text(sprite, encoding="utf-8")


if __name__ == "__main__":
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    copy_files()
    write_sprite()
