"""Files of other kinds, told by their content: what each is and what its owner can do about it."""

import re

import filetype

from zhibu.papers.errors import PaperError

ACCEPTED = "本系统可读 .docx、.xlsx、.txt 和可复制文字的 PDF"
_SAVE_AS = "请用 Word 或 WPS 打开，另存为 .docx（表格存为 .xlsx）再上传"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# What an archive of another kind is known by: an entry, what it is, what to do.
_ARCHIVES = (
    (re.compile(r"OFD\.xml", re.IGNORECASE), "OFD 版式文件", "请用阅读器导出为 .docx 或可复制文字的 PDF 再上传"),
    (re.compile(r"ppt/presentation\.xml"), "演示文稿", "请把要读的文字放进 .docx 再上传"),
    (re.compile(r"content\.xml"), "OpenDocument 格式（.odt、.ods）", _SAVE_AS),
    (re.compile(r"META-INF/container\.xml"), "电子书", "请把要读的文字放进 .docx 再上传"),
    (re.compile(r"(?:xl/workbook\.bin|Index/Document\.iwa)"), "不支持的办公格式（.xlsb 或 Pages）", _SAVE_AS),
)  # fmt: skip
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?<(?:!doctype\s+html|html|\?mso-application|w:worddocument|workbook)",
    re.I,
)
_MAIL = re.compile(rb"(?:MIME-Version: |From: .{1,200}\r?\nMIME-Version: )", re.I)
_FAMILIES = {"image": "一张图片", "video": "一段视频", "audio": "一段录音"}


def refuse_archive(names: frozenset[str]) -> PaperError:
    """The refusal of a zip archive that is neither Word nor Excel."""
    for pattern, kind, remedy in _ARCHIVES:
        if any(pattern.fullmatch(name) for name in names):
            return PaperError("这种文件读不了", f"按内容判断它是{kind}", f"{remedy}；{ACCEPTED}")
    return PaperError("这种文件读不了", "它是压缩包或不认识的办公文件", f"请解压后上传其中的文件；{ACCEPTED}")


def refusal_of(content: bytes) -> PaperError | None:
    """The refusal of what is known to be neither text nor a file that is read here, None for what may be text."""
    if content.startswith(OLE):
        return _old_office(content)
    head = content.removeprefix(b"\xef\xbb\xbf")[:4096]
    if head.startswith(b"{\\rtf"):
        return PaperError("这种文件读不了", "按内容判断它是 .rtf 格式（常被存成 .doc 后缀）", _SAVE_AS)
    if _MARKUP.match(head) or _MAIL.match(head):
        return PaperError(
            "这种文件读不了",
            "按内容判断它是网页或网页格式的文档（有的系统导出时存成 .doc、.xls 后缀）",
            _SAVE_AS,
        )
    guess = filetype.guess(content)
    if guess is None:
        return None
    kind = _FAMILIES.get(guess.mime.split("/")[0], "另一种类型的文件")
    remedy = "请提供文字版，或先识别成文字并校对" if kind == "一张图片" else "请上传文字版"
    return PaperError(
        "这种文件读不了", f"按内容判断它是{kind}，改了扩展名也不是文档", f"{remedy}；{ACCEPTED}"
    )


def _old_office(content: bytes) -> PaperError:
    if _ENCRYPTED in content:
        return PaperError("文件打不开", "文件设有打开密码", "请去掉密码后另存，再上传")
    return PaperError(
        "这种文件读不了", "它是旧版 .doc、.xls、.ppt 或 .wps 格式", "请另存为 .docx 或 .xlsx 再上传"
    )
