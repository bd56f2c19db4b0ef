import io

import pytest
from django.core.management import call_command

from accounts.models import User

pytestmark = pytest.mark.django_db


def add(monkeypatch, *, email="ada@example.org", password="a long enough password"):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    call_command("add_administrator", email, "Ada Adams")


def test_the_first_administrator_is_added_with_a_password(monkeypatch):
    add(monkeypatch)

    user = User.objects.get()
    assert (user.email, user.role) == ("ada@example.org", User.Role.ADMINISTRATOR)
    assert user.check_password("a long enough password")


@pytest.mark.parametrize(
    ("email", "password"), [("ada@localhost", "a long enough password"), ("ada@example.org", "short")]
)
def test_a_bad_address_or_password_is_refused_in_a_sentence(email, password, monkeypatch, capsys):
    with pytest.raises(SystemExit) as end:
        add(monkeypatch, email=email, password=password)

    assert end.value.code == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert not User.objects.exists()


def test_an_address_that_signs_in_already_is_refused(monkeypatch):
    add(monkeypatch)

    with pytest.raises(SystemExit):
        add(monkeypatch, email="ADA@example.org")

    assert User.objects.count() == 1
