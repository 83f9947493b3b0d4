"""Names in plans are matched to organisations; what is unsure is said to be unsure."""

import pytest

from zhibu.domain.intake.matching import Match, NameTable, match_name
from zhibu.domain.intake.targets import Node, Tree

TREE = Tree(
    (
        Node(1, "0001", "committee", "organ", "某省交通运输厅党委", "厅党委"),
        Node(2, "00010001", "committee", "organ", "某省交通运输厅机关党委", "机关党委"),
        Node(3, "000100010001", "branch", "organ", "办公室党支部", "办公室支部", ("办公室",)),
        Node(
            4, "000100010002", "branch", "organ", "综合运输处党支部", "运输处支部", ("综合运输处", "运输处")
        ),
        Node(
            5,
            "00010002",
            "committee",
            "institution",
            "公路事业发展中心党委",
            "公路中心党委",
            ("公路事业发展中心",),
        ),
        Node(
            6,
            "000100020001",
            "branch",
            "institution",
            "公路中心第一党支部",
            "公路一支部",
            ("公路事业发展中心",),
        ),
        Node(
            7,
            "000100020002",
            "branch",
            "institution",
            "公路中心第二党支部",
            "公路二支部",
            ("公路事业发展中心",),
        ),
        Node(
            10,
            "000100020003",
            "branch",
            "institution",
            "公路中心财务部党支部",
            "财务部支部",
            ("公路事业发展中心",),
        ),
        Node(
            8,
            "00010003",
            "committee",
            "enterprise",
            "路桥集团党委",
            "路桥党委",
            ("路桥集团有限公司", "路桥集团"),
        ),
        Node(
            9,
            "000100030001",
            "branch",
            "enterprise",
            "路桥集团财务部党支部",
            "财务部支部",
            ("路桥集团有限公司",),
        ),
    )
)
TABLE = NameTable(TREE)


@pytest.mark.parametrize(
    "name", ["各支部", "各党支部", "各基层党组织", "各基层党支部", "全体党支部", "各单位", "各部门"]
)
def test_collective_names_mean_every_branch(name):
    assert (match_name(name, TABLE).certainty, match_name(name, TABLE).targets) == ("sure", ("all",))


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("机关各处室", "organ"),
        ("厅机关各处室", "organ"),
        ("各处室", "organ"),
        ("各机关支部", "organ"),
        ("厅属事业单位", "institution"),
        ("各事业单位", "institution"),
        ("所属企业", "enterprise"),
        ("各子公司", "enterprise"),
    ],
)
def test_a_category_means_its_branches(name, category):
    found = match_name(name, TABLE)
    assert (found.certainty, found.targets) == ("sure", (f"category:{category}",))


def test_subordinate_units_may_be_two_categories_so_a_person_is_asked():
    found = match_name("厅属各单位", TABLE)
    assert found.certainty == "unsure"
    assert set(found.targets) == {"category:institution", "category:enterprise"}


@pytest.mark.parametrize("name", ["办公室", "办公室党支部", "办公室支部", " 办公室 "])
def test_a_unit_with_one_branch_is_that_branch(name):
    found = match_name(name, TABLE)
    assert (found.certainty, found.targets) == ("sure", ("organisation:3",))


def test_a_short_name_is_as_good_as_the_full_one():
    assert (
        match_name("运输处", TABLE).targets == match_name("综合运输处", TABLE).targets == ("organisation:4",)
    )


def test_a_unit_with_several_branches_may_mean_its_committee_or_its_branches():
    found = match_name("公路事业发展中心", TABLE)
    assert found.certainty == "unsure"
    assert found.targets == ("under:5", "organisation:5")


def test_the_kind_in_a_name_is_heeded():
    assert match_name("机关党委", TABLE).targets == ("under:2", "organisation:2")


def test_a_name_borne_twice_is_unsure():
    found = match_name("财务部支部", TABLE)
    assert found.certainty == "unsure"
    assert set(found.targets) == {"organisation:9", "organisation:10"}


def test_a_name_that_is_only_alike_is_never_sure():
    found = match_name("公路中心一支部", TABLE)
    assert found.certainty == "unsure"
    assert "organisation:6" in found.targets


@pytest.mark.parametrize("name", ["天文台", "XX", "", "（）"])
def test_a_name_like_nothing_matches_nothing(name):
    assert match_name(name, TABLE) == Match(name, "none")


def test_targets_expand_to_each_organisation_once():
    assert [node.pk for node in TREE.expand(["category:organ", "organisation:3", "under:5"])] == [
        3,
        4,
        6,
        7,
        10,
    ]
    assert [node.pk for node in TREE.expand(["all"])] == [3, 4, 6, 7, 10, 9]
    assert TREE.expand(["organisation:99", "under:99", "category:none", "nonsense", "organisation:x"]) == ()


def test_a_target_is_shown_in_words():
    assert TREE.label("all") == "全部支部（6个）"
    assert TREE.label("category:organ") == "机关各支部（2个）"
    assert TREE.label("under:5") == "公路中心党委所属支部（3个）"
    assert TREE.label("organisation:4") == "运输处支部"
    assert TREE.label("organisation:99") == "已不存在的组织"


@pytest.mark.parametrize("name", ["各有关单位", "各相关党支部", "相关部门", "有关支部"])
def test_those_concerned_are_never_surely_all(name):
    assert match_name(name, TABLE) == Match(name, "unsure", ("all",))


@pytest.mark.parametrize(
    ("name", "category"), [("机关党支部", "organ"), ("公司", "enterprise"), ("有关处室", "organ")]
)
def test_a_category_without_a_word_for_each_is_unsure(name, category):
    assert match_name(name, TABLE) == Match(name, "unsure", (f"category:{category}",))


@pytest.mark.parametrize("name", ["路桥集团各党支部", "路桥集团所属各支部", "路桥党委全体党支部"])
def test_each_branch_of_a_named_unit_is_all_below_it(name):
    assert match_name(name, TABLE) == Match(name, "sure", ("under:8",))


def test_a_joint_branch_answers_to_each_of_its_units():
    joint = Node(
        1, "0001", "branch", "organ", "法规处、审计处联合党支部", "法规处、审计处联合支部", ("厅法规处",)
    )
    table = NameTable(Tree((joint,)))
    for name in ("法规处", "审计处", "审计处党支部"):
        assert match_name(name, table).targets == ("organisation:1",)
        assert match_name(name, table).certainty == "sure"


def test_one_name_borne_by_a_committee_and_a_branch_offers_what_is_below_it_too():
    tree = Tree(
        (
            Node(1, "0001", "general_branch", "institution", "东部支队党总支", "东部支队党总支"),
            Node(2, "00010001", "branch", "institution", "东部支队机关党支部", "东部支队机关党支部"),
        )
    )
    found = match_name("东部支队", NameTable(tree))
    assert found.certainty == "unsure"
    assert {"under:1", "organisation:1", "organisation:2"} == set(found.targets)
