"""What a text finds in the rules in force: duties, indicators, numbers, score sheets and their items."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from zhibu.domain.assessment import governing
from zhibu.rules.citations import Citation
from zhibu.rules.model import Pack
from zhibu.rules.values import in_words


@dataclass(frozen=True)
class Rule:
    """One rule as it is found. `anchor` is its row on the page of the pack; `words` is all that is searched."""

    pack: str
    anchor: str
    title: str
    aside: str
    words: str


def rules_found(text: str, *, on: date) -> Iterator[Rule]:
    """Rules whose title, clause or wording has the text, those with it in the title first. Anybody may read them."""
    wanted = text.casefold().split()
    rules = [rule for pack in governing.installed() for rule in _rules(pack, on)]
    found = [rule for rule in rules if _has(rule.words, wanted)]
    yield from sorted(found, key=lambda rule: not _has(rule.title, wanted))


def _has(text: str, wanted: Sequence[str]) -> bool:
    return all(word in text.casefold() for word in wanted)


def _rules(pack: Pack, on: date) -> Iterator[Rule]:
    for duty in pack.duties.values():
        yield _rule(
            pack, "duty", duty.id, duty.title, "应办事项", duty.citation, duty.text.replace("{times}", "")
        )
    for one in pack.indicators.values():
        reasons = "，".join(condition.otherwise for condition in one.applies)
        yield _rule(pack, "indicator", one.id, one.title, "指标", one.citation, reasons)
    for number in pack.parameters.values():
        if number.mark.file.startswith(f"{pack.id}/"):
            now = number.on(on)
            value = f"{in_words(now.value)}{number.unit}" if now else "今天没有现行值"
            cited = (now or number.values[-1]).citation
            yield _rule(pack, "number", number.id, f"{number.title}：{value}", "数字", cited)
    for sheet in pack.sheets.values():
        yield _rule(pack, "sheet", sheet.id, sheet.title, "评分表", sheet.citation)
        for item in (item for group in sheet.groups for item in group.items):
            yield _rule(
                pack,
                "item",
                f"{sheet.id}-{item.id}",
                item.title,
                sheet.title,
                item.citation,
                item.requirement,
            )


def _rule(
    pack: Pack, kind: str, id_: str, title: str, what: str, citation: Citation, wording: str = ""
) -> Rule:
    aside = f"{what} {citation.text}"
    words = " ".join((title, aside, citation.clause.quote, wording))
    return Rule(pack.id, f"{kind}-{id_}", title, aside, words)
