"""The department's year plan as an official paper: what the demo imports. Its words are made up for the demo."""

from datetime import date

from zhibu.jobs.demo.units import DEPARTMENT
from zhibu.papers.official import Block, Heading, Paper, Paragraph, write

# Headings and tasks in the order of the paper; a task closes with who is asked, as such plans do.
_CHAPTERS: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = (
    (
        "抓实理论学习",
        (
            (
                "坚持支部集中学习",
                (
                    "各支部每月结合主题党日安排一次集中学习，学习内容与岗位工作相联系。（责任单位：各支部）",
                    "每季度组织一次党员学习交流，至少三分之一的党员作交流发言。（责任单位：各支部）",
                ),
            ),
            (
                "办好培训和党课",
                (
                    "12月底前，支部书记为本支部党员至少讲一次党课。（责任单位：各支部）",
                    "12月15日前，组织新任支部书记培训班，参训率达到100%。（牵头单位：人事教育处；责任单位：各支部）",
                ),
            ),
        ),
    ),
    (
        "建强基层组织",
        (
            (
                "严格组织生活",
                (
                    "按规定召开党员大会、支部委员会会议和党小组会，每季度末确认记录已报全。（责任单位：各支部）",
                    "12月底前，各支部召开年度组织生活会，开展民主评议党员。（责任单位：各支部）",
                ),
            ),
            (
                "按期换届补选",
                (
                    "任期届满的支部在12月20日前报送换届工作方案。（牵头单位：人事教育处；责任单位：各支部）",
                    "书记、委员出缺的，及时补选。（责任单位：各支部）",
                ),
            ),
        ),
    ),
    (
        "服务中心工作",
        (
            (
                "党员带头攻坚",
                (
                    "围绕重点工程和安全生产，每半年组织一次党员攻坚行动。（责任单位：公路中心、交建集团、质安中心）",
                    "11月底前，组织冬季道路保畅志愿服务。（责任单位：公路中心）",
                ),
            ),
            (
                "联系服务群众",
                (
                    "春节前走访慰问困难党员和离退休老党员。（责任单位：离退休人员工作处、各支部）",
                    "长期坚持机关支部与基层站所结对共建。（责任单位：办公室、综合规划处）",
                ),
            ),
        ),
    ),
)


def year_plan(as_of: date) -> bytes:
    """The plan for the year of `as_of` as .docx, dated early that year."""
    blocks: list[Block] = [
        Paragraph(
            [f"{as_of.year}年厅直机关党的建设工作，围绕交通运输中心任务，突出支部作用，重点做好以下工作。"]
        )
    ]
    for chapter, sections in _CHAPTERS:
        blocks.append(Heading(1, chapter))
        for section, tasks in sections:
            blocks.append(Heading(2, section))
            blocks += [Paragraph([task]) for task in tasks]
    paper = Paper(
        title=f"{DEPARTMENT}直属机关党委{as_of.year}年党建工作要点",
        blocks=blocks,
        signature=f"{DEPARTMENT}直属机关党委",
        dated=date(as_of.year, 1, 20),
        recipients="厅直各党组织",
    )
    return write(paper)
