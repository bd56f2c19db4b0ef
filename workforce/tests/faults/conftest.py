"""Fixtures of the fault suite, and its table of numbers."""

import os

import pytest

from workforce.tests import servers
from workforce.tests.faults.mail import ScriptedServer
from workforce.tests.processes import Processes

# Set by bin/faults: every fault as often as the promise says, not only a few times.
IS_LONG = os.environ.get("LONG_FAULTS") == "1"
TABLE = []


@pytest.fixture
def many():
    """How often to do a thing: `many(5, 50)` gives 5 in bin/test and 50 in bin/faults."""
    return lambda short, long: long if IS_LONG else short


@pytest.fixture
def say():
    """Tell a fault's line of numbers: `say("F1", "kill -9 × 5", mails=600, twice=0)`. The run ends with all of them."""

    def say(fault, *words, **numbers):
        told = [f"{name.replace('_', ' ')} {told_number(number)}" for name, number in numbers.items()]
        head, *rest = words or [""]
        TABLE.append(f"{fault} {head}".strip() + ": " + ", ".join([*map(str, rest), *told]))

    return say


def told_number(number):
    return f"{number:,}" if isinstance(number, int) else number


@pytest.fixture
def mail(settings, tmp_path):
    """A scripted mail server in a process of its own; Django's settings point at it, too. See `ScriptedServer`."""
    with ScriptedServer(tmp_path) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        yield server


@pytest.fixture(scope="session")
def kept_server(tmp_path_factory):
    with ScriptedServer(tmp_path_factory.mktemp("mail-server")) as server:
        yield server


@pytest.fixture
def quick_mail(kept_server, settings):
    """One for tests that start no program: a process for all of them, with an empty log for each."""
    kept_server.answer_by()
    kept_server.forget()
    settings.EMAIL_HOST, settings.EMAIL_PORT = kept_server.host, kept_server.port
    return kept_server


@pytest.fixture
def desk(transactional_db, mail, tmp_path):
    """The product's programs with that mail server: see `Desk`."""
    from workforce.tests.faults.desk import Desk

    with Processes(mail, tmp_path) as processes:
        yield Desk(mail, processes)


@pytest.fixture
def own_redis(desk):
    """A Redis that the test may kill, in place of that of the run; it keeps its data like the one in production."""
    with servers.folder() as folder, servers.Redis(folder, durable=True) as redis:
        desk.processes.broker_url = redis.url
        yield redis


def pytest_collection_modifyitems(config, items):
    """Leave out of bin/test what is marked `long`."""
    left_out = [item for item in items if item.get_closest_marker("long") and not IS_LONG]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(terminalreporter):
    if TABLE:
        terminalreporter.section("faults")
        for line in TABLE:
            terminalreporter.write_line(line)
