"""The promise with real processes on PostgreSQL and a real mail server (DESIGN section 6)."""

import threading
from collections import Counter

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Region
from followups.intake import opt_out
from followups.models import Claim, Delivery, Nudge
from followups.nudges import dispatch, invariants
from followups.nudges.clock import database_now
from followups.tests.builders import days, hours, make_candidate, make_follow_up, make_office_at_all_hours, make_user
from workforce.tests.processes import wait_for

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


def make_due(number):
    """`number` seekers whose interview was a day and an hour ago: each has one nudge due now."""
    Region.objects.update(brake_floor=number)
    counselor = make_user(office=make_office_at_all_hours())
    held_at = timezone.now() - days(1) - hours(1)
    return [make_follow_up(make_candidate(counselor), held_at=held_at) for _number in range(number)]


def first_states():
    return Counter(Nudge.objects.filter(position=1).values_list("state", flat=True))


def message_ids(smtp_server):
    return [mail["Message-ID"] for mail in smtp_server.messages]


def test_two_dispatchers_at_the_same_moment_send_each_mail_once(processes, smtp_server):
    make_due(500)

    both = [processes.manage("dispatch_nudges") for _number in range(2)]
    for process in both:
        assert process.wait(120) == 0, processes.log(process)

    assert len(smtp_server.messages) == len(set(message_ids(smtp_server))) == 500
    assert len({mail.envelope_to[0] for mail in smtp_server.messages}) == 500
    assert first_states() == {Nudge.State.SENT: 500}
    assert Delivery.objects.filter(state=Delivery.State.SENT).count() == 500


KILLS = 3


def test_a_killed_worker_sends_nothing_twice_and_loses_nothing(processes, smtp_server, run_manage):
    make_due(200)

    for kill in range(1, KILLS + 1):
        worker = processes.manage("dispatch_nudges")
        wait_for(lambda goal=kill * 40: len(smtp_server.messages) >= goal, "some mails went out")
        processes.kill(worker)
        Claim.objects.update(lease_until=timezone.now() - hours(1))
    run_manage("dispatch_nudges")

    accepted = message_ids(smtp_server)
    assert len(accepted) == len(set(accepted))
    states = first_states()
    assert set(states) <= {Nudge.State.SENT, Nudge.State.UNKNOWN}
    assert states.total() == 200
    assert states[Nudge.State.UNKNOWN] <= KILLS
    known = {delivery.message_id for delivery in Delivery.objects.exclude(state="dropped")}
    assert set(accepted) <= known
    assert 200 - states[Nudge.State.UNKNOWN] <= len(accepted) <= 200
    assert invariants.check(database_now()) == []


def test_no_mail_is_handed_over_after_a_stop_has_committed(smtp_server):
    follow_ups = make_due(40)
    keys = [follow_up.interview.candidate.email_key for follow_up in follow_ups]
    stopped_at = {}

    def stop_all():
        for key in reversed(keys):
            opt_out.opt_out(key, at=timezone.now())
            stopped_at[key] = database_now()
        connection.close()

    stopper = threading.Thread(target=stop_all)
    stopper.start()
    dispatch.run(database_now)
    stopper.join()
    dispatch.run(database_now)

    for delivery in Delivery.objects.exclude(sending_at=None):
        assert delivery.sending_at <= stopped_at[delivery.address_key], delivery
    assert set(first_states()) <= {Nudge.State.SENT, Nudge.State.SKIPPED}
    assert first_states()[Nudge.State.SENT] == len(smtp_server.messages)
