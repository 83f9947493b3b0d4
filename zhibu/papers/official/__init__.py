"""Writes official papers as .docx and PDF after GB/T 9704-2012 (党政机关公文格式)."""

from zhibu.papers.official.model import (
    UNKNOWN,
    Annex,
    Block,
    FigureRef,
    Heading,
    Imprint,
    Letterhead,
    Paper,
    Paragraph,
    Run,
    Source,
    Table,
)
from zhibu.papers.official.package import write
from zhibu.papers.official.pdf import FontsMissing, write_pdf

__all__ = [
    "UNKNOWN",
    "Annex",
    "Block",
    "FigureRef",
    "FontsMissing",
    "Heading",
    "Imprint",
    "Letterhead",
    "Paper",
    "Paragraph",
    "Run",
    "Source",
    "Table",
    "write",
    "write_pdf",
]
