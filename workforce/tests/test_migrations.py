import pytest
from django.core.management import call_command
from django.db import connection

from accounts.models import Region
from followups.models import Cadence

pytestmark = pytest.mark.django_db(transaction=True)

OURS = ("followups", "candidates", "accounts")


def tables():
    names = connection.introspection.table_names()
    return {name for name in names if name == "cache" or name.startswith(tuple(f"{app}_" for app in OURS))}


def test_every_migration_goes_back_and_forth_again():
    before = tables()

    for app in OURS:
        call_command("migrate", app, "zero", verbosity=0, interactive=False)
    assert tables() == set()

    call_command("migrate", verbosity=0, interactive=False)
    assert tables() == before
    assert Region.load()
    assert [step.kind for step in Cadence.objects.get().steps.all()] == ["nudge", "nudge", "task", "outcome"]
