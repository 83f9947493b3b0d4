"""Quantitative claims of a text: found, with what they count, of whom and when."""

from zhibu.papers.figures.reading import Figure, read_figures

__all__ = ["Figure", "read_figures"]
