"""Sentences and clauses of a text, as positions."""

import re
from collections.abc import Iterator

_END = re.compile(r"[。！？!?]+[”’」』）)]?|\n+")
_CLAUSE = re.compile(r"[，,；;：:。！？!?\n]")
# Where a text has lost its full stops, these words still open a new sentence.
_OPENERS = re.compile(r"此外|(?<!的)同时|其次|最后|总之|另外|例如|首先|同志们[,，]")
_TOO_LONG = 160
_NO_SENTENCE = (
    1_000  # what has no stop for so long was not written by a person: work on it must stay in proportion
)
_GO_ON = tuple("，、,；;：:的等和与及")  # the sentence goes on after a quotation that ended in a stop
_BRACKETS = {"（": "）", "(": ")", "《": "》", "“": "”"}


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of text[start:end] without surrounding blanks; stops inside brackets and quotes do not count."""
    for left, right in _split(text, start, end, _END):
        pieces = [(left, right)]
        if right - left > _TOO_LONG:
            pieces = list(_split_long(text, left, right))
        for one in pieces:
            trimmed = trim(text, *one)
            if trimmed[0] < trimmed[1]:
                yield trimmed


def _split_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = start
    for semicolon in _split(text, start, end, re.compile(r"[；;]")):
        for opener in _OPENERS.finditer(text, semicolon[0] + 1, semicolon[1]):
            if opener.start() - left > 20:
                yield left, opener.start()
                left = opener.start()
        for at in range(left + _NO_SENTENCE, semicolon[1], _NO_SENTENCE):
            yield left, at
            left = at
        yield left, semicolon[1]
        left = semicolon[1]


def _split(text: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    left = start
    for match in pattern.finditer(text, start, end):
        if text[match.start()] != "\n" and _inside_brackets(text, left, match.start()):
            closes_quotation = match[0][-1] in "”’」』" and not _inside_brackets(text, left, match.end())
            if not closes_quotation or text[match.end() : match.end() + 1] in _GO_ON:
                continue
        yield left, match.end()
        left = match.end()
    if left < end:
        yield left, end


def _inside_brackets(text: str, start: int, at: int) -> bool:
    return any(
        text.count(opening, start, at) > text.count(closing, start, at)
        for opening, closing in _BRACKETS.items()
    )


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses between commas and stops of text[start:end]."""
    left = start
    for match in _CLAUSE.finditer(text, start, end):
        if left < match.start():
            yield trim(text, left, match.start())
        left = match.end()
    if left < end:
        yield trim(text, left, end)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The positions without blanks at either end."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
