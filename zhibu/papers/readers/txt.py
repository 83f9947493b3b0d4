"""Plain text: UTF-8, UTF-16 with a byte order mark, or GB18030; runs of tabbed lines become tables."""

import re

from zhibu.papers.document import Document, DocumentBuilder
from zhibu.papers.errors import PaperError
from zhibu.papers.spacing import single_spaced

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MIN_TABLE_ROWS = 3
_BLANKS = re.compile(r"\u3000+| {2,}")
_MIN_SPACED_COLUMNS, _MAX_HEADING = 4, 10
_MIN_BARS = 2
_NO_HEADING = re.compile(r"[：:。，\d]")


def read_txt(name: str, content: bytes) -> Document:
    """Raises PaperError when the bytes are no text in any of the encodings."""
    lines = single_spaced(decode(content).replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    builder = DocumentBuilder(name, "txt")
    at = 0
    while at < len(lines):
        rows = _tabbed_run(lines, at) or _spaced_run(lines, at) or _barred_run(lines, at)
        if rows:
            builder.table(rows)
            at += len(rows)
        else:
            builder.paragraph(lines[at])
            at += 1
    return builder.build()


def decode(content: bytes) -> str:
    """The text of a .txt file; raises PaperError when it is not text."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _sound(content, encoding)
    try:
        return _sound(content, "utf-8")
    except PaperError:
        return _sound(content, "gb18030")


def _sound(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text() from error
    strange = sum(
        1 for char in text if (char < " " and char not in "\t\n\r\f\v") or "\ue000" <= char <= "\uf8ff"
    )
    if strange * 100 > len(text):
        raise _not_text()
    return text.replace("\x00", " ")


def _not_text() -> PaperError:
    return PaperError("这种文件读不了", "按内容判断它不是文本", "请另存为 .docx 或 UTF-8 编码的 .txt 再上传")


def _tabbed_run(lines: list[str], at: int) -> list[list[str]]:
    """The rows of a table that begins at line `at`: three lines or more with one same number of tabs."""
    tabs = lines[at].count("\t")
    end = at
    while tabs and end < len(lines) and lines[end].count("\t") == tabs:
        end += 1
    return [line.split("\t") for line in lines[at:end]] if end - at >= _MIN_TABLE_ROWS else []


def _spaced_run(lines: list[str], at: int) -> list[list[str]]:
    """The rows of a table set with blanks: short headings first, then as many cells in each line."""
    headings = _BLANKS.split(lines[at].strip()) if _BLANKS.search(lines[at].strip()) else []
    short = all(len(one) <= _MAX_HEADING and not _NO_HEADING.search(one) for one in headings)
    if len(headings) < _MIN_SPACED_COLUMNS or not short:
        return []
    rows = [headings]
    for line in lines[at + 1 :]:
        cells = _BLANKS.split(line.strip())
        if len(cells) != len(headings):
            break
        rows.append(cells)
    return rows if len(rows) >= _MIN_TABLE_ROWS else []


def _barred_run(lines: list[str], at: int) -> list[list[str]]:
    """The rows of a table drawn with bars: every line begins and ends with one; rules of dashes are left out."""
    rows: list[list[str]] = []
    for line in lines[at:]:
        bare = line.strip().replace("｜", "|")
        if not (bare.startswith("|") and bare.endswith("|") and bare.count("|") > _MIN_BARS):
            break
        if bare.strip("|-—:+ "):
            rows.append([cell.strip() for cell in bare[1:-1].split("|")])
        else:
            rows.append([])
    return rows if len(rows) >= _MIN_TABLE_ROWS else []
