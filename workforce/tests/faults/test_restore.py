"""F19: a backup that is restored, anywhere, mails nobody until an administrator says go."""

import subprocess

import pytest
from django.db import connection

from accounts.models import User
from followups.models import Hold
from followups.nudges import dispatch, guard
from followups.nudges.clock import database_now
from followups.tests.builders import make_user
from workforce.tests import servers
from workforce.tests.faults import database, ledger, supply
from workforce.tests.processes import address_of_database

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

DUMP = ("pg_dump", "--no-owner", "--clean", "--if-exists")
MAILS = 20


def sql(name, command):
    """Run a command in another database of the server."""
    program("psql", "--quiet", "--command", command, address_of(name))


def program(name, *arguments, **options):
    return subprocess.run([servers.program(name), *arguments], check=True, capture_output=True, **options).stdout


def address_of(name):
    return address_of_database().rsplit("/", 1)[0] + f"/{name}"


def restore(dump, name):
    program("psql", "--quiet", address_of(name), input=dump)


def make_anew(name):
    sql("postgres", f'DROP DATABASE IF EXISTS "{name}"')
    sql("postgres", f'CREATE DATABASE "{name}"')


@pytest.fixture
def second():
    """The name of a database that is this test's alone; the connection leads to ours again at the end."""
    ours = dict(connection.settings_dict)
    name = f"{ours['NAME']}_restored"
    yield name
    database.lead_to(**ours)
    sql("postgres", f'DROP DATABASE IF EXISTS "{name}"')


def used_backup(mail, name=None):
    """Send some mails, make as many due, and return a dump of that moment; then those go out, too."""
    for _time in range(2):
        run()
        supply.make_due(MAILS)
    dump = program(*DUMP, address_of_database())
    run()
    assert len(mail.taken()) == 2 * MAILS
    return dump


def run():
    return list(dispatch.run_until_done(database_now))[-1]


def in_another_database(dump, name):
    make_anew(name)
    restore(dump, name)
    database.lead_to(NAME=name)


def in_the_same_database(dump, name):
    in_another_database(dump, name)
    say_go()
    connection.close()
    restore(program(*DUMP, address_of(name)), name)


def in_a_database_of_the_same_name(dump, name):
    in_another_database(dump, name)
    say_go()
    connection.close()
    dump = program(*DUMP, address_of(name))
    make_anew(name)
    restore(dump, name)


def say_go():
    run()
    for held in Hold.objects.in_force():
        guard.lift(held, by=make_user(role=User.Role.ADMINISTRATOR), at=database_now())


WAYS = [in_another_database, in_the_same_database, pytest.param(in_a_database_of_the_same_name, marks=pytest.mark.long)]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_f19_a_restored_backup_mails_nobody_until_an_administrator_says_go(way, quick_mail, second, say):
    way(used_backup(quick_mail), second)
    quick_mail.forget()

    held = [run().held for _tick in range(3)]
    before_go = len(quick_mail.taken())
    say_go()
    run()

    assert (held, before_go) == (["copy"] * 3, 0)
    words = way.__name__.replace("_", " ")
    say("F19", f"restored {words}", f"held {held[0]}", mails_before_go=before_go, after_go=len(quick_mail.taken()))
    assert len(quick_mail.taken()) == MAILS


def test_f19_a_copy_at_another_address_mails_nobody_until_an_administrator_says_go(quick_mail, second, settings, say):
    in_another_database(used_backup(quick_mail), second)
    say_go()
    settings.SITE_URL = "https://copy.example.org"
    quick_mail.forget()

    held = run().held
    before_go = len(quick_mail.taken())
    say_go()
    run()

    assert (held, before_go) == ("copy", 0)
    assert len(quick_mail.taken()) == MAILS
    ledger_of_copy = ledger.reconcile(quick_mail.taken())
    say("F19", "another address", f"held {held}", mails_before_go=before_go, after_go=ledger_of_copy.accepted)
