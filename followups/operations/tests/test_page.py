"""The page of operations in a real browser."""

import pytest
from django.utils import timezone

from accounts.models import User
from followups.models import Delivery, Hold, Pause
from followups.nudges import guard
from followups.operations.tests.test_operations import look, make_delivery
from followups.tests.builders import hours, make_candidate, make_user
from workforce.tests.axe import axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def make_trouble(user):
    look(hours(2))
    candidate = make_candidate()
    make_delivery(candidate, Delivery.State.UNKNOWN, reply="No answer after the mail was handed over: time-out")
    make_delivery(make_candidate())
    guard.hold(Hold.Kind.VOLUME, timezone.now(), "400 reminders are due at once.", 400)
    Pause.objects.create(office=candidate.office, reason="Flood", since=timezone.now(), paused_by=user)


@pytest.mark.parametrize("size", ["page", "phone_page"])
@pytest.mark.parametrize("role", [User.Role.ADMINISTRATOR, User.Role.REGIONAL])
def test_axe_finds_nothing_in_trouble_or_calm(request, sign_in, size, role):
    page, user = request.getfixturevalue(size), make_user(role)
    sign_in(page, user, "/operations/")
    assert axe(page) == []

    make_trouble(user)

    sign_in(page, user, "/operations/")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_administrator_says_go_and_pauses_everywhere(page, sign_in):
    user = make_user(User.Role.ADMINISTRATOR)
    make_trouble(user)
    sign_in(page, user, "/operations/")

    page.get_by_role("button", name="Go: let reminders out").click()
    assert page.get_by_text("Go: reminders go out again").is_visible()
    page.get_by_label("Why?").fill("Mail server moves")
    page.get_by_role("button", name="Pause", exact=True).click()

    assert page.get_by_text("Paused. No reminder goes out there").is_visible()
    assert guard.holds() == "paused"
