import datetime

import pytest
from django.utils import timezone

from accounts.models import AuditEntry, User
from candidates.models import Candidate, Contact, Cover, Employer, Interview
from candidates.tests.badinput import naughty
from followups.intake.tests.forms import GRILL, URL, day, filled
from followups.models import FollowUp
from followups.tests.builders import make_candidate, make_interview, make_office_at_all_hours, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def counselor():
    return make_user(office=make_office_at_all_hours())


@pytest.fixture
def anh(counselor):
    return make_candidate(counselor, full_name="Nguyễn Thị Ánh", call_name="Ánh")


@pytest.fixture
def signed_in(client, counselor):
    client.force_login(counselor)
    return client


def test_an_interview_is_logged_with_its_follow_up_and_the_people_met(signed_in, counselor, anh):
    people = {"people__0__name": "Siobhán O’Brien-Núñez", "people__0__email": "s@example.com"}

    response = signed_in.post(URL, filled("Nguyễn Thị Ánh", candidate=anh.pk, interest="high", **people))

    interview = Interview.objects.get()
    assert response.url == f"/candidates/{anh.pk}/"
    assert (interview.candidate, interview.employer.name, interview.employer.city) == (anh, GRILL, "Pasadena")
    assert (interview.held_on, interview.interest, interview.logged_by) == (day(3), "high", counselor)
    assert timezone.localtime(interview.held_at, anh.office.zone).time() == datetime.time(10)
    assert Contact.objects.get().name == "Siobhán O’Brien-Núñez"
    assert interview.follow_up.status == FollowUp.Status.OPEN


def test_a_new_job_seeker_is_taken_in_with_the_interview(signed_in, counselor):
    new = {"new__full_name": "Siobhán O’Brien-Núñez", "new__email": "s@example.com", "new__agreed": "on"}

    signed_in.post(URL, filled(**new, new__phone="713 555 0142 ext. 7", new__language="es"))

    seeker = Interview.objects.get().candidate
    assert (seeker.full_name, seeker.call_name, seeker.language) == ("Siobhán O’Brien-Núñez",) * 2 + ("es",)
    assert (seeker.counselor, seeker.office) == (counselor, counselor.home_office)
    assert (seeker.consent_on, seeker.consent_by, seeker.phone.extension) == (day(0), counselor, "7")
    assert AuditEntry.objects.filter(candidate_id=seeker.pk, what="job seeker added").exists()


def test_a_name_that_nobody_has_may_stay_in_the_search_field_of_a_new_job_seeker(signed_in):
    signed_in.post(URL, filled("Anh Ng", new__full_name="Anh Nguyen"))

    assert Interview.objects.get().candidate.full_name == "Anh Nguyen"


def test_somebody_known_and_somebody_new_at_once_is_a_question(signed_in, anh):
    log = signed_in.post(URL, filled("Ánh", candidate=anh.pk, new__full_name="Anh Nguyen")).context["log"]

    assert "Empty this field if the job seeker is new" in log.pick.errors["seeker"][0]
    assert not Interview.objects.exists()


@pytest.mark.parametrize("typed", ["Nguyễn Thị Ánh", "nguyen thi anh", "anh nguyen", "713 555 0142"])
def test_without_a_script_typed_text_finds_the_one_it_means(signed_in, counselor, typed):
    anh = make_candidate(counselor, full_name="Nguyễn Thị Ánh", phone="+17135550142")
    make_candidate(counselor, full_name="Somebody else")

    signed_in.post(URL, filled(typed))

    assert Interview.objects.get().candidate == anh


def test_a_whole_name_finds_its_owner_although_others_begin_with_it(signed_in, counselor):
    ann = make_candidate(counselor, full_name="Ann Lee")
    make_candidate(counselor, full_name="Ann Leeson")

    signed_in.post(URL, filled("ann lee"))

    assert Interview.objects.get().candidate == ann


def test_several_matches_are_offered_and_nothing_typed_is_lost(signed_in, counselor):
    make_candidate(counselor, full_name="Ann Lee", phone="+17135550142")
    leeson = make_candidate(counselor, full_name="Ann Leeson")

    asked = signed_in.post(URL, filled("ann", people__0__name="Pat", interest="low"))

    page = asked.content.decode()
    assert f'name="match" value="{leeson.pk}"' in page
    assert "713 555 0142" in page
    assert 'value="Pat"' in page
    signed_in.post(URL, filled("ann", match=leeson.pk))
    assert Interview.objects.get().candidate == leeson


def test_text_that_was_changed_after_a_choice_counts_more_than_the_choice(signed_in, counselor, anh):
    other = make_candidate(counselor, full_name="Ann Lee")

    signed_in.post(URL, filled("Ann Lee", candidate=anh.pk))

    assert Interview.objects.get().candidate == other


def test_nobody_else_can_be_chosen(signed_in, counselor, anh):
    colleagues = make_candidate(make_user(office=counselor.home_office), full_name="Colleague’s")
    foreign = make_candidate(full_name="Foreign")

    for seeker in (colleagues, foreign):
        response = signed_in.post(URL, filled(seeker.full_name, candidate=seeker.pk, match=seeker.pk))
        assert "None of your job seekers matches" in response.context["log"].pick.errors["seeker"][0]
    assert not Interview.objects.exists()


