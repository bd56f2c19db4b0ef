"""What a fault test does to PostgreSQL: a server of its own to stop, a commit that takes its time, a locked table."""

import contextlib
import subprocess

from django.db import connection, models, transaction

from followups.models import Delivery, Nudge
from workforce.tests import servers
from workforce.tests.processes import address_of_database


@contextlib.contextmanager
def own():
    """Let this test and its programs use a PostgreSQL server of their own, a copy of ours that keeps all it commits."""
    with servers.folder() as folder, servers.PostgreSQL(folder) as server:
        dump = subprocess.run(
            [servers.program("pg_dump"), "--no-owner", address_of_database()], stdout=subprocess.PIPE, check=True
        )
        load = [servers.program("psql"), "--quiet", "--set", "ON_ERROR_STOP=1", server.url]
        subprocess.run(load, input=dump.stdout, stdout=subprocess.DEVNULL, check=True)
        ours = dict(connection.settings_dict)
        lead_to(HOST="127.0.0.1", PORT=server.port, NAME="postgres", USER="postgres", PASSWORD="")
        try:
            yield server
        finally:
            lead_to(**ours)


def lead_to(**settings):
    connection.close()
    connection.settings_dict.update(settings)


def stop(server):
    """Stop it in the middle of whatever it does."""
    server.stop()
    connection.close()


# Deferred, so that it runs when the client has asked for the commit and waits for it.
SLEEP_AT_COMMIT = """
CREATE FUNCTION sleep_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT count(*) FROM followups_delivery WHERE sending_at IS NOT NULL) = {number} THEN
        PERFORM pg_sleep(4);
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sleep_at_commit AFTER UPDATE ON followups_delivery
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'sending') EXECUTE FUNCTION sleep_at_commit();
"""
FORGET_IT = "DROP FUNCTION sleep_at_commit CASCADE"


@contextlib.contextmanager
def slow_commit_of_mail(number):
    """Let the commit that says *sending* of the mail with this number take four seconds."""
    execute(SLEEP_AT_COMMIT.format(number=number))
    try:
        yield
    finally:
        execute(FORGET_IT)


def commits_slowly() -> bool:
    """Tell whether somebody waits for that commit."""
    asleep = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
    return bool(execute(asleep, answers=True))


def execute(sql, *, answers=False):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if answers else None


def migrate_slowly(seconds):
    """Add a column to the tables of the ledger and take it away again, with all of them locked for a while.

    It is what a migration does: one transaction, and the programs that run know nothing of the column.
    """
    for change in ("add_field", "remove_field"):
        with transaction.atomic(), connection.schema_editor() as editor:
            for model in (Nudge, Delivery):
                column = models.TextField(null=True)
                column.set_attributes_from_name("of_the_next_version")
                column.model = model
                getattr(editor, change)(model, column)
            execute(f"SELECT pg_sleep({seconds})")
