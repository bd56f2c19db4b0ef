"""Two managers at one text at once: one saves, the other is told. With real threads, each on its own connection."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from followups.models import Wording
from followups.tests.builders import make_office, make_user
from followups.wordings import acts
from followups.wordings.tests.texts import TEXTS, make_wording

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("_round", range(5))
def test_of_two_changes_at_once_one_is_saved_and_the_other_told_by_whom(_round):
    office = make_office()
    wording = make_wording(office)
    ann, bea = (make_user(User.Role.MANAGER, office=office) for _name in range(2))
    together = threading.Barrier(2)

    def change(by):
        texts = {**TEXTS, "en": {**TEXTS["en"], "button": f"Answer {by.pk}"}}
        try:
            together.wait(timeout=10)
            return acts.change(wording, name=wording.name, texts=texts, seen=1, by=by, at=timezone.now())
        except acts.ChangedMeanwhile as told:
            return told.version.made_by
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(change, (ann, bea)))

    winner = Wording.objects.get(pk=wording.pk).current.made_by
    assert sorted(results, key=str) == sorted([True, winner], key=str)
    assert wording.versions.count() == 2
