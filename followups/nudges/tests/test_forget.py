"""What mails said is forgotten after 60 days."""

import datetime

import pytest

from followups.models import Claim, Delivery, Pass
from followups.nudges import forget, tasks
from followups.tests.builders import MONDAY, days

pytestmark = pytest.mark.django_db


def make_delivery(created_at):
    claim = Claim.objects.create(claimed_at=created_at, lease_until=created_at)
    facts = {"day": created_at.date(), "address_key": f"{created_at:%f%s}", "created_at": created_at}
    return Delivery.objects.create(claim=claim, content={"name": "Ánh"}, **facts)


def test_what_a_mail_said_is_kept_for_sixty_days():
    old = make_delivery(MONDAY - days(60) - datetime.timedelta(seconds=1))
    young = make_delivery(MONDAY - days(60))

    assert forget.forget_old_mails(MONDAY) == 1

    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.content, young.content) == (None, {"name": "Ánh"})


def test_what_is_forgotten_is_null_to_the_database_too():
    make_delivery(MONDAY - days(61))

    forget.forget_old_mails(MONDAY)

    assert Delivery.objects.filter(content__isnull=True).count() == 1
    assert forget.forget_old_mails(MONDAY) == 0


def test_many_are_forgotten_batch_by_batch(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(forget, "BATCH", 2)
    for number in range(5):
        make_delivery(MONDAY - days(70) + datetime.timedelta(seconds=number))

    with django_assert_num_queries(4):
        assert forget.forget_old_mails(MONDAY) == 5


def test_what_a_pass_did_is_kept_for_sixty_days():
    for age in (days(60), days(60) + datetime.timedelta(seconds=1)):
        Pass.objects.create(began_at=MONDAY - age, ended_at=MONDAY - age)

    assert forget.forget_old_passes(MONDAY) == 1

    assert Pass.objects.get().began_at == MONDAY - days(60)


def test_it_happens_every_night(settings):
    [entry] = [
        entry for entry in settings.CELERY_BEAT_SCHEDULE.values() if entry["task"] == tasks.forget_old_mails.name
    ]

    assert entry["schedule"].hour == {9}
