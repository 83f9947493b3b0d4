"""What a figure speaks of: the measure that its words mean, whose number it is, and of what time."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from zhibu.domain.activities import kinds
from zhibu.domain.assessment import governing
from zhibu.domain.checking.catalogue import catalogue
from zhibu.domain.checking.changes import Change
from zhibu.domain.checking.judging import candidates, certain
from zhibu.domain.checking.measures import PEOPLE, PLACES, SHARE, THINGS, TIMES, VISITS, Measure, Tally
from zhibu.domain.checking.wording import Until, Words, period_of, words_in
from zhibu.domain.intake.matching import NameTable, match_name
from zhibu.domain.intake.queries import tree_of
from zhibu.domain.intake.targets import ALL, Tree
from zhibu.domain.organisations.models import Organisation
from zhibu.papers.figures import Figure
from zhibu.rules.periods import Period

OFFERED = 8
ALONE = "本级"
_GENERAL = re.compile(
    r"(?:各级|各|全|本|我|所属|下属|下级|基层|机关|直属|全体|所有|系统)*"
    r"(?:党?支部|党组织|(?:机关)?党委会?|党?总支|党组会?议?|单位|部门|处室|厅|局|委|院|校|公司|集团|系统|党?小组|"
    r"(?:理论学习)?中心组|党办|[厅局]直|合计|总计){0,3}"
)
_ALL_OF = re.compile("^[全本我]")
_PARTY = re.compile("(?:党委|党总支|党支部|党组)$")
_SEVERAL = re.compile(r"[、和及与]")


@dataclass(frozen=True)
class Place:
    """An organisation as it is counted: itself and all below, or itself `alone` (本级)."""

    pk: int
    path: str
    name: str
    alone: bool = False


@dataclass(frozen=True)
class Meant:
    """What a figure speaks of. `unnamed`: whom its sentence names, where nobody of that name is known; `period` None:
    no time that can be checked; `against`: the time that a change is told against."""

    figure: Figure
    key: str
    words: Words
    measure: Measure | None
    offered: Sequence[Measure]
    place: Place
    unnamed: str
    period: Period | None
    against: Period | None = None


def measures() -> dict[str, Measure]:
    """Every measure that a figure can be held against, by the rules in force."""
    judged = [
        (one.id, one.title)
        for pack in governing.installed()
        for one in pack.indicators.values()
        if one.subject == "organisation"
    ]
    return catalogue(tuple((one.id, one.title) for one in kinds.catalogue().values()), tuple(judged))


def meanings(
    text: str,
    figures: Sequence[Figure],
    organisation: Organisation,
    base: Period,
    chosen: Mapping[str, str],
    *,
    today: date,
    until: Until | None = None,
) -> list[Meant]:
    """What each figure speaks of in a text of `organisation` about `base` up to `until`. One query, or none without
    names."""
    known, names = measures(), _Names(organisation, today)
    found: list[Meant] = []
    seen: Counter[str] = Counter()
    subjects: list[str] = []
    for index, (figure, words) in enumerate(zip(figures, words_in(text, figures), strict=True)):
        key = key_of(figure, words, seen[words.sentence])
        seen[words.sentence] += 1
        subject = _own_subject(text, figures, index)
        goes_on = index > 0 and _one_sentence(text, figures, index)
        if not subject and goes_on:
            subject = subjects[-1]
        subjects.append(subject)
        place = names.place_of(subject)
        before = found[-1] if goes_on else None
        time = _time_of(figure, words, base, before.period if before else None, until)
        own, offered = _measure_of(figure, words, known, before)
        measure = known.get(chosen.get(key, "")) or own
        if place and place.alone and measure:
            measure = measure.alone()
            place = place if measure else None
        if place is None and _is_in_title(subject, own):
            place = names.own
        found.append(
            Meant(
                figure,
                key,
                words,
                measure,
                offered[:OFFERED],
                place or names.own,
                "" if place else subject,
                time,
                _against(words.change, time, base, until) if words.change and time else None,
            )
        )
    return found


def _is_in_title(subject: str, measure: Measure | None) -> bool:
    """国有企业党委的党员人数：适用3个 names an indicator and no organisation."""
    return measure is not None and isinstance(measure.count, Tally) and subject in measure.title


def _measure_of(
    figure: Figure, words: Words, known: Mapping[str, Measure], before: Meant | None
) -> tuple[Measure | None, list[Measure]]:
    """The measure that the words mean, and all that they may mean; a change without words of its own is one of what
    the figure before it counts."""
    read = figure
    if words.change and figure.unit == "个百分点":
        read = replace(figure, unit="%")
    found = certain(read, words, known)
    if found or not words.change:
        return found, candidates(read, words, known)
    units = [figure.unit, *_COUNTERS] if figure.unit in SHARE else [read.unit]  # 党课同比增长10%: of a count
    wider = replace(words, beside=words.change.words, carried=())
    counted = (certain(replace(figure, unit=unit), wider, known) for unit in units)
    found = next((one for one in counted if one), None)
    if found is None and before and before.measure and {*before.measure.units} & {*units}:
        found = before.measure
    return found, [found] if found else []


def _against(change: Change, time: Period, base: Period, until: Until | None) -> Period | None:
    """The period that a change of `time` is told against; None where the words name none."""
    if change.since == "环比":
        return time.previous()
    return period_of(change.since, base, time, until) if change.since else None


def _time_of(
    figure: Figure, words: Words, base: Period, before: Period | None, until: Until | None
) -> Period | None:
    """从3次 without a time of its own is of one that is not told, else the time of its words."""
    if words.earlier and not figure.period:
        return None
    return period_of(figure.period, base, before, until)


_COUNTERS = [min(units) for units in (TIMES, VISITS, PEOPLE, PLACES, THINGS)]
"""One counter of each family of measures."""


def key_of(figure: Figure, words: Words, place: int) -> str:
    """Stays while the words of the figure's sentence do, whatever its numbers; `place` counts the figures in it."""
    bare = re.sub(r"[\d.,，%％]", "", words.sentence)
    return hashlib.sha256(f"{bare}\n{figure.unit}\n{place}".encode()).hexdigest()[:16]


