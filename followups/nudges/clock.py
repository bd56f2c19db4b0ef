"""The database's clock, which alone judges what is due and whose lease has run out."""

import datetime
import time

from django.db import connection

NOW = {
    "postgresql": "SELECT clock_timestamp()",
    "sqlite": "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')",
}
ASKED_EVERY = 2


def database_now() -> datetime.datetime:
    """Return the moment it is on the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute(NOW[connection.vendor])
        now = cursor.fetchone()[0]
    if isinstance(now, str):
        now = datetime.datetime.fromisoformat(now).replace(tzinfo=datetime.UTC)
    return now.astimezone(datetime.UTC)


class DatabaseClock:
    """The database's clock for one pass after the other: asked every two seconds, in between this process counts on.

    A pass asks the time at each mail; a question to the database each time would be one in three of its queries.
    """

    def __init__(self):
        self.told, self.told_at = None, 0.0

    def __call__(self) -> datetime.datetime:
        since = time.monotonic() - self.told_at
        if not self.told or since > ASKED_EVERY:
            self.told, self.told_at, since = database_now(), time.monotonic(), 0
        return self.told + datetime.timedelta(seconds=since)
