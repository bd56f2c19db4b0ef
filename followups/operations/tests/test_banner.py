import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from followups.models import Heartbeat, Hold, Pause
from followups.nudges import guard
from followups.operations.banner import say_standstill
from followups.tests.builders import MONDAY, hours, make_candidate, make_user

pytestmark = pytest.mark.django_db
TICK = 60


def look(at):
    Heartbeat.objects.update_or_create(pk=1, defaults={"at": at, "system": guard.this_system()})


def pause(by, **facts):
    return Pause.objects.create(reason="Mail server moves", since=MONDAY, paused_by=by, **facts)


def test_there_is_nothing_to_say_while_the_engine_looks():
    look(MONDAY)

    assert say_standstill(MONDAY) == ""


@pytest.mark.parametrize(("minutes", "is_silent"), [(3, False), (3.1, True)])
def test_three_ticks_without_a_look_are_silence(settings, minutes, is_silent):
    settings.TICK_SECONDS = TICK
    look(MONDAY)

    said = say_standstill(MONDAY + hours(minutes / 60))

    assert ("Since Mon 5 Oct, 10 a.m. no reminders" in said) is is_silent
    assert bool(said) is is_silent


def test_a_machine_whose_clock_is_a_little_behind_calls_nobody_silent():
    look(MONDAY + hours(4 / 60))

    assert say_standstill(MONDAY) == ""


def test_an_engine_that_never_looked_has_not_started():
    assert "has not started yet" in say_standstill(MONDAY)


def test_a_pause_everywhere_names_who_and_since_when():
    look(MONDAY)
    pause(make_user(User.Role.ADMINISTRATOR, name="Ann Reed"))

    said = say_standstill(MONDAY)

    assert said == "Since Mon 5 Oct, 10 a.m. no reminders are going out: Ann Reed paused them everywhere."


def test_pauses_of_one_office_or_one_job_seeker_and_ended_ones_do_not_count():
    look(MONDAY)
    candidate = make_candidate()
    user = candidate.counselor
    pause(user, office=candidate.office)
    pause(user, candidate=candidate)
    pause(user, ended_at=MONDAY, ended_by=user)

    assert say_standstill(MONDAY) == ""


def test_a_hold_comes_first():
    guard.hold(Hold.Kind.VOLUME, MONDAY, "400 are due", 400)
    pause(make_user())

    assert "waits for an administrator" in say_standstill(MONDAY)


def test_it_costs_one_query_while_all_is_well():
    look(MONDAY)

    with CaptureQueriesContext(connection) as captured:
        say_standstill(MONDAY)

    assert len(captured) == 1


@pytest.mark.parametrize(
    ("role", "path", "has_link"),
    [("counselor", "/desk/", False), ("manager", "/reports/", True), ("administrator", "/offices/", True)],
)
def test_staff_see_it_on_every_page_and_those_who_may_look_have_a_link(client, role, path, has_link):
    look(timezone.now() - hours(1))
    client.force_login(make_user(role))

    banner = client.get(path).content.decode().split('class="hold"')[1].split("<main")[0]

    assert "the program that sends them is silent" in banner
    assert ('href="/operations/"' in banner) is has_link


def test_it_is_gone_as_soon_as_the_engine_looks(client):
    look(timezone.now())
    client.force_login(make_user())

    assert 'class="hold"' not in client.get("/desk/").content.decode()


def test_nobody_sees_it_before_signing_in(client):
    assert 'class="hold"' not in client.get("/accounts/login/").content.decode()
