"""Rows of a form that is being filled in: added, taken away and moved before anything is kept."""

from zhibu.rules.packs.written import Data, moved, put, removed


def rearranged(data: Data, do: str) -> Data:
    """The data after `add lines`, `add-name applies`, `drop lines.1`, `up lines.1`, `down lines.1`; else as it was."""
    act, _, name = do.partition(" ")
    steps = name.split(".")
    try:
        match act:
            case "add":
                return put(data, steps, _longer(data, steps, {}))
            case "add-name":
                return put(data, steps, _longer(data, steps, ""))
            case "drop":
                return removed(data, _named(data, steps))
            case "up":
                return moved(data, _named(data, steps), "up")
            case "down":
                return moved(data, _named(data, steps), "down")
    except (LookupError, ValueError):
        return data
    return data


def _longer(data: Data, steps: list[str], row: Data) -> Data:
    found: Data = data
    for step in steps:
        found = found.get(step, "") if isinstance(found, dict) else ""
    if isinstance(found, dict):
        return {**found, "": ""}
    return [*(found if isinstance(found, list) else []), row]


def _named(data: Data, steps: list[str]) -> list[str]:
    """A pair's number becomes its name."""
    *above, last = steps
    found: Data = data
    for step in above:
        found = (
            found[step] if isinstance(found, dict) else found[int(step)] if isinstance(found, list) else ""
        )
    return [*above, list(found)[int(last)]] if isinstance(found, dict) else steps
