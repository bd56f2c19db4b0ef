"""What has to be there before the demonstration's programs start: tables, static files, demonstration data."""

import fcntl
import hashlib
import sys
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from followups.models import Heartbeat
from followups.nudges import guard
from workforce.demo.environment import ROOT, VAR


@contextmanager
def only_one(lock):
    """Hold `lock` while the demonstration runs; end with one sentence if another one holds it."""
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            sys.stderr.write("The Follow-Up Desk already runs from this folder: end that one first.\n")
            raise SystemExit(2) from None
        yield


def prepare(say) -> None:
    """Bring tables and static files up to date; load demonstration data into an empty desk."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    collect_static_files(say)
    if not get_user_model().objects.exists():
        say("Loading demonstration data ...")
        call_command("load_demo")
    take_over()
    connection.close()


def take_over():
    """Let the dispatcher go on after a start on another port or from a moved folder: demonstration mails stay here."""
    Heartbeat.objects.update(system=guard.this_system())


def collect_static_files(say):
    stamp = VAR / "static-files"
    wanted = mark_of_static_files()
    if not (stamp.exists() and stamp.read_text() == wanted and settings.STATIC_ROOT.exists()):
        say("Collecting static files ...")
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(wanted)


def mark_of_static_files() -> str:
    """Return a mark that changes when a static file of ours or a package changes."""
    mark = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for file in sorted((ROOT / "static").rglob("*")):
        if file.is_file():
            mark.update(f"{file.relative_to(ROOT)} {file.stat().st_mtime_ns} {file.stat().st_size}\n".encode())
    return mark.hexdigest()
