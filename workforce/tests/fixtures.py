"""Fixtures for every test: a mail server, programs as they run in production, a browser."""

import os
import shutil

import pytest

from workforce.tests import compose
from workforce.tests.mail_server import MailServer
from workforce.tests.processes import Processes

CHROMIUM_FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]


@pytest.fixture
def smtp_server(settings):
    """A real mail server in a thread; Django's settings point at it. See `MailServer` for what it can be told."""
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        yield server


@pytest.fixture
def processes(transactional_db, smtp_server, tmp_path):
    """Starts web, worker and beat by the very commands of docker-compose.yml; ends them after the test."""
    with Processes(smtp_server, tmp_path) as started:
        yield started


@pytest.fixture
def run_manage(processes):
    """Runs a command of manage.py as a program of its own, to its end: `run_manage("dispatch_nudges")`."""
    return processes.run_manage


@pytest.fixture
def demo_mailbox(settings, tmp_path):
    """An empty mailbox of the demonstration: the folder in which its mails stand."""
    settings.DEMO_MAILBOX = str(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def compose_file():
    return compose.read()


@pytest.fixture(scope="session")
def browser(django_db_setup):
    """Headless Chromium, one for all tests."""
    from django.db import connections
    from playwright.sync_api import sync_playwright

    contents = {alias: getattr(connections[alias], "_test_serialized_contents", "[]") for alias in connections}
    # Playwright keeps an event loop in this thread; Django would refuse its database there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not program:
        pytest.fail("Install Chromium: this test drives it.", pytrace=False)
    with sync_playwright() as playwright:
        # Beside the event loop Django has connections of its own, which do not know what migrations made.
        for alias, content in contents.items():
            connections[alias]._test_serialized_contents = content
        chromium = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser):
    """A page of a computer's size, in a browser that nobody has used; a breach of the content policy fails the test."""
    yield from open_page(browser, width=1280, height=900)


@pytest.fixture
def phone_page(browser):
    """A page of a phone's size that answers to touch."""
    yield from open_page(browser, width=375, height=740, is_mobile=True, has_touch=True)


@pytest.fixture
def sign_in(client, live_server):
    """Signs somebody in and opens an address: `sign_in(page, user, "/desk/")` returns the page."""

    def sign_in(page, user, path="/"):
        client.force_login(user)
        cookie = {"name": "session", "value": client.cookies["session"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(f"{live_server.url}{path}")
        return page

    return sign_in


def open_page(browser, *, width, height, **options):
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="en-US", timezone_id="America/Chicago", **options
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []
