"""Our settings with no middleware and the plainest pages."""

from workforce.settings import *  # noqa: F403 - it differs from them in three lines

INSTALLED_APPS = [app for app in INSTALLED_APPS if not app.startswith("allauth")]  # noqa: F405
MIDDLEWARE = []
ROOT_URLCONF = "bench.plain"
