"""Writes official papers as .docx after GB/T 9704-2012 (党政机关公文格式)."""

from zhibu.papers.official.model import (
    UNKNOWN,
    Block,
    FigureRef,
    Heading,
    Paper,
    Paragraph,
    Run,
    Source,
    Table,
)
from zhibu.papers.official.package import write

__all__ = [
    "UNKNOWN",
    "Block",
    "FigureRef",
    "Heading",
    "Paper",
    "Paragraph",
    "Run",
    "Source",
    "Table",
    "write",
]
