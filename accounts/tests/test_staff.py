import re
import threading

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import staff
from accounts.models import User
from followups.tests.builders import PASSWORD, make_office, make_user

pytestmark = pytest.mark.django_db
NEW = "bayou-heron-and-morning-fog"


@pytest.fixture
def administrator(client):
    user = make_user(User.Role.ADMINISTRATOR, name="Ann Reed")
    client.force_login(user)
    return user


@pytest.fixture
def office():
    return make_office("Pasadena")


def facts_of(user, **facts):
    """Return what the form of a member of staff sends when nothing but `facts` was changed."""
    now = {"name": user.name, "email": user.email, "role": user.role, "offices": [o.pk for o in user.offices.all()]}
    return now | ({"is_active": "on"} if user.is_active else {}) | facts


def change(client, user, **facts):
    return client.post(f"/offices/staff/{user.pk}/", facts_of(user, **facts))


def without_tick(user, **facts):
    facts = facts_of(user, **facts)
    facts.pop("is_active")
    return facts


def test_a_new_member_of_staff_chooses_a_password_from_the_mail_and_signs_in(
    client, administrator, office, smtp_server
):
    facts = {"name": "Nguyễn Thị Ánh", "email": "Anh@Example.org", "role": "counselor", "offices": [office.pk]}
    client.post("/offices/staff/add/", facts)
    client.logout()
    [mail] = smtp_server.messages
    assert mail.envelope_to == ["anh@example.org"]
    assert "Hello Nguyễn Thị Ánh" in mail.get_content()

    [link] = re.findall(r"https?://\S+/key/\S+", mail.get_content())
    client.post(client.get(link).url, {"password1": NEW, "password2": NEW})

    assert client.post("/accounts/login/", {"login": "anh@example.org", "password": NEW}).url == "/"
    assert client.get("/desk/").status_code == 200


def test_nobody_signs_in_before_a_password_was_chosen(client, administrator, office, smtp_server):
    facts = {"name": "Maria", "email": "maria@example.org", "role": "counselor", "offices": [office.pk]}
    client.post("/offices/staff/add/", facts)

    maria = User.objects.get(email="maria@example.org")
    assert not maria.has_usable_password()
    assert "No password yet" in client.get("/offices/staff/").content.decode()


def test_when_the_mail_cannot_go_the_page_says_so_and_the_link_can_be_sent_again(
    client, administrator, office, smtp_server
):
    smtp_server.replies["MAIL"] = "451 4.3.0 Not now"
    facts = {"name": "Maria", "email": "maria@example.org", "role": "counselor", "offices": [office.pk]}
    answer = client.post("/offices/staff/add/", facts, follow=True)
    assert "no mail could be sent" in answer.content.decode()

    smtp_server.replies.clear()
    client.post(f"/offices/staff/{User.objects.get(name='Maria').pk}/link/")

    assert [mail.envelope_to for mail in smtp_server.messages] == [["maria@example.org"]]


