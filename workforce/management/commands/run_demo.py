"""Runs the whole product in the foreground; `bin/run` calls it with the demonstration's environment."""

import os
import signal
import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workforce.demo import preparation
from workforce.demo.children import Family
from workforce.demo.data.people import PASSWORD
from workforce.demo.environment import VAR
from workforce.demo.household import children, first_page_answers

LOGINS = ("counselor", "manager", "region", "admin")
LONGEST_START = 60


class Command(BaseCommand):
    help = "Starts web pages, worker, beat, mail server and broker with demonstration data; Ctrl-C ends them."
    requires_system_checks = ()

    def handle(self, **options):
        if not settings.DEMO_MAILBOX:
            raise CommandError("Start the demonstration with bin/run: it sets what this command needs.")
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, stop)
        try:
            with preparation.only_one(VAR / "run.lock"):
                self.run()
        except Stop:
            self.stdout.write("Ended.")

    def run(self):
        preparation.prepare(self.say)
        family = Family(children())
        try:
            family.start()
            self.wait_for_first_page(family)
            self.welcome()
            while True:
                time.sleep(0.5)
                family.keep_running(self.say)
        finally:
            for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(name, signal.SIG_IGN)
            family.end()

    def wait_for_first_page(self, family):
        last_moment = time.monotonic() + LONGEST_START
        while not first_page_answers():
            family.keep_running(self.say)
            if time.monotonic() > last_moment:
                sys.stderr.write(f"The pages did not come up; the reason should stand in {VAR / 'logs' / 'web.log'}.\n")
                raise SystemExit(1)
            time.sleep(0.1)

    def welcome(self):
        self.say(f"\nThe Follow-Up Desk is at {settings.SITE_URL}/")
        self.say(f"The mails that it sends are at {settings.SITE_URL}/demo/mailbox/ (after signing in)")
        self.say(f"Sign in as one of these, all with the password {PASSWORD}")
        for name in LOGINS:
            self.say(f"  {name}@demo.example")
        self.say(f"Data and logs are kept in {os.path.relpath(VAR)}/. Ctrl-C ends it.")

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()


class Stop(Exception):
    """Somebody asked the demonstration to end."""


def stop(*_):
    raise Stop
