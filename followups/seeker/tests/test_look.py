"""The page on a phone: every state in every language is free of faults, fits 320 pixels, and two taps do it."""

import re

import pytest
from django.utils import timezone

from followups.intake.opt_out import opt_out
from followups.models import FollowUp, Nudge
from followups.nudges import links
from followups.seeker.tests.builders import make_linked, url_of
from followups.tests.test_mails import build
from workforce.tests.axe import axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

OPEN_ALL = "document.querySelectorAll('details').forEach(details => details.open = true)"
IS_TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"


def done(follow_up, at):
    facts = {"sent_on": at.date(), "method": "card", "source": "seeker"}
    follow_up.complete(by=None, at=at, **facts)
    follow_up.record_outcome(outcome="second_interview", by=None, at=at)


def stopped(follow_up, at):
    follow_up.stop_reminders(by=None, at=at)
    opt_out(follow_up.interview.candidate.email_key, at)


STATES = {
    "open": lambda follow_up, at: None,
    "done": done,
    "declined": lambda follow_up, at: follow_up.decline(reason="other", by=None, at=at),
    "missed": lambda follow_up, at: follow_up.miss(by=None, at=at),
    "void": lambda follow_up, at: follow_up.void(by=None, at=at),
    "stopped": stopped,
}


def faults_of(page, url):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(url)
    page.evaluate(OPEN_ALL)
    return axe(page) + (["too wide for 320 pixels"] if page.evaluate(IS_TOO_WIDE) else [])


@pytest.mark.parametrize("language", ["en", "es", "vi"])
def test_no_state_has_a_fault_in_any_language(live_server, phone_page, language):
    faults = {}
    for state, reach in STATES.items():
        follow_up = make_linked(days_ago=3, language=language, employer="Donaudampfschifffahrtsgesellschaft & Sons")
        reach(follow_up, timezone.now())
        faults[state] = faults_of(phone_page, live_server.url + url_of(follow_up))

    assert faults == {state: [] for state in STATES}


def test_the_other_pages_have_no_fault(live_server, phone_page):
    follow_up, ended, ahead = make_linked(), make_linked(days_ago=61), make_linked(days_ago=-2)
    unsubscribe = f"/u/{links.unsubscribe_token(follow_up.interview.candidate.email_key)}/"

    for path in (unsubscribe, url_of(ended), url_of(ahead), "/f/unknown/"):
        assert faults_of(phone_page, live_server.url + path) == []


def test_the_mail_has_no_fault(phone_page, tmp_path):
    mail = build(make_linked(language="vi"))
    (tmp_path / "mail.html").write_text(mail.get_body(("html",)).get_content())

    assert faults_of(phone_page, f"file://{tmp_path}/mail.html") == []


def test_two_taps_say_that_it_was_sent_and_one_takes_it_back(live_server, phone_page):
    follow_up = make_linked()
    phone_page.goto(live_server.url + url_of(follow_up))

    phone_page.get_by_text("Yes, I sent it").tap()
    phone_page.get_by_role("button", name="By e-mail").tap()
    phone_page.get_by_text("Noted, thank you.").wait_for()
    assert FollowUp.objects.get().status == FollowUp.Status.DONE

    phone_page.get_by_role("button", name="Undo").tap()
    phone_page.get_by_text("Yes, I sent it").wait_for()
    assert FollowUp.objects.get().is_open


def test_the_day_of_an_earlier_letter_is_asked_only_then(live_server, phone_page):
    follow_up = make_linked(days_ago=5)
    phone_page.goto(live_server.url + url_of(follow_up))
    phone_page.get_by_text("Yes, I sent it").tap()
    day = phone_page.get_by_label("The day you sent it")
    assert not day.is_visible()

    phone_page.get_by_label("Earlier").check()
    day.fill(follow_up.interview.held_on.isoformat())
    phone_page.get_by_role("button", name="A letter by post").tap()

    phone_page.get_by_text(re.compile("Sent: ")).wait_for()
    assert FollowUp.objects.get().sent_on == follow_up.interview.held_on


def test_a_reminder_takes_two_taps(live_server, phone_page):
    follow_up = make_linked()
    phone_page.goto(live_server.url + url_of(follow_up))

    phone_page.get_by_text("Plan when to write").tap()
    phone_page.get_by_role("button", name="Tomorrow morning").tap()

    phone_page.get_by_text("We will remind you:").wait_for()
    assert follow_up.nudges.planned().filter(kind=Nudge.Kind.ASKED_FOR).count() == 1


def test_the_page_works_without_a_script(live_server, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + url_of(make_linked()))

    page.get_by_text("I decided not to").click()
    page.get_by_role("button", name="I do not want this job").click()

    assert "You decided not to write" in page.inner_text("h1")
    assert context.cookies() == []
    context.close()
