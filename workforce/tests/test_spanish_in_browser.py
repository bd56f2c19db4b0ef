"""The pages of staff in Spanish in a real browser: no fault that axe finds, nothing runs over, at either size."""

import datetime

import pytest
from django.utils import timezone

from accounts.models import User
from followups.tests.builders import make_candidate, make_done, make_follow_up, make_office, make_user
from workforce.tests.axe import axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OF_COUNSELORS = ["/desk/", "/candidates/{candidate}/", "/interviews/{interview}/", "/interviews/add/"]
OF_MANAGERS = ["/reports/", "/offices/{office}/cadence/?own", "/wordings/", "/operations/", "/operations/next-hour/"]


@pytest.fixture
def office():
    return make_office("Workforce Solutions Pasadena")


@pytest.fixture
def seeker(office):
    counselor = make_user(office=office, name="María Fernanda Domínguez-Villarreal", language="es")
    candidate = make_candidate(counselor, full_name="Nguyễn Thị Ánh", email="anh@example.com", phone="+17135550142")
    held_at = timezone.now() - datetime.timedelta(days=8)
    make_done(candidate, held_at=held_at, logged_at=held_at, employer="Bayou Clinic")
    make_follow_up(candidate, held_at=held_at, logged_at=held_at, employer="Gulf Grill & Sons")
    return candidate


def fits(page):
    """Tell whether nothing runs over the edge of the window or is cut off where it cannot be scrolled to."""
    cut = """[...document.querySelectorAll("main *")].filter(each => each.scrollWidth > each.clientWidth + 1
        && getComputedStyle(each).overflowX === "hidden" && each.clientWidth > 1).map(each => each.outerHTML)"""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth") and page.evaluate(cut) == []


@pytest.mark.parametrize("path", OF_COUNSELORS)
@pytest.mark.parametrize("size", ["page", "phone_page"])
def test_a_counselors_pages_fit_and_axe_finds_nothing(request, sign_in, seeker, size, path):
    ids = {"candidate": seeker.pk, "interview": seeker.interviews.latest("pk").pk}

    page = sign_in(request.getfixturevalue(size), seeker.counselor, path.format(**ids))

    assert page.get_attribute("html", "lang") == "es"
    assert axe(page) == []
    assert fits(page)


@pytest.mark.parametrize("path", OF_MANAGERS)
@pytest.mark.parametrize("size", ["page", "phone_page"])
def test_a_managers_pages_fit_and_axe_finds_nothing(request, sign_in, seeker, office, size, path):
    manager = make_user(User.Role.MANAGER, office=office, name="Ana Ruiz", language="es")

    page = sign_in(request.getfixturevalue(size), manager, path.format(office=office.pk))

    assert axe(page) == []
    assert fits(page)


def test_the_language_is_switched_from_the_menu_and_back_again_by_keyboard(page, sign_in, seeker):
    sign_in(page, seeker.counselor, "/candidates/?q=Ánh")

    for language, button in (("en", "English"), ("es", "Español")):
        page.locator(".user-menu summary").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name=button).focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")

        assert page.get_attribute("html", "lang") == language
        assert page.get_by_role("link", name="Nguyễn Thị Ánh").is_visible()


def test_axe_finds_nothing_in_the_menu_with_the_languages(page, sign_in, seeker):
    sign_in(page, seeker.counselor, "/accounts/password/change/")

    page.locator(".user-menu summary").click()

    assert page.get_by_role("button", name="English").get_attribute("lang") == "en"
    assert axe(page) == []


def test_the_language_is_switched_without_javascript(browser, sign_in, seeker):
    context = browser.new_context(java_script_enabled=False)
    page = sign_in(context.new_page(), seeker.counselor, "/desk/")

    page.locator(".user-menu summary").click()
    page.get_by_role("button", name="English").click()

    assert page.get_by_role("link", name="Job seekers").first.is_visible()
    context.close()
