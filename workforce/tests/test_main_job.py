"""The main job from end to end: gunicorn, Celery, PostgreSQL, Redis, a mail server and a browser, all real."""

import datetime
import re
import urllib.request

import pytest
from django.utils import timezone

from accounts.models import User
from followups.models import FollowUp, Nudge
from followups.tests.builders import PASSWORD, make_office_at_all_hours, make_user
from workforce.tests.processes import wait_for

pytestmark = [
    pytest.mark.processes,
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

TICK = 3
EMPLOYER = 'Gulf “Grill” & "Sons" <Pasadena>'


@pytest.fixture
def office(processes, settings):
    """The programs of an office that sends at all hours, with its counselor and its manager."""
    # The web service does not know the quick hashes that the other tests use.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    office = make_office_at_all_hours(name="Workforce Solutions Pasadena")
    make_user(office=office, name="Maria Lopez", email="maria@example.org")
    make_user(role=User.Role.MANAGER, office=office, name="Rosa Ortega", email="rosa@example.org")
    processes.web()
    processes.worker = processes.start("worker", TICK_SECONDS=str(TICK))
    processes.start("beat", TICK_SECONDS=str(TICK))
    return office


def test_from_the_interview_to_the_report(office, processes, page, browser):
    page.goto(processes.site_url)
    sign_in(page, "maria@example.org")

    log_an_interview(page, "Nguyễn Thị Ánh", "Ánh", "anh@example.com")
    looks_before = looks(processes)
    mail = wait_for_mail(processes, 1)
    assert looks(processes) <= looks_before + 2
    assert mail.envelope_to == ["anh@example.com"]
    assert EMPLOYER in mail.get_body(("plain",)).get_content()

    answer_from_the_mail(browser, mail)
    follow_up = FollowUp.objects.get()
    assert (follow_up.status, follow_up.source) == (FollowUp.Status.DONE, FollowUp.Source.SEEKER)

    page.goto(f"{processes.site_url}/desk/?tab=answered")
    row = page.get_by_role("main")
    assert "Nguyễn Thị Ánh" in row.inner_text()
    assert EMPLOYER in row.inner_text()

    check_the_report(browser, processes, follow_up)

    log_an_interview(page, "José O’Brien-Núñez", "José", "jose@example.com")
    unsubscribe(wait_for_mail(processes, 2))
    check_that_no_more_mail_comes(processes)


def sign_in(page, email):
    page.locator("input[type=email]").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.locator("form[action$='/logout/']").wait_for(state="attached")


def log_an_interview(page, full_name, call_name, email):
    """Log an interview that a new job seeker had two days ago; whether they followed up was not asked."""
    two_days_ago = timezone.localtime() - datetime.timedelta(days=2)
    page.get_by_role("link", name="Log an interview").first.click()
    page.get_by_text("Add a new job seeker instead").click()
    page.get_by_role("textbox", name=re.compile("^Name")).first.fill(full_name)
    page.get_by_role("textbox", name="What to call them").fill(call_name)
    page.get_by_role("textbox", name="E-mail").first.fill(email)
    page.get_by_text("agreed to get reminders").check()
    page.get_by_role("combobox", name="Employer").fill(EMPLOYER)
    page.get_by_label("Job title").fill("Line cook")
    page.get_by_label("Day of the interview").fill(two_days_ago.date().isoformat())
    page.get_by_label("Time").fill(two_days_ago.strftime("%H:%M"))
    page.get_by_role("button", name="Log the interview").click()
    page.get_by_role("heading", name=full_name, level=1).wait_for()


def wait_for_mail(processes, number):
    """Wait for the mail with this number; two ticks are wanted, ten times as long is allowed."""
    messages = processes.smtp_server.messages
    wait_for(lambda: len(messages) >= number, f"mail {number} arrives", seconds=10 * 2 * TICK)
    assert len(messages) == number
    return messages[-1]


def looks(processes):
    """Return how often the worker has looked for due nudges."""
    return processes.log(processes.worker).count("Nudges: ")


def answer_from_the_mail(browser, mail):
    """Open the link from the mail's text on a phone without JavaScript and say "I sent it" in two taps."""
    text = mail.get_body(("plain",)).get_content()
    link = re.search(r"http\S+/f/\S+", text)[0]
    phone = browser.new_context(viewport={"width": 375, "height": 740}, java_script_enabled=False)
    page = phone.new_page()
    page.goto(link)
    assert FollowUp.objects.get().is_open
    page.get_by_text("Yes, I sent it").click()
    page.get_by_role("button", name=re.compile("e-mail", re.IGNORECASE)).first.click()
    assert phone.cookies() == []
    phone.close()


def check_the_report(browser, processes, follow_up):
    """The manager sees the interview as not yet counted today, and in the rate as of a week later."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(processes.site_url)
    sign_in(page, "rosa@example.org")

    page.goto(f"{processes.site_url}/reports/")
    assert page.locator("[data-measure=open]").inner_text() == "1"

    as_of = follow_up.interview.held_on + datetime.timedelta(days=7)
    page.goto(f"{processes.site_url}/reports/?as_of={as_of}")
    assert re.search(r"100\s%\s+of\s+1\s+interview", page.get_by_role("main").inner_text())
    context.close()


def unsubscribe(mail):
    """Do what a mail program does when its owner presses "unsubscribe" (RFC 8058)."""
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip(" <>")
    assert urllib.request.urlopen(address, data=b"List-Unsubscribe=One-Click", timeout=30).status == 200


def check_that_no_more_mail_comes(processes):
    """Make the next step due: the dispatcher looks, and skips it because of the opt-out."""
    due = Nudge.objects.planned().filter(follow_up__interview__candidate__email="jose@example.com", position=2)
    due.update(planned_at=timezone.now(), try_at=timezone.now())
    FollowUp.objects.filter(nudges__in=due).refresh_next_step()

    wait_for(lambda: not due.exists(), "the step is settled", seconds=10 * 2 * TICK)

    settled = Nudge.objects.get(follow_up__interview__candidate__email="jose@example.com", position=2)
    assert (settled.state, settled.skip_reason) == (Nudge.State.SKIPPED, Nudge.Skip.OPTED_OUT)
    assert len(processes.smtp_server.messages) == 2
