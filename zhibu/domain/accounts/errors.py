"""What every room raises when an act cannot be done."""


class ActError(Exception):
    """A refusal that a person can mend: the message says what happened, why, and what to do."""


class Hidden(Exception):
    """The object is outside what the viewer may see: the page answers 404, as if it did not exist."""


class Forbidden(Exception):
    """The viewer may see the object but not do this act: the page answers 403 with the reason."""
