"""Closed lists of the organisation tree. Values are the words of the snapshot schema (zhibu.facts)."""

from django.db import models


class Kind(models.TextChoices):
    COMMITTEE = "committee", "党委"
    GENERAL_BRANCH = "general_branch", "党总支"
    BRANCH = "branch", "党支部"
    GROUP = "group", "党小组"


class Category(models.TextChoices):
    ORGAN = "organ", "机关"
    INSTITUTION = "institution", "事业"
    ENTERPRISE = "enterprise", "企业"


BELOW: dict[str, frozenset[str]] = {
    Kind.COMMITTEE: frozenset({Kind.COMMITTEE, Kind.GENERAL_BRANCH, Kind.BRANCH}),
    Kind.GENERAL_BRANCH: frozenset({Kind.BRANCH}),
    Kind.BRANCH: frozenset({Kind.GROUP}),
    Kind.GROUP: frozenset(),
}
"""Which kinds may stand directly below which."""
