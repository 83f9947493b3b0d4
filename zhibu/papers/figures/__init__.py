"""Quantitative claims of a text: found, with what they count, of whom and when."""

from zhibu.papers.figures.consistency import find_doubts
from zhibu.papers.figures.doubts import Doubt
from zhibu.papers.figures.reading import Figure, read_figures

__all__ = ["Doubt", "Figure", "find_doubts", "read_figures"]
