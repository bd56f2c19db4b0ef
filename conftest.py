"""What every test may use. On its own pytest runs on SQLite; `bin/test` gives it PostgreSQL and Redis."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

pytest_plugins = ["workforce.tests.fixtures"]

FOLDER = Path(tempfile.mkdtemp(prefix="follow-up-desk-tests-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
DEFAULTS = {
    "DJANGO_SETTINGS_MODULE": "workforce.settings",
    "SECRET_KEY": "a-secret-for-tests-0123456789-abcdefghijkl",
    "SUPPRESSION_KEY": "another-secret-for-tests-0123456789-abcdef",
    "SITE_URL": "http://localhost:8000",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
    "DATABASE_URL": f"sqlite:///{FOLDER / 'desk.sqlite3'}",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp://127.0.0.1:1",
}
for name, value in DEFAULTS.items():
    os.environ.setdefault(name, value)


def pytest_configure():
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        # A file, not memory: so that threads wait for each other as they do in use.
        database.setdefault("TEST", {})["NAME"] = str(FOLDER / "test.sqlite3")


def pytest_unconfigure():
    shutil.rmtree(FOLDER, ignore_errors=True)


def pytest_runtest_setup(item):
    """A test that needs PostgreSQL fails where there is none; it never passes by being left out."""
    from django.conf import settings

    needs = any(item.get_closest_marker(name) for name in ("postgres", "processes"))
    if needs and not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        pytest.fail("This test needs PostgreSQL and Redis: run it with bin/test, which starts both.", pytrace=False)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what asks a database; give back what migrations made to tests that empty the tables."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        empties = (marker and marker.kwargs.get("transaction")) or "transactional_db" in item.fixturenames
        if marker or empties or "db" in item.fixturenames:
            item.add_marker("database")
        if empties:
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)
