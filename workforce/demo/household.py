"""Which programs make up the demonstration."""

import os
import sys
import urllib.error
import urllib.request
from urllib.parse import unquote, urlsplit

from django.conf import settings

from workforce.demo import broker
from workforce.demo.children import Child
from workforce.demo.environment import VAR


def children() -> list[Child]:
    """Return the programs in the order in which they start."""
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "-A", "workforce"]
    socket = unquote(urlsplit(settings.CELERY_BROKER_URL).path)
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    mail = [*python, "workforce.demo.mail_server", settings.EMAIL_PORT, settings.DEMO_MAILBOX]
    return [
        child("broker", broker.command(VAR, socket=socket)),
        child("mail", mail),
        child("web", [*python, "gunicorn", "--config", "gunicorn.conf.py", "workforce.wsgi"]),
        child("worker", [*celery, "worker", "--loglevel", "info", "--concurrency", "1", *quiet]),
        child("beat", [*celery, "beat", "--loglevel", "info", "--pidfile", "", "--schedule", VAR / "beat-schedule"]),
    ]


def child(name, command):
    log = VAR / "logs" / f"{name}.log"
    if log.exists():
        log.replace(log.with_suffix(".old.log"))
    return Child(name, [str(part) for part in command], log)


def first_page_answers() -> bool:
    """Return whether the sign-in page is served."""
    address = f"http://{os.environ['BIND']}/accounts/login/"
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False
