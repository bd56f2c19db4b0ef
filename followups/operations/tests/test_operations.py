import datetime

import pytest
from django.utils import timezone

from accounts.models import User
from candidates.models import Candidate
from followups.models import Claim, Delivery, Heartbeat, Hold, Pause
from followups.nudges import guard
from followups.tests.builders import hours, make_candidate, make_follow_up, make_office, make_user

pytestmark = pytest.mark.django_db
URL = "/operations/"


@pytest.fixture
def administrator(client):
    user = make_user(User.Role.ADMINISTRATOR, name="Ann Reed")
    client.force_login(user)
    return user


@pytest.fixture
def manager(client):
    user = make_user(User.Role.MANAGER, name="Moe Diaz")
    client.force_login(user)
    return user


def page(client):
    return client.get(URL).content.decode()


def look(ago=datetime.timedelta()):
    Heartbeat.objects.create(pk=1, at=timezone.now() - ago, system=guard.this_system())


def make_due(candidate=None):
    """A follow-up whose next step is due now."""
    return make_follow_up(candidate, held_at=timezone.now() - hours(48), logged_at=timezone.now() - hours(1))


def make_delivery(candidate, state=Delivery.State.SENT, **facts):
    now = timezone.now()
    claim = Claim.objects.create(claimed_at=now, lease_until=now)
    facts = {"day": timezone.localdate(), "created_at": now, "sending_at": now, "settled_at": now, **facts}
    return Delivery.objects.create(
        claim=claim, candidate=candidate, address_key=candidate.email_key, state=state, **facts
    )


def test_it_says_that_the_engine_works(client, administrator):
    look()

    assert "Working" in page(client)


@pytest.mark.parametrize(("ago", "word"), [(hours(1), "Silent"), (None, "Not started yet")])
def test_it_says_that_the_engine_does_not_work(client, administrator, ago, word):
    if ago:
        look(ago)

    assert word in page(client)


def test_who_cannot_start_the_engine_is_told_whom_to_tell(client, manager):
    shown = page(client)

    assert "Tell an administrator." in shown
    assert "beat" not in shown


def test_it_counts_what_is_due_and_since_when(client, administrator):
    assert "Nothing waits" in page(client)
    make_due()

    answer = client.get(URL)

    assert answer.context["queue"].due == 1
    assert timezone.now() - answer.context["queue"].oldest < hours(2)


def test_it_counts_the_mails_of_today_by_how_they_ended(client, administrator):
    make_delivery(make_candidate())
    make_delivery(make_candidate())
    make_delivery(make_candidate(), Delivery.State.UNKNOWN)
    make_delivery(make_candidate(), day=timezone.localdate() - datetime.timedelta(days=1))

    assert client.get(URL).context["deliveries"] == [("sent", 2), ("not known whether it arrived", 1)]


def test_unknown_mails_are_named_by_number_and_nobody_by_name(client, administrator):
    candidate = make_candidate(full_name="Nguyễn Thị Ánh", email="anh@example.com")
    make_follow_up(candidate)
    lost = make_delivery(candidate, Delivery.State.UNKNOWN)

    text = page(client)

    assert str(lost.pk) in text
    assert "Nguyễn" not in text
    assert "anh@example.com" not in text


def test_a_manager_sees_the_figures_of_their_own_offices_alone(client, manager):
    elsewhere = make_candidate()
    make_due(elsewhere)
    lost = make_delivery(elsewhere, Delivery.State.UNKNOWN)

    answer = client.get(URL)

    assert (answer.context["queue"].due, answer.context["deliveries"]) == (0, [])
    assert str(lost.pk) not in answer.content.decode()

    make_due(make_candidate(make_user(office=manager.home_office)))
    assert client.get(URL).context["queue"].due == 1


def test_an_administrator_says_go(client, administrator):
    look()
    guard.hold(Hold.Kind.VOLUME, timezone.now(), "400 reminders are due at once.", 400)
    held = Hold.objects.get()
    assert "400 reminders are due at once." in page(client)

    client.post(f"/operations/holds/{held.pk}/go/")

    held.refresh_from_db()
    assert held.lifted_by == administrator
    assert guard.holds() == ""


