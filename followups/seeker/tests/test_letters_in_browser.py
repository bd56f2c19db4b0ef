"""Writing a letter in a browser: saved as it is typed, kept when it cannot be saved, and all of it without a script."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from candidates.models import Contact
from followups.letters.begin import begin
from followups.models import FollowUp, Letter
from followups.seeker.tests.builders import make_linked, url_of
from followups.tests.builders import make_user
from followups.tests.letter_building import make_debrief, make_letter
from workforce.tests.axe import axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

KEPT = "Object.keys(localStorage).filter(name => name.startsWith('letter:')).length"
OPEN_ALL = "document.querySelectorAll('details').forEach(details => details.open = true)"
IS_TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"
# What is loaded, as it comes over the wire.
WEIGHT = """[...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]
    .reduce((sum, entry) => sum + entry.encodedBodySize, 0)"""


@pytest.fixture
def letter():
    return make_letter(make_linked(met=["Pat O’Hara"]), to_name="Pat O’Hara", at=timezone.now())


@pytest.fixture
def composer(letter, live_server, phone_page):
    phone_page.goto(address_of(letter, live_server))
    return phone_page


def address_of(letter, live_server):
    return f"{live_server.url}{url_of(letter.follow_up)}letters/{letter.pk}/"


def first_box(page):
    return page.locator("#paragraph-1")


def state(page):
    return page.locator("[data-state]")


def test_what_is_typed_is_saved_by_itself_and_nothing_of_it_stays_in_the_browser(composer, letter):
    composer.evaluate("window.stillHere = true")
    first_box(composer).fill("Thank you for showing me [say what].")
    expect(state(composer)).to_have_text("Saved", timeout=20_000)

    expect(composer.locator("[data-live=beside-1] .findings")).to_contain_text("[say what]")
    letter.refresh_from_db()
    assert letter.text.startswith("Thank you for showing me [say what].")
    assert first_box(composer).evaluate("box => box === document.activeElement")
    assert composer.evaluate("window.stillHere")
    assert composer.evaluate(KEPT) == 0


def test_a_closed_tab_loses_nothing(composer, letter, live_server):
    # A route that aborts it would be gone with the tab: what the tab sends as it closes came through now and then.
    composer.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no connection')); }")
    first_box(composer).fill("Typed just before the tab was closed.")
    page = composer.context.new_page()
    composer.close()

    page.goto(address_of(letter, live_server))
    page.get_by_role("button", name="Put it back").click()

    expect(first_box(page)).to_have_value("Typed just before the tab was closed.")
    expect(state(page)).to_have_text("Saved", timeout=20_000)
    letter.refresh_from_db()
    assert letter.text.startswith("Typed just before the tab was closed.")
    assert page.evaluate(KEPT) == 0


def test_closing_the_tab_saves_what_was_typed(composer, letter, live_server):
    first_box(composer).fill("Typed a moment before.")
    composer.goto("about:blank")
    for _wait in range(100):
        if Letter.objects.get().edition == 2:
            break
        composer.wait_for_timeout(200)

    composer.goto(address_of(letter, live_server))

    expect(first_box(composer)).to_have_value("Typed a moment before.")
    expect(composer.locator("[data-kept]")).to_be_hidden()
    assert Letter.objects.get().text.startswith("Typed a moment before.")


def test_without_a_connection_it_is_kept_and_saved_once_there_is_one(composer, letter):
    composer.context.set_offline(True)
    first_box(composer).fill("Typed in the bus.")
    expect(state(composer)).to_contain_text("Not saved just now", timeout=20_000)
    kept = composer.evaluate(KEPT)

    composer.context.set_offline(False)

    expect(state(composer)).to_have_text("Saved", timeout=30_000)
    letter.refresh_from_db()
    assert (kept, composer.evaluate(KEPT)) == (1, 0)
    assert letter.text.startswith("Typed in the bus.")


def test_what_was_thrown_away_is_offered_no_more(composer, letter):
    composer.evaluate(
        "pk => localStorage.setItem(`letter:${pk}`, JSON.stringify({at: Date.now(), edition: 1,"
        " fields: [['paragraph', 'Old words.']]}))",
        letter.pk,
    )
    composer.reload()
    composer.get_by_role("button", name="Throw it away").click()

    composer.reload()

    expect(composer.locator("[data-kept]")).to_be_hidden()
    assert composer.evaluate(KEPT) == 0


def test_what_was_kept_for_more_than_a_day_is_gone(composer, letter):
    composer.evaluate(
        "pk => localStorage.setItem(`letter:${pk}`, JSON.stringify({at: Date.now() - 25 * 36e5, edition: 1,"
        " fields: [['paragraph', 'Old words.']]}))",
        letter.pk,
    )

    composer.reload()

    expect(composer.locator("[data-kept]")).to_be_hidden()
    assert composer.evaluate(KEPT) == 0


def test_two_who_write_at_once_are_told_and_both_texts_are_shown(composer, letter):
    maria = make_user(name="Maria Lopez")
    Letter.objects.get(pk=letter.pk).write({"text": "Maria’s words."}, edition=1, by=maria, at=timezone.now())

    first_box(composer).fill("My own words.")

    expect(state(composer)).to_contain_text("changed elsewhere", timeout=20_000)
    expect(composer.locator(".conflict")).to_contain_text("Maria’s words.")
    expect(first_box(composer)).to_have_value("My own words.")
    assert Letter.objects.get().text == "Maria’s words."


def test_after_a_conflict_save_puts_ones_own_in_place(composer, letter):
    Letter.objects.get(pk=letter.pk).write({"text": "Theirs."}, edition=1, by=make_user(), at=timezone.now())
    first_box(composer).fill("My own words.")
    expect(composer.locator(".conflict")).to_be_visible(timeout=20_000)

    composer.get_by_role("button", name="Save and check it").click()

    expect(composer.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    assert Letter.objects.get().text.startswith("My own words.")
    assert composer.evaluate(KEPT) == 0


def test_a_used_last_box_gives_another_one(composer, letter):
    composer.get_by_label("Add a paragraph").fill("And one more thing.")
    composer.get_by_label("Add a paragraph").fill("And the last.")
    expect(state(composer)).to_have_text("Saved", timeout=20_000)

    letter.refresh_from_db()
    assert letter.text.endswith("And one more thing.\n\nAnd the last.")


def test_the_address_for_the_mail_program_follows_what_is_typed(composer):
    first_box(composer).fill("Brand new words.")
    expect(state(composer)).to_have_text("Saved", timeout=20_000)

    link = composer.get_by_role("link", name="Open it in the mail program").get_attribute("href")

    assert "Brand%20new%20words." in link


def test_without_a_script_it_is_written_checked_and_sent(browser, live_server, letter):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 740})
    page = context.new_page()
    page.goto(address_of(letter, live_server))
    first_box(page).fill("Thank you for [say what].")
    page.get_by_role("button", name="Save and check it").click()
    expect(page.locator("[data-live=beside-1] .findings")).to_contain_text("[say what]")

    first_box(page).fill("Thank you for the tour.")
    page.get_by_text("By post", exact=True).first.click()
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="The letter, to print (PDF)").last.click()
    page.get_by_role("button", name="Posted today").click()

    expect(page.get_by_text("it is in the post")).to_be_visible()
    assert (FollowUp.objects.get().status, FollowUp.objects.get().method) == ("done", "letter_post")
    assert Letter.objects.get().text.startswith("Thank you for the tour.")
    assert downloaded.value.suggested_filename.endswith(".pdf")
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("language", ["en", "es", "vi"])
def test_no_state_of_the_page_has_a_fault_in_any_language_at_any_width(live_server, page, language):
    letter = drafted(language)
    faults = {}
    for path in ("", "?version=1", "?noted=shared"):
        for width in (1280, 375, 320):
            page.set_viewport_size({"width": width, "height": 700})
            page.goto(address_of(letter, live_server) + path)
            page.evaluate(OPEN_ALL)
            faults[path, width] = axe(page) + (["too wide"] if page.evaluate(IS_TOO_WIDE) else [])

    assert faults == {place: [] for place in faults}


def drafted(language):
    follow_up = make_linked(language=language, employer="Donaudampfschifffahrtsgesellschaft & Sons")
    make_debrief(follow_up, moment="workplace", concern_words="Piensan que no tengo experiencia")
    contact = Contact.objects.create(interview=follow_up.interview, name="Pat O’Hara", email="pat@example.com")
    letter = begin(follow_up, "strategic", contact, "email", by=None, at=timezone.now())
    letter.share(at=timezone.now())
    letter.comment("Say what you saw.", by=follow_up.interview.candidate.counselor, at=timezone.now())
    return letter


def test_the_first_view_is_under_60_kilobytes_in_all(live_server, phone_page):
    phone_page.goto(address_of(drafted("vi"), live_server), wait_until="networkidle")

    assert 0 < phone_page.evaluate(WEIGHT) < 60_000
