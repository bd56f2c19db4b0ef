"""Many tries at the same moment: no more than five are judged."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from followups.models import Digits
from followups.tests.builders import make_candidate

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def try_at_once(pk, guesses):
    """Try all guesses in threads that start together; return how many were judged to be right."""
    start, right = threading.Barrier(len(guesses)), []

    def guess(digits):
        kept = Digits.objects.get(pk=pk)
        start.wait(timeout=30)
        try:
            right.append(kept.open(digits))
        finally:
            connection.close()

    threads = [threading.Thread(target=guess, args=[digits]) for digits in guesses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sum(right)


def test_twenty_wrong_tries_at_once_count_as_five(monkeypatch):
    judged = []
    monkeypatch.setattr("followups.models.paper.check_password", lambda *tried: judged.append(tried) or False)
    candidate = make_candidate(shares_address=True)
    Digits.choose(candidate, "2580", at=timezone.now())

    right = try_at_once(Digits.objects.get().pk, [f"{number:04}" for number in range(20)])

    assert right == 0
    assert len(judged) == 5
    assert Digits.objects.get().tries_left == 0
