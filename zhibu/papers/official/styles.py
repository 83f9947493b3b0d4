"""The style part: each style of a paper, all black but a letter's mark, none inherited from a program's defaults."""

from zhibu.papers.official import measures as m
from zhibu.papers.official.markup import HEAD, NAMESPACES, attribute

_EXACT = f'<w:spacing w:before="0" w:after="0" w:line="{m.LINE}" w:lineRule="exact"/>'
_INDENT = f'<w:ind w:firstLineChars="200" w:firstLine="{2 * m.CHARACTER}"/>'
_NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'


def _face(name: str) -> str:
    quoted = attribute(name)
    return f"<w:rFonts w:ascii={quoted} w:hAnsi={quoted} w:eastAsia={quoted} w:cs={quoted}/>"


def _look(face: str, size: int, colour: str = "000000") -> str:
    narrow = f'<w:spacing w:val="{m.NARROWING}"/>' if size == m.SIZE_3 else '<w:spacing w:val="0"/>'
    return (
        f'<w:rPr>{_face(face)}<w:b w:val="0"/><w:color w:val="{colour}"/>{narrow}<w:sz w:val="{size}"/>'
        f'<w:szCs w:val="{size}"/></w:rPr>'
    )


def _style(identity: str, name: str, paragraph: str, look: str, *, based_on: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>{look}</w:style>'
    )


def _heading(level: int, face: str) -> str:
    paragraph = f'<w:keepNext/>{_EXACT}{_INDENT}<w:outlineLvl w:val="{level - 1}"/>'
    return _style(f"Heading{level}", f"heading {level}", paragraph, _look(face, m.SIZE_3))


def styles_part() -> str:
    """word/styles.xml"""
    faces = (m.FIRST_FACE, m.SECOND_FACE, m.BODY_FACE, m.BODY_FACE)  # 7.3.3
    table = '<w:spacing w:before="0" w:after="0" w:line="360" w:lineRule="exact"/>'
    dense = '<w:spacing w:before="0" w:after="0" w:line="300" w:lineRule="exact"/>'
    styles = [
        f'<w:docDefaults><w:rPrDefault>{_look(m.BODY_FACE, m.SIZE_3)}</w:rPrDefault><w:pPrDefault/></w:docDefaults>',
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:widowControl w:val="0"/><w:snapToGrid w:val="0"/>{_EXACT}<w:jc w:val="both"/></w:pPr>'
        f"{_look(m.BODY_FACE, m.SIZE_3)}</w:style>",
        _style("Title", "Title",
               '<w:spacing w:before="0" w:after="0" w:line="700" w:lineRule="exact"/><w:jc w:val="center"/>',
               _look(m.TITLE_FACE, m.SIZE_2)),
        _style("Body", "公文正文", _INDENT, ""),
        _style("Flush", "公文顶格", _NO_INDENT, ""),
        *(_heading(level, face) for level, face in enumerate(faces, 1)),
        _style("Caption", "caption", f'<w:keepNext/>{_EXACT}<w:jc w:val="center"/>', _look(m.FIRST_FACE, m.SIZE_TABLE)),
        _style("Cell", "公文表格", f'{table}<w:jc w:val="center"/>', _look(m.BODY_FACE, m.SIZE_TABLE)),
        _style("CellHead", "公文表头", f'<w:keepNext/>{table}<w:jc w:val="center"/>',
               _look(m.FIRST_FACE, m.SIZE_TABLE)),
        _style("CellDense", "公文密表", f'{dense}<w:jc w:val="center"/>', _look(m.BODY_FACE, m.SIZE_DENSE)),
        _style("CellHeadDense", "公文密表头", f'<w:keepNext/>{dense}<w:jc w:val="center"/>',
               _look(m.FIRST_FACE, m.SIZE_DENSE)),
        _style("Origin", "数据出处", f'{dense}{_NO_INDENT}<w:jc w:val="left"/>', _look(m.BODY_FACE, m.SIZE_DENSE)),
        _style("AnnexMark", "附件和紧急程度", _NO_INDENT, _look(m.FIRST_FACE, m.SIZE_3)),
        _style("Imprint", "版记",
               f'<w:spacing w:before="0" w:after="0" w:line="{m.IMPRINT_LINE}" w:lineRule="exact"/>'
               '<w:ind w:leftChars="100" w:left="280" w:rightChars="100" w:right="280"/>',
               _look(m.BODY_FACE, m.SIZE_4)),
        _style("Mark", "发文机关标志", '<w:spacing w:before="0" w:after="0" w:line="600" w:lineRule="exact"/>'
               '<w:jc w:val="center"/>', _look(m.TITLE_FACE, m.SIZE_MARK, m.RED)),
        _style("Footer", "footer", _NO_INDENT, _look(m.NUMBER_FACE, m.SIZE_4)),
    ]  # fmt: skip
    return f"{HEAD}<w:styles {NAMESPACES}>{''.join(styles)}</w:styles>"


def fonts_part() -> str:
    """word/fontTable.xml: each face by name with its alternatives."""
    fonts = (
        f'<w:font w:name={attribute(name)}><w:altName w:val={attribute(other)}/><w:charset w:val="86"/></w:font>'
        for name, other in m.ALTERNATIVES.items()
    )
    return f"{HEAD}<w:fonts {NAMESPACES}>{''.join(fonts)}</w:fonts>"