def test_one_who_is_covered_for_can_be_chosen(signed_in, counselor):
    covered = make_candidate(make_user(office=counselor.home_office), full_name="Covered")
    Cover.begin(covered, by=counselor, at=timezone.now())

    signed_in.post(URL, filled("Covered", candidate=covered.pk))

    assert Interview.objects.get().candidate == covered


def test_the_address_may_name_the_job_seeker(signed_in, anh):
    page = signed_in.get(URL, {"candidate": anh.pk}).content.decode()

    assert 'value="Nguyễn Thị Ánh"' in page
    assert f'name="candidate" value="{anh.pk}"' in page


@pytest.mark.parametrize("pk", ["999999", "abc", "9" * 30, "-1", "²"])
def test_an_address_that_names_nobody_is_not_found(signed_in, pk):
    assert signed_in.get(URL, {"candidate": pk}).status_code == 404


def test_an_address_that_names_a_colleagues_job_seeker_is_not_found(signed_in, counselor):
    colleagues = make_candidate(make_user(office=counselor.home_office))

    assert signed_in.get(URL, {"candidate": colleagues.pk}).status_code == 404


@pytest.mark.parametrize("role", [User.Role.MANAGER, User.Role.REGIONAL, User.Role.ADMINISTRATOR])
def test_only_counselors_log_interviews(client, counselor, anh, role):
    client.force_login(make_user(role, office=counselor.home_office))

    assert client.get(URL).status_code == 404
    assert client.post(URL, filled("Nguyễn Thị Ánh")).status_code == 404


def test_everything_typed_stays_when_something_is_wrong(signed_in, anh):
    typed = {
        "new__full_name": "New Person", "new__call_name": "Newie", "new__email": "no address", "new__phone": "555",
        "employer_name": "", "city": "Baytown", "job_title": "Sous chef", "interest": "high", "time": "14:45",
        "asked": "yes", "method": "card", "sent_day": "earlier", "sent_on": "2020-01-01", "outcome": "waiting",
        "people__0__name": "Pat Lee", "people__1__name": "Kim", "people__1__email": "wrong",
        "people__1__postal_address": "1 Main St\nBaytown", "people__1__role": "recruiter",
    }  # fmt: skip

    page = signed_in.post(URL, filled("Ngu", **typed)).content.decode()

    for value in typed.values():
        assert f'value="{value}"' in page or value in page or value == ""
    for chosen in ("high", "yes", "card", "earlier", "waiting"):
        assert f'value="{chosen}" id=' in page
        assert "checked" in page.split(f'value="{chosen}"')[1].split(">")[0]
    assert '<option value="recruiter" selected>' in page


def test_an_employer_without_a_city_is_the_one_we_know(signed_in, anh):
    make_interview(anh, employer="Gulf Grill & Sons", employer_city="Pasadena")

    signed_in.post(URL, filled("Ánh", employer_name="gulf grill and sons", city=""))

    assert Employer.objects.get().interviews.count() == 2


def test_the_same_employer_in_another_city_is_another_one(signed_in, anh):
    make_interview(anh, employer="Gulf Grill & Sons", employer_city="Pasadena")

    signed_in.post(URL, filled("Ánh", employer_name="Gulf Grill & Sons", city="Houston"))

    assert Employer.objects.count() == 2


def test_a_possible_twin_of_a_new_job_seeker_is_shown_before_it_is_saved(signed_in, anh):
    new = {"new__full_name": "Anh N.", "new__email": anh.email}

    asked = signed_in.post(URL, filled(**new))

    assert f'href="/candidates/{anh.pk}/"' in asked.content.decode()
    assert Candidate.objects.count() == 1
    signed_in.post(URL, filled(**new, new__save_anyway="on"))
    assert Interview.objects.get().candidate.full_name == "Anh N."


@pytest.mark.parametrize("field", ["seeker", "employer_name", "city", "job_title", "new-full_name", "people-0-name"])
def test_no_text_breaks_the_page(signed_in, anh, field):
    for text in naughty().values():
        response = signed_in.post(URL, {**filled("Ánh", candidate=anh.pk), field: text[:5000]})
        assert response.status_code in (200, 302)
        assert b"<script>window.__pwn" not in response.content


def test_titles_used_before_are_offered_as_far_as_one_sees_them(signed_in, anh):
    make_interview(anh, held_at=timezone.now(), job_title="Welder <3")
    make_interview(held_at=timezone.now(), job_title="Secret agent")

    page = signed_in.get(URL).content.decode()

    assert '<option value="Welder &lt;3">' in page
    assert "Secret agent" not in page


def test_a_page_without_its_rows_of_people_is_refused_not_broken(signed_in, anh):
    bare = {name: value for name, value in filled("Ánh").items() if not name.startswith("people")}

    assert signed_in.post(URL, bare).status_code == 200


def test_smuggled_fields_change_nothing(signed_in, counselor, anh):
    stranger = make_user()
    smuggled = {"logged_by": stranger.pk, "office": stranger.home_office.pk, "held_on": "2020-01-01", "status": "done"}

    signed_in.post(URL, filled("Ánh", **smuggled))

    interview = Interview.objects.get()
    assert (interview.logged_by, interview.office, interview.held_on) == (counselor, anh.office, day(3))
    assert interview.follow_up.is_open