def _own_subject(text: str, figures: Sequence[Figure], index: int) -> str:
    """甲支部、乙支部分别3次、4次: of several subjects the one in the figure's place."""
    subject = figures[index].subject
    names = [one for one in _SEVERAL.split(subject) if one]
    if len(names) < 2:
        return subject
    first = index
    while first and figures[first - 1].subject == subject and _one_sentence(text, figures, first):
        first -= 1
    last = index + 1
    while last < len(figures) and figures[last].subject == subject and _one_sentence(text, figures, last):
        last += 1
    return names[index - first] if last - first == len(names) else subject


def _one_sentence(text: str, figures: Sequence[Figure], index: int) -> bool:
    between = text[figures[index - 1].end : figures[index].start]
    return not re.search(r"[。；;！？!?\n]", between)


class _Names:
    """Whom names mean, within one organisation and below it."""

    def __init__(self, organisation: Organisation, today: date) -> None:
        self.own = Place(organisation.pk, organisation.path, organisation.name)
        self._alone = replace(self.own, alone=True)
        self._called = {organisation.name, organisation.short_name}
        self._unit = _PARTY.sub("", organisation.short_name)
        self._known: dict[str, Place | None] = {}
        self._table: NameTable | None = None
        self._organisation, self._today = organisation, today

    def place_of(self, subject: str) -> Place | None:
        """The organisation of that name; the document's own where the words name none; None where it is not known."""
        if subject == ALONE:
            return self._alone
        if subject in self._called or (_GENERAL.fullmatch(subject) and not subject.startswith("机关")):
            return self.own
        if subject not in self._known:
            self._known[subject] = self._below(subject) or self._own_part(subject) or self._look_up(subject)
        return self._known[subject]

    def _below(self, subject: str) -> Place | None:
        """The one below that is called so within the document's own: 养护一站党支部 in a paper of 东屏分中心党总支."""
        found = [node for node in self._nodes.nodes if node.short_name == f"{self._unit}{subject}"]
        return Place(found[0].pk, found[0].path, found[0].name) if len(found) == 1 and subject else None

    def _own_part(self, subject: str) -> Place | None:
        """The document's own, called in short: 中心党委, 全中心."""
        bare = _ALL_OF.sub("", subject)
        short = len(bare) > 1 and any(name.endswith(bare) for name in (*self._called, self._unit))
        return self.own if short or _GENERAL.fullmatch(subject) else None

    @cached_property
    def _nodes(self) -> Tree:
        return tree_of(self._organisation, on=self._today)

    def _look_up(self, subject: str) -> Place | None:
        if self._table is None:
            self._table = NameTable(self._nodes)
        match = match_name(subject, self._table)
        if match.targets == (ALL,):
            return self.own
        keys = {target.partition(":")[2] for target in match.targets}
        if len(keys) != 1 or not (key := keys.pop()).isdecimal():
            return None
        node = self._table.tree.by_pk[int(key)]
        named = match.certainty == "sure" or subject in (node.name, node.short_name, *node.unit)
        return Place(node.pk, node.path, node.name) if named else None
