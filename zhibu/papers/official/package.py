"""The parts put together into a .docx whose bytes depend on nothing but the paper."""

import io
import zipfile

from zhibu.papers.official.body import document_part
from zhibu.papers.official.frame import footer, letter_footer, letter_header
from zhibu.papers.official.markup import HEAD, NAMESPACES, attribute, text
from zhibu.papers.official.model import Paper
from zhibu.papers.official.styles import fonts_part, styles_part

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "settings", "fontTable", "footer1", "footer2")  # rId1 to rId5
_LETTER_PARTS = ("header1", "footer3")  # rId6 and rId7
_STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest that zip knows: the time of writing must not change the bytes


def write(paper: Paper) -> bytes:
    """The paper as .docx. The same paper gives the same bytes, always.

    Example::

        source = Source("主题党日次数", "2024年第三季度", "branch-life 1.0 第十六条（仅见转述，待核）", 36, "9f2c…")
        write(Paper(
            title="关于2024年第三季度党建工作情况的通报",
            recipients="各党支部",
            blocks=(
                Heading(1, "总体情况"),
                Paragraph(("本季度各党支部开展主题党日", FigureRef("36次", source), "。")),
                Table(("单位", "次数"), (("办公室党支部", FigureRef("3", source)),), caption="各支部开展情况"),
            ),
            signature="中共某某委员会",
            dated=date(2024, 10, 8),
        ))

    Put the unit into the figure ("36次"), for its source mark follows it.
    """
    content = {
        "[Content_Types].xml": _content_types(paper),
        "_rels/.rels": _package_relations(),
        "docProps/core.xml": _properties(paper),
        "word/_rels/document.xml.rels": _document_relations(paper),
        "word/document.xml": document_part(paper),
        "word/fontTable.xml": fonts_part(),
        "word/footer1.xml": footer("right"),
        "word/footer2.xml": footer("left"),
        "word/settings.xml": _settings(),
        "word/styles.xml": styles_part(),
    }
    if paper.letterhead:
        content |= {
            "word/header1.xml": letter_header(paper.letterhead),
            "word/footer3.xml": letter_footer(),
        }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, part in content.items():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            file.writestr(entry, part.encode())
    return stream.getvalue()


def _parts(paper: Paper) -> tuple[str, ...]:
    return (*_PARTS, *_LETTER_PARTS) if paper.letterhead else _PARTS


def _content_types(paper: Paper) -> str:
    kinds = {"document": "document.main", **{part: part.rstrip("123") for part in _parts(paper)}}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        f'{HEAD}<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'{overrides}<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _package_relations() -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return (
        f'{HEAD}<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{core}" Target="docProps/core.xml"/></Relationships>'
    )


def _document_relations(paper: Paper) -> str:
    relations = "".join(
        f'<Relationship Id="rId{index}" Type="{_OFFICE}/{part.rstrip("123")}" Target="{part}.xml"/>'
        for index, part in enumerate(_parts(paper), 1)
    )
    return f'{HEAD}<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'


def _properties(paper: Paper) -> str:
    stamp = (
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{paper.dated.isoformat()}T00:00:00Z</dcterms:created>'
    )
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{text(paper.title)}</dc:title>'
        f"<dc:creator>{text(paper.signature)}</dc:creator>{stamp}</cp:coreProperties>"
    )


# What a line neither begins nor ends with: Word's own characters, and the brackets of the marks, so that a figure, its
# mark and its counter are not parted (37〔2〕个). A joiner would do the same, but faces without it show a box.
_NOT_FIRST = (
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠〔"
)
_NOT_LAST = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥〕"


def _settings() -> str:
    # Without the mode Word opens the paper as one of 2003 and lays its lines out differently.
    mode = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return (
        f'{HEAD}<w:settings {NAMESPACES}><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        f'<w:noLineBreaksAfter w:lang="zh-CN" w:val={attribute(_NOT_LAST)}/>'
        f'<w:noLineBreaksBefore w:lang="zh-CN" w:val={attribute(_NOT_FIRST)}/>'
        f"<w:compat>{mode}</w:compat></w:settings>"
    )
