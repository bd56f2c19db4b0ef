"""What tells this system from a copy of it, and its database from a restored backup (DESIGN section 5)."""

import contextlib
import datetime
import hashlib
import os
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from followups.models import Heartbeat

# Written before what an identity is made of, so that a better one in a later release holds nobody up.
VERSION = "2:"

# What a server tells of itself, by the function that an ordinary role may have been denied. The first eight digits of
# the log's name are the timeline: a new one after a restore to a moment, and when a standby takes over.
TOLD_BY_SERVER = {
    "pg_control_system()": "(SELECT system_identifier FROM pg_control_system())",
    "pg_current_wal_lsn()": "left(pg_walfile_name(pg_current_wal_lsn()), 8)",
}


def this_system() -> str:
    """Return what tells this system from every other: its address and the identity of its database."""
    return f"{VERSION}{digest(database_identity())[:62]}"


def as_first_written() -> str:
    """Return what the first release wrote for this system."""
    return digest(database_oid() if connection.vendor == "postgresql" else database_identity())


def short(system: str) -> str:
    """Return the letters by which people tell two systems apart."""
    return system.removeprefix(VERSION)[:8]


def digest(identity: str) -> str:
    return hashlib.sha256(f"{settings.SITE_URL} {identity}".encode()).hexdigest()


def database_identity() -> str:
    """Return what changes when a database is copied, or its tables are made anew from a dump."""
    if connection.vendor == "postgresql":
        return " ".join([database_oid(), *told_by_server(), table_oid()])
    path = sqlite_path()
    return str(path.stat().st_ino) if path else str(connection.settings_dict["NAME"])


def database_oid() -> str:
    return ask("SELECT oid FROM pg_database WHERE datname = current_database()")


def table_oid() -> str:
    """Return the number of the heartbeat's table: a dump that is restored into the same database makes a new one."""
    return ask("SELECT %s::regclass::oid", Heartbeat._meta.db_table)


def told_by_server() -> list[str]:
    """Return what the server tells this role about itself; nothing where it may not ask."""
    may = {function: ask("SELECT has_function_privilege(%s, 'execute')", function) for function in TOLD_BY_SERVER}
    return [ask(f"SELECT {told}") for function, told in TOLD_BY_SERVER.items() if may[function] == "True"]


def ask(question: str, *values) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question, values or None)
        return str(cursor.fetchone()[0])


def sqlite_path() -> Path | None:
    path = str(connection.settings_dict["NAME"])
    return Path(path) if connection.vendor == "sqlite" and os.path.exists(path) else None


def beat_file() -> Path | None:
    """Return the file beside a SQLite database that keeps the last heartbeat: a backup copied over it is older."""
    path = sqlite_path()
    return path.with_name(f"{path.name}.beat") if path else None


def last_beat() -> datetime.datetime | None:
    """Return the last heartbeat that the file beside the database knows of, if there is one."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        return datetime.datetime.fromisoformat(beat_file().read_text())


def note_beat(at: datetime.datetime):
    """Keep a heartbeat in the file beside the database."""
    path = beat_file()
    if path:
        # Not before the row is there: what is rolled back is no restore.
        transaction.on_commit(partial(write, path, at.isoformat()))


def write(path: Path, text: str):
    # Where the file cannot be written a restore is noticed by the database's own number alone.
    with contextlib.suppress(OSError):
        path.write_text(text)
