"""Common mistakes in figures are caught, and what agrees is left alone."""

import pytest

from tests.papers.builders import text_document
from zhibu.papers.figures import find_doubts, read_figures


def kinds(text: str) -> list[str]:
    document = text_document(text)
    return [doubt.kind for doubt in find_doubts(document, read_figures(document))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("共有党组织20个，包括党委2个、党支部17个。", "total"),
        ("共有党组织20个，其中党委5个、党支部17个。", "total"),
        ("党员总数2000名，其中女党员812名，占34.5%。", "share"),
        ("全年召开党员大会12次。总的看，全年召开党员大会15次。", "repeated"),
    ],
)
def test_a_contradiction_is_found(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "共有党组织20个，包括党委3个、党支部17个。",
        "共有党组织20个，其中党委2个、党支部17个。",
        "党员总数2356名，其中女党员812名，占34.5%。",
        "党员总数2356名，其中女党员812名，占34%。",
        "全年召开党员大会12次。全年召开党员大会12次。",
        "开展联建的支部从10个上升到20个。",
        "慰问党员**名，其中老党员5名、困难党员6名。",
        "办实事50余件，其中便民服务30件、结对帮扶40件。",
    ],
)
def test_what_agrees_or_is_only_approximate_is_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_a_doubt_says_what_does_not_agree() -> None:
    document = text_document("党员总数2000名，其中女党员812名，占34.5%。")
    (doubt,) = find_doubts(document, read_figures(document))
    assert doubt.message == "812名 占 2000名 应为 40.60%，文中写 34.5%"
    assert document.text[doubt.start : doubt.end] == "812名，占34.5%"
