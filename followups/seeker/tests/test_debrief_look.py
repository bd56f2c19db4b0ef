"""The debrief and what to send on a phone: no fault in any language, 320 pixels, light, and without a script."""

import pytest
from django.utils import timezone

from followups.intake.tests.debriefs import WORDS
from followups.models import Debrief, Digits, Letter
from followups.nudges import schedule
from followups.seeker.tests.builders import make_linked, url_of
from followups.tests.builders import days, make_candidate
from followups.tests.letter_building import make_debrief, make_letter
from workforce.tests.axe import axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

OPEN_ALL = "document.querySelectorAll('details').forEach(details => details.open = true)"
IS_TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"
LONG = "Donaudampfschifffahrtsgesellschaft & Sons"


@pytest.fixture
def plain_page(browser):
    """A phone on which no script runs."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 740}, has_touch=True)
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    assert context.cookies() == []
    context.close()


def make_open(language="en", **facts):
    return make_linked(days_ago=1, language=language, employer=LONG, met=["Siobhán O’Brien-Núñez"], **facts)


def press(page, selector="main form button.button"):
    page.locator(selector).first.click()


def faults_of(page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate(OPEN_ALL)
    return axe(page) + (["too wide for 320 pixels"] if page.evaluate(IS_TOO_WIDE) else [])


@pytest.mark.parametrize("language", ["en", "es", "vi"])
def test_the_questions_have_no_fault_empty_refused_or_saved_elsewhere(live_server, phone_page, language):
    follow_up = make_open(language)
    phone_page.goto(f"{live_server.url}{url_of(follow_up)}debrief/")
    faults = {"empty": faults_of(phone_page)}

    phone_page.locator("#id_why_words").fill("123-45-6789")
    phone_page.locator("#id_plan_place").select_option("home")
    press(phone_page, ".questions > button")
    faults["refused"] = faults_of(phone_page)

    make_debrief(follow_up, why_words="Theirs.", concern="gap", decides_on=timezone.localdate())
    phone_page.locator("#id_why_words").fill(WORDS)
    phone_page.locator("#id_plan_place").select_option("")
    press(phone_page, ".questions > button")
    assert phone_page.locator(".error").count() == 3
    faults["elsewhere"] = faults_of(phone_page)

    assert faults == {"empty": [], "refused": [], "elsewhere": []}


@pytest.mark.parametrize("language", ["en", "es", "vi"])
def test_what_to_send_has_no_fault_before_and_after(live_server, phone_page, language):
    follow_up, faults = make_open(language, interest="low"), {}
    address = f"{live_server.url}{url_of(follow_up)}letters/"
    phone_page.goto(address)
    faults["before"] = faults_of(phone_page)

    make_debrief(follow_up, through_agency=True)
    make_letter(follow_up, kind="card", to_name="Siobhán O’Brien-Núñez", contact=follow_up.interview.contacts.get())
    schedule.remind_at(follow_up, moment=timezone.now() + days(1), place="home", by=None, at=timezone.now())
    phone_page.goto(f"{address}?noted=saved")
    faults["after"] = faults_of(phone_page)

    assert faults == {"before": [], "after": []}


def test_without_a_script_it_goes_from_the_questions_to_the_half_written_letter(live_server, plain_page):
    follow_up = make_open()
    plain_page.goto(f"{live_server.url}{url_of(follow_up)}debrief/")

    why = plain_page.get_by_role("group", name="Why do you want this job?")
    why.get_by_text("own words").first.tap()
    why.get_by_label("own words").fill(WORDS)
    plain_page.get_by_label("Very much").check()
    plain_page.get_by_role("button", name="Save and see what to send").tap()
    plain_page.get_by_text("Your answers are saved.").wait_for()
    plain_page.get_by_role("button", name="Begin the draft").first.tap()

    plain_page.wait_for_url("**/letters/*/")
    assert WORDS in Letter.objects.get().text
    assert Debrief.objects.get().follow_up.interview.interest == "high"


def test_behind_the_digits_it_goes_the_same_way_and_no_address_holds_the_proof(live_server, plain_page):
    candidate = make_candidate(shares_address=True)
    Digits.choose(candidate, "2580", at=timezone.now())
    follow_up = make_linked(days_ago=1, candidate=candidate)
    plain_page.goto(f"{live_server.url}{url_of(follow_up)}debrief/")

    plain_page.locator("#digits").fill("2580")
    press(plain_page)
    plain_page.locator("#why summary").tap()
    plain_page.locator("#id_why_words").fill(WORDS)
    press(plain_page, ".questions > button")
    plain_page.get_by_text("Your answers are saved.").wait_for()
    press(plain_page, "main form button.button")

    plain_page.locator("textarea[name=paragraph]").first.wait_for()
    assert WORDS in Letter.objects.get().text
    assert plain_page.url.endswith(("/debrief/", "/letters/"))


def test_the_questions_are_no_longer_than_three_screens_and_a_bit(live_server, phone_page):
    phone_page.set_viewport_size({"width": 375, "height": 740})
    phone_page.goto(f"{live_server.url}{url_of(make_open())}debrief/")

    height = phone_page.evaluate("document.documentElement.scrollHeight")

    assert height < 2500


@pytest.mark.parametrize("path", ["debrief/", "letters/"])
def test_the_first_view_weighs_less_than_60_kilobytes(live_server, phone_page, path):
    weights = []
    phone_page.on("response", lambda response: weights.append(len(response.body())))

    phone_page.goto(f"{live_server.url}{url_of(make_open('vi'))}{path}")
    phone_page.wait_for_load_state("networkidle")

    assert len(weights) >= 2
    assert sum(weights) < 60_000