@pytest.mark.parametrize(
    ("facts", "field", "complaint"),
    [
        ({"offices": []}, "offices", "at least one office"),
        ({"role": "manager", "offices": []}, "offices", "at least one office"),
        ({"role": "king"}, "role", "not one of the available choices"),
        ({"email": "TAKEN@example.org"}, "email", "already signs in"),
        ({"email": "maria@localhost"}, "email", "one e-mail address"),
        ({"name": ""}, "name", "Type their name"),
        ({"offices": ["999999"]}, "offices", "not one of the available choices"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(client, administrator, office, facts, field, complaint):
    make_user(email="taken@example.org")
    right = {"name": "Maria", "email": "maria@example.org", "role": "counselor", "offices": [office.pk]}

    errors = client.post("/offices/staff/add/", right | facts).context["form"].errors

    assert list(errors) == [field]
    assert complaint in str(errors[field])
    assert not User.objects.filter(name="Maria").exists()


def test_those_of_the_whole_region_need_no_office(client, administrator, smtp_server):
    client.post("/offices/staff/add/", {"name": "Rita", "email": "rita@example.org", "role": "regional"})

    assert User.objects.get(name="Rita").is_regional_manager


def test_nothing_but_the_fields_of_the_form_can_be_set(client, administrator):
    user = make_user()
    before = user.password

    change(client, user, password="x", id=999, joined_at="2001-01-01", last_login="2001-01-01", is_superuser="on")

    user.refresh_from_db()
    assert (user.password, user.joined_at.year > 2001, user.last_login) == (before, True, None)


def test_a_new_account_cannot_be_given_a_password_by_the_one_who_makes_it(client, administrator, office, smtp_server):
    facts = {"name": "Maria", "email": "maria@example.org", "role": "counselor", "offices": [office.pk]}

    client.post("/offices/staff/add/", facts | {"password": NEW, "password1": NEW, "is_active": ""})

    maria = User.objects.get(name="Maria")
    assert (maria.has_usable_password(), maria.is_active) == (False, True)


def test_switching_somebody_off_ends_their_sessions_for_good(client, administrator):
    user = make_user()
    theirs = type(client)()
    theirs.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert theirs.get("/desk/").status_code == 200

    client.post(f"/offices/staff/{user.pk}/", without_tick(user))
    assert theirs.get("/desk/").status_code == 302

    User.objects.filter(pk=user.pk).update(is_active=True)
    assert theirs.get("/desk/").status_code == 302
    assert Session.objects.exists()


def test_who_is_switched_on_again_gets_a_link_for_a_new_password(client, administrator, smtp_server):
    user = make_user(is_active=False)

    change(client, user, is_active="on")

    assert [mail.envelope_to for mail in smtp_server.messages] == [[user.email]]
    assert User.objects.get(pk=user.pk).is_active


def test_a_new_address_replaces_the_old_one_for_signing_in(client, administrator):
    user = make_user(email="maria@example.org")

    change(client, user, email="m.lopez@example.org")
    client.logout()

    assert client.post("/accounts/login/", {"login": "maria@example.org", "password": PASSWORD}).status_code == 200
    assert client.post("/accounts/login/", {"login": "m.lopez@example.org", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize("role", ["administrator", "regional"])
def test_the_last_administrator_stays(client, administrator, role):
    make_user(User.Role.ADMINISTRATOR, is_active=False)
    facts = without_tick(administrator) if role == "administrator" else facts_of(administrator, role=role)

    answer = client.post(f"/offices/staff/{administrator.pk}/", facts)

    assert "last administrator" in answer.content.decode()
    administrator.refresh_from_db()
    assert administrator.is_active
    assert administrator.is_administrator


def test_an_administrator_may_go_while_another_stays(client, administrator):
    make_user(User.Role.ADMINISTRATOR)

    answer = client.post(f"/offices/staff/{administrator.pk}/", facts_of(administrator, role="regional"))

    assert answer.url == "/"
    assert client.get("/").url == "/reports/"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_switch_each_other_off_at_the_same_moment():
    pair = [make_user(User.Role.ADMINISTRATOR) for _number in range(2)]
    barrier, refused = threading.Barrier(2), []

    def switch_off(user, by):
        user.is_active = False
        barrier.wait()
        try:
            staff.change(user, [], by=by)
        except staff.LastAdministrator:
            refused.append(user.pk)
        connection.close()

    threads = [threading.Thread(target=switch_off, args=couple) for couple in (pair, pair[::-1])]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert len(refused) == 1
    assert User.objects.filter(is_active=True).count() == 1


def test_managers_read_the_staff_of_their_offices_alone(client, office):
    mine, _other = make_user(office=office, name="Mine"), make_user(name="Other")
    manager = make_user(User.Role.MANAGER, office=office, name="Myself")
    client.force_login(manager)

    assert [user.name for user in client.get("/offices/staff/").context["page"]] == ["Mine", "Myself"]
    assert client.get(f"/offices/staff/{mine.pk}/").status_code == 404
    assert client.get("/offices/staff/add/").status_code == 404


def test_staff_are_found_by_a_part_of_name_or_address(client, administrator):
    make_user(name="Siobhán O’Brien-Núñez", email="siobhan@example.org")

    for text in ("o’brien", "SIOBHAN@"):
        assert len(client.get("/offices/staff/", {"q": text}).context["page"]) == 1
    assert "Nobody matches" in client.get("/offices/staff/", {"q": "zzz"}).content.decode()


@pytest.mark.parametrize("role", [User.Role.ADMINISTRATOR, User.Role.MANAGER])
def test_the_list_costs_the_same_for_one_member_and_twenty(client, office, role):
    client.force_login(make_user(role, office=office))
    costs = []

    for _round in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get("/offices/staff/")
        costs.append(len(captured))
        for _number in range(19):
            make_user(office=office)

    assert costs[0] == costs[1] <= 7
