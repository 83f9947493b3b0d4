"""Rule packs: YAML read strictly, checked as a whole, loaded as frozen values. See `library` and `model`."""

from zhibu.rules.model import Pack
from zhibu.rules.packs.issues import Issue, PackError
from zhibu.rules.packs.library import Report, check, load, load_all, report

__all__ = ["Issue", "Pack", "PackError", "Report", "check", "load", "load_all", "report"]
