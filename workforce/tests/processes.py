"""Starts the product's programs for a test, by the commands of docker-compose.yml and with its variables."""

import contextlib
import functools
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import redis
from django.db import connection

from workforce.demo import children
from workforce.demo.environment import ROOT, free_port
from workforce.tests import compose

PROGRAMS = Path(sys.executable).parent


class Processes:
    """Programs of one test, on its own database, broker and mail server. `site_url` is where `web()` answers.

    `broker_url` may be set to lead to another broker than that of the test run.
    """

    def __init__(self, smtp_server, folder):
        self.smtp_server = smtp_server
        self.folder = folder
        self.broker_url = os.environ["REDIS_URL"]
        self.port = free_port()
        self.site_url = f"http://localhost:{self.port}"
        self.started = []

    def __enter__(self):
        redis.Redis.from_url(self.broker_url).flushdb()
        return self

    def __exit__(self, *_):
        for process in reversed(self.started):
            children.end(process)
            # pytest shows this when the test failed.
            sys.stdout.write(f"\n== {process.log.name}\n{self.log(process)[-4000:]}")

    def start(self, service, **variables):
        """Start a service of docker-compose.yml; `variables` come on top of the file's."""
        # A container has a /tmp of its own.
        own = f"{self.folder}/{len(self.started)}-"
        command = [re.sub("^/tmp/", own, word) for word in compose.command_of(service)]
        return self.run_aside(command, service, self.environment(service, **variables))

    def web(self, **variables):
        """Start the web service and wait until it answers."""
        collect_static_files(tuple(self.environment("web").items()))
        process = self.start("web", **variables)
        wait_for(lambda: self.answers(process), "the web service answers")
        return process

    def manage(self, *arguments, **variables):
        """Start a command of manage.py and return at once."""
        command = [sys.executable, "manage.py", *arguments]
        return self.run_aside(command, arguments[0], self.environment("worker", **variables))

    def run_manage(self, *arguments, **variables):
        """Run a command of manage.py to its end; fail the test if it fails; return what it printed."""
        process = self.manage(*arguments, **variables)
        code = process.wait(120)
        assert code == 0, self.log(process)
        return self.log(process)

    def run_aside(self, command, name, environment):
        log = self.folder / f"{len(self.started)}-{name}.log"
        with log.open("wb") as output:
            process = children.start(command, env=environment, output=output, death_signal=signal.SIGKILL, cwd=ROOT)
        process.log = log
        self.started.append(process)
        return process

    def log(self, process):
        """Return all that a program has printed."""
        return process.log.read_text(errors="replace")

    def kill(self, process):
        """End a program and all that it started, at once and with SIGKILL, as a crash does."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def environment(self, service, **variables):
        secrets = {name: os.environ[name] for name in ("SECRET_KEY", "SUPPRESSION_KEY")}
        of_file = compose.environment_of(
            service,
            **secrets,
            SITE_URL=self.site_url,
            ALLOWED_HOSTS="127.0.0.1",
            EMAIL_URL=self.smtp_server.url,
            DATABASE_PASSWORD="-",
            REDIS_PASSWORD="-",
            BIND=f"127.0.0.1:{self.port}",
        )
        addresses = {"DATABASE_URL": address_of_database(), "REDIS_URL": self.broker_url}
        path = {"PATH": f"{PROGRAMS}:{os.environ['PATH']}", "LANG": "C.UTF-8", "PYTHONUNBUFFERED": "1"}
        return path | of_file | addresses | variables

    def answers(self, process):
        assert process.poll() is None, self.log(process)
        try:
            return urllib.request.urlopen(f"{self.site_url}/healthz", timeout=5).status == 200
        except (urllib.error.URLError, OSError):
            return False


def wait_for(happened, what, seconds=30):
    """Wait until `happened()` is true and return what it gave; fail the test after `seconds`."""
    last_moment = time.monotonic() + seconds
    while not (value := happened()):
        assert time.monotonic() < last_moment, f"Waited {seconds} s in vain until {what}."
        time.sleep(0.1)
    return value


def address_of_database():
    """Return the address of the test's database, as DATABASE_URL wants it."""
    database = connection.settings_dict
    return f"postgres://{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"


@functools.cache
def collect_static_files(environment):
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(command, env=dict(environment), cwd=ROOT, check=True)