def test_a_second_go_changes_nothing(client, administrator):
    guard.hold(Hold.Kind.SERVER, timezone.now(), "535 no")
    held = Hold.objects.get()
    client.post(f"/operations/holds/{held.pk}/go/")
    first = Hold.objects.get()

    answer = client.post(f"/operations/holds/{held.pk}/go/", follow=True)

    assert "before you" in answer.content.decode()
    assert Hold.objects.get().lifted_at == first.lifted_at


def test_others_see_a_hold_and_cannot_lift_it(client, manager):
    guard.hold(Hold.Kind.COPY, timezone.now(), "Another address.")
    held = Hold.objects.get()

    text = page(client)

    assert "An administrator can look into it" in text
    assert "/go/" not in text
    assert client.post(f"/operations/holds/{held.pk}/go/").status_code == 404
    assert guard.holds() == "copy"


def test_an_administrator_pauses_everywhere_and_ends_it(client, administrator):
    client.post("/operations/pause/", {"office": "", "reason": "Mail server moves"})
    [pause] = Pause.objects.in_force().everywhere()
    assert (pause.reason, pause.paused_by) == ("Mail server moves", administrator)
    assert guard.holds() == "paused"

    client.post(f"/operations/pauses/{pause.pk}/end/")

    pause.refresh_from_db()
    assert pause.ended_by == administrator
    assert guard.holds() == ""


def test_a_manager_pauses_their_own_office_and_no_other(client, manager):
    own, other = manager.home_office, make_office()

    client.post("/operations/pause/", {"office": own.pk, "reason": "Flood"})
    refused = client.post("/operations/pause/", {"office": other.pk, "reason": "Flood"})
    everywhere = client.post("/operations/pause/", {"office": "", "reason": "Flood"})

    assert [pause.office for pause in Pause.objects.in_force()] == [own]
    assert list(refused.context["form"].errors) == ["office"] == list(everywhere.context["form"].errors)


def test_a_manager_ends_the_pauses_of_their_own_offices_alone(client, manager):
    own, other = manager.home_office, make_office()
    administrator = make_user(User.Role.ADMINISTRATOR)
    facts = {"reason": "Flood", "since": timezone.now(), "paused_by": administrator}
    mine = Pause.objects.create(office=own, **facts)
    foreign = [Pause.objects.create(office=office, **facts) for office in (other, None)]

    for pause in foreign:
        assert client.post(f"/operations/pauses/{pause.pk}/end/").status_code == 404
    client.post(f"/operations/pauses/{mine.pk}/end/")

    assert set(Pause.objects.in_force()) == set(foreign)


def test_a_job_seekers_own_pause_is_counted_but_not_shown_and_not_ended_here(client, administrator):
    candidate = make_candidate(full_name="Nguyễn Thị Ánh")
    pause = Pause.objects.create(
        candidate=candidate, reason="In hospital", since=timezone.now(), paused_by=candidate.counselor
    )

    text = page(client)

    assert "One job seeker’s own reminders are paused" in text
    assert "In hospital" not in text
    assert client.post(f"/operations/pauses/{pause.pk}/end/").status_code == 404


def test_a_pause_needs_a_reason(client, administrator):
    answer = client.post("/operations/pause/", {"office": "", "reason": " "})

    assert "Say in a few words why" in answer.content.decode()
    assert not Pause.objects.exists()


def test_a_second_pause_leaves_the_first_as_it_is(client, administrator):
    client.post("/operations/pause/", {"reason": "First"})

    answer = client.post("/operations/pause/", {"reason": "Second"}, follow=True)

    assert "paused there already" in answer.content.decode()
    assert [pause.reason for pause in Pause.objects.all()] == ["First"]


def test_counselors_have_no_such_page(client):
    client.force_login(make_user())

    assert client.get(URL).status_code == 404
    assert client.post("/operations/pause/", {"reason": "x"}).status_code == 404


def test_a_regional_manager_reads_it_and_pauses_nothing(client):
    client.force_login(make_user(User.Role.REGIONAL))
    office = make_office()

    assert "operations/pause" not in page(client)
    assert client.post("/operations/pause/", {"office": office.pk, "reason": "x"}).status_code == 200
    assert not Pause.objects.exists()


def test_it_keeps_counting_when_a_record_is_gone(client, administrator):
    candidate = make_candidate()
    lost = make_delivery(candidate, Delivery.State.UNKNOWN)
    Candidate.objects.filter(pk=candidate.pk).delete()

    assert str(lost.pk) in page(client)
