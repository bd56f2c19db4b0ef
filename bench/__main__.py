"""Measures what it is asked for: `python -m bench [nudges | due-steps-count ...]`. Figures begin with the words.

`--table` prints what was measured last, as Markdown.
"""

import importlib
import os
import sys

from workforce.tests import servers

BENCHES = ("due-steps", "nudges", "pages")
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
    if words == ["--table"]:
        print(importlib.import_module("bench.figures").table())
        return 0
    unknown = [word for word in words if not any(word.startswith(bench) for bench in BENCHES)]
    if unknown:
        print(f"There is no bench {', '.join(unknown)}. There are: {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    with servers.running() as addresses:
        os.environ.update(ENVIRONMENT | addresses)
        prepare()
        figures = list(measure(words))
    importlib.import_module("bench.figures").keep(figures)
    return 0 if figures and all(figure.ok for figure in figures) else 1


def prepare():
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def measure(words):
    """Yield the figures that begin with one of the words, printed; without a word all that there are."""
    for bench in BENCHES:
        if not words or any(word.startswith(bench) for word in words):
            module = importlib.import_module(f"bench.{bench.replace('-', '_')}")
            for measurement in asked_for(module.MEASUREMENTS, words):
                for figure in module.MEASUREMENTS[measurement]():
                    if not words or figure.name.startswith(tuple(words)):
                        print(figure, flush=True)
                        yield figure


def asked_for(measurements, words) -> list[str]:
    """Return the measurements that the words name: those that begin with a word, else the one that gives its figure."""
    if not words:
        return list(measurements)
    named = set()
    for word in words:
        begin_so = {name for name in measurements if name.startswith(word)}
        gives_it = max((name for name in measurements if word.startswith(name)), key=len, default=None)
        named |= begin_so or ({gives_it} - {None})
    return [name for name in measurements if name in named]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
