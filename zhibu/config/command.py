"""The installed command `zhibu`: Django's management commands under hyphenated names."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run `zhibu NAME ...`; `read-plan` is the module `read_plan`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhibu.config.settings")
    arguments = list(sys.argv)
    if len(arguments) > 1 and not arguments[1].startswith("-"):
        arguments[1] = arguments[1].replace("-", "_")
    execute_from_command_line(arguments)


if __name__ == "__main__":
    main()
