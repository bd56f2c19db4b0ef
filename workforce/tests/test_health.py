"""Probes."""

import datetime

import pytest
from django.db import OperationalError
from django.utils import timezone

from followups.models import Heartbeat
from workforce import health


def test_a_probe_is_answered_without_signing_in_and_without_the_database(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.parametrize("probe", [health.healthz, health.readyz])
def test_a_probe_reads_and_never_writes(rf, probe):
    assert probe(rf.post("/")).status_code == 405


@pytest.mark.django_db
def test_the_system_is_ready_while_the_engine_looks(client):
    Heartbeat.objects.create(pk=1, at=timezone.now(), system="this one")

    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (200, b"database ok\nmigrations ok\nengine ok\n")


@pytest.mark.django_db
def test_the_system_is_not_ready_when_the_engine_is_silent(client):
    Heartbeat.objects.all().delete()

    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (503, b"database ok\nmigrations ok\nengine silent\n")


@pytest.mark.django_db
@pytest.mark.parametrize(("ticks", "status"), [(2.5, 200), (3.5, 503)])
def test_three_ticks_without_a_look_are_too_many(client, settings, ticks, status):
    at = timezone.now() - datetime.timedelta(seconds=ticks * settings.TICK_SECONDS)
    Heartbeat.objects.create(pk=1, at=at, system="this one")

    assert client.get("/readyz").status_code == status


@pytest.mark.django_db
def test_the_system_is_not_ready_while_migrations_are_missing(client, monkeypatch):
    monkeypatch.setattr(health, "are_missing", lambda: True)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert b"migrations missing" in answer.content


def test_the_system_is_not_ready_when_the_database_does_not_answer(client, monkeypatch):
    def broken():
        raise OperationalError

    monkeypatch.setattr(health, "database_now", broken)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.content == b"database unreachable\nmigrations unknown\nengine unknown\n"
