"""Mails that may not have arrived: who sees them, and who decides about them."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry, User
from followups.models import Claim, Delivery, Pause
from followups.operations import deliveries
from followups.operations.tests.test_operations import make_delivery, page
from followups.tests.builders import days, make_candidate, make_user

pytestmark = pytest.mark.django_db
CONTENT = {"subject": "A note to your interviewer?"}


@pytest.fixture
def manager(client):
    user = make_user(User.Role.MANAGER, name="Moe Diaz")
    client.force_login(user)
    return user


def make_lost(office, **facts):
    candidate = make_candidate(make_user(office=office), full_name="Nguyễn Thị Ánh")
    return make_delivery(candidate, Delivery.State.UNKNOWN, content=CONTENT, **facts)


def press(client, act, delivery):
    return client.post(f"/operations/deliveries/{delivery.pk}/{act}/", follow=True).content.decode()


def make_copy(original, **facts):
    asked = {"copy_of": original, "copy_wanted_at": timezone.now(), "decided_by": original.candidate.counselor}
    return make_delivery(original.candidate, **{"state": Delivery.State.UNKNOWN, "asked_for": True, **asked, **facts})


def test_send_again_is_wished_for_once(client, manager):
    lost = make_lost(manager.home_office)

    first, second = press(client, "copy", lost), press(client, "copy", lost)

    lost.refresh_from_db()
    assert lost.copy_wanted_at
    assert lost.decided_by == manager
    assert "goes out again with the next look" in first
    assert "Moe Diaz asked to send it again" in first
    assert "before you" in second
    assert AuditEntry.objects.get(what="mail to be sent again").candidate_id == lost.candidate_id


def test_what_is_left_stands_there_no_more_and_is_never_sent(client, manager):
    lost = make_lost(manager.home_office)

    assert "Left as it is" in press(client, "leave", lost)

    lost.refresh_from_db()
    assert (lost.left_at is not None, lost.decided_by) == (True, manager)
    assert str(lost.pk) not in page(client)
    assert "before you" in press(client, "copy", lost)


def test_nobody_decides_while_a_copy_is_being_sent(client, manager):
    lost = make_lost(manager.home_office)
    make_copy(lost, state=Delivery.State.SENDING, settled_at=None)

    assert "before you" in press(client, "copy", lost)
    assert "Is being sent again now." in page(client)


def test_after_a_copy_without_an_answer_a_person_may_decide_again(client, manager):
    lost = make_lost(manager.home_office)
    make_copy(lost)
    assert "again no answer came" in page(client)

    press(client, "copy", lost)

    lost.refresh_from_db()
    assert lost.copy_wanted_at


@pytest.mark.parametrize(
    ("reply", "words"),
    [("answered", "Not sent again: there was an answer already."), ("451 Busy", "Tried again in vain: 451 Busy")],
)
def test_why_no_copy_went_is_said_in_words(client, manager, reply, words):
    make_copy(make_lost(manager.home_office), state=Delivery.State.DROPPED, reply=reply)

    assert words in page(client)


def test_what_arrived_meanwhile_is_not_sent_again(client, manager):
    lost = make_lost(manager.home_office)
    Delivery.objects.update(state=Delivery.State.SENT)

    assert "an answer has come since" in press(client, "copy", lost)


@pytest.mark.parametrize("facts", [{"content": None}, {"candidate": None}])
def test_what_cannot_be_written_again_offers_no_copy(client, facts):
    administrator = make_user(User.Role.ADMINISTRATOR)
    client.force_login(administrator)
    lost = make_lost(None)
    Delivery.objects.update(**facts)

    text = page(client)

    assert f"/{lost.pk}/copy/" not in text
    assert f"/{lost.pk}/leave/" in text


@pytest.mark.parametrize("act", ["copy", "leave"])
def test_managers_decide_about_the_mails_of_their_own_offices_alone(client, manager, act):
    lost = make_lost(None)

    assert client.post(f"/operations/deliveries/{lost.pk}/{act}/").status_code == 404
    assert client.post(f"/operations/deliveries/{uuid.uuid4()}/{act}/").status_code == 404
    assert str(lost.pk) not in page(client)


def test_a_regional_manager_reads_names_and_decides_nothing(client):
    client.force_login(make_user(User.Role.REGIONAL))
    lost = make_lost(None)

    text = page(client)

    assert "Nguyễn" in text
    assert "/copy/" not in text
    assert client.post(f"/operations/deliveries/{lost.pk}/copy/").status_code == 404


def test_a_manager_sees_whose_mail_came_back_and_an_administrator_its_number(client, manager):
    lost = make_lost(manager.home_office, reply="550 5.1.1 No such user")
    Delivery.objects.update(state=Delivery.State.BOUNCED)
    assert "Nguyễn" in page(client)

    client.force_login(make_user(User.Role.ADMINISTRATOR))

    text = page(client)
    assert str(lost.pk) in text
    assert "550 5.1.1 No such user" in text
    assert "Nguyễn" not in text


def test_what_came_back_more_than_30_days_ago_is_not_shown(client, manager):
    make_lost(manager.home_office, settled_at=timezone.now() - days(31))
    Delivery.objects.update(state=Delivery.State.FAILED)

    assert "nothing came back" in page(client)


def test_a_manager_ends_the_pause_of_their_own_job_seeker(client, manager):
    candidate = make_candidate(make_user(office=manager.home_office), full_name="Nguyễn Thị Ánh")
    facts = {"reason": "In hospital", "since": timezone.now()}
    pause = Pause.objects.create(candidate=candidate, paused_by=candidate.counselor, **facts)
    assert "In hospital" in page(client)

    client.post(f"/operations/pauses/{pause.pk}/end/")

    pause.refresh_from_db()
    assert pause.ended_by == manager
    assert AuditEntry.objects.get(what="reminders resumed").candidate_id == candidate.pk


def make_rows(office, number):
    for _number in range(number):
        lost = make_lost(office)
        make_copy(lost)
        make_delivery(make_candidate(lost.candidate.counselor), Delivery.State.FAILED)
        facts = {"reason": "In hospital", "since": timezone.now(), "paused_by": lost.candidate.counselor}
        Pause.objects.create(candidate=lost.candidate, **facts)


@pytest.mark.parametrize("path", ["", "unknown/", "not-arrived/", "pauses/"])
def test_twenty_rows_cost_as_many_queries_as_one(client, manager, path):
    make_rows(manager.home_office, 1)
    client.get(f"/operations/{path}")
    with CaptureQueriesContext(connection) as one:
        client.get(f"/operations/{path}")
    make_rows(manager.home_office, 19)

    with CaptureQueriesContext(connection) as twenty:
        client.get(f"/operations/{path}")

    assert len(one) == len(twenty)


def test_the_page_shows_a_few_rows_and_leads_to_the_rest(client, manager):
    make_rows(manager.home_office, 7)

    text = page(client)

    assert text.count(">Decide<") == 5
    assert 'href="/operations/unknown/">See all 7' in text
    assert client.get("/operations/unknown/").content.decode().count(">Decide<") == 7


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_press_at_once_one_decides():
    lost = make_lost(None)
    users = [make_user(User.Role.ADMINISTRATOR) for _number in range(6)]

    def decide(user):
        try:
            act = deliveries.send_again if user.pk % 2 else deliveries.leave
            return act(lost, by=user, at=timezone.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pressing:
        decided = list(pressing.map(decide, users))

    assert sorted(decided) == [False] * 5 + [True]
    assert AuditEntry.objects.filter(candidate_id=lost.candidate_id).count() == 1
    assert Claim.objects.count() == 1
