"""The measures of GB/T 9704-2012, clause by clause; twips (1/20 pt) unless said otherwise.

How far each clause is verified: docs/papers.md, Writing.
"""

PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838  # A4, 5.1
MARGIN_TOP, MARGIN_LEFT = 2098, 1587  # 天头 37 mm, 订口 28 mm, 5.2.1
MARGIN_RIGHT, MARGIN_BOTTOM = 1474, 1984  # 26 and 35 mm, what 版心 156×225 mm leaves, 5.2.1
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
# 一字线 7 mm below 版心 (7.5): 35 mm less 7 mm less the height of the number itself.
FOOTER = 1276
# 信函格式: the mark 30 mm from the upper edge, a line of 170 mm 20 mm from the lower one, both red (10.1).
MARK_TOP, LETTER_LINE, FOOT_LINE, RED = 1701, 9638, PAGE_HEIGHT - 1134, "E60012"
IMPRINT_LINE = 480  # no height of the lines of 版记 was found in the standard
LINE = 579  # 22 lines in 225 mm, 5.2.3
# 28 characters in 156 mm, 5.2.3 (in 1/4096 pt, less than 三号). At 580 LibreOffice has room for 21 lines.
GRID_PITCH, GRID_CHARACTER = 579, -848
# Word squeezes characters into the grid's cells, LibreOffice gives a 16 pt character two cells of 15.79 pt. So the
# paragraphs do not snap to the grid, and each 三号 character is narrowed by 0.3 pt: 28 of them fit in 156 mm in both.
NARROWING = -6


def page(*, landscape: bool) -> tuple[int, int, dict[str, int]]:
    """Width, height and margins of the page. On its side, what was on top is at the left, where it is bound."""
    if landscape:
        sides = {"top": MARGIN_LEFT, "right": MARGIN_BOTTOM, "bottom": MARGIN_RIGHT, "left": MARGIN_TOP}
        return PAGE_HEIGHT, PAGE_WIDTH, sides
    sides = {"top": MARGIN_TOP, "right": MARGIN_RIGHT, "bottom": MARGIN_BOTTOM, "left": MARGIN_LEFT}
    return PAGE_WIDTH, PAGE_HEIGHT, sides


def text_width(*, landscape: bool) -> int:
    """The width between the margins."""
    width, _, margin = page(landscape=landscape)
    return width - margin["left"] - margin["right"]


# Sizes in half points: 二号, 三号, 四号, and inside tables 小四, 五号 where they are dense.
SIZE_2, SIZE_3, SIZE_4, SIZE_TABLE, SIZE_DENSE = 44, 32, 28, 24, 21
SIZE_MARK = 60  # no size of the mark was found in the standard
CHARACTER = 320  # the width of a 三号 character

# Named only: the faces are proprietary and never shipped. Readers without them take the alternatives.
TITLE_FACE, FIRST_FACE, SECOND_FACE, BODY_FACE, NUMBER_FACE = (
    "方正小标宋简体",
    "黑体",
    "楷体_GB2312",
    "仿宋_GB2312",
    "宋体",
)
ALTERNATIVES = {
    TITLE_FACE: "小标宋,宋体",
    FIRST_FACE: "SimHei",
    SECOND_FACE: "楷体,KaiTi",
    BODY_FACE: "仿宋,FangSong",
    NUMBER_FACE: "SimSun",
}

# For PDF the best installed face is taken, by its family name; the last ones hold on any Debian with fonts-noto-cjk.
_SERIF = ("SimSun", "宋体", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC")
_SANS = ("SimHei", "黑体", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei")
FACES = {
    "title": (
        "FZXiaoBiaoSong-B05S",
        "FZXiaoBiaoSong-B05",
        "方正小标宋简体",
        "方正小标宋_GBK",
        *_SERIF,
        *_SANS,
    ),
    "first": (*_SANS, *_SERIF),
    "second": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "FandolKai", "AR PL UKai CN", *_SERIF, *_SANS),
    "body": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "FandolFang R", *_SERIF, *_SANS),
    "number": (*_SERIF, *_SANS),
}
