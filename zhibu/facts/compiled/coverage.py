"""Coverage: whether the absence of records means zero or unknown (point 7 of `zhibu.rules.facts`)."""

import ibis.expr.types as ir

from zhibu.facts.asked import window_start
from zhibu.facts.compiled.rows import holds_at_end, within
from zhibu.facts.compiled.tables import subtree, table, with_groups
from zhibu.rules.facts import Subject, Window
from zhibu.rules.periods import MONTHS_IN, Period, months_of


def covered(subject: Subject, window: Window, period: Period, *, whole_subtree: bool) -> ir.Table:
    """(subject): the organisations or persons covered in the window."""
    organisations = _covered_organisations(window, period)
    if subject == "person":
        membership = table("membership")
        now = membership.filter(holds_at_end(membership, ("since", "until"), period))
        return (
            now.semi_join(organisations, now.organisation_id == organisations.subject)
            .select(subject="person_id")
            .distinct()
        )
    return _covered_subtrees(organisations, period) if whole_subtree else organisations


def _covered_organisations(window: Window, period: Period) -> ir.Table:
    """Itself or a group of it recorded an activity, or it declared its records complete; a group also
    when its branch is covered."""
    activity = table("activity")
    held = activity.filter(within(activity.held_on, window_start(window, period), period.end))
    active = (
        held.select(belongs=held.organisation_id).distinct().join(with_groups(), "belongs").select("subject")
    )
    itself = active.union(_declared(window, period)).distinct()
    organisation = table("organisation")
    groups = organisation.filter(organisation.kind == "group")
    below = groups.semi_join(itself, groups.parent_id == itself.subject).select(subject=groups.id)
    return itself.union(below, distinct=True)


def _declared(window: Window, period: Period) -> ir.Table:
    """Organisations whose declarations together cover every month of the window."""
    declaration = table("declaration")
    needed = months_of(window_start(window, period), period.end)
    by_organisation = declaration.group_by(subject="organisation_id").aggregate(
        **{str(month): declaration.period.isin(_texts_covering(month)).max() for month in needed}
    )
    return by_organisation.filter([by_organisation[str(month)] for month in needed]).select("subject")


def _texts_covering(month: Period) -> list[str]:
    return [str(Period.containing(month.start, size)) for size in MONTHS_IN]


def _covered_subtrees(covered_organisations: ir.Table, period: Period) -> ir.Table:
    """Organisations below which no branch that existed on the last day lacks coverage."""
    organisation = table("organisation")
    branches = organisation.filter(
        organisation.kind == "branch", holds_at_end(organisation, ("established_on", "dissolved_on"), period)
    )
    lacking = branches.anti_join(covered_organisations, branches.id == covered_organisations.subject)
    above = lacking.select(belongs=lacking.id).join(subtree(), "belongs").select("subject").distinct()
    return organisation.anti_join(above, organisation.id == above.subject).select(subject=organisation.id)
