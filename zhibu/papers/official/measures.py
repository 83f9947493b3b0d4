"""The measures of GB/T 9704-2012, clause by clause; twips (1/20 pt) unless said otherwise."""

PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838  # A4, 5.1
MARGIN_TOP, MARGIN_LEFT = 2098, 1587  # 天头 37 mm, 订口 28 mm, 5.2.1
MARGIN_RIGHT, MARGIN_BOTTOM = 1474, 1984  # 26 and 35 mm, what 版心 156×225 mm leaves, 5.2.1
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
# 一字线 7 mm below 版心 (7.5): 35 mm less 7 mm less the height of the number itself.
FOOTER = 1276
LINE = 579  # 22 lines in 225 mm, 5.2.3
GRID_PITCH, GRID_CHARACTER = 580, -848  # 28 characters in 156 mm, 5.2.3 (in 1/4096 pt, less than 三号)
# Word squeezes characters into the grid's cells, LibreOffice gives a 16 pt character two cells of 15.79 pt. So the
# paragraphs do not snap to the grid, and each 三号 character is narrowed by 0.25 pt: 28 of them fit in 156 mm in both.
NARROWING = -5

# Sizes in half points: 二号, 三号, 四号, and 小四 inside tables.
SIZE_2, SIZE_3, SIZE_4, SIZE_TABLE = 44, 32, 28, 24
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
