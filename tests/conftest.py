"""What every test shares: the sample documents, a data directory of its own, and what the run ran on."""

import os
from pathlib import Path

import hypothesis
import pytest
from django.db import connection
from xdist.remote import Producer

from tests.scheduling import ByFile

# The same examples in every run: a failure then comes from the change at hand. No time limit per example, since
# two workers share the machine with a browser.
hypothesis.settings.register_profile("zhibu", derandomize=True, deadline=None)
hypothesis.settings.load_profile("zhibu")

ROOT = Path(__file__).resolve().parent.parent


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    return ByFile(config, log)


def pytest_report_header() -> str:
    return f"database: {connection.vendor}"


@pytest.fixture(autouse=True)
def own_data_directory(settings, tmp_path: Path) -> Path:
    """No test writes into the data of a running site; static files need no collecting; hashing is quick."""
    settings.ZHIBU_DATA = tmp_path
    settings.ZHIBU_FILES = tmp_path / "files"
    settings.ZHIBU_SNAPSHOTS = tmp_path / "snapshots"
    settings.STORAGES = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": settings.ZHIBU_FILES},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # Which rules are in force is asked once, so that no count of queries depends on the clock.
    settings.RULES_REREAD_SECONDS = 3600
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return tmp_path


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The directory of the five real documents; they are not part of this repository."""
    directory = Path(os.environ.get("ZHIBU_SEEDS", ROOT.parent / "shared" / "seeds"))
    if any(directory.glob("*.txt")):
        return directory
    reason = f"no sample documents in {directory}; set ZHIBU_SEEDS to the directory that holds them"
    if os.environ.get("ZHIBU_REQUIRE_SEEDS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
