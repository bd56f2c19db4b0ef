"""The way a job seeker goes on a phone: from the mail to a finished letter, its PDF, "I sent it" and done."""

import io
import re

import pikepdf
import pytest
from django.utils import timezone, translation
from playwright.sync_api import expect

from followups.models import FollowUp, Letter
from followups.nudges import dispatch
from followups.nudges.tests.clock import Clock
from followups.tests.builders import hours, make_candidate, make_follow_up
from workforce.tests.fixtures import open_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OWN_WORDS = "I can also mend the fryer myself."


@pytest.fixture(params=["with script", "without script"])
def phone(request, browser):
    script = request.param == "with script"
    yield from open_page(browser, width=375, height=740, is_mobile=True, has_touch=True, java_script_enabled=script)


@pytest.fixture
def link(smtp_server, settings, live_server):
    """Sends what is due to a seeker who speaks a language; returns the link of the mail that arrived."""
    settings.SITE_URL = live_server.url

    def send(language):
        seeker = make_candidate(full_name="Nguyễn Thị Ánh", call_name="Ánh", language=language)
        make_follow_up(seeker, held_at=timezone.now() - hours(25), interest="high", met=["Pat O’Brien-Núñez"])
        list(dispatch.run_until_done(Clock(timezone.now())))
        [mail] = smtp_server.messages
        return re.search(r"https?://\S+/f/\S+", mail.get_body(("plain",)).get_content())[0]

    return send


def answer_the_debrief(page):
    for question in ("moment", "why", "concern", "strength"):
        page.locator(f"select[name={question}]").select_option(index=2)
    page.locator("#strength summary").click()
    page.locator("textarea[name=strength_words]").fill(OWN_WORDS)
    page.locator("main button[type=submit]").last.click()


@pytest.mark.parametrize("language", ["en", "es", "vi"])
def test_from_the_mail_to_a_letter_that_was_sent(phone, link, language):
    with translation.override(language):
        words = {text: translation.gettext(text) for text in ("Help me write it", "Begin the draft", "I sent it today")}
    phone.goto(link(language))
    assert phone.locator("html").get_attribute("lang") == language

    phone.get_by_role("link", name=words["Help me write it"]).click()
    answer_the_debrief(phone)
    phone.get_by_role("button", name=words["Begin the draft"]).first.click()
    thanks = phone.locator("textarea[lang=en]").first
    thanks.fill(f"{thanks.input_value()} The kitchen was spotless.")
    phone.locator("main button[value=save]:visible").click()
    expect(phone.locator("p[data-to-mend]")).to_have_attribute("data-to-mend", "0")
    phone.locator("details:has(a[href$='.pdf']) > summary").last.click()
    with phone.expect_download() as download:
        phone.locator("a[href$='.pdf']:visible").first.click()
    phone.get_by_role("button", name=words["I sent it today"]).click()

    follow_up, letter = FollowUp.objects.get(), Letter.objects.get()
    assert (follow_up.status, follow_up.method, follow_up.source) == ("done", "letter_email", "seeker")
    assert (letter.kind, letter.is_sent, letter.is_shared) == ("strategic", True, False)
    assert OWN_WORDS in letter.text
    assert "The kitchen was spotless." in letter.text
    with pikepdf.open(io.BytesIO(download.value.path().read_bytes())) as pdf:
        assert len(pdf.pages) == 1
