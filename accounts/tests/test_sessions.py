import datetime

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.sessions import SessionStore
from followups.tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db
MINUTES = datetime.timedelta(minutes=1)


@pytest.fixture
def signed_in(client):
    user = make_user()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert client.get("/desk/").status_code == 200
    return client


def let_pass(minutes):
    """Make the session as old as if nobody had used it for so long."""
    row = Session.objects.get()
    Session.objects.update(expire_date=row.expire_date - minutes * MINUTES)


def begin_earlier(client, **before):
    session = client.session
    session["began_at"] = (timezone.now() - datetime.timedelta(**before)).timestamp()
    session.save()


def test_a_session_ends_after_half_an_hour_without_use(signed_in):
    let_pass(30)

    assert signed_in.get("/desk/").status_code == 302


def test_each_use_gives_it_half_an_hour_more(signed_in):
    let_pass(29)
    assert signed_in.get("/desk/").status_code == 200

    let_pass(29)
    assert signed_in.get("/desk/").status_code == 200


def test_reading_pages_writes_the_session_once_a_minute_at_most(signed_in):
    with CaptureQueriesContext(connection) as captured:
        signed_in.get("/desk/")

    assert [query["sql"] for query in captured if "UPDATE" in query["sql"] and "session" in query["sql"]] == []


def test_nobody_stays_signed_in_for_more_than_twelve_hours(signed_in):
    begin_earlier(signed_in, hours=12, minutes=1)

    answer = signed_in.get("/desk/", follow=True)

    assert answer.redirect_chain[0][0] == "/accounts/login/?next=/desk/"
    assert "signed in for 12 hours" in answer.content.decode()
    assert signed_in.get("/desk/").status_code == 302


def test_for_less_than_twelve_hours_one_may_stay(signed_in):
    begin_earlier(signed_in, hours=11, minutes=59)

    assert signed_in.get("/desk/").status_code == 200


def test_a_session_that_does_not_know_its_beginning_begins_now():
    session = SessionStore()

    assert not session.is_over(timezone.now())
    assert session.is_over(timezone.now() + 12 * 61 * MINUTES)


def test_signing_in_changes_the_id_of_the_session(client):
    user = make_user()
    session = client.session
    session["anything"] = "from before"
    session.save()
    before = session.session_key

    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})

    assert client.session.session_key != before
    assert not SessionStore().exists(before)


def test_signing_out_ends_the_session_on_the_server_too(signed_in):
    key = signed_in.session.session_key

    signed_in.post("/accounts/logout/")

    assert not SessionStore().exists(key)


def test_a_changed_password_ends_the_sessions_elsewhere(client, signed_in, django_user_model):
    user = django_user_model.objects.get()
    elsewhere = type(client)()
    elsewhere.force_login(user)
    new = {"oldpassword": PASSWORD, "password1": "a-new-one-for-the-desk", "password2": "a-new-one-for-the-desk"}

    signed_in.post("/accounts/password/change/", new)

    assert elsewhere.get("/desk/").status_code == 302
    assert signed_in.get("/desk/").status_code == 200
