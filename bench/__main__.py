"""Measures what it is asked for: `python -m bench [pages ...]`. Names begin with the word asked for."""

import importlib
import os
import sys
from pathlib import Path

from workforce.tests import servers

NOT_BENCHES = {"__init__", "__main__", "batch_prototype", "figures", "plain", "plain_settings", "sink"}
# Real values are of no matter; the addresses of the servers come on top.
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "workforce.settings",
    "SECRET_KEY": "a-secret-for-measuring-0123456789-abcdefghijklmnop",
    "SUPPRESSION_KEY": "another-secret-for-measuring-0123456789-abcdefghij",
    "SITE_URL": "http://localhost:8000",
    "ALLOWED_HOSTS": "localhost",
    "EMAIL_URL": "smtp://127.0.0.1:1",
}


def main(words) -> int:
    """Measure, print and keep the figures; return 0 if every one meets its target."""
    benches = [name for name in names() if not words or any(word.split("-")[0] == name for word in words)]
    if not benches:
        print(f"There is no such bench. There are: {', '.join(names())}", file=sys.stderr)
        return 2
    with servers.running() as addresses:
        os.environ.update(ENVIRONMENT | addresses)
        prepare()
        figures = list(measure(benches, words))
    importlib.import_module("bench.figures").keep(figures)
    return 0 if all(figure.ok for figure in figures) else 1


def names() -> list[str]:
    files = (file.stem for file in Path(__file__).parent.glob("*.py"))
    return sorted(name for name in files if name not in NOT_BENCHES)


def prepare():
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def measure(benches, words):
    for bench in benches:
        for figure in importlib.import_module(f"bench.{bench}").measure():
            if not words or any(figure.name.startswith(word) for word in words):
                print(figure, flush=True)
                yield figure


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
