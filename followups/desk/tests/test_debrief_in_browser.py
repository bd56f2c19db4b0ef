"""The debrief at the desk in a real browser: by keyboard alone, without a script, no accessibility fault."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from followups.desk.tests.builders import counselor_of, make_row
from followups.intake.tests.debriefs import WORDS
from followups.models import Debrief, Letter
from followups.nudges import schedule
from followups.tests.builders import days, make_user
from followups.tests.letter_building import make_debrief, make_letter
from workforce.tests.axe import axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

IS_TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"
OPEN_ALL = "document.querySelectorAll('main details').forEach(details => details.open = true)"


def make_interview(counselor=None, **facts):
    candidate = {"full_name": "Nguyễn Thị Ánh", "language": "vi", "call_name": "Ánh"}
    return make_row(counselor, held_days_ago=1, met=["Pat O’Hara"], candidate=candidate, **facts)


def url(follow_up, page=""):
    return f"/interviews/{follow_up.interview_id}/{page}"


def faults_of(page):
    page.evaluate(OPEN_ALL)
    found = axe(page)
    for width in (375, 320):
        page.set_viewport_size({"width": width, "height": 740})
        found += axe(page) + ([f"too wide for {width} pixels"] if page.evaluate(IS_TOO_WIDE) else [])
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def test_from_the_desk_to_a_half_written_letter(page, sign_in, live_server):
    follow_up = make_interview()
    sign_in(page, counselor_of(follow_up), "/desk/")

    page.get_by_role("link", name="Write with them: Nguyễn Thị Ánh").click()
    page.get_by_role("group", name="Why do you want this job?").get_by_label("own words").fill(WORDS)
    page.locator("label").filter(has_text="Pat O’Hara").click()
    page.get_by_role("button", name="Save and see what to send").click()
    page.get_by_role("button", name="Begin the draft (Letter to Pat O’Hara)").click()

    page.wait_for_url(f"{live_server.url}/letters/*/")
    assert WORDS in Letter.objects.get().text
    assert follow_up.interview.contacts.get().particularly_helpful


def test_the_debrief_is_filled_by_the_keyboard_alone(page, sign_in):
    follow_up = make_interview()
    sign_in(page, counselor_of(follow_up), url(follow_up, "debrief/"))

    page.locator("#id_interest_0").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("The smell of bread.")
    page.locator("#id_plan_place").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    kept = Debrief.objects.get()
    assert (kept.moment_words, bool(kept.moment)) == ("The smell of bread.", True)


def test_it_works_without_a_script_and_a_refusal_loses_nothing(browser, sign_in):
    follow_up = make_interview()
    context = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 740})
    page = sign_in(context.new_page(), counselor_of(follow_up), url(follow_up, "debrief/"))

    page.locator("#id_why_words").fill(f"{WORDS} 123-45-6789")
    page.get_by_role("button", name="Save").click()
    assert page.locator("#id_why_words").input_value() == f"{WORDS} 123-45-6789"
    page.get_by_role("link", name="looks like a social security number").click()
    assert page.url.endswith("#id_why_words")

    page.locator("#id_why_words").fill(WORDS)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Begin the draft").first.click()
    assert Letter.objects.count() == 1
    context.close()


def test_what_was_typed_comes_back_after_a_sign_in_that_had_ended_and_goes_once_it_is_saved(page, sign_in):
    follow_up = make_interview()
    sign_in(page, counselor_of(follow_up), url(follow_up, "debrief/"))
    why = page.get_by_role("group", name="Why do you want this job?").get_by_label("own words")
    news = page.get_by_text("What you typed before is here again.")
    why.fill(WORDS)
    page.locator("label").filter(has_text="Pat O’Hara").click()
    page.context.clear_cookies(name="session")
    page.get_by_role("button", name="Save and see what to send").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()

    sign_in(page, counselor_of(follow_up), url(follow_up, "debrief/"))
    expect(news).to_be_visible()
    expect(why).to_have_value(WORDS)
    assert axe(page) == []
    page.get_by_role("button", name="Save and see what to send").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    sign_in(page, counselor_of(follow_up), url(follow_up, "debrief/"))

    expect(why).to_have_value(WORDS)
    expect(news).to_be_hidden()
    assert page.evaluate("Object.keys(sessionStorage).filter(name => name.startsWith('form:'))") == []
    assert follow_up.interview.contacts.get().particularly_helpful


def test_a_refusal_takes_the_focus_to_what_is_wrong(page, sign_in):
    follow_up = make_interview()
    sign_in(page, counselor_of(follow_up), url(follow_up, "debrief/"))

    page.locator("#id_plan_place").select_option("home")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("alert")).to_be_focused()
    assert page.title().startswith("Error:")


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_page_of_the_debrief_has_a_fault(page, sign_in, language):
    counselor = make_user(language=language)
    follow_up = make_interview(counselor, interest="low")
    sign_in(page, counselor, url(follow_up, "debrief/"))
    faults = {"empty": faults_of(page)}

    page.locator("#id_why_words").fill("123-45-6789")
    page.locator("#id_plan_place").select_option("home")
    page.locator("#id_decides_on").fill("2020-01-01")
    page.locator("button.usa-button[type=submit]").last.click()
    faults["refused"] = faults_of(page)
    page.goto(page.url.replace("debrief", "letters"))
    faults["what to send"] = faults_of(page)

    assert faults == {"empty": [], "refused": [], "what to send": []}


def test_no_fault_once_everything_is_there(page, sign_in):
    follow_up = make_interview(interest="low")
    counselor = counselor_of(follow_up)
    make_debrief(follow_up, why="learn", why_words=WORDS * 3, through_agency=True, decides_on=timezone.localdate())
    make_letter(follow_up, by=counselor, contact=follow_up.interview.contacts.get(), kind="card", to_name="Pat O’Hara")
    make_letter(follow_up)
    schedule.remind_at(follow_up, moment=timezone.now() + days(1), place="home", by=None, at=timezone.now())

    faults = {}
    for name in ("debrief/", "letters/", ""):
        sign_in(page, counselor, url(follow_up, name))
        faults[name] = faults_of(page)

    assert faults == {"debrief/": [], "letters/": [], "": []}
