"""Composing a report from one snapshot alone, so that it can be composed again for ever.

reading    what the snapshot says: counts, verdicts by indicator, problems put right
figures    figures bound to their source, and the text that holds them
bulletin   the quarterly bulletin (通报)
paper      the report as an official paper (.docx)
"""
