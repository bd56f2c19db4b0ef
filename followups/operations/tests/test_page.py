"""The page of operations in a real browser."""

import pytest
from django.utils import timezone

from accounts.models import User
from followups.models import Delivery, Heartbeat, Hold, Pass, Pause
from followups.nudges import guard
from followups.operations.tests.test_operations import look, make_delivery, make_due
from followups.tests.builders import hours, make_candidate, make_user
from workforce.tests.axe import axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


PATHS = ("", "unknown/", "not-arrived/", "looks/", "next-hour/")


def make_trouble(user):
    look(hours(2))
    candidate = make_candidate()
    make_delivery(candidate, Delivery.State.UNKNOWN, reply="No answer after the mail was handed over: time-out")
    make_delivery(make_candidate(), Delivery.State.FAILED, reply="550 5.1.1 No such user")
    make_delivery(make_candidate())
    at = timezone.now()
    Pass.objects.create(began_at=at, ended_at=at, steps=500, mails={"sent": 480, "deferred": 2}, unknown=1, held="421")
    Heartbeat.objects.update(checked_at=at, broken=["No step lies more than 15 minutes past its time."])
    Pause.objects.create(candidate=candidate, reason="In hospital", since=at, paused_by=candidate.counselor)
    make_due(candidate)
    guard.hold(Hold.Kind.VOLUME, timezone.now(), "400 reminders are due at once.", 400)
    Pause.objects.create(office=candidate.office, reason="Flood", since=timezone.now(), paused_by=user)


@pytest.mark.parametrize("size", ["page", "phone_page"])
@pytest.mark.parametrize("role", [User.Role.ADMINISTRATOR, User.Role.REGIONAL])
def test_axe_finds_nothing_in_trouble_or_calm(request, sign_in, size, role):
    page, user = request.getfixturevalue(size), make_user(role)
    sign_in(page, user, "/operations/")
    assert axe(page) == []

    make_trouble(user)

    for path in PATHS:
        sign_in(page, user, f"/operations/{path}")
        for decision in page.locator("details.fold").all():
            decision.evaluate("details => details.open = true")
        assert axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_a_manager_sends_a_mail_again_without_a_script(browser, live_server, client):
    manager = make_user(User.Role.MANAGER)
    lost = make_delivery(
        make_candidate(make_user(office=manager.home_office)), Delivery.State.UNKNOWN, content={"a": 1}
    )
    client.force_login(manager)
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "session", "value": client.cookies["session"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/operations/")

    page.locator("summary", has_text="Decide").click()
    assert page.get_by_text("the job seeker gets the same mail twice").is_visible()
    page.get_by_role("button", name="Send again").click()

    assert page.get_by_text("goes out again with the next look").is_visible()
    context.close()
    assert Delivery.objects.get(pk=lost.pk).copy_wanted_at


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
