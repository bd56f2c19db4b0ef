"""The demo mailbox in a real browser: no accessibility faults, and the links of a mail lead out of its frame."""

import pytest

from followups.tests.builders import make_user
from workforce.tests.axe import axe
from workforce.tests.test_demo import FIRST, keep

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_sign_in_page_has_no_accessibility_fault(page, live_server):
    page.goto(f"{live_server.url}/accounts/login/")

    assert page.get_by_role("button", name="Sign in").is_visible()
    assert axe(page) == []


def test_the_mailbox_has_no_accessibility_fault(page, sign_in, demo_mailbox):
    sign_in(page, make_user(), "/demo/mailbox/")
    assert axe(page) == []
    keep(demo_mailbox, FIRST)

    page.reload()

    assert axe(page) == []


def test_a_link_in_the_html_of_a_mail_opens_in_a_tab_of_its_own(page, sign_in, live_server, demo_mailbox):
    keep(demo_mailbox, FIRST, html=f'<p style="color: #333"><a href="{live_server.url}/healthz">Write to them</a></p>')
    sign_in(page, make_user(), "/demo/mailbox/")
    page.get_by_role("link", name="Ánh, a note").click()

    with page.context.expect_page() as opened:
        page.frame_locator("iframe").get_by_role("link", name="Write to them").click()

    assert opened.value.url == f"{live_server.url}/healthz"
    assert axe(page) == []


def test_axe_finds_a_picture_without_words(page):
    page.set_content('<html lang="en"><title>t</title><main><h1>t</h1><img src="data:,"></main></html>')

    assert [fault.split(":")[0] for fault in axe(page)] == ["image-alt"]
