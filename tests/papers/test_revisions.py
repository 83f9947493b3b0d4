"""What a Word file shows on paper is read: insertions are, deletions, comments, notes and hidden words are not."""

from tests.papers.builders import word_zip
from zhibu.papers import open_document

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def text_of(body: str, **others: bytes) -> str:
    return open_document("甲.docx", word_zip(body, **others)).text


def test_inserted_words_are_read_and_deleted_ones_are_not() -> None:
    body = (
        f"<w:p>{run('每月学习')}<w:del>{'<w:r><w:delText>一</w:delText></w:r>'}{run('旧')}</w:del>"
        f"<w:ins>{run('两')}</w:ins>{run('次')}</w:p>"
    )
    assert text_of(body) == "每月学习两次"


def test_moved_words_are_read_where_they_went() -> None:
    body = f"<w:p><w:moveFrom>{run('甲')}</w:moveFrom>{run('乙')}</w:p><w:p><w:moveTo>{run('甲')}</w:moveTo></w:p>"
    assert text_of(body) == "乙\n甲"


def test_hidden_words_are_not_read_unless_hiding_is_switched_off() -> None:
    shown = run("公开") + run("密", "<w:vanish/>") + run("也公开", '<w:vanish w:val="0"/>')
    assert text_of(f"<w:p>{shown}</w:p>") == "公开也公开"


def test_a_row_deleted_in_revision_is_gone() -> None:
    cell = "<w:tc><w:p>{}</w:p></w:tc>"
    rows = (
        f"<w:tr>{cell.format(run('任务'))}</w:tr>"
        f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr>{cell.format(run('旧任务'))}</w:tr>"
        f"<w:tr>{cell.format(run('新任务'))}</w:tr>"
    )
    document = open_document("甲.docx", word_zip(f"<w:tbl>{rows}</w:tbl>"))
    assert [document.of(row[0]) for row in document.tables[0].rows] == ["任务", "新任务"]


def test_comments_and_footnotes_stay_outside_the_text() -> None:
    comments = (
        f'<w:comments {NAMESPACE}><w:comment w:id="1"><w:p>{run("批注：删去")}</w:p></w:comment></w:comments>'
    )
    notes = f'<w:footnotes {NAMESPACE}><w:footnote w:id="1"><w:p>{run("脚注：见附表")}</w:p></w:footnote></w:footnotes>'
    body = (
        f'<w:p><w:commentRangeStart w:id="1"/>{run("开展学习")}<w:commentRangeEnd w:id="1"/>'
        '<w:r><w:commentReference w:id="1"/></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    )
    others = {"word/comments.xml": comments.encode(), "word/footnotes.xml": notes.encode()}
    assert text_of(body, **others) == "开展学习"
