"""The demo mailbox in a real browser: no accessibility faults, and the links of a mail lead out of its frame."""

import pytest

from followups.tests.builders import make_user
from workforce.tests.axe import axe
from workforce.tests.test_demo import FIRST, keep

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def signed_in(client, page, live_server):
    """A page of somebody who has signed in already."""
    client.force_login(make_user())
    cookie = {"name": "session", "value": client.cookies["session"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    return page


def test_the_sign_in_page_has_no_accessibility_fault(page, live_server):
    page.goto(f"{live_server.url}/accounts/login/")

    assert page.get_by_role("button", name="Sign in").is_visible()
    assert axe(page) == []


def test_the_mailbox_has_no_accessibility_fault(signed_in, live_server, demo_mailbox):
    signed_in.goto(f"{live_server.url}/demo/mailbox/")
    assert axe(signed_in) == []
    keep(demo_mailbox, FIRST)

    signed_in.reload()

    assert axe(signed_in) == []


def test_a_link_in_the_html_of_a_mail_opens_in_a_tab_of_its_own(signed_in, live_server, demo_mailbox):
    keep(demo_mailbox, FIRST, html=f'<p style="color: #333"><a href="{live_server.url}/healthz">Write to them</a></p>')
    signed_in.goto(f"{live_server.url}/demo/mailbox/")
    signed_in.get_by_role("link", name="Ánh, a note").click()

    with signed_in.context.expect_page() as opened:
        signed_in.frame_locator("iframe").get_by_role("link", name="Write to them").click()

    assert opened.value.url == f"{live_server.url}/healthz"
    assert axe(signed_in) == []


def test_axe_finds_a_picture_without_words(page):
    page.set_content('<html lang="en"><title>t</title><main><h1>t</h1><img src="data:,"></main></html>')

    assert [fault.split(":")[0] for fault in axe(page)] == ["image-alt"]
