"""The brakes: what stops the dispatcher, and who lets it go on."""

import datetime

import pytest
from django.db import IntegrityError

from accounts.models import Region, User
from followups.models import Delivery, Heartbeat, Hold, Pause
from followups.nudges import claim, guard
from followups.nudges.guard import ClockWatch
from followups.tests.builders import MONDAY, days, hours, make_candidate, make_follow_up, make_office, make_user

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + days(1)


def make_many(number):
    counselor = make_user()
    return [make_follow_up(make_candidate(counselor)) for _number in range(number)]


def make_administrator():
    return make_user(role=User.Role.ADMINISTRATOR)


def test_far_more_than_usual_holds_the_dispatcher(smtp_server, run):
    Region.objects.update(brake_floor=3)
    make_many(4)

    result = run(TUESDAY)

    held = Hold.objects.in_force().get()
    assert (held.kind, held.due) == (Hold.Kind.VOLUME, 4)
    assert result.held == "volume"
    assert smtp_server.messages == []


def test_as_many_as_the_floor_go(smtp_server, run):
    Region.objects.update(brake_floor=4)
    make_many(4)

    run(TUESDAY)

    assert len(smtp_server.messages) == 4


def test_five_times_the_usual_number_goes(smtp_server, run):
    Region.objects.update(brake_floor=1)
    record = claim.Claim.objects.create(claimed_at=MONDAY, lease_until=MONDAY, finished_at=MONDAY)
    Delivery.objects.bulk_create(
        Delivery(
            claim=record,
            address_key=f"{number}",
            day=MONDAY.date(),
            state="sent",
            created_at=MONDAY,
            sending_at=MONDAY,
            settled_at=MONDAY,
        )
        for number in range(30)
    )  # one a day, over 30 days
    make_many(5)

    run(TUESDAY)

    assert len(smtp_server.messages) == 5


def test_a_go_lets_out_what_was_held_and_holds_again_when_more_comes(smtp_server, run):
    Region.objects.update(brake_floor=1)
    make_many(3)
    run(TUESDAY)

    assert guard.lift(Hold.objects.get(), by=make_administrator(), at=TUESDAY)
    run(TUESDAY + hours(1))

    assert len(smtp_server.messages) == 3
    make_many(4)
    assert run(TUESDAY + hours(2)).held == "volume"


def test_a_hold_is_lifted_once():
    guard.hold(Hold.Kind.CLOCK, MONDAY, "jumped")
    held = Hold.objects.get()

    assert guard.lift(held, by=make_administrator(), at=TUESDAY)
    assert not guard.lift(held, by=make_administrator(), at=TUESDAY)


def test_a_hold_in_force_is_not_set_twice():
    guard.hold(Hold.Kind.CLOCK, MONDAY, "jumped")
    guard.hold(Hold.Kind.CLOCK, TUESDAY, "jumped again")

    assert Hold.objects.get().since == MONDAY


def test_a_copy_of_another_system_mails_nobody_until_somebody_says_go(smtp_server, run, settings):
    make_follow_up()
    run(MONDAY)
    settings.SITE_URL = "https://copy.example.org"

    assert run(TUESDAY).held == "copy"
    assert smtp_server.messages == []

    guard.lift(Hold.objects.get(), by=make_administrator(), at=TUESDAY)
    assert run(TUESDAY).held == ""
    assert len(smtp_server.messages) == 1


def test_a_clock_that_went_back_holds(run):
    run(TUESDAY)

    assert run(TUESDAY - hours(1)).held == "clock"
    assert Heartbeat.objects.get().at == TUESDAY


def test_an_outage_is_no_jump_of_the_clock(run):
    run(MONDAY)

    assert run(MONDAY + days(3)).held == ""


MINUTE = datetime.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("database_is_ahead", "wall_went", "monotonic_went", "is_wrong"),
    [
        (0 * MINUTE, MINUTE, 60, False),
        (4 * MINUTE, MINUTE, 60, False),
        (6 * MINUTE, MINUTE, 60, True),
        (-6 * MINUTE, MINUTE, 60, True),
        (0 * MINUTE, 60 * MINUTE, 60, True),
        (0 * MINUTE, -10 * MINUTE, 60, True),
        (0 * MINUTE, 3 * MINUTE, 240, False),
    ],
)
def test_the_watch_tells_a_jump_from_a_tick(database_is_ahead, wall_went, monotonic_went, is_wrong):
    watch = ClockWatch()
    watch.look(MONDAY, MONDAY, 1000)

    wall = MONDAY + wall_went
    assert bool(watch.look(wall + database_is_ahead, wall, 1000 + monotonic_went)) is is_wrong


def test_the_engine_is_silent_after_three_ticks(run, settings):
    assert guard.is_silent(MONDAY)
    run(MONDAY)

    assert not guard.is_silent(MONDAY + datetime.timedelta(seconds=3 * settings.TICK_SECONDS))
    assert guard.is_silent(MONDAY + datetime.timedelta(seconds=3 * settings.TICK_SECONDS + 1))


def test_a_pause_stands_once_for_each_office():
    office, user = make_office(), make_user()
    Pause.objects.create(office=office, reason="Storm", since=MONDAY, paused_by=user)
    Pause.objects.create(reason="Storm", since=MONDAY, paused_by=user)

    with pytest.raises(IntegrityError):
        Pause.objects.create(office=office, reason="Again", since=MONDAY, paused_by=user)
