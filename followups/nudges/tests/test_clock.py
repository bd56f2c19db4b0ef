"""The clock of a pass is the database's, asked now and then."""

import pytest

from followups.nudges import clock
from followups.nudges.clock import DatabaseClock, database_now
from followups.tests.builders import MONDAY, days, hours

pytestmark = pytest.mark.django_db


@pytest.fixture
def passing(monkeypatch):
    """Let so many seconds pass on this process's own clock."""
    now = [1000.0]
    monkeypatch.setattr(clock.time, "monotonic", lambda: now[0])
    return lambda seconds: now.__setitem__(0, now[0] + seconds)


def test_the_time_goes_on_between_two_questions_to_the_database(passing, django_assert_num_queries):
    tell = DatabaseClock()
    first = tell()

    passing(1.5)

    with django_assert_num_queries(0):
        assert (tell() - first).total_seconds() == 1.5


def test_the_database_is_asked_again_after_two_seconds(passing, monkeypatch):
    tell = DatabaseClock()
    tell()

    passing(2.5)
    monkeypatch.setattr(clock, "database_now", lambda: MONDAY)

    assert tell() == MONDAY


def test_a_process_that_slept_for_long_asks_before_it_tells(passing, monkeypatch):
    tell = DatabaseClock()
    monkeypatch.setattr(clock, "database_now", lambda: MONDAY)
    tell()
    monkeypatch.setattr(clock, "database_now", lambda: MONDAY + days(1))

    passing(hours(24).total_seconds())

    assert tell() == MONDAY + days(1)


def test_it_tells_what_the_database_tells():
    assert abs((DatabaseClock()() - database_now()).total_seconds()) < 10
