"""The pages of offices, staff and sign-in in a real browser: no fault that axe finds, at either size, by keyboard."""

import pytest

from accounts.models import Office, User
from followups.tests.builders import PASSWORD, make_office, make_user
from workforce.tests.axe import axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office():
    return make_office("Pasadena")


PATHS = ["/offices/", "/offices/add/", "/offices/{office}/", "/offices/staff/", "/offices/staff/add/"]


@pytest.mark.parametrize("path", [*PATHS, "/offices/staff/{user}/", "/accounts/password/change/", "/accounts/logout/"])
@pytest.mark.parametrize("size", ["page", "phone_page"])
def test_axe_finds_nothing(request, sign_in, office, size, path):
    user = make_user(User.Role.ADMINISTRATOR, name="Ann Reed")
    page = sign_in(request.getfixturevalue(size), user, path.format(office=office.pk, user=user.pk))

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", ["/offices/add/", "/offices/staff/add/"])
def test_a_form_sent_empty_says_what_is_wrong_and_takes_the_reader_there(page, sign_in, path):
    sign_in(page, make_user(User.Role.ADMINISTRATOR), path)

    page.get_by_role("button", name="Save").click()

    summary = page.locator("[data-focus-me]")
    assert summary.get_by_role("link").count() >= 2
    assert axe(page) == []


def test_a_manager_reads_an_office_on_a_phone(phone_page, sign_in, office):
    sign_in(phone_page, make_user(User.Role.MANAGER, office=office), f"/offices/{office.pk}/")

    assert phone_page.get_by_text("8 a.m. to 8 p.m., Monday to Saturday").is_visible()
    assert axe(phone_page) == []


def test_an_office_is_set_up_by_keyboard_alone(page, sign_in):
    sign_in(page, make_user(User.Role.ADMINISTRATOR), "/offices/add/")

    page.get_by_role("textbox", name="Name").focus()
    for text in ("Deer Park", "Harris"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.type("1 Main St, Deer Park, TX 77536")
    for text in ("713 555 0199", "deerpark@example.org"):
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.get_by_text("Deer Park is set up").is_visible()
    assert Office.objects.get().sending_days == "123456"


def test_staff_sign_in_and_come_back_to_the_page_that_they_asked_for(page, live_server):
    make_user(email="maria@example.org")
    page.goto(f"{live_server.url}/candidates/")

    page.get_by_label("E-mail").fill("maria@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/candidates/")

    assert page.get_by_role("heading", level=1).inner_text() == "Job seekers"
