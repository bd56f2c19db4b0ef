"""What pages cost: the chain of middleware against a bare view, the list of job seekers against a plain one."""

import http.client
import os
import sys
import time
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from bench.figures import Figure, side_by_side
from workforce.demo import children
from workforce.demo.environment import ROOT, free_port

CALLS = 400
LIST = "/candidates/"


def floor():
    """Requests that one gunicorn process serves in a second of its processor's time."""
    bare = {"DJANGO_SETTINGS_MODULE": "bench.plain_settings"}
    with Served() as ours, Served(**bare) as plain:
        value, reference = side_by_side(lambda: ours.rate("/healthz"), lambda: plain.rate("/ok"))
    yield Figure("pages-floor", value, "requests/s of CPU", target=">= 0.7", reference=reference)


class Served:
    """A gunicorn with one process."""

    def __init__(self, **variables):
        self.port = free_port()
        own = {"BIND": f"127.0.0.1:{self.port}", "WEB_CONCURRENCY": "1"}
        self.environment = os.environ | own | variables

    def __enter__(self):
        command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "--access-logfile", os.devnull]
        self.process = children.start(
            [*command, "--log-level", "warning", "workforce.wsgi"], env=self.environment, cwd=ROOT
        )
        last_moment = time.monotonic() + 30
        while not self.answers():
            if time.monotonic() > last_moment:
                raise SystemExit("gunicorn did not start.")
            time.sleep(0.1)
        return self

    def __exit__(self, *_):
        children.end(self.process)

    def answers(self):
        try:
            return self.get("/") > 0
        except OSError:
            return False

    def get(self, path):
        connected = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connected.request("GET", path, headers={"Host": "localhost"})
        status = connected.getresponse().status
        connected.close()
        return status

    def rate(self, path):
        before = self.spent()
        for _ in range(CALLS):
            assert self.get(path) == 200
        return CALLS / (self.spent() - before)

    def spent(self):
        """Return the seconds of processor time that the serving process has used."""
        pid = self.process.pid
        worker = Path(f"/proc/{pid}/task/{pid}/children").read_text().strip()
        user, system = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def lists():
    """Yield what the list of job seekers costs, how many queries it makes, how large it is."""
    counselor = make_caseload(50)
    ours, plain = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    ours.force_login(counselor)
    value, reference = side_by_side(lambda: cost(ours, LIST), lambda: plain_cost(plain))
    yield Figure("pages-list", value, "ms of CPU", target="<= 1.25", reference=reference)
    few = queries(ours)
    make_caseload(450, counselor)
    yield Figure("pages-list-queries", queries(ours), "queries for 500 rows", target="<= 6")
    yield Figure("pages-list-queries-grow", queries(ours) - few, "more queries for 500 rows than for 50", target="<= 0")
    yield Figure("pages-list-size", len(ours.get(LIST).content) / 1000, "KB", target="<= 100")


def make_caseload(count, counselor=None):
    from followups.tests.builders import make_candidate, make_user

    counselor = counselor or make_user()
    for _ in range(count):
        make_candidate(counselor=counselor)
    return counselor


def cost(client, path, calls=20):
    """Return the milliseconds of processor time that one call takes."""
    client.get(path)
    began = time.process_time()
    for _ in range(calls):
        assert client.get(path).status_code == 200
    return (time.process_time() - began) / calls * 1000


@override_settings(ROOT_URLCONF="bench.plain", MIDDLEWARE=[])
def plain_cost(client):
    # A client keeps the middleware that it was first called with.
    client.handler._middleware_chain = None
    return cost(client, "/rows/")


def queries(client):
    with CaptureQueriesContext(connection) as caught:
        client.get(LIST)
    return len(caught)


MEASUREMENTS = {"pages-floor": floor, "pages-list": lists}
