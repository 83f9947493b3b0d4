"""The few WordprocessingML elements that a paper needs, as text."""

import re
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# XML 1.0 knows no such characters; one of them would make the whole file unreadable.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def plain(words: str) -> str:
    """The words without characters that no paper can hold."""
    return _FORBIDDEN.sub("", words)


def text(words: str) -> str:
    """Character data, safe inside XML."""
    return escape(plain(words))


def attribute(words: str) -> str:
    """A quoted attribute value."""
    return quoteattr(plain(words))


def run(words: str, properties: str = "") -> str:
    """A run; newlines become line breaks."""
    style = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{text(line)}</w:t>' for line in words.split("\n"))
    return f"<w:r>{style}{lines}</w:r>"


def field(instruction: str) -> str:
    """A field such as PAGE."""
    return f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph in a named style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'
