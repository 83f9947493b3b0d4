"""The department's year plan as an official paper: what the demo imports. Its words are made up for the demo."""

from datetime import date

from zhibu.jobs.demo.units import DEPARTMENT
from zhibu.papers.official import Block, Heading, Paper, Paragraph, write

# Chapters with their tasks: what it is about, and the words, closing with who is asked, as such plans do.
_CHAPTERS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "抓实理论学习",
        (
            (
                "坚持集中学习",
                "各支部每月结合主题党日安排一次集中学习，学习内容与岗位工作相联系。（责任单位：各支部）",
            ),
            (
                "组织学习交流",
                "每季度组织一次党员学习交流，至少三分之一的党员作交流发言。（责任单位：各支部）",
            ),
            ("书记带头讲课", "12月底前，支部书记为本支部党员至少讲一次党课。（责任单位：各支部）"),
        ),
    ),
    (
        "建强基层组织",
        (
            ("严格组织生活", "12月底前召开年度组织生活会，开展民主评议党员。（责任单位：各支部）"),
            (
                "按期换届补选",
                "12月20日前，任期届满的支部报送换届工作方案。（牵头单位：人事教育处；责任单位：各支部）",
            ),
            ("培训新任书记", "12月15日前，举办新任支部书记培训班。（责任单位：人事教育处）"),
            ("摸清党员底数", "11月底前，核对党员名册和流动党员情况，报送核对结果。（责任单位：各支部）"),
        ),
    ),
    (
        "服务中心工作",
        (
            (
                "党员带头攻坚",
                "每半年围绕重点工程组织一次党员攻坚行动。（责任单位：公路中心、交建集团、质安中心）",
            ),
            ("冬季道路保畅", "12月10日前，组织冬季道路保畅志愿服务。（责任单位：公路中心）"),
            ("关怀困难党员", "12月31日前，走访慰问困难党员和离退休老党员。（责任单位：各支部）"),
            ("深化结对共建", "长期坚持机关支部与基层站所结对共建。（责任单位：办公室、综合规划处）"),
        ),
    ),
)


def year_plan(as_of: date) -> bytes:
    """The plan for the year of `as_of` as .docx, dated early that year."""
    blocks: list[Block] = []
    for chapter, tasks in _CHAPTERS:
        blocks.append(Heading(1, chapter))
        for section, words in tasks:
            blocks += [Heading(2, section), Paragraph([words])]
    paper = Paper(
        title=f"{DEPARTMENT}直属机关党委{as_of.year}年党建工作要点",
        blocks=blocks,
        signature=f"{DEPARTMENT}直属机关党委",
        dated=date(as_of.year, 1, 20),
        recipients="厅直各党组织",
    )
    return write(paper)
