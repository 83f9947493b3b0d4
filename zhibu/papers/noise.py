"""What a scraped or shared document carries beside its own words: shown to the reader, kept out of the reading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhibu.papers.document import Document, Notice

# Whole lines that are noise, by kind.
_LINES = (
    ("unread", re.compile(r"还剩\s*\d+\s*页未读.*|.{0,10}继续阅读|.{0,12}阅读全文|.{0,6}展开全文|未读页数.*")),
    ("password", re.compile(r".{0,14}(?:密码|提取码|口令)\s*(?:为|是)?\s*[：:]\s*[\x21-\x7e]+.*")),
    ("page_furniture", re.compile(
        r"[-—–－\s]*\d{1,4}[-—–－\s]*|第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|\d+\s*/\s*\d+|[pP]age\s*\d+.*|"
        r"文本内容\s*[：:]?|正文\s*[：:]|全文如下\s*[：:]?|(?:上一页|下一页|返回目录|返回顶部|打印本页|关闭窗口)\s*")),
    ("advert", re.compile(
        r"[►▶★☆●※➤→]+.*(?:资料|分享|关注|下载|扫码|会员|加群|微信|公众号|老秘|写作).*|"
        r".{0,30}(?:扫码关注|关注.{0,8}公众号|微信公众号[：:]|加微信|加群|QQ群|点击下载|免费下载|付费下载|"
        r"下载本文|更多(?:范文|材料|资料)|开通会员|VIP会员).{0,40}|.{0,20}https?://\S+.{0,20}|"
        r".{0,10}(?:来源|转载自)[：:].{0,20}(?:网|文库|公众号)")),
)  # fmt: skip
_INLINE = (
    ("paywall", re.compile(r"##\s*paid\s*(?:begin|end)\s*##", re.IGNORECASE)),
    ("page_furniture", re.compile(r"[\u200b\u200c\u200d\ufeff\u00ad]+|&nbsp;|<br\s*/?>")),
)
# Asterisks, or X / x / × where a word or a number should stand. Latin words such as XML or Excel are left alone.
_MASK = re.compile(
    r"\*{2,}|＊{2,}|(?<![A-Za-z0-9])[XＸ×]{2,4}(?![A-Za-z])|(?<=[\u4e00-\u9fff\d])[Xxｘ×](?=[\u4e00-\u9fff%％])|"
    r"(?<=[\u4e00-\u9fff])[xX]{1,3}(?=[\u4e00-\u9fff])|某某+|[○〇]{2,}(?=[\u4e00-\u9fff])|_{3,}|﹍{2,}"
)
_MASK_CONTEXT = 6


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`text` has the document's length; what is noise is replaced by newlines, so that positions stay valid."""

    text: str
    notices: tuple[Notice, ...]


def clean(document: Document) -> Cleaned:
    """Find noise and masked values. Masked values stay in the text: they are unknown, not nothing."""
    found = list(_noise(document))
    text = document.text
    for notice in found:
        text = text[: notice.start] + "\n" * (notice.end - notice.start) + text[notice.end :]
    found.extend(_masked(text))
    return Cleaned(text, tuple(sorted(found, key=lambda notice: notice.start)))


def is_masked(text: str) -> bool:
    """Whether part of the text has been hidden by its author."""
    return _MASK.search(text) is not None


def _noise(document: Document) -> Iterator[Notice]:
    for block in document.blocks:
        for start, end in line_spans(document.text, block.start, block.end):
            line = document.text[start:end]
            kind = next((kind for kind, pattern in _LINES if pattern.fullmatch(line.strip())), None)
            if kind and line.strip():
                yield Notice(kind, line.strip(), start, end)
                continue
            for kind, pattern in _INLINE:
                for match in pattern.finditer(line):
                    yield Notice(kind, match[0], start + match.start(), start + match.end())


def _masked(text: str) -> Iterator[Notice]:
    for match in _MASK.finditer(text):
        left, right = max(0, match.start() - _MASK_CONTEXT), match.end() + _MASK_CONTEXT
        quote = text[left:right].replace("\n", " ").strip()
        yield Notice("masked", quote, match.start(), match.end())


def line_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of text[start:end] as positions."""
    while start <= end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1
