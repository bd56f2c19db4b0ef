"""A copy, or a database that came back from a backup, is noticed; an upgrade or an outage is not taken for one."""

import shutil
import subprocess

import pytest
from django.db import connection, transaction

from followups.models import Heartbeat, Hold
from followups.nudges import guard, identity
from followups.nudges.clock import database_now
from followups.tests.builders import MONDAY, days, hours, make_user
from workforce.tests.processes import address_of_database

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + days(1)


def held():
    return list(Hold.objects.in_force().values_list("kind", flat=True))


@pytest.fixture
def file_database(monkeypatch, tmp_path):
    """A file where this system's SQLite database would stand; what is rolled back at the end counts as committed."""
    monkeypatch.setattr(identity, "sqlite_path", lambda: path)
    monkeypatch.setattr(transaction, "on_commit", lambda act: act())
    path = tmp_path / "desk.sqlite3"
    path.write_bytes(b"")
    return path


def test_an_upgrade_from_the_first_release_holds_nobody_up():
    guard.look(MONDAY)
    Heartbeat.objects.update(system=identity.as_first_written())

    assert guard.look(TUESDAY) == ""

    assert Heartbeat.objects.get().system == identity.this_system()


def test_a_copy_made_before_the_upgrade_is_a_copy():
    guard.look(MONDAY)
    Heartbeat.objects.update(system="f" * 64)

    assert guard.look(TUESDAY) == "copy"


def test_the_identity_fits_its_column_and_has_a_short_name():
    system = identity.this_system()

    assert len(system) <= Heartbeat._meta.get_field("system").max_length
    assert system.startswith("2:")
    assert identity.short(system) == system[2:10]


def test_a_backup_copied_over_the_file_is_noticed(file_database):
    guard.look(MONDAY)
    guard.look(TUESDAY)

    Heartbeat.objects.update(at=MONDAY)  # the row of the backup

    assert guard.look(TUESDAY + hours(1)) == "copy"


def test_after_a_go_the_restored_file_is_the_system(file_database):
    test_a_backup_copied_over_the_file_is_noticed(file_database)

    guard.lift(Hold.objects.get(), by=make_user(), at=TUESDAY + hours(2))

    assert guard.look(TUESDAY + hours(3)) == ""


def test_a_new_database_beside_an_old_beat_is_no_restore(file_database):
    identity.note_beat(TUESDAY)

    assert guard.look(MONDAY) == ""


@pytest.mark.parametrize("words", ["", "no moment"])
def test_a_beat_that_cannot_be_read_holds_nobody_up(file_database, words):
    guard.look(MONDAY)
    identity.beat_file().write_text(words)

    assert guard.look(TUESDAY) == ""


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["pg_restore", "psql"])
def test_a_dump_restored_into_the_same_database_is_noticed(tmp_path, way):
    guard.look(database_now())
    assert guard.look(database_now()) == ""
    dump, address = tmp_path / "dump", address_of_database()
    form = "custom" if way == "pg_restore" else "plain"
    run("pg_dump", f"--format={form}", "--clean", "--if-exists", f"--file={dump}", address)
    connection.close()

    if way == "pg_restore":
        run("pg_restore", "--clean", "--if-exists", f"--dbname={address}", dump)
    else:
        run("psql", "--quiet", f"--file={dump}", address)

    assert guard.look(database_now()) == "copy"


def run(program, *arguments):
    assert shutil.which(program), f"Install {program}: this test makes and restores a real dump."
    subprocess.run([program, *arguments], check=True, capture_output=True)


@pytest.mark.postgres
def test_an_ordinary_role_that_may_not_ask_the_server_still_has_an_identity():
    whole = identity.this_system()
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE asks_nothing")
        for function in identity.TOLD_BY_SERVER:
            cursor.execute(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC")
        cursor.execute("SET LOCAL ROLE asks_nothing")
        assert identity.told_by_server() == []
        assert identity.this_system() not in ("", whole)
        cursor.execute("RESET ROLE")
        # The role goes with the transaction of the test.


@pytest.mark.postgres
def test_an_ordinary_role_may_ask_the_server():
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE asks")
        cursor.execute("SET LOCAL ROLE asks")
        told = identity.told_by_server()
        cursor.execute("RESET ROLE")

    assert len(told) == 2
    assert all(told)
