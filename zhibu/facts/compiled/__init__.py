"""Facts and formulas compiled to one SQL query for all subjects at once; the only place that knows ibis.

tables    the snapshot's tables as ibis sees them
rows      which rows a fact is made of (whose, by whom, when, which)
coverage  whether absence of records means zero or unknown
measures  what is made of the rows: one column per fact
months    the months among them
numbers   exact arithmetic on pairs of integers
formulas  formula nodes as columns; SQL's NULL is our unknown
questions the finished SQL texts
"""
