"""The way back for an address that mail came back from."""

import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from followups.desk.tests.builders import counselor_of, make_row, text_of
from followups.models import CounselorTask, Suppression
from followups.tests.builders import make_user

pytestmark = pytest.mark.django_db

BUTTON = "This address works again"


@pytest.fixture
def candidate(client):
    """A job seeker whose mail came back, with their counselor signed in."""
    follow_up = make_row()
    client.force_login(counselor_of(follow_up))
    candidate, at = follow_up.interview.candidate, timezone.now()
    Suppression.objects.create(address_key=candidate.email_key, reason=Suppression.Reason.BOUNCED, since=at)
    CounselorTask.objects.create(candidate=candidate, kind=CounselorTask.Kind.CORRECT_ADDRESS, made_at=at)
    return candidate


def test_the_counselor_says_that_the_address_works_again(client, candidate):
    page = text_of(client.get(f"/candidates/{candidate.pk}/"))
    assert BUTTON in page
    assert f"Ask whether {candidate.email} is right" in page

    after = text_of(client.post(f"/candidates/{candidate.pk}/address/", follow=True))

    assert "Noted: reminders may go to this address again." in after
    assert "No reminders go out" not in after
    assert BUTTON not in after
    assert not Suppression.objects.in_force().exists()
    assert not candidate.tasks.open().exists()


def test_the_trail_says_who_opened_the_address_and_only_once(client, candidate):
    for _ in range(2):
        client.post(f"/candidates/{candidate.pk}/address/")

    entry = AuditEntry.objects.get(act="changed", what="e-mail address works again")
    assert (entry.user_id, entry.candidate_id) == (candidate.counselor_id, candidate.pk)


def test_who_may_only_read_gets_no_button(client, candidate):
    client.force_login(make_user(office=candidate.office))

    page = text_of(client.get(f"/candidates/{candidate.pk}/"))

    assert "mail to this address came back" in page
    assert BUTTON not in page


@pytest.mark.parametrize("stop", ["opted_out", "none"])
def test_no_button_opens_what_did_not_come_back(client, candidate, stop):
    Suppression.objects.all().delete()
    if stop == "opted_out":
        Suppression.objects.create(address_key=candidate.email_key, reason=stop, since=timezone.now())

    assert BUTTON not in text_of(client.get(f"/candidates/{candidate.pk}/"))
    client.post(f"/candidates/{candidate.pk}/address/")
    assert Suppression.objects.in_force().exists() is (stop == "opted_out")
