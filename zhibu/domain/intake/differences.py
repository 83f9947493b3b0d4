"""What a plan that is imported again asks otherwise than the plan already published. Pure functions over words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_ALIKE = 0.6
_TITLE_ALIKE = 0.8
_BLANK = re.compile(r"[\s，,。；;：:、“”\"'（）()《》]")
_YEAR = re.compile(r"(?:19|20)\d{2}年?度?|（?(?:修订|调整|征求意见)稿?）?")


@dataclass(frozen=True)
class Words:
    """A task as the document words it, with its terms (until when, who); `key` is whatever the caller knows it by."""

    key: int
    text: str
    terms: str


@dataclass(frozen=True)
class Difference:
    """Keys of new words that stand as before (`same`, to the old key) or were reworded (`changed`); `gone` old keys."""

    same: Mapping[int, int]
    changed: Mapping[int, int]
    gone: tuple[int, ...]


def compare(old: Sequence[Words], new: Sequence[Words]) -> Difference:
    """Pair each new task with at most one old one: first those that stand word for word, then the most alike."""
    left = {(_plain(one.text), one.terms): one for one in reversed(old)}
    same: dict[int, int] = {}
    for one in new:
        found = left.pop((_plain(one.text), one.terms), None)
        if found is not None:
            same[one.key] = found.key
    rest = [one for one in old if one.key not in same.values()]
    changed: dict[int, int] = {}
    for score, new_key, old_key in sorted(
        _likeness(rest, [n for n in new if n.key not in same]), reverse=True
    ):
        if score >= _ALIKE and new_key not in changed and old_key not in changed.values():
            changed[new_key] = old_key
    return Difference(same, changed, tuple(o.key for o in rest if o.key not in changed.values()))


def is_same_plan(one: str, other: str) -> bool:
    """Whether two titles name the same plan, whatever the wording of edition and blanks; of different years never."""
    if set(re.findall(r"(?:19|20)\d{2}", one)) != set(re.findall(r"(?:19|20)\d{2}", other)):
        return False
    first, second = (_plain(_YEAR.sub("", title)) for title in (one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _TITLE_ALIKE


def _likeness(old: Sequence[Words], new: Sequence[Words]) -> list[tuple[float, int, int]]:
    found = []
    for one in new:
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(_plain(one.text))
        for other in old:
            matcher.set_seq1(_plain(other.text))
            if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
                found.append((matcher.ratio(), one.key, other.key))
    return found


def _plain(text: str) -> str:
    return _BLANK.sub("", text)
