"""F10: clocks that jump stop the dispatcher until an administrator says go; the nights of daylight saving do not."""

import datetime
import logging
import time
import zoneinfo
from collections import Counter

import pytest
from django.core.management import call_command
from django.db.models import Min

from accounts.models import Region, User
from followups.models import Delivery, FollowUp, Hold, Nudge
from followups.nudges import dispatch
from followups.nudges.clock import database_now
from followups.nudges.tests.clock import Clock
from followups.tests.builders import (
    days,
    hours,
    make_candidate,
    make_follow_up,
    make_office,
    make_office_at_all_hours,
    make_user,
)
from workforce.tests.faults import clocks, ledger, supply
from workforce.tests.processes import wait_for

HOUR, DAY = 3600, 24 * 3600
JUMPS = {"+1 h": HOUR, "-10 min": -600, "+3 days": 3 * DAY, "-1 day": -DAY}


def make_due_in_half_an_hour():
    """Make a reminder that no clock but a wrong one calls due."""
    counselor = make_user(office=make_office_at_all_hours())
    return make_follow_up(make_candidate(counselor), held_at=database_now() - hours(23.5))


def say_go(client):
    client.force_login(make_user(role=User.Role.ADMINISTRATOR))
    page = client.get("/operations/").content.decode()
    for held in Hold.objects.in_force():
        client.post(f"/operations/holds/{held.pk}/go/")
    return page


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("jump", JUMPS)
def test_f10_a_database_clock_that_jumps_holds_until_an_administrator_says_go(jump, quick_mail, client, caplog, say):
    not_yet = make_due_in_half_an_hour()
    call_command("dispatch_nudges")
    supply.make_due(10)

    with clocks.shiftable_database_clock() as shift, caplog.at_level(logging.ERROR):
        shift(JUMPS[jump])
        for _tick in range(2):
            call_command("dispatch_nudges")
        assert quick_mail.taken() == []
        assert "clock" in caplog.text
    page = say_go(client)
    call_command("dispatch_nudges")

    assert str(Hold.Kind.CLOCK.label) in page
    assert not_yet.nudges.get(position=1).state == Nudge.State.PLANNED
    numbers = ledger.reconcile(quick_mail.taken())
    ledger.assert_promise(numbers)
    assert numbers.sent == 10
    say("F10", f"database {jump}: held, then", **numbers.told())


TICK = datetime.timedelta(minutes=15)
HOUSTON = zoneinfo.ZoneInfo("America/Chicago")
EVENING = datetime.timedelta(hours=2)
# Local midnight in Houston at the start of the day that has 25 hours, and of the one that has 23; both are Sundays.
NIGHTS = {
    "25 hours": datetime.datetime(2026, 11, 1, 5, tzinfo=datetime.UTC),
    "23 hours": datetime.datetime(2027, 3, 14, 6, tzinfo=datetime.UTC),
}


def make_interviews(office, midnight):
    """Interviews for which a reminder falls due every half an hour from the evening before to the next morning.

    Every fourth job seeker has a second one, for which it falls due 23 hours and 50 minutes later.
    """
    counselor, due = make_user(office=office), []
    for number in range(24):
        at = midnight - EVENING + datetime.timedelta(minutes=30 * number)
        candidate = make_candidate(counselor)
        moments = [at] if number % 4 else [at, at + datetime.timedelta(hours=23, minutes=50)]
        due += [make_follow_up(candidate, held_at=moment - days(1), employer=f"Grill {moment}") for moment in moments]
    return due


def tick_through(start, end):
    """Look every quarter of an hour at which something is due."""
    clock = Clock(start)
    while clock.at < end:
        dispatch.run(clock)
        due = FollowUp.objects.aggregate(first=Min("next_step_at"))["first"]
        clock.at = max(clock.at + TICK, due or end)


@pytest.mark.django_db
@pytest.mark.parametrize("night", NIGHTS)
def test_f10_a_night_of_daylight_saving_sends_each_mail_once_and_in_its_hours(night, quick_mail, say):
    midnight = NIGHTS[night]
    Region.objects.update(brake_floor=supply.NO_BRAKE)
    always = make_office_at_all_hours()
    by_day = make_office(sending_days="1234567")
    follow_ups = [*make_interviews(always, midnight), *make_interviews(by_day, midnight)]

    tick_through(midnight - EVENING, midnight + hours(60))

    first = Nudge.objects.filter(position=1, follow_up__in=follow_ups)
    assert set(first.values_list("state", flat=True)) == {Nudge.State.SENT}
    local = {it: it.sending_at.astimezone(HOUSTON) for it in Delivery.objects.select_related("candidate__office")}
    assert all(8 <= at.hour < 20 for it, at in local.items() if it.candidate.office == by_day)
    assert max(Counter((it.address_key, at.date()) for it, at in local.items()).values()) == 1
    assert longest_wait(first.filter(follow_up__interview__office=always).order_by("follow_up")) <= TICK
    numbers = ledger.reconcile(quick_mail.taken(), at=midnight + hours(60))
    ledger.assert_promise(numbers, at=midnight + hours(60))
    say("F10", f"day of {night}", **numbers.told())


def longest_wait(nudges):
    """Return how long the last one of those that had their day to themselves went out after it was due."""
    alone = [
        it for it in nudges.select_related("delivery", "follow_up__interview") if it.planned_at == it.follow_up.due_at
    ]
    return max(it.delivery.sending_at - it.follow_up.interview.held_at - days(1) for it in alone)


@pytest.mark.processes
@pytest.mark.long
@pytest.mark.parametrize("whose", ["worker", "worker and database"])
def test_f10_a_worker_whose_clock_jumps_sends_nothing_until_it_is_right(whose, desk, client, settings, tmp_path, say):
    # This test says go in the name of the programs' system.
    settings.SITE_URL, settings.TICK_SECONDS = desk.processes.site_url, 1
    wall, noticed = clocks.ProgramClock(tmp_path), []
    with clocks.shiftable_database_clock() as shift_database:
        programs = [desk.start_beat(), desk.start_worker(**wall.environment)]
        for jump, seconds in JUMPS.items():
            desk.make_due(10)
            wait_for(lambda: goes_on(desk, client), "mails go out", seconds=60)
            wall.shift(seconds)
            shift_database(seconds * (whose != "worker"))
            noticed.append(f"{jump} {wait_for(lambda: is_noticed(client), f'{jump} is noticed')}")
            let_nothing_out(desk)
            wall.shift(0)
            shift_database(0)
        wait_for(lambda: goes_on(desk, client), "all goes on after a go", seconds=60)

    assert [program.poll() for program in programs] == [None, None]
    say("F10", f"clock of the {whose}", *noticed, **desk.reconcile().told())


def is_noticed(client):
    """Return how it shows: the dispatcher is held, or has not looked for three ticks. Both say so on every page."""
    if Hold.objects.in_force().filter(kind=Hold.Kind.CLOCK).exists():
        return "held"
    return "silent" if client.get("/readyz").status_code == 503 else ""


def let_nothing_out(desk):
    before = desk.taken()
    desk.make_due(10)
    time.sleep(3)
    assert desk.taken() == before


def goes_on(desk, client):
    """Say go if it is held; tell whether all is sent."""
    if Hold.objects.in_force().exists():
        assert str(Hold.Kind.CLOCK.label) in say_go(client)
    return not desk.left()
