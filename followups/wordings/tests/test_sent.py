"""A mail of the ledger is shown as it was sent, to those who may see the job seeker."""

import datetime

import pytest
from django.urls import reverse

from accounts.models import AuditEntry, User
from followups.models import Claim, Delivery, Nudge
from followups.nudges import links, mails
from followups.nudges.wording import give_versions
from followups.tests.builders import MONDAY, days, make_candidate, make_follow_up, make_office, make_user
from followups.wordings import acts
from followups.wordings.tests.texts import TEXTS

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + days(1)


@pytest.fixture
def follow_up():
    counselor = make_user(office=make_office("Pasadena"), name="Maria Lopez")
    return make_follow_up(make_candidate(counselor, full_name="Nguyễn Thị Ánh", call_name="Ánh", language="es"))


@pytest.fixture
def sent(follow_up):
    """The first reminder, handed over on Tuesday."""
    nudge = Nudge.objects.get(follow_up=follow_up, position=1)
    give_versions([nudge])
    candidate = follow_up.interview.candidate
    delivery = Delivery.objects.create(
        claim=Claim.objects.create(claimed_at=TUESDAY, lease_until=TUESDAY),
        candidate=candidate,
        address_key=candidate.email_key,
        day=TUESDAY.date(),
        state=Delivery.State.SENT,
        **{"created_at": TUESDAY, "sending_at": TUESDAY, "settled_at": TUESDAY, "reply": "250 queued as 7F"},
        content=mails.content_of([nudge], at=TUESDAY),
    )
    nudge.state, nudge.delivery, nudge.settled_at = Nudge.State.SENT, delivery, TUESDAY
    nudge.save()
    return delivery


def page_of(client, delivery, user):
    client.force_login(user)
    return client.get(f"/deliveries/{delivery.pk}/").content.decode()


def test_the_page_shows_what_was_sent_when_and_what_became_of_it(client, sent):
    page = page_of(client, sent, sent.candidate.counselor)

    assert "Maria Lopez, Pasadena" in page
    assert "Ánh, ¿una nota para su entrevistador?" in page
    assert "Tuvo una entrevista con Gulf Grill &amp; Sons el lunes" in page
    assert "250 queued as 7F" in page
    assert sent.message_id.strip("<>") in page
    assert "First reminder, version 1" in page
    assert "Tue 6 Oct" in page


def test_the_text_that_is_shown_is_the_one_that_was_written_letter_by_letter(client, sent, follow_up):
    nudges = [Nudge.objects.get(delivery=sent)]
    written = mails.write(sent, sent.content, nudges).text

    client.force_login(sent.candidate.counselor)
    shown = client.get(f"/deliveries/{sent.pk}/").context["mail"].text

    for link in (links.follow_up_url(follow_up), links.unsubscribe_url(sent.candidate.email_key)):
        written = written.replace(link, "http://testserver/…")
    assert [line for line in shown.splitlines() if "/…" not in line] == [
        line for line in written.splitlines() if "/…" not in line
    ]


@pytest.mark.parametrize(
    ("decision", "words"), [("copy_wanted_at", "asked to send it again"), ("left_at", "left it as it is")]
)
def test_the_page_says_who_decided_about_a_mail_whose_fate_is_unknown(client, sent, decision, words):
    by = make_user(User.Role.MANAGER, name="Ann Reed")
    facts = {"state": Delivery.State.UNKNOWN, "decided_by": by, decision: TUESDAY}
    Delivery.objects.filter(pk=sent.pk).update(**facts)

    assert f"Ann Reed {words}" in page_of(client, sent, sent.candidate.counselor)


def test_a_mail_that_failed_is_not_handed_over_later(client, sent):
    Delivery.objects.filter(pk=sent.pk).update(state=Delivery.State.FAILED, sending_at=None, content=None)

    assert "not yet" not in page_of(client, sent, sent.candidate.counselor)


def test_no_link_of_the_mail_works_from_the_page(client, sent, follow_up):
    page = page_of(client, sent, sent.candidate.counselor)

    assert links.follow_up_token(follow_up) not in page
    assert "/u/" not in page


def test_a_later_change_of_the_text_changes_nothing_of_what_was_sent(client, sent):
    wording = Nudge.objects.get(delivery=sent).wording
    acts.change(wording, name="Renamed", texts=TEXTS, seen=1, by=None, at=TUESDAY)

    page = page_of(client, sent, sent.candidate.counselor)

    assert "Tuvo una entrevista" in page
    assert "version 1" in page


def test_reading_it_is_in_the_audit_trail(client, sent):
    reader = sent.candidate.counselor

    page_of(client, sent, reader)

    assert AuditEntry.objects.filter(candidate_id=sent.candidate_id, user_id=reader.pk, what="sent mail").count() == 1


@pytest.mark.parametrize("role", [User.Role.COUNSELOR, User.Role.MANAGER, User.Role.ADMINISTRATOR])
def test_those_who_may_not_see_the_job_seeker_do_not_find_it(client, sent, role):
    client.force_login(make_user(role))

    assert client.get(f"/deliveries/{sent.pk}/").status_code == 404


def test_a_mail_that_is_not_there_is_not_found(client, sent):
    client.force_login(sent.candidate.counselor)

    assert client.get("/deliveries/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_after_sixty_days_the_page_says_that_the_text_is_gone(client, sent):
    Delivery.objects.update(content=None)

    page = page_of(client, sent, sent.candidate.counselor)

    assert "The text of this mail is no longer there: it is kept for 60 days." in page
    assert "250 queued as 7F" in page


def test_a_mail_that_was_never_handed_over_says_so(client, sent):
    Nudge.objects.filter(delivery=sent).update(state=Nudge.State.FAILED)
    Delivery.objects.update(content=None, sending_at=None, state=Delivery.State.FAILED, reply="550 no")

    assert "was not handed over" in page_of(client, sent, sent.candidate.counselor)


def test_a_copy_leads_to_the_mail_that_it_is_a_copy_of(client, sent):
    day = TUESDAY.date() + datetime.timedelta(days=1)
    facts = {"claim": sent.claim, "candidate": sent.candidate, "address_key": sent.address_key, "day": day}
    by = sent.candidate.counselor
    copy = Delivery.objects.create(
        copy_of=sent, copy_wanted_at=TUESDAY, decided_by=by, created_at=TUESDAY, content=sent.content, **facts
    )

    page = page_of(client, copy, sent.candidate.counselor)

    assert f'href="/deliveries/{sent.pk}/"' in page


def test_the_history_of_the_interview_leads_to_the_mail(client, sent, follow_up):
    client.force_login(sent.candidate.counselor)

    page = client.get(reverse("interview", args=[follow_up.interview_id])).content.decode()

    assert page.count(f'href="/deliveries/{sent.pk}/"') == 2
