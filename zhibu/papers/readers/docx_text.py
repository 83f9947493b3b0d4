"""The visible text of a Word paragraph: without deleted revisions and field codes, text boxes apart."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from zhibu.papers.readers.docx_styles import W

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Fallback repeats the content of Choice for old readers: reading both would double a text box.
_SKIPPED = {W + "del", W + "moveFrom", W + "instrText", W + "pPr", W + "rPr", _MC + "Fallback"}
_BREAKS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_BOX = W + "txbxContent"


def paragraph_text(paragraph: Element) -> str:
    """The paragraph's own text; a manual line break is a newline."""
    return "".join(_pieces(paragraph)).strip("\n")


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _SKIPPED and child.tag != _BOX:
            yield from _pieces(child)


def box_paragraphs(element: Element) -> Iterator[Element]:
    """The paragraphs of the text boxes anchored in an element."""
    for child in element:
        if child.tag == _BOX:
            yield from child.iter(W + "p")
        elif child.tag not in _SKIPPED:
            yield from box_paragraphs(child)
