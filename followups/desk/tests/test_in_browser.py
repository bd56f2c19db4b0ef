"""The desk in a real browser: two clicks, the keyboard, no script, a lost connection, no accessibility fault."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from candidates.models import Cover
from followups.desk.tests.builders import counselor_of, make_row
from followups.models import FollowUp
from followups.tests.builders import make_candidate, make_user
from workforce.tests.axe import axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def follow_up():
    return make_row(candidate={"full_name": "Nguyễn Thị Ánh", "phone": "+17135550142"}, met=["Pat O’Hara"])


@pytest.fixture
def desk(page, sign_in, follow_up):
    """The desk of the follow-up's counselor, open in the browser."""
    return sign_in(page, counselor_of(follow_up), "/desk/")


def test_two_clicks_record_that_it_was_sent_without_a_page_load(desk, follow_up):
    desk.evaluate("window.stillHere = true")

    desk.get_by_role("link", name="Sent: Nguyễn Thị Ánh").click()
    desk.get_by_role("button", name="phone call: today").click()

    expect(desk.get_by_role("status").filter(has_text="Noted. Followed up: phone call.")).to_be_focused()
    expect(desk.locator("#desk-number")).to_have_text("Nobody left to ask today")
    expect(desk.get_by_role("link", name="Answered 1")).to_be_visible()
    assert desk.evaluate("window.stillHere")
    follow_up.refresh_from_db()
    assert (follow_up.status, follow_up.method) == ("done", "phone")


def test_undo_is_within_reach_and_puts_the_number_back(desk, follow_up):
    desk.get_by_role("link", name="Decided not to").click()
    desk.get_by_role("button", name="Withdrew from the job").click()

    desk.get_by_role("button", name="Undo").click()

    expect(desk.get_by_role("status").filter(has_text="Answer taken back")).to_be_visible()
    expect(desk.locator("#desk-number")).to_have_text("1 job seeker to ask today")
    follow_up.refresh_from_db()
    assert follow_up.status == "open"


def test_a_plan_is_made_changed_and_called_off_in_the_row(desk, follow_up):
    desk.get_by_role("link", name="Not yet").click()
    desk.get_by_label("Place of the plan").select_option("at the library")
    desk.get_by_role("button", name="Plan it").click()
    expect(desk.get_by_role("status").filter(has_text="Noted. Planned when and where to write")).to_be_focused()
    expect(desk.locator("#desk-number")).to_have_text("Nobody left to ask today")
    expect(desk.locator(".desk-row__known")).to_contain_text(", at the library")

    desk.locator("summary").filter(has_text="Not yet").click()
    desk.get_by_role("button", name="Take the plan back").click()

    expect(desk.locator(".desk-row__known")).to_contain_text("plan: none")
    expect(desk.locator("#desk-number")).to_have_text("1 job seeker to ask today")


def test_the_desk_keeps_its_address_through_every_answer_and_can_be_loaded_again(desk, live_server, follow_up):
    make_row(counselor_of(follow_up), candidate={"full_name": "Curtis Landry"})
    desk.reload()
    for name, left in [("Nguyễn Thị Ánh", "1 job seeker to ask today"), ("Curtis Landry", "Nobody left to ask today")]:
        desk.get_by_role("link", name=f"Decided not to: {name}").click()
        desk.get_by_role("button", name="Withdrew from the job").click()
        expect(desk.locator("#desk-number")).to_have_text(left)

    assert desk.url == f"{live_server.url}/desk/"


def test_an_answer_is_recorded_by_the_keyboard_alone(desk, follow_up):
    desk.get_by_role("link", name="Not yet").focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("details[open] summary")).to_be_focused()
    desk.keyboard.press("Tab")

    desk.keyboard.press("Enter")

    expect(desk.get_by_text("Noted. Not yet: look again")).to_be_visible()
    follow_up.refresh_from_db()
    assert follow_up.look_on


def test_enter_in_the_field_for_a_day_means_that_day(desk, follow_up):
    desk.get_by_role("link", name="Sent").click()
    desk.get_by_label("Day it was sent").fill(follow_up.interview.held_on.isoformat())

    desk.keyboard.press("Enter")

    expect(desk.get_by_text("Noted. Followed up: letter by e-mail.")).to_be_visible()
    follow_up.refresh_from_db()
    assert follow_up.sent_on == follow_up.interview.held_on


def test_enter_without_a_day_records_nothing(desk, follow_up):
    desk.get_by_role("link", name="Sent").click()
    expect(desk.locator("details[open] summary")).to_be_focused()
    desk.get_by_label("I saw it myself").focus()

    desk.keyboard.press("Enter")

    expect(desk.get_by_role("alert")).to_contain_text("choose on which day")
    follow_up.refresh_from_db()
    assert follow_up.status == "open"


