"""The loader refuses what is wrong with file, line and what to do, and reports everything at once."""

from pathlib import Path

import pytest

from tests.rules.conftest import SMALL, WritePack
from zhibu.rules import packs

INDICATOR = SMALL["indicators/lecture.yaml"]
CASES = SMALL["cases/lecture.yaml"]
FACTS = SMALL["facts/facts.yaml"]
PARAMETER = "times:\n  title: 次数\n  values:\n"


def test_a_sound_pack_has_no_issues(write_pack: WritePack) -> None:
    directory = write_pack()
    assert packs.check(directory) == []
    assert list(packs.load(directory).indicators) == ["lecture"]


WRONG: dict[str, tuple[dict[str, str | None], str]] = {
    "unknown key": (
        {"indicators/lecture.yaml": INDICATOR.replace("required:", "requird:")},
        "indicators/lecture.yaml:7: 指标没有“requird”这一项。是不是想写“required”？",
    ),
    "duplicate key": (
        {"indicators/lecture.yaml": INDICATOR + "  title: 又一个\n"},
        "indicators/lecture.yaml:9: “title”写了两次",
    ),
    "wrong type": (
        {"parameters/times.yaml": PARAMETER + "    - {in_force_from: 去年, value: 1, clause: rule/one}\n"},
        "parameters/times.yaml:4: 这里应写日期（如 2026-09-30），写的却是文字“去年”。",
    ),
    "missing citation": (
        {"indicators/lecture.yaml": INDICATOR.replace("  clause: rule/one\n", "")},
        "indicators/lecture.yaml:2: 指标缺少“clause”。请写上依据的条款",
    ),
    "citation of no source": (
        {"indicators/lecture.yaml": INDICATOR.replace("rule/one", "rulle/one")},
        "indicators/lecture.yaml:2: sources.yaml 里没有文件“rulle”。是不是想写“rule”？",
    ),
    "citation of no clause": (
        {"indicators/lecture.yaml": INDICATOR.replace("rule/one", "rule/two")},
        "indicators/lecture.yaml:2: 《办法》里没有条款“two”",
    ),
    "overlapping dates": (
        {
            "parameters/times.yaml": PARAMETER
            + "    - {in_force_from: 2020-01-01, in_force_to: 2021-06-30, value: 1, clause: rule/one}\n"
            + "    - {in_force_from: 2021-01-01, value: 2, clause: rule/one}\n"
        },
        "parameters/times.yaml:5: 与上一个值的日期重叠",
    ),
    "dates out of order": (
        {
            "parameters/times.yaml": PARAMETER
            + "    - {in_force_from: 2021-01-01, value: 1, clause: rule/one}\n"
            + "    - {in_force_from: 2020-01-01, value: 2, clause: rule/one}\n"
        },
        "parameters/times.yaml:5: 生效日期 2020-01-01 不晚于上一个值的 2021-01-01",
    ),
    "two values from one day": (
        {
            "parameters/times.yaml": PARAMETER
            + "    - {in_force_from: 2021-01-01, value: 1, clause: rule/one}\n"
            + "    - {in_force_from: 2021-01-01, value: 2, clause: rule/one}\n"
        },
        "parameters/times.yaml:5: 生效日期 2021-01-01 不晚于上一个值的 2021-01-01",
    ),
    "a value that ends on the day the next begins": (
        {
            "parameters/times.yaml": PARAMETER
            + "    - {in_force_from: 2020-01-01, in_force_to: 2021-01-01, value: 1, clause: rule/one}\n"
            + "    - {in_force_from: 2021-01-01, value: 2, clause: rule/one}\n"
        },
        "parameters/times.yaml:5: 与上一个值的日期重叠",
    ),
    "a value that ends before it begins": (
        {
            "parameters/times.yaml": PARAMETER
            + "    - {in_force_from: 2020-01-01, in_force_to: 2019-01-01, value: 1, clause: rule/one}\n"
        },
        "parameters/times.yaml:4: in_force_to 早于 in_force_from",
    ),
    "custom not marked as local": (
        {
            "parameters/times.yaml": PARAMETER
            + "    - {in_force_from: 2020-01-01, value: 1, clause: rule/custom}\n"
        },
        "parameters/times.yaml:4: 所引条款的核实程度是 L，不是中央规定。请给这个参数写上 local: true。",
    ),
    "dangling fact": (
        {"indicators/lecture.yaml": INDICATOR.replace("fact: lectures", "fact: lecture")},
        "indicators/lecture.yaml:6: 没有名为“lecture”的事实。是不是想写“lectures”？",
    ),
    "dangling parameter": (
        {"indicators/lecture.yaml": INDICATOR.replace("parameter: times", "parameter: time")},
        "indicators/lecture.yaml:7: 没有名为“time”的参数。是不是想写“times”？",
    ),
    "unknown operator": (
        {"indicators/lecture.yaml": INDICATOR.replace("{fact: lectures}", "{plus: [1, 2]}")},
        "indicators/lecture.yaml:6: 没有“plus”这种运算",
    ),
    "wrong kind in a formula": (
        {"indicators/lecture.yaml": INDICATOR.replace("{fact: lectures}", "{at_least: [1, 2]}")},
        "indicators/lecture.yaml:6: 这里要的是数，公式给出的却是是否。",
    ),
    "wrong number of arguments": (
        {"indicators/lecture.yaml": INDICATOR.replace("{fact: lectures}", "{subtract: [1]}")},
        "indicators/lecture.yaml:6: subtract（相减）要2个值，例如 {subtract: [5, 2]}。",
    ),
    "rounding places that are reckoned": (
        {"indicators/lecture.yaml": INDICATOR.replace("{fact: lectures}", "{round: [2.5, {add: [1, 1]}]}")},
        "indicators/lecture.yaml:6: round 的小数位数要直接写成0到6的整数。",
    ),
    "unknown column": (
        {"facts/facts.yaml": FACTS.replace("kind: lecture", "kinds: lecture")},
        "facts/facts.yaml:6: 表 activity 没有“kinds”这一列。是不是想写“kind”？",
    ),
    "person fact of a table without persons": (
        {"facts/facts.yaml": FACTS.replace("subject: organisation\n", "subject: person\n", 1)},
        "facts/facts.yaml:2: 表 activity 里没有人员，不能按党员计算。",
    ),
    "period in which rows do not hold": (
        {"facts/facts.yaml": FACTS.replace("measure: count", "measure: count\n  window: at_end")},
        "facts/facts.yaml:2: 表 activity 的行没有起止日期",
    ),
    "missing cases": (
        {"cases/lecture.yaml": None},
        "indicators/lecture.yaml:2: 指标“党课”缺少用例：达标（met）、未达标（not_met）、暂无数据（unknown）",
    ),
    "failing case": (
        {"cases/lecture.yaml": CASES.replace("lectures: 1}", "lectures: 0}")},
        "cases/lecture.yaml:2: 用例“有”不符：应为达标，算出来是未达标",
    ),
    "case with a period of the wrong size": (
        {"cases/lecture.yaml": CASES.replace("2026Q3, facts: {}", "2026, facts: {}")},
        "cases/lecture.yaml:4: 2026年是一个年，这里要按季度计算，例如 2026Q4（2026年第四季度）。",
    ),
    "case with an unknown fact": (
        {"cases/lecture.yaml": CASES.replace("lectures: 1", "lecturs: 1")},
        "cases/lecture.yaml:2: 没有事实“lecturs”。是不是想写“lectures”？",
    ),
    "case for no indicator": (
        {"cases/lecture.yaml": CASES + "lectur:\n  - {case: 有, period: 2026Q3, facts: {}}\n"},
        "cases/lecture.yaml:6: 没有指标或评分表“lectur”。是不是想写“lecture”？",
    ),
    "organisation indicator without kinds": (
        {"indicators/lecture.yaml": INDICATOR.replace("  kinds: [branch]\n", "")},
        "indicators/lecture.yaml:2: 请写上 kinds",
    ),
    "indicator without requirement": (
        {"indicators/lecture.yaml": INDICATOR.replace("  required: {parameter: times}\n", "")},
        "indicators/lecture.yaml:2: 指标要写 required",
    ),
    "file that no pack has": ({"notes.txt": "x"}, "notes.txt:1: 规则包里没有这样的文件"),
    "id unlike the folder": (
        {"pack.yaml": 'id: other\ntitle: 小包\nversion: "1"\n'},
        "pack.yaml:1: id 是“other”，与文件夹“small”不同名。",
    ),
    "dependency that is not there": (
        {"pack.yaml": SMALL["pack.yaml"] + "depends_on: [nowhere]\n"},
        "pack.yaml:1: 没有规则包“nowhere”",
    ),
    "circle of dependencies": (
        {"pack.yaml": SMALL["pack.yaml"] + "depends_on: [small]\n"},
        "pack.yaml:1: 规则包互相依赖成了一圈：small → small。",
    ),
    "circle of conditions": (
        {
            "conditions/a.yaml": "one: {subject: organisation, when: {condition: two}, otherwise: 否}\n"
            "two: {subject: organisation, when: {not: {condition: one}}, otherwise: 否}\n"
        },
        "conditions/a.yaml:1: 适用条件互相引用成了一圈：one → two → one。",
    ),
    "no such condition": (
        {"indicators/lecture.yaml": INDICATOR + "  applies: [nowhere]\n"},
        "indicators/lecture.yaml:2: 没有名为“nowhere”的适用条件。",
    ),
    "broken YAML": ({"kinds/kinds.yaml": "lecture: {title: 党课\n"}, "kinds/kinds.yaml:2: 不是正确的 YAML"),
    "anchor": ({"kinds/kinds.yaml": "lecture: &a {title: 党课}\n"}, "kinds/kinds.yaml:1: 这里用了锚点"),
    "tag": (
        {"kinds/kinds.yaml": "lecture: {title: !!python/object/apply:os.system [id]}\n"},
        "kinds/kinds.yaml:1: 这里用了类型标记 tag:yaml.org,2002:python/object/apply:os.system",
    ),
    "impossible date": (
        {
            "parameters/times.yaml": PARAMETER
            + "    - {in_force_from: 2020-02-30, value: 1, clause: rule/one}\n"
        },
        "parameters/times.yaml:4: “2020-02-30”不是存在的日期。",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_fault_is_reported_with_file_line_and_what_to_do(write_pack: WritePack, name: str) -> None:
    files, expected = WRONG[name]
    found = [str(issue) for issue in packs.check(write_pack(files))]
    assert any(issue.startswith(f"small/{expected}") for issue in found), found


def test_faults_in_several_files_are_reported_together(write_pack: WritePack) -> None:
    names = ["unknown key", "overlapping dates", "unknown column", "anchor"]
    files = {path: text for name in names for path, text in WRONG[name][0].items()}
    found = [str(issue) for issue in packs.check(write_pack(files))]
    assert all(any(issue.startswith(f"small/{WRONG[name][1]}") for issue in found) for name in names)


def test_what_is_wrong_with_a_definition_is_not_complained_of_again_where_it_is_used(
    write_pack: WritePack,
) -> None:
    files, _ = WRONG["unknown column"]
    assert len(packs.check(write_pack(files))) == 1


def test_what_an_unreadable_file_means_to_define_is_not_missed_elsewhere(write_pack: WritePack) -> None:
    unreadable = SMALL["parameters/times.yaml"] + "? [a\n"
    (issue,) = packs.check(write_pack({"parameters/times.yaml": unreadable}))
    assert "不是正确的 YAML" in issue.message


def test_a_circle_of_conditions_is_one_fault(write_pack: WritePack) -> None:
    uses = {"indicators/lecture.yaml": INDICATOR + "  applies: [one]\n"}
    (issue,) = packs.check(write_pack({**WRONG["circle of conditions"][0], **uses}))
    assert "成了一圈" in issue.message


def test_a_pack_with_issues_is_not_loaded(write_pack: WritePack) -> None:
    with pytest.raises(packs.PackError, match="规则包有1处问题，改正后才能使用"):
        packs.load(write_pack(WRONG["unknown key"][0]))


def test_two_packs_may_not_give_an_indicator_the_same_name(write_pack: WritePack) -> None:
    write_pack()
    head = {"pack.yaml": 'id: other\ntitle: 又一包\nversion: "1"\n'}
    parent: Path = write_pack(head, name="other").parent
    assert [issue.message[:12] for issue in packs.check(parent)] == ["名称“lecture”已用于"[:12]]


def test_a_pack_uses_what_it_depends_on(write_pack: WritePack) -> None:
    write_pack()
    only = dict.fromkeys(SMALL) | {
        "pack.yaml": 'id: upper\ntitle: 上层包\nversion: "1"\ndepends_on: [small]\n',
        "indicators/more.yaml": INDICATOR.replace("lecture:", "more_lectures:", 1),
        "cases/more.yaml": CASES.replace("lecture:", "more_lectures:", 1),
    }
    upper = packs.load(write_pack(only, name="upper"))
    assert list(upper.indicators) == ["more_lectures"]
    assert upper.parameters["times"].title == "次数"


def test_the_hash_changes_with_any_file_and_with_what_the_pack_depends_on(write_pack: WritePack) -> None:
    first = packs.load(write_pack()).hash
    assert packs.load(write_pack()).hash == first
    changed = packs.load(write_pack({"kinds/kinds.yaml": "lecture: {title: 上党课}\n"})).hash
    assert changed != first


def test_line_ends_do_not_change_the_hash(write_pack: WritePack) -> None:
    directory = write_pack()
    first = packs.load(directory).hash
    for path in directory.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert packs.load(directory).hash == first
