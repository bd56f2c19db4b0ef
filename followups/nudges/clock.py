"""The database's clock, which alone judges what is due and whose lease has run out."""

import datetime

from django.db import connection

NOW = {
    "postgresql": "SELECT clock_timestamp()",
    "sqlite": "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')",
}


def database_now() -> datetime.datetime:
    """Return the moment it is on the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute(NOW[connection.vendor])
        now = cursor.fetchone()[0]
    if isinstance(now, str):
        now = datetime.datetime.fromisoformat(now).replace(tzinfo=datetime.UTC)
    return now.astimezone(datetime.UTC)
