"""The snapshot's tables as ibis sees them: unbound, named as in the schema, with no data behind them."""

import ibis
import ibis.expr.types as ir

from zhibu.facts import schema


def table(name: str) -> ir.Table:
    """The table of that name; ibis unites only columns that agree on whether they may be empty: all may."""
    shape = ibis.Schema.from_pyarrow(schema.TABLES[name])
    return ibis.table({column: kind.copy(nullable=True) for column, kind in shape.items()}, name=name)


def with_groups() -> ir.Table:
    """(subject, belongs): every organisation with itself and with the groups directly below it."""
    organisation = table("organisation")
    return organisation.select(subject=organisation.id, belongs=organisation.id).union(groups())


def groups() -> ir.Table:
    """(subject, belongs): every organisation with the groups directly below it."""
    organisation = table("organisation")
    below = organisation.filter(organisation.kind == "group", organisation.parent_id.notnull())
    return below.select(subject=below.parent_id, belongs=below.id)


def subtree() -> ir.Table:
    """(subject, belongs): every organisation with itself and with everything below it, by path."""
    organisation = table("organisation")
    steps = organisation.select(
        belongs=organisation.id,
        path=organisation.path,
        depth=ibis.range(1, organisation.path.length() // STEP + 1).unnest(),
    )
    above = steps.select("belongs", prefix=steps.path.substr(0, steps.depth * STEP))
    return above.join(organisation, above.prefix == organisation.path).select(
        subject=organisation.id, belongs=above.belongs
    )


STEP = 4
"""Characters of the materialised path per level of the tree."""
