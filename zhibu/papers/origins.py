"""Where what was read stands in the file itself: a .txt is read without the blanks that part nothing (spacing.py)."""

from typing import Any

from zhibu.papers.document import Document
from zhibu.papers.readers.txt import decode


def placed_in_file(payload: dict[str, Any], document: Document, content: bytes) -> dict[str, Any]:
    """A payload whose `start`, `end` and `quote` are those of the decoded .txt, a line end one character.

    Positions in other kinds of file count characters of the text as read, since the file has no text of its own.
    """
    raw = (
        decode(content).replace("\r\n", "\n").replace("\r", "\n")
        if document.media == "txt"
        else document.text
    )
    if raw == document.text:
        return payload
    places = _places(document.text, raw)
    placed: dict[str, Any] = _placed(payload, places, raw)
    return placed


def _places(text: str, raw: str) -> list[int]:
    """For each character of `text`, which is `raw` with blanks left out or changed for others, its place in `raw`."""
    places, at = [], 0
    for char in text:
        if not char.isspace():
            found = raw.find(char, at)
            at = at if found < 0 else found
        places.append(at)
        at += at < len(raw) and (not char.isspace() or raw[at].isspace())
    return places


def _placed(value: Any, places: list[int], raw: str) -> Any:
    if isinstance(value, list):
        return [_placed(one, places, raw) for one in value]
    if not isinstance(value, dict):
        return value
    placed = {key: _placed(one, places, raw) for key, one in value.items()}
    if (
        isinstance(value.get("start"), int)
        and isinstance(value.get("end"), int)
        and value["start"] < value["end"]
    ):
        placed["start"], placed["end"] = places[value["start"]], places[value["end"] - 1] + 1
        if "quote" in placed:
            placed["quote"] = raw[placed["start"] : placed["end"]]
    return placed
