"""Work that a fresh process does beside its first requests, so that nobody waits for it."""

import logging

from django.db import Error, connection

from zhibu.domain.assessment import governing
from zhibu.rules.packs import PackError

log = logging.getLogger(__name__)


def warm() -> None:
    """Load the rules in force. What fails here is answered where it is asked."""
    try:
        governing.installed()
    except (Error, PackError) as error:
        log.warning("rules were not prepared: %s", error)
    finally:
        connection.close()
