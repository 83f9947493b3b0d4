"""The files that the labelled cases of tests/papers/genre describe, built on the spot."""

import io
from typing import Any

import docx
import xlsxwriter
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.papers.builders import pdf_file

_BOX = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml">'
    "<w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    "</v:textbox></v:shape></w:pict></w:r>"
)


def case_bytes(case: dict[str, Any]) -> bytes:
    """The file that a case describes."""
    if case["format"] == "txt":
        return str(case["text"]).encode(case.get("encoding", "utf-8"))
    if case["format"] == "pdf":
        return pdf_file(case["pages"])
    return _workbook(case["sheets"]) if case["format"] == "xlsx" else _word(case)


def _workbook(sheets: dict[str, Any]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    for name, content in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(content["rows"]):
            sheet.write_row(row, 0, cells)
        for cells in content.get("merged", ()):
            first = cells.split(":")[0]
            sheet.merge_range(cells, content["rows"][int(first[1:]) - 1][ord(first[0]) - 65])
    book.close()
    return stream.getvalue()


def _word(case: dict[str, Any]) -> bytes:
    document = docx.Document()
    for one in case["paragraphs"]:
        paragraph = document.add_paragraph(style=one.get("style"))
        if one.get("box"):
            paragraph._p.append(parse_xml(_BOX.format(text=one["text"])))
            continue
        if "lead" in one:
            paragraph.add_run(one["lead"]).bold = True
        run = paragraph.add_run(one["text"])
        run.bold = one.get("bold")
        run.font.size = Pt(one["size"]) if "size" in one else None
        if one.get("number"):
            _number(document, paragraph)
    if rows := case.get("table"):
        table = document.add_table(len(rows), len(rows[0]))
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                table.cell(r, c).text = text
        for cells in case.get("merge", ()):
            _merge(table, cells)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _merge(table: Any, cells: str) -> None:
    """Merge B1:C2 of a Word table; the words of its first cell stay."""
    (left, top), (right, bottom) = ((ord(one[0]) - 65, int(one[1:]) - 1) for one in cells.split(":"))
    words = table.cell(top, left).text
    table.cell(top, left).merge(table.cell(bottom, right)).text = words


def _number(document: Any, paragraph: Any) -> None:
    """Give a paragraph Word's automatic 一、二、三、"""
    numbering = document.part.numbering_part.element
    if not numbering.xpath('w:num[@w:numId="99"]'):
        abstract, level = OxmlElement("w:abstractNum"), OxmlElement("w:lvl")
        abstract.set(qn("w:abstractNumId"), "99")
        level.set(qn("w:ilvl"), "0")
        for tag, value in (("w:start", "1"), ("w:numFmt", "chineseCounting"), ("w:lvlText", "%1、")):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
        numbering.insert(0, abstract)
        number, link = OxmlElement("w:num"), OxmlElement("w:abstractNumId")
        number.set(qn("w:numId"), "99")
        link.set(qn("w:val"), "99")
        number.append(link)
        numbering.append(number)
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = 99
