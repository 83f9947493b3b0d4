"""A fictional transport department with a year of Party work: what `zhibu demo` loads.

Everything is drawn from one seeded generator, so the same seed and day give the same organisation. `loading` says
the order; each other module draws one part in memory and stores it in bulk.
"""
