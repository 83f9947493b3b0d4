"""Work that a fresh process does beside its first requests, so that nobody waits for it."""

import logging

from django.db import Error, connection
from django.utils import timezone

from zhibu.domain.assessment.queries import prepare
from zhibu.rules.packs import PackError

log = logging.getLogger(__name__)


def warm() -> None:
    """Load the rules in force and compile today's questions. What fails here is answered where it is asked."""
    try:
        prepare(timezone.localdate())
    except (Error, PackError) as error:
        log.warning("rules were not prepared: %s", error)
    finally:
        connection.close()
