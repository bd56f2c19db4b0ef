"""Claiming beside others: who holds a candidate is never waited for, and nobody waits for what is not claimed."""

import threading

import pytest
from django.db import connection, transaction

from candidates.models import Candidate
from followups.models import Heartbeat, Nudge
from followups.nudges import claim, guard
from followups.tests.builders import MONDAY, days, make_candidate, make_follow_up, make_user

TUESDAY = MONDAY + days(1)

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


class Meanwhile(threading.Thread):
    """Runs `act` in a transaction of its own, which it keeps open until `end` is called."""

    def __init__(self, act):
        super().__init__()
        self.act, self.acted, self.may_end, self.result = act, threading.Event(), threading.Event(), None

    def run(self):
        try:
            with transaction.atomic():
                self.result = self.act()
                self.acted.set()
                self.may_end.wait(10)
        finally:
            self.acted.set()
            connection.close()

    def __enter__(self):
        self.start()
        assert self.acted.wait(10)
        return self

    def __exit__(self, *_):
        self.may_end.set()
        self.join()


def test_an_answer_never_waits_for_a_claim_that_passed_its_candidate_over():
    follow_up, other = make_follow_up(), make_follow_up()

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '2s'")
        Candidate.objects.locked().get(pk=follow_up.interview.candidate_id)
        with Meanwhile(lambda: claim.claim_batch(TUESDAY)) as claiming:
            follow_up.decline(reason="other", by=None, at=TUESDAY)

    [parcel] = claiming.result.parcels
    assert parcel.nudges[0].follow_up_id == other.pk


def test_a_second_claim_takes_the_next_candidates_and_not_another_interview_of_the_first(monkeypatch):
    counselor = make_user()
    first, second = make_candidate(counselor), make_candidate(counselor)
    make_follow_up(first, employer="Bayou Bakery")
    make_follow_up(first, employer="Gulf Grill")
    make_follow_up(second)
    monkeypatch.setattr(claim, "BATCH", 1)

    with Meanwhile(lambda: claim.claim_batch(TUESDAY)) as claiming:
        batch = claim.claim_batch(TUESDAY)

    taken = [parcel.candidate for parcel in claiming.result.parcels + batch.parcels]
    assert taken == [first, second]
    assert Nudge.objects.filter(state=Nudge.State.CLAIMED).count() == 3


def test_two_first_looks_at_the_same_moment_leave_one_heartbeat():
    with Meanwhile(lambda: guard.look(MONDAY)) as looking:
        threading.Timer(0.5, looking.may_end.set).start()
        guard.look(MONDAY)

    assert Heartbeat.objects.count() == 1
