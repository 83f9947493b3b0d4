"""What can go wrong with a snapshot or an evaluation. Messages are plain Chinese: what, why, what to do."""


class FactsError(Exception):
    """Base of all errors of this package; the text can be shown to a user as it is."""


class SnapshotError(FactsError):
    """A snapshot cannot be written, read or merged."""


class EngineError(FactsError):
    """The named engine does not exist or cannot be reached."""
