"""A pack is put together once for what lies in its files, and anew for every other content."""

from tests.rules.conftest import PACKS, SMALL, WritePack
from zhibu.rules import packs
from zhibu.rules.packs.grammar import SECTIONS
from zhibu.rules.packs.written import NotPlain, read_plain

UPPER: dict[str, str | None] = dict.fromkeys(SMALL) | {
    "pack.yaml": 'id: upper\ntitle: 上包\nversion: "1"\ndepends_on: [small]\n'
}


def test_what_did_not_change_is_not_put_together_again() -> None:
    assert packs.load_all(PACKS)["branch-life"] is packs.load_all(PACKS)["branch-life"]


def test_a_change_is_seen_at_once_also_in_packs_above(write_pack: WritePack) -> None:
    write_pack()
    above = write_pack(UPPER, name="upper")
    before = packs.load(above)
    write_pack({"kinds/kinds.yaml": "lecture: {title: 专题党课}\n"})
    after = packs.load(above)
    assert [pack.kinds["lecture"].title for pack in (before, after)] == ["党课", "专题党课"]
    assert before.hash != after.hash
    write_pack()
    assert packs.load(above).kinds["lecture"].title == "党课"


def test_checking_after_loading_runs_the_cases(write_pack: WritePack) -> None:
    wrong = SMALL["cases/lecture.yaml"].replace(
        "lectures: 1}, verdict: met", "lectures: 1}, verdict: not_met"
    )
    directory = write_pack({"cases/lecture.yaml": wrong})
    packs.load(directory)
    for _ in range(2):
        assert [issue.line for issue in packs.check(directory) if issue.differs] == [2]
        assert packs.report(directory).cases == 3


def test_an_entry_behind_a_byte_order_mark_is_read_whole() -> None:
    text = (PACKS / "education-hours/conditions/posts.yaml").read_text(encoding="utf-8")
    plain = read_plain(text, SECTIONS["conditions"])
    assert plain and not any(isinstance(entry, NotPlain) for entry in plain.values())
    assert read_plain("\ufeff" + text, SECTIONS["conditions"]) == plain
