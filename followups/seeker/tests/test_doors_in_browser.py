"""The doors to the seeker's pages in a browser: digits, the code on a slip; and how heavy the pages are."""

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from followups.models import Digits, FollowUp, Letter, Slip
from followups.seeker.tests.builders import make_linked, url_of
from followups.seeker.tests.every_link import make_written, paths
from followups.tests.builders import make_candidate
from workforce.tests.axe import axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

IS_TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"
HEAVIEST = 60_000
LANGUAGES = ["en", "es", "vi"]


@pytest.fixture(params=[True, False], ids=["with a script", "without one"])
def phone(request, browser, live_server):
    """A phone on which scripts run, and one on which none does."""
    cache.clear()
    context = browser.new_context(
        viewport={"width": 375, "height": 740},
        has_touch=True,
        java_script_enabled=request.param,
        locale="en-US",
        base_url=live_server.url,
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def make_shared(language="en", digits="2580"):
    follow_up = make_linked(days_ago=1, candidate=make_candidate(shares_address=True, language=language))
    if digits:
        Digits.choose(follow_up.interview.candidate, digits, at=timezone.now())
    return follow_up


def type_digits(phone, digits, button="Open"):
    phone.get_by_label("Four digits").fill(digits)
    phone.get_by_role("button", name=button).tap()


def test_a_letter_at_a_shared_address_is_written_behind_the_digits(phone):
    follow_up = make_shared(digits="")
    phone.goto(url_of(follow_up))

    phone.get_by_role("link", name="Help me write it").tap()
    type_digits(phone, "2580", "Keep these digits")
    phone.get_by_role("button", name="Save and see what to send").tap()
    phone.get_by_role("button", name="Begin the draft").first.tap()

    expect(phone.get_by_role("heading", level=1)).to_contain_text("The letter")
    assert Letter.objects.count() == 1
    assert "proof" not in phone.url
    assert "2580" not in phone.url


def test_wrong_digits_close_the_letter_after_five_tries(phone):
    follow_up = make_shared()
    phone.goto(f"{url_of(follow_up)}debrief/")

    for _number in range(5):
        type_digits(phone, "1379")

    expect(phone.get_by_role("heading", level=1)).to_have_text("Your letter is locked")
    expect(phone.get_by_label("Four digits")).to_have_count(0)


def test_the_language_is_switched_on_a_private_page_without_asking_for_the_digits_again(phone):
    follow_up = make_shared()
    phone.goto(f"{url_of(follow_up)}letters/")
    type_digits(phone, "2580")

    phone.get_by_role("button", name="Español").tap()

    expect(phone.locator("html")).to_have_attribute("lang", "es")
    expect(phone.locator("input[name=digits]")).to_have_count(0)


def test_two_taps_say_sent_and_one_opens_a_half_written_letter(phone):
    follow_up = make_linked(days_ago=1)
    phone.goto(url_of(follow_up))
    first_screen = [phone.get_by_text("Yes, I sent it"), phone.get_by_text("Or open a half-written letter at once")]
    assert all(button.bounding_box()["y"] < 740 for button in first_screen)

    phone.get_by_text("Or open a half-written letter at once").tap()
    expect(phone.get_by_text("Thank you for").first).to_be_attached()

    phone.goto(url_of(follow_up))
    phone.get_by_text("Yes, I sent it").tap()
    phone.get_by_role("button", name="By e-mail").tap()
    expect(phone.get_by_text("Noted, thank you.")).to_be_visible()
    assert FollowUp.objects.get().status == FollowUp.Status.DONE


def test_the_code_on_a_slip_opens_the_page(phone):
    follow_up = make_linked(days_ago=1)
    slip = Slip.of(follow_up, by=follow_up.interview.candidate.counselor, at=timezone.now())
    phone.goto("/go/")

    phone.get_by_label("Code").fill(slip.code_words.lower())
    phone.get_by_role("button", name="Open my page").tap()

    expect(phone.get_by_text("Yes, I sent it")).to_be_visible()
    assert phone.url.endswith(url_of(follow_up))


def send(page):
    """Press the one button of the page, and wait for the next one."""
    with page.expect_navigation():
        page.locator("main button").tap()


def faults_of(page):
    found = []
    for width in (375, 320):
        page.set_viewport_size({"width": width, "height": 640})
        found += axe(page) + ([f"too wide for {width}"] if page.evaluate(IS_TOO_WIDE) else [])
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_the_digits_have_no_fault(phone_page, live_server, language):
    closed, choosing = make_shared(language), make_shared(language, digits="")
    asked = make_shared(language)
    Digits.objects.filter(candidate=closed.interview.candidate).update(tries_left=0)
    faults = []

    for follow_up in (closed, choosing, asked):
        phone_page.goto(f"{live_server.url}{url_of(follow_up)}debrief/")
        faults += faults_of(phone_page)
    phone_page.locator("input[name=digits]").fill("1379")
    send(phone_page)
    faults += faults_of(phone_page)

    assert faults == []
    assert phone_page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_the_code_have_no_fault(phone_page, live_server, language):
    cache.clear()
    faults = []

    for typed in ("", "ABCDE-FGHJO", "22222-22222"):
        phone_page.goto(f"{live_server.url}/go/?language={language}")
        if typed:
            phone_page.locator("#code").fill(typed)
            send(phone_page)
        faults += faults_of(phone_page)

    assert faults == []


def test_too_many_codes_get_a_page_without_fault(phone_page, live_server, monkeypatch):
    cache.clear()
    monkeypatch.setattr("followups.seeker.go.RATES", {"code": "0/15m/ip"})
    phone_page.goto(f"{live_server.url}/go/")

    phone_page.locator("#code").fill("22222-22222")
    send(phone_page)

    expect(phone_page.get_by_role("heading", level=1)).to_have_text("Please wait a quarter of an hour")
    assert faults_of(phone_page) == []


def test_no_first_view_weighs_more_than_60_kilobytes(browser, live_server):
    follow_up, letter = make_written()
    weights = {}

    for name, path in {**paths(follow_up, letter), "go": "/go/"}.items():
        if path.endswith("/"):
            weights[name] = weight_of(browser, live_server.url + path)

    assert {name: weight for name, weight in weights.items() if weight > HEAVIEST} == {}
    assert len(weights) >= 5


def weight_of(browser, url):
    """Return the bytes of a page and all it loads, as they are before any compression."""
    context, bodies = browser.new_context(viewport={"width": 375, "height": 740}), []
    page = context.new_page()
    page.on("requestfinished", lambda request: bodies.append(len(request.response().body())))
    page.goto(url, wait_until="networkidle")
    context.close()
    return sum(bodies)
