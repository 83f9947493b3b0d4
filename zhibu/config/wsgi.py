"""The WSGI application that granian serves."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhibu.config.settings")
application = get_wsgi_application()

# Rules are compiled to queries once a process: beside the first requests, not in the first one.
from zhibu.jobs.warming import warm  # noqa: E402  settings must be configured before any model is imported

Thread(target=warm, name="warming", daemon=True).start()
