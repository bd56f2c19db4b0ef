"""The brakes: what stops the dispatcher, and who lets it go on."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Region, User
from followups.models import Delivery, Heartbeat, Hold, Pause
from followups.nudges import claim, guard
from followups.nudges.clock import database_now
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


def test_the_volume_brake_counts_no_more_than_it_must(run):
    Region.objects.update(brake_floor=1)
    make_many(4)

    with CaptureQueriesContext(connection) as captured:
        guard.check_volume(TUESDAY)

    held = Hold.objects.in_force().get()
    assert (held.due, held.detail) == (2, "More than 1 reminders are due at once.")
    [count] = [query["sql"] for query in captured if "next_step_at" in query["sql"]]
    assert "LIMIT 2" in count


def test_what_is_usual_is_counted_once_a_day():
    guard.look(MONDAY)

    with CaptureQueriesContext(connection) as same_day:
        guard.look(MONDAY + hours(1))
    with CaptureQueriesContext(connection) as next_day:
        guard.look(TUESDAY)

    assert not any("followups_delivery" in query["sql"] for query in same_day)
    assert any("followups_delivery" in query["sql"] for query in next_day)


def refuse(number):
    for _number in range(number):
        guard.note_refused(TUESDAY, "554 5.7.1 Rejected")


def test_ten_mails_refused_in_a_row_hold_the_dispatcher():
    guard.look(MONDAY)
    refuse(9)
    assert guard.holds() == ""

    refuse(1)

    held = Hold.objects.in_force().get()
    assert held.kind == Hold.Kind.SERVER
    assert held.detail == "It refused 10 mails in a row, the last one so: 554 5.7.1 Rejected"


def test_a_mail_that_is_taken_ends_the_row_of_refusals():
    guard.look(MONDAY)
    refuse(9)
    guard.note_taken()
    refuse(9)

    assert guard.holds() == ""


def test_after_a_go_refusals_are_counted_from_the_start():
    guard.look(MONDAY)
    refuse(10)

    guard.lift(Hold.objects.get(), by=make_administrator(), at=TUESDAY)
    refuse(9)

    assert guard.holds() == ""


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


def test_a_go_after_a_clock_that_went_back_counts_from_that_clock(run):
    run(TUESDAY)
    run(TUESDAY - hours(1))

    guard.lift(Hold.objects.get(), by=make_administrator(), at=TUESDAY - hours(1))

    assert run(TUESDAY - hours(0.9)).held == ""


def test_an_outage_is_no_jump_of_the_clock(run, monkeypatch):
    run(MONDAY)

    # A process that has just started has seen no tick before.
    monkeypatch.setattr(guard, "watch", ClockWatch())
    assert guard.watch.look(MONDAY + days(3), MONDAY + days(3), 10) == ""
    assert run(MONDAY + days(3)).held == ""


def test_clocks_that_disagree_hold_the_dispatcher(run, monkeypatch):
    monkeypatch.setattr(guard, "watch", ClockWatch())

    guard.check_clocks(timezone.now() + datetime.timedelta(minutes=6))

    assert guard.holds() == "clock"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_leave_one_heartbeat_and_no_hold():
    at = database_now()

    def look(_number):
        try:
            return guard.look(at)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as beats:
        assert set(beats.map(look, range(40))) == {""}

    assert Heartbeat.objects.get().at == at


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


def test_a_heartbeat_that_lies_ahead_tells_nothing():
    Heartbeat.objects.create(pk=1, at=MONDAY + days(1), system=guard.this_system())

    assert guard.is_silent(MONDAY)


def test_a_go_for_a_jump_is_meant_for_every_process():
    first, second = ClockWatch(), ClockWatch()
    for watch in (first, second):
        watch.look(MONDAY, MONDAY, 0)
    assert first.look(MONDAY + hours(1), MONDAY + hours(1), 60)
    guard.hold(Hold.Kind.CLOCK, MONDAY + hours(1), "jumped")
    guard.lift(Hold.objects.get(), by=make_administrator(), at=MONDAY + hours(2))

    assert second.look(MONDAY + hours(2.1), MONDAY + hours(2.1), 120) == ""
    assert second.look(MONDAY + hours(5), MONDAY + hours(5), 180) == "This machine's clock jumped."
