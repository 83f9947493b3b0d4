"""Facts: counted from records, judged by the rules, for all organisations at once. No Django here.

What other rooms use:

    from zhibu.facts import schema                     # schema.TABLES: what to put into the Arrow tables
    from zhibu.facts import snapshot                   # snapshot.write / verify / merge / read_manifest
    from zhibu.facts import evaluate, fact_values, lineage
"""
