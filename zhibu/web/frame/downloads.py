"""Handing out stored originals."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from zhibu.domain.files.models import Document
from zhibu.domain.files.queries import content_of


def attachment(document: Document) -> HttpResponse:
    """A stored original, always as an attachment: nothing that was uploaded is ever shown as a page.

    The caller has made sure that the viewer may have it.
    """
    answer = HttpResponse(content_of(document), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, document.name)
    return answer
