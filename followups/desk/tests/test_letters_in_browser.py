"""Writing a letter at the desk in a browser: a lost session loses nothing, and no page has an accessibility fault."""

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from candidates.models import Contact, Cover
from followups.desk.tests.builders import counselor_of, make_row
from followups.letters.begin import begin
from followups.models import Letter
from followups.tests.builders import make_user
from followups.tests.letter_building import make_debrief
from workforce.tests.axe import axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEPT = "Object.keys(localStorage).filter(name => name.startsWith('letter:')).length"
OPEN_ALL = "document.querySelectorAll('main details').forEach(details => details.open = true)"
IS_TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture
def letter():
    follow_up = make_row(candidate={"full_name": "Nguyễn Thị Ánh", "language": "vi"})
    make_debrief(follow_up, moment="workplace", concern_words="Họ nghĩ tôi không có kinh nghiệm")
    contact = Contact.objects.create(interview=follow_up.interview, name="Pat O’Hara", email="pat@example.com")
    return begin(follow_up, "strategic", contact, "email", by=counselor_of(follow_up), at=timezone.now())


@pytest.fixture
def composer(page, sign_in, letter):
    return sign_in(page, counselor_of(letter.follow_up), f"/letters/{letter.pk}/")


def test_a_lost_session_loses_nothing_the_text_comes_back_after_the_sign_in(composer, sign_in, letter):
    composer.context.clear_cookies(name="session")
    composer.locator("#paragraph-1").fill("Typed after the session had ended.")
    expect(composer.locator("[data-state]")).to_contain_text("you are signed out", timeout=20_000)
    composer.get_by_role("link", name="Sign in again").click()
    expect(composer.get_by_role("button", name="Sign in")).to_be_visible()

    sign_in(composer, counselor_of(letter.follow_up), f"/letters/{letter.pk}/")
    composer.get_by_role("button", name="Put it back").click()

    expect(composer.locator("#paragraph-1")).to_have_value("Typed after the session had ended.")
    expect(composer.locator("[data-state]")).to_have_text("Saved", timeout=20_000)
    assert Letter.objects.get().text.startswith("Typed after the session had ended.")
    assert composer.evaluate(KEPT) == 0


def test_two_counselors_at_once_are_told_and_lose_nothing(composer, letter):
    john = make_user(office=letter.follow_up.interview.office, name="John O’Neil")
    Cover.begin(letter.follow_up.interview.candidate, by=john, at=timezone.now())
    johns = Client()
    johns.force_login(john)
    johns.post(f"/letters/{letter.pk}/", {"act": "autosave", "edition": 1, "paragraph": ["John’s words."]})

    composer.locator("#paragraph-1").fill("Maria’s words.")

    expect(composer.locator(".conflict")).to_contain_text("John’s words.", timeout=20_000)
    expect(composer.locator(".conflict")).to_contain_text("John O’Neil saved it")
    expect(composer.locator("#paragraph-1")).to_have_value("Maria’s words.")
    assert Letter.objects.get().text.startswith("John’s words.")


def test_a_letter_that_is_no_longer_shared_says_so_to_whoever_is_writing(composer, letter):
    Letter.objects.update(shared_at=None)

    composer.locator("#paragraph-1").fill("Too late.")

    expect(composer.locator("[data-state]")).to_contain_text("cannot be changed from here", timeout=20_000)
    expect(composer.locator("#paragraph-1")).to_have_value("Too late.")
    assert composer.evaluate(KEPT) == 1


def test_a_button_pressed_while_typing_takes_what_was_typed_along(composer, letter):
    composer.locator("#paragraph-1").fill("Typed and sent in one go.")

    composer.get_by_role("button", name="Sent today").click()

    expect(composer.get_by_role("status").filter(has_text="Noted: the letter went out")).to_be_visible()
    letter.refresh_from_db()
    assert letter.is_sent
    assert letter.text.startswith("Typed and sent in one go.")


def test_the_letter_is_copied_as_it_was_just_typed(composer):
    composer.context.grant_permissions(["clipboard-read", "clipboard-write"])
    composer.locator("#paragraph-1").fill("Copied as typed.")

    composer.get_by_role("button", name="Copy the letter").click()

    expect(composer.get_by_role("button", name="Copied")).to_be_visible(timeout=20_000)
    copied = composer.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Dear Pat O’Hara,\n\nCopied as typed.")
    assert copied.endswith("Sincerely,\nNguyễn Thị Ánh")


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_state_of_the_page_has_an_accessibility_fault_or_runs_off_the_side(page, sign_in, letter, language):
    maria = counselor_of(letter.follow_up)
    type(maria).objects.filter(pk=maria.pk).update(language=language)
    letter.comment("Say what you saw.", by=maria, at=timezone.now())
    sign_in(page, maria, f"/letters/{letter.pk}/?version=1")

    found = faults(page)
    letter.mark_sent(sent_on=letter.follow_up.interview.held_on, source="counselor", by=maria, at=timezone.now())
    page.reload()
    found += faults(page)
    sign_in(page, make_user(office=letter.follow_up.interview.office, language=language), f"/letters/{letter.pk}/")

    assert found + faults(page) == []


def faults(page):
    found = []
    for width in (1280, 375, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(OPEN_ALL)
        found += axe(page) + ([f"too wide for {width}"] if page.evaluate(IS_TOO_WIDE) else [])
    return found
