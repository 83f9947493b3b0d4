"""Closed periods as directories of Parquet that anybody can recompute and nobody can change quietly.

manifest.json        what is inside: period, schema version, rows and SHA-256 of every file, packs
organisation.parquet ... one file per table of `zhibu.facts.schema`, rows ordered by id
packs/<id>/...       the rule packs in force, byte for byte, so that an old period keeps its old rules
"""

from zhibu.facts.snapshot.manifest import Manifest, PackFiles, read_manifest
from zhibu.facts.snapshot.merging import merge
from zhibu.facts.snapshot.nodes import origin, read_nodes
from zhibu.facts.snapshot.verifying import verify
from zhibu.facts.snapshot.writing import Rows, write

__all__ = [
    "Manifest",
    "PackFiles",
    "Rows",
    "merge",
    "origin",
    "read_manifest",
    "read_nodes",
    "verify",
    "write",
]
