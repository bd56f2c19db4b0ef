"""What a fault test does to the clocks: the database's, that of a program, or both as one machine's."""

import contextlib
import glob

import pytest
from django.db import connection

from followups.models import FollowUp, Nudge
from followups.nudges.clock import database_now
from workforce.tests.faults.database import execute

# A function of this name in a schema that is looked at first takes the place of PostgreSQL's own, for every program.
SHIFTED = """
CREATE SCHEMA IF NOT EXISTS other_clock;
CREATE OR REPLACE FUNCTION other_clock.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
    $$ SELECT pg_catalog.clock_timestamp() + interval '{seconds} seconds' $$;
"""


@contextlib.contextmanager
def shiftable_database_clock():
    """Give a function that sets the database's clock so many seconds ahead, for all who connect from now on."""
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    shift_database_clock(0)
    execute(f"ALTER DATABASE {name} SET search_path = other_clock, pg_catalog, public")
    connection.close()
    try:
        yield shift_database_clock
    finally:
        execute(f"ALTER DATABASE {name} RESET search_path; DROP SCHEMA other_clock CASCADE")
        connection.close()


def shift_database_clock(seconds):
    execute(SHIFTED.format(seconds=seconds))


class ProgramClock:
    """The wall clock of the programs that are started with `environment`; the monotonic one stays right."""

    def __init__(self, folder):
        self.file = folder / "clock"
        self.shift(0)

    def shift(self, seconds):
        """Set their clock so many seconds ahead, at once."""
        self.file.write_text(f"{seconds:+d}")

    @property
    def environment(self):
        found = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
        if not found:
            pytest.fail("Install faketime: this test sets the clock of a program.", pytrace=False)
        return {
            "LD_PRELOAD": found[0],
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }


def hurry():
    """Look at once at what was put off: the minutes and hours that nobody waits for here."""
    overdue = Nudge.objects.planned().filter(planned_at__lte=database_now())
    follow_ups = set(overdue.values_list("follow_up", flat=True))
    overdue.update(try_at=database_now())
    FollowUp.objects.filter(pk__in=follow_ups).refresh_next_step()
