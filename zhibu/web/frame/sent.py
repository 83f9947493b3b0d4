"""Keys and words as an address or a form sends them: whatever is no key, or no character, is left out."""

from collections.abc import Iterable

_LARGEST = 2**63 - 1


def key_in(text: str) -> int | None:
    """The key that `text` writes, None when it writes none that a row could have."""
    if not (text.isascii() and text.isdecimal()):
        return None
    key = int(text[:20])
    return key if key <= _LARGEST else None


def keys_in(texts: Iterable[str]) -> list[int]:
    """The keys among `texts`, in order."""
    return [key for text in texts if (key := key_in(text)) is not None]


def words_in(text: str | None) -> str:
    """The words of a field that no form of Django's checks; without NUL, which PostgreSQL cannot store."""
    return (text or "").replace("\x00", "")
