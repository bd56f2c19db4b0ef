import datetime

import pytest
from django.utils import timezone

from accounts.models import AuditEntry, User
from candidates.models import Contact, Cover, Employer, Interview
from followups.intake.forms.facts import FactsForm
from followups.intake.tests.forms import day
from followups.models import Entry
from followups.nudges.window import at_local
from followups.tests.builders import (
    make_candidate,
    make_done,
    make_follow_up,
    make_office_at_all_hours,
    make_user,
)
from followups.tests.letter_building import make_letter

pytestmark = pytest.mark.django_db
HELD_AT = at_local(day(3), datetime.time(10, 0, 33, 7), timezone.get_default_timezone())


@pytest.fixture
def counselor():
    return make_user(office=make_office_at_all_hours())


@pytest.fixture
def anh(counselor):
    return make_candidate(counselor, full_name="Nguyễn Thị Ánh", call_name="Ánh")


@pytest.fixture
def interview(client, counselor, anh):
    client.force_login(counselor)
    make_follow_up(anh, held_at=HELD_AT, employer='H&B "Gulf" Grill', employer_city="Pasadena", met=["Pat Lee"])
    return Interview.objects.get()


def url(interview):
    return f"/interviews/{interview.pk}/edit/"


def form_of(interview, **changes):
    facts = FactsForm.initial_of(Interview.objects.get(pk=interview.pk))
    facts |= {"time": f"{facts['time']:%H:%M}", "people-TOTAL_FORMS": 2, "people-INITIAL_FORMS": 1}
    row = {"people-0-id": interview.contacts.get().pk, "people-0-name": "Pat Lee", "people-0-role": "interviewer"}
    return facts | row | {"people-1-role": "interviewer"} | changes


def test_the_page_shows_what_was_logged(client, interview):
    page = client.get(url(interview)).content.decode()

    assert "Nguyễn Thị Ánh" in page
    assert 'value="H&amp;B &quot;Gulf&quot; Grill"' in page
    assert 'value="Pat Lee"' in page
    assert AuditEntry.objects.filter(what="interview's form").count() == 1


def test_a_corrected_title_moves_nothing_to_the_second(client, interview):
    planned = list(interview.follow_up.nudges.values_list("planned_at", flat=True))

    response = client.post(url(interview), form_of(interview, job_title="Sous chef", interest="high"))

    interview.refresh_from_db()
    assert response.url == f"/interviews/{interview.pk}/"
    assert (interview.job_title, interview.interest, interview.held_at) == ("Sous chef", "high", HELD_AT)
    assert list(interview.follow_up.nudges.values_list("planned_at", flat=True)) == planned
    assert not interview.follow_up.timeline.filter(kind=Entry.Kind.MOVED).exists()


def test_a_moved_interview_takes_along_what_was_not_sent_and_says_so(client, interview):
    response = client.post(url(interview), form_of(interview, day=day(-3).isoformat()), follow=True)

    interview.refresh_from_db()
    follow_up = interview.follow_up
    assert interview.held_on == day(-3)
    assert follow_up.due_at == interview.held_at + datetime.timedelta(hours=24)
    assert follow_up.nudges.planned().earliest("planned_at").planned_at == follow_up.due_at
    assert follow_up.timeline.filter(kind=Entry.Kind.MOVED).count() == 1
    assert "what had not been sent moved with it" in response.content.decode()


def test_people_met_are_corrected_added_and_taken_away(client, interview):
    people = {"people-1-name": "Kim Đỗ", "people-1-role": "assistant", "people-0-DELETE": "on"}

    client.post(url(interview), form_of(interview, **people))

    assert [(row.name, row.role) for row in interview.contacts.all()] == [("Kim Đỗ", "assistant")]


def test_whoever_is_written_to_is_not_taken_away(client, interview):
    make_letter(interview.follow_up, contact=interview.contacts.get())

    answer = client.post(url(interview), form_of(interview, **{"people-0-DELETE": "on", "people-0-name": "Pat Li"}))

    page = answer.content.decode()
    assert "A letter to Pat Lee was begun, so they cannot be removed." in page
    assert 'value="Pat Li"' in page
    assert interview.contacts.get().name == "Pat Lee"


def test_another_spelling_of_the_employer_is_the_same_one(client, interview):
    client.post(url(interview), form_of(interview, employer_name="h & b gulf grill, inc."))

    assert Employer.objects.count() == 1


def test_people_of_another_interview_cannot_be_touched(client, interview):
    foreign = Contact.objects.create(interview=make_follow_up().interview, name="Foreign")

    client.post(url(interview), form_of(interview, **{"people-0-id": foreign.pk, "people-0-name": "Stolen"}))

    foreign.refresh_from_db()
    assert foreign.name == "Foreign"


def test_an_interview_does_not_move_behind_the_day_they_wrote(client, counselor, anh):
    client.force_login(counselor)
    interview = make_done(anh, held_at=HELD_AT, met=["Pat Lee"]).interview

    for to in (day(1), day(-1)):
        response = client.post(url(interview), form_of(interview, day=to.isoformat(), employer_name="Another"))
        assert "They followed up before this day" in response.context["page"].facts.errors["day"][0]
    interview.refresh_from_db()
    assert interview.held_at == HELD_AT
    assert not Employer.objects.filter(name="Another").exists()


def test_nor_behind_the_day_on_which_any_letter_went_out(client, counselor, anh):
    client.force_login(counselor)
    follow_up = make_done(anh, sent_after=2, held_at=HELD_AT, met=["Pat Lee"])
    make_letter(follow_up, sent_on=day(2))

    response = client.post(url(follow_up.interview), form_of(follow_up.interview, day=day(1).isoformat()))

    assert "They followed up before this day" in response.context["page"].facts.errors["day"][0]


def test_an_interview_with_a_result_cannot_be_still_to_come(client, interview, counselor):
    interview.follow_up.record_outcome(outcome="waiting", by=counselor, at=timezone.now())

    response = client.post(url(interview), form_of(interview, day=day(-1).isoformat()))

    assert "cannot be still to come" in response.context["page"].facts.errors["day"][0]


def test_what_is_wrong_is_said_and_the_rest_kept(client, interview):
    changes = {"job_title": "", "employer_name": "Typed", "people-1-name": "Kim", "people-1-email": "wrong"}

    page = client.post(url(interview), form_of(interview, **changes)).content.decode()

    assert "Type what job it was about." in page
    assert 'value="Typed"' in page
    assert 'value="Kim"' in page


@pytest.mark.parametrize("role", User.Role.values)
def test_nobody_corrects_outside_their_caseload(client, interview, counselor, role):
    client.force_login(make_user(role, office=counselor.home_office))

    assert client.get(url(interview)).status_code == 404
    assert client.post(url(interview), form_of(interview)).status_code == 404


def test_a_colleague_who_covers_may_correct(client, interview, counselor, anh):
    colleague = make_user(office=counselor.home_office)
    Cover.begin(anh, by=colleague, at=timezone.now())
    client.force_login(colleague)

    assert client.post(url(interview), form_of(interview)).status_code == 302
