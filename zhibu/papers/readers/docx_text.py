"""The visible text of a Word paragraph: without deleted revisions and field codes, text boxes apart."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from zhibu.papers.readers.docx_styles import W

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Fallback repeats the content of Choice for old readers: reading both would double a text box.
_SKIPPED = {W + "del", W + "moveFrom", W + "instrText", W + "pPr", W + "rPr", _MC + "Fallback"}
_BREAKS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_NOTE_MARK = re.compile(r"[〔\[【（(]\d{1,3}[〕\]】）)]")
_BOX = W + "txbxContent"


def paragraph_text(paragraph: Element) -> str:
    """The paragraph's own text; a manual line break is a newline."""
    return "".join(_pieces(paragraph)).strip("\n")


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == W + "r" and (_is_note_mark(child) or _is_hidden(child)):
            continue
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _SKIPPED and child.tag != _BOX:
            yield from _pieces(child)


def _is_hidden(run: Element) -> bool:
    """Text set as hidden is not to be seen on paper: it is no part of the document."""
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(W + "val", "1") not in ("0", "false", "off")


def _is_note_mark(run: Element) -> bool:
    """A raised 〔1〕 or [1] leads to a note or a source; it is no part of the sentence."""
    raised = run.find(f"{W}rPr/{W}vertAlign")
    if raised is None or raised.get(W + "val") != "superscript":
        return False
    return _NOTE_MARK.fullmatch("".join(piece.text or "" for piece in run.findall(W + "t"))) is not None


def box_paragraphs(element: Element) -> Iterator[Element]:
    """The paragraphs of the text boxes anchored in an element."""
    for child in element:
        if child.tag == _BOX:
            yield from child.iter(W + "p")
        elif child.tag not in _SKIPPED:
            yield from box_paragraphs(child)
