"""Small documents made on the spot, real files of each type, for the tests of this room."""

import io
import zipfile
from collections.abc import Iterable, Sequence

import docx
import xlsxwriter

from zhibu.papers import Document, Plan, open_document, read_plan


def text_document(text: str) -> Document:
    return open_document("甲.txt", text.encode())


def plan_of(text: str, *, year: int | None = 2024) -> Plan:
    return read_plan(text_document(text), year=year)


def word_file(paragraphs: Iterable[str], table: Sequence[Sequence[str]] = ()) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for row, texts in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    return saved(document)


def saved(document: "docx.document.Document") -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def workbook_file(
    sheets: dict[str, Sequence[Sequence[str]]], merged: Sequence[tuple[str, str, str]] = ()
) -> bytes:
    """`merged` holds (sheet, range, text)."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            sheet.write_row(r, 0, row)
        for where, cells, text in merged:
            if where == name:
                sheet.merge_range(cells, text)
    book.close()
    return stream.getvalue()


def zip_file(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return stream.getvalue()


def word_zip(body: str, **others: bytes) -> bytes:
    """A .docx with the given XML inside its body; `others` adds entries, __ standing for /."""
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    entries = {"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()}
    entries |= {name.replace("__", "/"): content for name, content in others.items()}
    return zip_file(entries)
