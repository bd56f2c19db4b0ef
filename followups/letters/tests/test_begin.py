import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from accounts.models import AuditEntry
from candidates.models import Contact
from followups.letters.begin import begin
from followups.letters.phrases import MOMENTS
from followups.models import Debrief, Entry, FollowUp, Letter
from followups.tests.builders import MONDAY, days, hours, make_candidate, make_follow_up, make_user

pytestmark = pytest.mark.django_db
AT = MONDAY + hours(20)


@pytest.fixture
def follow_up():
    return make_follow_up(interest="high")


def met(follow_up, name="Pat O’Hara", **facts):
    return Contact.objects.create(interview=follow_up.interview, name=name, **facts)


def test_a_letter_begins_with_the_draft_of_the_debrief_and_what_is_known_of_the_contact(follow_up):
    pat = met(follow_up, email="pat@example.com", postal_address="1 Main St\nHouston, TX 77002")
    Debrief.objects.create(follow_up=follow_up, moment="team")

    letter = begin(follow_up, "strategic", pat, "post", by=None, at=AT)

    letter.refresh_from_db()
    assert (letter.kind, letter.way, letter.contact) == ("strategic", "post", pat)
    assert (letter.to_name, letter.to_email) == ("Pat O’Hara", "pat@example.com")
    assert letter.to_address == "1 Main St\nHouston, TX 77002"
    assert letter.greeting == "Dear Pat O’Hara,"
    assert letter.subject == "Thank you for the Line Cook interview on October 5"
    assert MOMENTS["team"].english in letter.text


def test_the_draft_is_kept_as_the_first_version(follow_up):
    letter = begin(follow_up, "strategic", None, "email", by=None, at=AT)

    [version] = letter.versions.all()
    assert (version.number, version.text, version.greeting) == (1, letter.text, "Dear Hiring Manager,")
    assert (letter.to_name, letter.to_email, letter.to_address) == ("", "", "")


def test_one_begun_from_the_link_is_private_and_one_begun_at_the_desk_is_shared(follow_up):
    counselor = follow_up.interview.candidate.counselor

    seekers = begin(follow_up, "strategic", None, "email", by=None, at=AT)
    counselors = begin(follow_up, "short", None, "email", by=counselor, at=AT)

    assert (seekers.begun_by, seekers.shared_at) == (None, None)
    assert (counselors.begun_by, counselors.shared_at) == (counselor, AT)
    assert list(Letter.objects.visible_to(counselor)) == [counselors]


def test_what_exists_already_is_returned_as_it_stands(follow_up):
    pat = met(follow_up)
    letter = begin(follow_up, "strategic", pat, "email", by=None, at=AT)
    letter.write({"text": "My own text."}, edition=1, by=None, at=AT + hours(1))

    again = begin(follow_up, "strategic", pat, "post", by=follow_up.interview.candidate.counselor, at=AT + hours(2))

    assert again == letter
    assert (again.text, again.way, again.shared_at) == ("My own text.", "email", None)
    assert follow_up.timeline.filter(kind=Entry.Kind.DRAFTED).count() == 1


def test_each_kind_and_each_contact_has_a_letter_of_its_own(follow_up):
    pat, kim = met(follow_up), met(follow_up, "Kim Lee")

    letters = [
        begin(follow_up, kind, contact, "email", by=None, at=AT)
        for kind, contact in [("strategic", pat), ("strategic", kim), ("card", kim), ("strategic", None)]
    ]

    assert len({letter.pk for letter in letters}) == 4


def test_the_beginning_is_in_timeline_and_audit_trail(follow_up):
    counselor = follow_up.interview.candidate.counselor

    begin(follow_up, "card", met(follow_up), "post", by=counselor, at=AT)

    entry = follow_up.timeline.get(kind=Entry.Kind.DRAFTED)
    assert (entry.actor, entry.at, entry.source, entry.detail) == (counselor, AT, Entry.Source.DESK, "card")
    changed = AuditEntry.objects.get(what="follow-up: drafted")
    assert (changed.candidate_id, changed.user_id, changed.at) == (follow_up.interview.candidate_id, counselor.pk, AT)


def test_from_the_link_it_is_the_seekers_doing(follow_up):
    begin(follow_up, "card", None, "post", by=None, at=AT)

    entry = follow_up.timeline.get(kind=Entry.Kind.DRAFTED)
    assert (entry.actor, entry.source) == (None, Entry.Source.LINK)
    assert AuditEntry.objects.get(what="follow-up: drafted").user_id is None


def test_the_day_they_decide_is_judged_on_the_day_of_beginning(follow_up):
    Debrief.objects.create(follow_up=follow_up, decides_on=datetime.date(2026, 10, 7))

    texts = [
        begin(follow_up, "strategic", contact, "email", by=None, at=MONDAY + days(later)).text
        for contact, later in [(met(follow_up), 2), (met(follow_up, "Kim Lee"), 3)]
    ]

    assert ["October 7" in text for text in texts] == [True, False]


def test_the_return_address_is_that_of_the_job_seekers_last_letter():
    seeker = make_candidate()
    first, second, strangers = make_follow_up(seeker), make_follow_up(seeker, job_title="Baker"), make_follow_up()
    for number, (follow_up, address) in enumerate([(first, "1 Old St"), (second, "2 New St"), (strangers, "3 Far St")]):
        letter = begin(follow_up, "strategic", None, "post", by=None, at=AT)
        letter.write({"return_address": address}, edition=1, by=None, at=AT + hours(number))
    by_email = begin(second, "short", None, "email", by=None, at=AT + days(1))
    Letter.objects.filter(pk=by_email.pk).update(return_address="")

    letter = begin(first, "card", None, "post", by=None, at=AT + days(2))

    assert letter.return_address == "2 New St"


def test_a_first_letter_has_no_return_address(follow_up):
    assert begin(follow_up, "strategic", None, "post", by=None, at=AT).return_address == ""


@pytest.mark.parametrize(("kind", "way"), [("novel", "email"), ("strategic", "pigeon")])
def test_what_is_no_kind_or_way_is_refused(follow_up, kind, way):
    with pytest.raises(ValueError, match=r"is not a valid Letter\."):
        begin(follow_up, kind, None, way, by=None, at=AT)

    assert not Letter.objects.exists()


def test_a_contact_of_another_interview_is_refused(follow_up):
    stranger = met(make_follow_up())

    with pytest.raises(ValueError, match="not met at this interview"):
        begin(follow_up, "strategic", stranger, "email", by=None, at=AT)

    assert not Letter.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_named", [True, False])
@pytest.mark.parametrize("_round", range(3))
def test_two_who_begin_the_same_letter_at_once_get_one(is_named, _round):
    follow_up, counselor = make_follow_up(), make_user()
    contact = met(follow_up) if is_named else None
    together = threading.Barrier(2)

    def press(by):
        mine = FollowUp.objects.select_related("interview__office").get(pk=follow_up.pk)
        together.wait(timeout=20)
        try:
            return begin(mine, "strategic", contact, "email", by=by, at=AT).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        begun = list(pool.map(press, [None, counselor]))

    assert [letter.pk for letter in Letter.objects.all()] == list(set(begun))
    assert follow_up.timeline.filter(kind=Entry.Kind.DRAFTED).count() == 1
