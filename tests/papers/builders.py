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


def pdf_file(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF with the lines of each page as text; the font has no shapes, only the meaning of its codes."""
    codes = {
        char: f"{code:04x}"
        for code, char in enumerate(sorted({c for page in pages for s in page for c in s}), 1)
    }
    meaning = "".join(f"<{code}> <{ord(char):04x}>\n" for char, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
        f"{len(codes)} beginbfchar {meaning}endbfchar endcmap end"
    )
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{6 + 2 * i} 0 R' for i in range(len(pages)))}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(A)/Ordering(B)/Supplement 0>>/DW 1000>>",
        f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream",
    ]
    for index, page in enumerate(pages):
        shown = "".join(f"<{''.join(codes[char] for char in line)}> Tj 0 -20 Td " for line in page)
        stream = f"BT /F1 12 Tf 50 800 Td {shown}ET"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {7 + 2 * index} 0 R"
                       "/Resources<</Font<</F1 3 0 R>>>>>>")  # fmt: skip
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    content, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj{body}endobj\n"
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(content)}\n%%EOF"
    return f"{content}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}{trailer}".encode()


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