def test_two_people_at_once_the_second_is_told_who_was_first(desk, follow_up):
    desk.get_by_role("link", name="Decided not to").click()
    expect(desk.get_by_role("button", name="Another reason")).to_be_visible()
    john = make_user(office=follow_up.interview.office, name="John O’Neil")
    FollowUp.objects.get(pk=follow_up.pk).miss(by=None, at=timezone.now())
    FollowUp.objects.get(pk=follow_up.pk).complete(
        sent_on=follow_up.interview.held_on, method="card", source="counselor", by=john, at=timezone.now()
    )

    desk.get_by_role("button", name="Another reason").click()

    expect(desk.get_by_role("alert")).to_contain_text("John O’Neil: Followed up: thank-you card")
    expect(desk.locator(".desk-row .tag").first).to_have_text("Followed up")


def test_when_the_connection_is_lost_the_row_says_so_and_can_be_sent_again(desk, follow_up):
    desk.get_by_role("link", name="Sent").click()
    expect(desk.locator("details[open]")).to_be_visible()
    desk.route("**/done/", lambda route: route.abort())
    desk.get_by_role("button", name="phone call: today").click()
    expect(desk.get_by_role("alert")).to_contain_text("Not saved")

    desk.unroute("**/done/")
    desk.get_by_role("button", name="phone call: today").click()

    expect(desk.get_by_text("Noted. Followed up")).to_be_visible()


def test_signed_out_meanwhile_one_gets_the_sign_in_page_and_not_a_torn_row(desk):
    desk.context.clear_cookies()

    desk.get_by_role("link", name="Sent").click()

    expect(desk.get_by_role("button", name="Sign in")).to_be_visible()
    assert "/accounts/login/" in desk.url


def test_without_a_script_it_is_two_clicks_too(sign_in, browser, live_server, follow_up):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, counselor_of(follow_up), "/desk/?tab=overdue")

    page.get_by_role("link", name="Sent").click()
    page.get_by_role("button", name="in person: yesterday").click()

    expect(page.get_by_text("Noted. Followed up: in person.")).to_be_visible()
    assert page.url.startswith(f"{live_server.url}/desk/?tab=overdue")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Answer taken back")).to_be_visible()
    context.close()


def test_on_the_page_of_a_person_the_interview_below_changes_with_the_row(desk, live_server, follow_up):
    desk.goto(f"{live_server.url}/candidates/{follow_up.interview.candidate_id}/")

    desk.locator("summary", has_text="Decided not to").click()
    desk.get_by_role("button", name="Not interested in the job").click()

    expect(desk.locator(f"#interview-{follow_up.interview_id} .tag")).to_have_text("Decided not to")


@pytest.mark.parametrize("size", ["page", "phone_page"])
def test_no_page_of_the_desk_has_an_accessibility_fault_or_runs_off_the_side(sign_in, request, live_server, size):
    page = request.getfixturevalue(size)
    maria = make_user(name="Maria Lopez")
    follow_up = make_row(maria, candidate={"full_name": "Guadalupe Martínez de la Cruz y Fernández-Villanueva"})
    make_row(maria, held_days_ago=-2)
    make_row(maria).decline(reason="other", by=maria, at=timezone.now())
    empty = make_candidate(maria, email="")
    johns = make_row(make_user(office=maria.home_office))
    sign_in(page, maria)
    addresses = [f"/desk/?tab={tab}" for tab in ("overdue", "today", "waiting", "answered")]
    addresses += ["/desk/?scope=office", f"/followups/{follow_up.pk}/answer/?menu=sent"]
    addresses += [f"/followups/{follow_up.pk}/answer/?menu={menu}" for menu in ("not_yet", "declined", "more")]
    addresses += [f"/candidates/{row.interview.candidate_id}/" for row in (follow_up, johns)]
    addresses += [f"/candidates/{empty.pk}/", f"/interviews/{follow_up.interview_id}/"]

    for address in addresses:
        page.goto(f"{live_server.url}{address}")
        assert (address, axe(page)) == (address, [])
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address


def test_cover_is_one_press_from_the_page_of_a_colleagues_job_seeker(page, sign_in, follow_up):
    sign_in(page, make_user(office=follow_up.interview.office), f"/candidates/{follow_up.interview.candidate_id}/")

    page.get_by_role("button", name="Cover for").click()

    expect(page.locator("summary", has_text="Sent")).to_be_visible()
    assert Cover.objects.filter(candidate=follow_up.interview.candidate).exists()
