"""What a Word file says about a paragraph beside its text: outline level, automatic number, bold, size."""

import re
from dataclasses import dataclass
from itertools import takewhile
from xml.etree.ElementTree import Element

from zhibu.papers.numerals import CIRCLED, to_chinese

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_BASED_ON = 12
_CHINESE_FORMATS = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital",
                    "taiwaneseCounting", "taiwaneseCountingThousand"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """`heading` is the outline level from 1, None for body text; `size` is in half points, None if unstated.

    `lead` is the number of characters of a bold beginning, 0 where the whole is bold or nothing is.
    """

    heading: int | None
    bold: bool
    size: int | None
    lead: int


def _value(parent: Element | None, path: str) -> str | None:
    found = parent.find("/".join(W + step for step in path.split("/"))) if parent is not None else None
    return found.get(W + "val", "") if found is not None else None


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() and len(text) < 7 else None


def _is_on(text: str | None) -> bool:
    return text is not None and text not in ("0", "false", "off")


class Styles:
    """The style and numbering parts of one document; counts automatic numbers as paragraphs pass by."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._styles = {
            style.get(W + "styleId", ""): style
            for style in (styles.findall(W + "style") if styles is not None else ())
        }
        defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if styles is not None else None
        self.default_size = _number(_value(defaults, "sz"))
        self._default_style = next(
            (key for key, style in self._styles.items()
             if style.get(W + "default") == "1" and style.get(W + "type") == "paragraph"), None
        )  # fmt: skip
        self._levels = _numbering_levels(numbering)
        self._counts: dict[str, list[int]] = {}

    def chain(self, paragraph: Element) -> list[Element]:
        """The paragraph's style and those it is based on, nearest first."""
        key = _value(paragraph, "pPr/pStyle") or self._default_style
        found: list[Element] = []
        while key in self._styles and len(found) < _MAX_BASED_ON:
            found.append(self._styles[key])
            key = _value(found[-1], "basedOn")
        return found

    def next_label(self, paragraph: Element) -> str:
        """The automatic number that Word shows before this paragraph, empty for none or a bullet."""
        holders = [paragraph, *self.chain(paragraph)]
        holder = next((one for one in holders if one.find(f"{W}pPr/{W}numPr") is not None), None)
        if holder is None:
            return ""
        identity = next((found for one in holders if (found := _value(one, "pPr/numPr/numId"))), "")
        level = _number(_value(holder, "pPr/numPr/ilvl")) or 0
        levels = self._levels.get(identity)
        if not levels or level not in levels:
            return ""
        counts = self._counts.setdefault(identity, [0] * 9)
        counts[level] = counts[level] + 1 if counts[level] else levels[level][0]
        counts[level + 1 :] = [0] * (8 - level)
        return re.sub(r"%([1-9])", lambda m: _shown(levels, counts, int(m[1]) - 1), levels[level][2])


Levels = dict[int, tuple[int, str, str]]  # level -> start, number format, text such as "（%1）"


def _shown(levels: Levels, counts: list[int], level: int) -> str:
    start, form, _ = levels.get(level, (1, "decimal", ""))
    count = counts[level] or start
    if form in _CHINESE_FORMATS:
        return to_chinese(count)
    if form.startswith("decimalEnclosedCircle") and 0 < count <= len(CIRCLED):
        return CIRCLED[count - 1]
    return str(count)


def _numbering_levels(numbering: Element | None) -> dict[str, Levels]:
    if numbering is None:
        return {}
    abstract: dict[str, Levels] = {}
    for one in numbering.findall(W + "abstractNum"):
        levels: Levels = {}
        for level in one.findall(W + "lvl"):
            form = _value(level, "numFmt") or "decimal"
            index = _number(level.get(W + "ilvl"))
            if index is not None and index < 9:
                text = "" if form in ("bullet", "none") else _value(level, "lvlText") or ""
                levels[index] = (_number(_value(level, "start")) or 1, form, text)
        abstract[one.get(W + "abstractNumId", "")] = levels
    return {
        num.get(W + "numId", ""): abstract.get(_value(num, "abstractNumId") or "", {})
        for num in numbering.findall(W + "num")
    }


def _length(run: Element) -> int:
    return sum(len(piece.text or "") for piece in run.findall(W + "t"))


def look_of(paragraph: Element, styles: Styles) -> Look:
    """Outline level, boldness and size of a paragraph as Word shows them."""
    chain = styles.chain(paragraph)
    holders = [paragraph, *chain]
    stated_levels = [_number(_value(one, "pPr/outlineLvl")) for one in holders]
    level = next((found for found in stated_levels if found is not None), None)
    runs = [
        run for run in paragraph.iter(W + "r") if any((t.text or "").strip() for t in run.findall(W + "t"))
    ]
    style_bold = next((bold for one in chain if (bold := _value(one, "rPr/b")) is not None), None)
    stated_bolds = [_value(run, "rPr/b") for run in runs]
    bolds = [_is_on(bold if bold is not None else style_bold) for bold in stated_bolds]
    leading = list(takewhile(lambda pair: pair[1], zip(runs, bolds, strict=True)))
    style_size = next((size for one in chain if (size := _number(_value(one, "rPr/sz"))) is not None), None)
    sizes = [_number(_value(run, "rPr/sz")) or style_size or styles.default_size for run in runs]
    stated = [size for size in sizes if size is not None]
    return Look(
        heading=level + 1 if level is not None and level < 9 else None,
        bold=bool(runs) and all(bolds),
        size=min(stated) if stated else None,
        lead=sum(_length(run) for run, _ in leading) if len(leading) < len(runs) else 0,
    )
