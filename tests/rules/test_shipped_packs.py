"""What holds for every pack that is shipped."""

import pytest

from tests.rules.conftest import PACKS
from zhibu.rules import packs
from zhibu.rules.citations import Citation
from zhibu.rules.model import Pack

SHIPPED = packs.load_all(PACKS)


def citations(pack: Pack) -> list[Citation]:
    """What the pack's duties, indicators, sheets and numbers rest on."""
    cited = [rule.citation for rule in pack.indicators.values()]
    cited += [duty.citation for duty in pack.duties.values()]
    cited += [sheet.citation for sheet in pack.sheets.values()]
    return cited + [value.citation for parameter in pack.parameters.values() for value in parameter.values]


def test_all_shipped_packs_pass_their_check_and_cases() -> None:
    found = packs.report(PACKS)
    assert found.issues == ()
    assert found.cases >= 3 * found.indicators


@pytest.mark.parametrize("pack", SHIPPED.values(), ids=list(SHIPPED))
def test_every_rule_and_number_names_its_document_and_clause(pack: Pack) -> None:
    assert all(citation.clause.quote and citation.source.issuer for citation in citations(pack))


def test_every_clause_is_judged_or_says_why_not() -> None:
    cited = {(one.source.id, one.clause.id) for pack in SHIPPED.values() for one in citations(pack)}
    for pack in SHIPPED.values():
        for source in pack.sources.values():
            for clause in source.clauses.values():
                assert ((source.id, clause.id) in cited) != bool(clause.not_judged), (source.id, clause.id)


@pytest.mark.parametrize("pack", SHIPPED.values(), ids=list(SHIPPED))
def test_what_is_not_central_text_is_marked_as_local(pack: Pack) -> None:
    for parameter in pack.parameters.values():
        statuses = {value.citation.status for value in parameter.values}
        assert parameter.local or statuses <= {"V", "V-c", "V-w"}


def test_no_shipped_fact_counts_logins_likes_reading_or_time_online() -> None:
    """Public rules against 指尖上的形式主义 forbid points for these; the tables do not even have them."""
    words = ("登录", "签到", "点赞", "阅读", "在线", "时长", "打卡", "排名")
    titles = [fact.title for pack in SHIPPED.values() for fact in pack.facts.values()]
    titles += [
        item.title
        for pack in SHIPPED.values()
        for sheet in pack.sheets.values()
        for group in sheet.groups
        for item in group.items
    ]
    assert [title for title in titles if any(word in title for word in words)] == []
