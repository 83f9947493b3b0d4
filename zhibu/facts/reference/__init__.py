"""Facts counted row by row in plain Python: what their definitions mean, point by point of `zhibu.rules.facts`.

A page about one branch counts tens of rows; an engine would take longer to plan its question than this to answer it.
What `compiled` finds for all subjects at once is held equal to this by a property test.

records    the tables in memory, by the organisation that a row belongs to
counting   which rows a fact is made of, and for whom absence of records means zero
measures   what is made of the rows
"""

from zhibu.facts.reference.counting import Counting
from zhibu.facts.reference.measures import value
from zhibu.facts.reference.records import Records

__all__ = ["Counting", "Records", "value"]
