"""How exactly each field of a figure is read: documents of tests/papers/claims, labelled by hand before reading.

A label is `quote | approx value unit | measure | period | subject`. approx is = exact, > at least, ~ about, < about
and at most, * masked; the measure agrees when the labelled words stand in what was read, or all that was read stands in
the label; a period is 2025, 2025H1, 2025Q3 or two dates, its first and last day; `-` is a field left open.
率^百分之百 is the 百分之百 that follows 率; blanks inside a quote do not count. A case is a text, a Word or an
Excel file as in tests/papers/genre.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bench.cases import case_bytes
from zhibu.papers import open_document
from zhibu.papers.figures import Figure, read_figures
from zhibu.rules.periods import Period

CLAIMS = Path(__file__).resolve().parent.parent / "tests" / "papers" / "claims"
FIELDS = ("value", "unit", "approx", "measure", "period", "subject")
_APPROX = {"=": "exact", ">": "at_least", "~": "about", "<": "about", "*": "masked"}


@dataclass(frozen=True)
class Label:
    """One figure as a person reads it, text[start:end]."""

    quote: str
    approx: str
    value: str
    unit: str
    measure: str
    period: str
    subject: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.quote)


@dataclass
class FieldScores:
    """How many figures were found, wanted and agree in place; how many of these are `exact` (value, unit and
    approx right) and right in each field."""

    found: int = 0
    wanted: int = 0
    agreed: int = 0
    exact: int = 0
    fields: dict[str, list[bool]] = field(default_factory=lambda: {one: [] for one in FIELDS})
    misses: list[str] = field(default_factory=list)

    def table(self) -> dict[str, float]:
        """Recall and precision of the places, then of what is exact, and the share right in each field."""
        shares = {name: sum(right) / len(right) for name, right in self.fields.items() if right}
        return {
            "recall": self.agreed / self.wanted,
            "precision": self.agreed / self.found,
            "recall, exact": self.exact / self.wanted,
            "precision, exact": self.exact / self.found,
            **shares,
        }


def score_claims(paths: Sequence[Path]) -> FieldScores:
    """All documents of `paths` together."""
    scores = FieldScores()
    for path in paths:
        _score(path, scores)
    return scores


def _score(path: Path, scores: FieldScores) -> None:
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    kind = case.setdefault("format", "txt")
    document = open_document(f"稿.{kind}", case_bytes(case))
    figures = list(read_figures(document))
    labels = list(_labels(case["figures"], document.text))
    scores.found += len(figures)
    scores.wanted += len(labels)
    for label in labels:
        one = next((one for one in figures if one.start < label.end and label.start < one.end), None)
        if one is None:
            scores.misses.append(f"{path.stem} 缺 {label.quote}")
            continue
        figures.remove(one)
        scores.agreed += 1
        told = _agreement(one, label)
        scores.exact += all(told[name] for name in ("value", "unit", "approx"))
        for name, right in told.items():
            scores.fields[name].append(right)
            if not right:
                scores.misses.append(f"{path.stem} {name} {label} <> {one}")
    scores.misses += [f"{path.stem} 多 {one.quote}" for one in figures]


def _labels(lines: Sequence[str], text: str) -> Iterator[Label]:
    at = 0
    for line in lines:
        quote, amount, measure, period, subject = (part.strip() for part in f"{line}||||".split("|")[:5])
        approx, value, *unit = amount.split()
        context, _, quote = quote.rpartition("^")
        written = re.compile(f"{_blanks(context)}({_blanks(quote)})").search(text, at)
        if written is None:
            raise ValueError(f"label {line} stands nowhere behind the one before")
        yield Label(written[1], approx, value, "".join(unit), measure, period, subject, written.start(1))
        at = written.end()


def _blanks(words: str) -> str:
    """The words with blanks anywhere in them, which the reader may have left or closed up."""
    return " ?".join(map(re.escape, words))


def _agreement(one: Figure, label: Label) -> dict[str, bool]:
    value = "?" if one.value is None else f"{float(one.value):.10g}"
    told = {
        "value": value == label.value or (one.value is not None and abs(float(one.value) - float(label.value)) < 1e-3),
        "unit": one.unit == label.unit,
        "approx": one.approx == _APPROX[label.approx] and (one.bound == "at_most") == (label.approx == "<"),
    }  # fmt: skip
    if label.measure not in ("", "-"):
        told["measure"] = label.measure in one.measure or (
            len(one.measure) > 1 and one.measure in label.measure
        )
    if label.period != "-":
        told["period"] = (one.span and tuple(one.span)) == _span(label.period)
    if label.subject != "-":
        told["subject"] = one.subject == label.subject
    return told


def _span(written: str) -> tuple[Any, Any] | None:
    if not written:
        return None
    if ".." in written:
        first, last = (_day(part) for part in written.split(".."))
        return first, last
    if len(written) == 10:
        return _day(written), _day(written)
    period = Period.parse(written)
    return period.start, period.end


def _day(written: str) -> Any:
    return yaml.safe_load(written)
