"""A paper as PDF, set by typst; its words go there as data and are never read as code."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from zhibu.papers.errors import PaperError
from zhibu.papers.official import measures as m
from zhibu.papers.official import wording
from zhibu.papers.official.markup import plain
from zhibu.papers.official.model import Block, FigureRef, Heading, Paper, Paragraph, Run, Table

_LAYOUT = Path(__file__).with_name("paper.typ")


class FontsMissing(PaperError):
    """This machine has no face with Chinese characters."""

    def __init__(self) -> None:
        super().__init__(
            "没有生成 PDF",
            "服务器上没有装中文字体，生成出来只会是空白方块",
            "请改为下载 Word 文件；要用 PDF，请管理员装上仿宋、黑体、楷体、宋体或 Noto CJK 字体后重启服务",
        )


def write_pdf(paper: Paper, *, font_folders: Sequence[Path] = (), system_fonts: bool = True) -> bytes:
    """The paper as PDF, laid out as `write` lays out the .docx. The same paper and faces give the same bytes.

    Faces are those that are installed, in the order of `measures.FACES`; `font_folders` are looked into as well.
    Raises FontsMissing.
    """
    fonts = _fonts(tuple(map(str, font_folders)), system_fonts)
    inputs = {
        "paper": json.dumps(_data(paper), ensure_ascii=False),
        "measures": json.dumps(_measures(landscape=paper.landscape)),
        "faces": json.dumps(faces(fonts.families())),
    }
    stamp = datetime(paper.dated.year, paper.dated.month, paper.dated.day, tzinfo=UTC)
    return typst.compile(_LAYOUT.read_bytes(), font_paths=fonts, sys_inputs=inputs, timestamp=stamp)


def faces(installed: Sequence[str]) -> dict[str, list[str]]:
    """Role -> the installed families to set it in, best first. Raises FontsMissing where there is none for a role."""
    known = {family.casefold(): family for family in installed}
    found = {
        role: [known[name.casefold()] for name in names if name.casefold() in known]
        for role, names in m.FACES.items()
    }
    if not all(found.values()):
        raise FontsMissing
    return found


@lru_cache(maxsize=4)
def _fonts(folders: tuple[str, ...], system: bool) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=system, include_embedded_fonts=False, font_paths=[Path(one) for one in folders]
    )


def _measures(*, landscape: bool) -> dict[str, Any]:
    """In points."""
    width, height, margin = m.page(landscape=landscape)
    return {
        "sizes": [size / 2 for size in (m.SIZE_2, m.SIZE_3, m.SIZE_4, m.SIZE_TABLE, m.SIZE_DENSE)],
        "page": [width / 20, height / 20],
        "margin": {side: value / 20 for side, value in margin.items()},
        "text-width": m.TEXT_WIDTH / 20,
        "text-height": (m.PAGE_HEIGHT - m.MARGIN_TOP - m.MARGIN_BOTTOM) / 20,
    }


def _data(paper: Paper) -> dict[str, Any]:
    citations = wording.Citations()
    width = m.text_width(landscape=paper.landscape)
    blocks = _blocks(paper.blocks, citations, width)
    annexes = [
        {
            "mark": wording.annex_mark(paper, index),
            "title": plain(wording.folded(one.title)),
            "blocks": _blocks(one.blocks, citations, width),
        }
        for index, one in enumerate(paper.annexes)
    ]
    header, rows, caption = citations.table()
    head, imprint = paper.letterhead, paper.imprint
    return {
        "title": plain(wording.folded(paper.title)),
        "recipients": plain(paper.recipients),
        "blocks": blocks,
        "annexes": annexes,
        "attachments": [plain(line) for line in wording.attachment_lines(wording.attachment_names(paper))],
        "signature": plain(paper.signature),
        "signature-indent": wording.signature_indent(paper),
        "day": {"year": paper.dated.year, "month": paper.dated.month, "day": paper.dated.day},
        "day-words": wording.day_words(paper.dated),
        "sources": {
            "heading": wording.SOURCES,
            "said": plain(wording.sources_said(caption, paper)),
            **_table(Table(header, rows, dense=True), citations, width),
        },
        "letterhead": head
        and {
            **{name: plain(words) for name, words in asdict(head).items()},
            "size": wording.issuer_size(head.issuer) / 2,
        },
        "imprint": imprint
        and dict(zip(("copies", "printer", "day"), map(plain, wording.imprint_lines(imprint)), strict=True)),
    }


def _blocks(blocks: Sequence[Block], citations: wording.Citations, width: int) -> list[dict[str, Any]]:
    numbers = iter(wording.heading_numbers(blocks))
    return [_block(one, numbers, citations, width) for one in blocks]


def _block(block: Block, numbers: Iterator[str], citations: wording.Citations, width: int) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": next(numbers) + plain(block.text)}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "runs": [_run(one, citations) for one in block.runs]}
    return {"kind": "table", **_table(block, citations, width)}


def _table(table: Table, citations: wording.Citations, width: int) -> dict[str, Any]:
    dense = table.dense or wording.is_crowded(table.header, table.rows, width)
    room = width / 10 / (m.SIZE_DENSE if dense else m.SIZE_TABLE)
    return {
        "caption": plain(table.caption),
        "dense": dense,
        "header": [[_run(words, citations)] for words in table.header],
        "rows": [[[_run(cell, citations)] for cell in row] for row in table.rows],
        "shares": wording.column_shares(table.header, table.rows, room),
        "long": wording.long_columns(table.header, table.rows),
    }


def _run(content: Run, citations: wording.Citations) -> Mapping[str, Any]:
    if isinstance(content, FigureRef):
        return {"text": plain(content.shown), "mark": citations.number(content.source)}
    return {"text": plain(content), "mark": None}
