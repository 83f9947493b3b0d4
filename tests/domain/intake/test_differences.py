"""A plan imported again shows what is new, reworded and gone, and asks nothing twice."""

from tests.domain.intake.conftest import PLAN
from tests.world import NOW
from zhibu.domain.intake.actions import apply_import, match_unit, split_proposal
from zhibu.domain.intake.choices import STANDS, Decision
from zhibu.domain.intake.differences import Words, compare, is_same_plan
from zhibu.domain.intake.queries import difference, edition_before

EDITION = PLAN.replace("6月底前开展主题宣讲活动", "9月底前开展主题宣讲活动").replace(
    "（二）推进阵地建设。建设党建书屋。（责任单位：天文台）", "（二）开展帮扶。年底前走访慰问老党员。"
)


def words(*texts: str) -> list[Words]:
    return [Words(key, text, "") for key, text in enumerate(texts)]


def test_word_for_word_is_the_same_whatever_the_stops():
    assert compare(words("完成换届。"), words("完成换届")).same == {0: 0}


def test_another_deadline_is_a_change_though_the_words_stand():
    found = compare([Words(1, "各支部完成换届", "6月底前")], [Words(2, "各支部完成换届", "9月底前")])
    assert (found.same, found.changed, found.gone) == ({}, {2: 1}, ())


def test_each_old_task_is_paired_once_with_the_most_alike():
    found = compare(
        words("各支部每季度开展一次专题学习", "建设党建书屋"),
        words("各支部每月开展一次专题学习", "各支部每季度开展两次专题学习", "走访慰问"),
    )
    assert found.changed == {1: 0}
    assert found.gone == (1,)


def test_titles_of_one_year_are_one_plan_and_of_two_years_never():
    assert is_same_plan("2026年党建工作要点", "2026年党建工作要点（修订稿）")
    assert not is_same_plan("2026年党建工作要点", "2027年党建工作要点")
    assert not is_same_plan("2026年党建工作要点", "2026年老干部工作安排")


def publish(staged, world):
    for name in ("公路中心", "天文台"):
        match_unit(staged, name, [], actor=world.office, now=NOW)
    return apply_import(staged, actor=world.office, now=NOW)


def test_a_new_edition_sets_aside_what_stands(stage, world):
    first = stage()
    publish(first, world)
    again = stage(EDITION, name="要点（修订）.txt")
    assert edition_before(again) == first
    found, old = difference(first, again.proposals.all())
    set_aside = again.proposals.filter(decision=Decision.DROPPED, reason=STANDS)
    assert set(set_aside.values_list("pk", flat=True)) == set(found.same)
    assert len(found.same) == 2
    assert [old[key].number for key in found.changed.values()] == ["一、（二）"]
    assert [old[key].text for key in found.gone] == [first.proposals.latest("order").text]
    assert publish(again, world).tasks.count() == 2


def test_a_third_edition_still_knows_what_the_first_asked(stage, world):
    for text in (PLAN, EDITION):
        publish(stage(text), world)
    third = stage(EDITION)
    assert not third.proposals.exclude(reason=STANDS).exists()


def test_another_unit_is_a_change_though_the_words_stand(stage, world):
    publish(stage(), world)
    again = stage(PLAN.replace("（责任单位：各支部）", "（责任单位：办公室）"))
    assert again.proposals.earliest("order").decision == Decision.PENDING
    assert again.proposals.filter(reason=STANDS).count() == 3


def test_what_was_split_is_the_same_when_its_sentence_stands(stage, world):
    first = stage()
    split_proposal(first.proposals.earliest("order"), ["甲", "乙"], actor=world.office, now=NOW)
    publish(first, world)
    again = stage()
    assert again.proposals.filter(reason=STANDS).count() == 4
    assert difference(first, again.proposals.all())[0].gone == ()


def test_an_import_without_a_edition_before_it_is_whole(staged):
    assert edition_before(staged) is None
    assert not staged.proposals.filter(decision=Decision.DROPPED).exists()
