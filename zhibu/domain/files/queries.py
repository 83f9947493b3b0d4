"""Reading stored files back."""

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.files import store
from zhibu.domain.files.models import Document


def document_for(viewer: User, pk: int) -> Document:
    """A document of an organisation whose records `viewer` may see, else Hidden."""
    found = Document.objects.filter(within(viewer, "activities.view"), pk=pk).first()
    if found is None:
        raise Hidden
    return found


def content_of(document: Document) -> bytes:
    """The stored bytes; the caller has scoped the document."""
    return store.read(document.sha256)
