"""The page on a phone: every state in every language is free of faults, fits 320 pixels, and two taps do it."""

import re

import pytest
from django.utils import timezone

from followups.intake.opt_out import opt_out
from followups.letters.begin import begin
from followups.models import Debrief, FollowUp, Letter, Nudge
from followups.nudges import links, schedule
from followups.seeker.tests.builders import make_linked, url_of
from followups.tests.builders import days
from followups.tests.mail_building import build
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


def debriefed(follow_up, at):
    Debrief.objects.create(follow_up=follow_up)


def commented(follow_up, at):
    counselor = follow_up.interview.candidate.counselor
    letter = begin(follow_up, Letter.Kind.STRATEGIC, None, Letter.Way.EMAIL, by=counselor, at=at)
    letter.comment("Say more about the kitchen.", by=counselor, at=at)


def sent(follow_up, at):
    letter = begin(follow_up, Letter.Kind.STRATEGIC, None, Letter.Way.EMAIL, by=None, at=at)
    letter.mark_sent(sent_on=follow_up.interview.office.local_day(at), source="seeker", by=None, at=at)


def without_mail(follow_up, at):
    schedule.remind_at(follow_up, moment=at + days(1), place="home", by=None, at=at)
    opt_out(follow_up.interview.candidate.email_key, at)


STATES = {
    "open": lambda follow_up, at: None,
    "debriefed": debriefed,
    "commented": commented,
    "sent": sent,
    "without mail": without_mail,
    "reminder": lambda follow_up, at: schedule.remind_at(follow_up, moment=at + days(1), by=None, at=at),
    "plan": lambda follow_up, at: schedule.remind_at(follow_up, moment=at + days(1), place="home", by=None, at=at),
    "hired": lambda follow_up, at: follow_up.record_outcome(outcome="hired", by=None, at=at),
    "waiting": lambda follow_up, at: follow_up.record_outcome(outcome="waiting", by=None, at=at),
    "done": done,
    "declined": lambda follow_up, at: follow_up.decline(reason="other", by=None, at=at),
    "missed": lambda follow_up, at: follow_up.miss(by=None, at=at),
    "void": lambda follow_up, at: follow_up.void(by=None, at=at),
    "stopped": stopped,
}


def faults_of(page, url):
    page.set_viewport_size({"width": 375, "height": 740})
    page.goto(url)
    page.evaluate(OPEN_ALL)
    faults = axe(page) + (["too wide for 375 pixels"] if page.evaluate(IS_TOO_WIDE) else [])
    page.set_viewport_size({"width": 320, "height": 640})
    return faults + axe(page) + (["too wide for 320 pixels"] if page.evaluate(IS_TOO_WIDE) else [])


@pytest.mark.parametrize("language", ["en", "es", "vi"])
def test_no_state_has_a_fault_in_any_language(live_server, phone_page, language):
    faults = {}
    for state, reach in STATES.items():
        follow_up = make_linked(days_ago=3, language=language, employer="Donaudampfschifffahrtsgesellschaft & Sons")
        reach(follow_up, timezone.now())
        faults[state] = faults_of(phone_page, live_server.url + url_of(follow_up))

    assert faults == {state: [] for state in STATES}


@pytest.mark.parametrize("language", ["en", "es", "vi"])
@pytest.mark.parametrize("state", ["open", "done", "missed"])
def test_the_question_about_the_result_has_no_fault(live_server, phone_page, state, language):
    follow_up = make_linked(days_ago=16, language=language, employer="Donaudampfschifffahrtsgesellschaft & Sons")
    STATES[state](follow_up, timezone.now())
    FollowUp.objects.filter(pk=follow_up.pk).update(outcome="")

    assert faults_of(phone_page, live_server.url + url_of(follow_up)) == []


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


def test_one_more_tap_says_where_and_another_calls_it_off(live_server, phone_page):
    follow_up = make_linked()
    schedule.remind_at(follow_up, moment=timezone.now() + days(1), by=None, at=timezone.now())
    phone_page.goto(live_server.url + url_of(follow_up) + "?noted=thanks")

    phone_page.get_by_role("button", name="At the library").tap()
    phone_page.get_by_text("Your plan to write:").wait_for()
    assert follow_up.nudges.planned().get(kind=Nudge.Kind.ASKED_FOR).place == "library"

    phone_page.get_by_role("button", name="Do not remind me").tap()
    phone_page.get_by_text("we will not remind you").wait_for()
    assert not follow_up.nudges.planned().filter(kind=Nudge.Kind.ASKED_FOR).exists()


def test_one_tap_on_the_page_of_the_outcome_mail_is_the_answer(live_server, phone_page):
    make_linked(days_ago=16)
    phone_page.goto(live_server.url + url_of(FollowUp.objects.get()))

    phone_page.get_by_role("button", name="They offered me the job").tap()

    phone_page.get_by_text("Good news, Ánh!").wait_for()
    assert FollowUp.objects.get().outcome == FollowUp.Outcome.OFFER


def test_the_page_works_without_a_script(live_server, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + url_of(make_linked()))

    page.get_by_text("I decided not to").click()
    page.get_by_role("button", name="I do not want this job").click()

    assert "You decided not to write" in page.inner_text("h1")
    assert context.cookies() == []
    context.close()
