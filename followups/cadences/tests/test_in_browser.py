"""The pages of cadences in a real browser: no fault that axe finds, with and without JavaScript, by keyboard."""

import pytest

from accounts.models import User
from followups.cadences.tests.posted import give_own_cadence
from followups.models import Cadence
from followups.tests.builders import make_office, make_user
from workforce.tests.axe import axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office():
    return make_office("Pasadena")


@pytest.mark.parametrize("size", ["page", "phone_page"])
@pytest.mark.parametrize("path", ["", "?own", "region/"])
def test_axe_finds_nothing(request, sign_in, office, size, path):
    if path == "region/":
        give_own_cadence(office)
    user = make_user(User.Role.MANAGER, office=office)
    page = sign_in(request.getfixturevalue(size), user, f"/offices/{office.pk}/cadence/{path}")

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", ["page", "phone_page"])
def test_a_step_is_added_tried_and_refused_and_saved(request, sign_in, office, size):
    page = sign_in(request.getfixturevalue(size), make_user(User.Role.REGIONAL), "/offices/cadence/")
    page.get_by_role("button", name="Add another step").click()
    page.locator("[name=steps-5-kind]").select_option("task")
    assert not page.locator("[name=steps-5-wording]").is_visible()
    page.locator("[name=steps-5-delay]").fill("5")

    page.get_by_role("button", name="Show the moments").click()
    assert page.get_by_role("link", name="Another step happens at the same time").is_visible()
    assert axe(page) == []

    page.locator("[name=steps-5-delay]").fill("9")
    page.get_by_role("button", name="Show the moments").click()
    assert page.get_by_text("Saving changes nothing that is planned now.").is_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Save the cadence").click()

    assert page.get_by_text("9 days after the interview").is_visible()
    assert Cadence.objects.get().steps.count() == 5


def test_all_of_it_works_without_a_script(browser, live_server, sign_in, office):
    context = browser.new_context(java_script_enabled=False)
    page = sign_in(context.new_page(), make_user(User.Role.MANAGER, office=office), f"/offices/{office.pk}/cadence/")

    page.get_by_role("link", name="Make our own").click()
    page.locator("[name=steps-4-kind]").select_option("task")
    page.locator("[name=steps-4-delay]").fill("9")
    page.locator("label[for=id_steps-2-DELETE]").click()
    page.get_by_role("button", name="Show the moments").click()
    assert page.get_by_text("What follows an interview on").is_visible()
    page.get_by_role("button", name="Save the cadence").click()

    assert page.get_by_text("This office has a cadence of its own.").is_visible()
    assert [step.delay for step in Cadence.objects.get(office=office).in_time()] == [24, 3, 9, 15]
    context.close()
