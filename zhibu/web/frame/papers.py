"""An official paper as a download: Word or PDF."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from zhibu.papers.official import FontsMissing, Paper, write, write_pdf
from zhibu.web.frame.requests import Request

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WRITERS: dict[str, tuple[Callable[[Paper], bytes], str]] = {
    "docx": (write, DOCX),
    "pdf": (write_pdf, "application/pdf"),
}


def paper_answer(request: Request, paper: Paper, form: str, *, back: str) -> HttpResponse:
    """The paper as a download named by its title, `form` docx or pdf; Http404 for another form.

    Where the machine cannot write PDF, the page `back` is shown again and says why.
    """
    if form not in _WRITERS:
        raise Http404
    writer, kind = _WRITERS[form]
    try:
        content = writer(paper)
    except FontsMissing as error:
        messages.warning(request, error.message)
        return redirect(back)
    return file_answer(content, f"{paper.title}.{form}", kind)


def file_answer(content: bytes, name: str, kind: str) -> HttpResponse:
    """Bytes that we made, as an attachment."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer
