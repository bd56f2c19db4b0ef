import datetime
import unicodedata
import uuid

import pytest
from django.utils import timezone
from django.utils.html import escape

from accounts.models import AuditEntry, User
from candidates import register
from candidates.models import Candidate, Cover
from candidates.tests.badinput import emails, naughty, naughty_entries, phones
from followups.tests.builders import days, make_candidate, make_office, make_user
from workforce.text import INVISIBLE

pytestmark = pytest.mark.django_db
ADD = "/candidates/add/"
REFUSED = {"reject", "reject_if_required"}


@pytest.fixture
def counselor():
    return make_user(office=make_office("Pasadena"))


@pytest.fixture
def signed_in(client, counselor):
    client.force_login(counselor)
    return client


def typed(**facts):
    return {"full_name": "Nguyễn Thị Ánh", "language": "vi", "names_employer": "on", **facts}


def edit_url(candidate):
    return f"/candidates/{candidate.pk}/edit/"


def test_a_new_job_seeker_is_the_counselors_own_at_their_office(signed_in, counselor):
    response = signed_in.post(ADD, typed(email="anh@example.com", agreed="on"))

    candidate = Candidate.objects.get()
    assert response.url == f"/candidates/{candidate.pk}/"
    assert (candidate.counselor, candidate.office) == (counselor, counselor.home_office)
    assert (candidate.consent_on, candidate.consent_by) == (timezone.localdate(), counselor)
    assert AuditEntry.objects.get(candidate_id=candidate.pk).what == "job seeker added"


@pytest.mark.parametrize("name", ["Siobhán O’Brien-Núñez", "Nguyễn Thị Ánh", "Teller", "X"])
def test_a_name_is_kept_as_typed_and_used_whole_where_nothing_else_was_said(signed_in, name):
    signed_in.post(ADD, typed(full_name=name))

    candidate = Candidate.objects.get()
    assert (candidate.full_name, candidate.call_name) == (name, name)


def test_a_name_too_long_to_greet_with_asks_what_to_call_them(signed_in):
    long = "Bartholomew " * 6

    form = signed_in.post(ADD, typed(full_name=long)).context["form"]

    assert "Type what to call them" in form.errors["call_name"][0]
    assert form["full_name"].value() == long


@pytest.mark.parametrize("case", emails(), ids=lambda case: case["why"])
def test_an_address_is_taken_or_refused_with_a_reason(signed_in, case):
    response = signed_in.post(ADD, typed(email=case["value"]))

    # "Perhaps" is refused where our mail could not reach it, and else taken with a question.
    wanted = case["valid"] if case["valid"] is not None else case["value"].isascii()
    assert Candidate.objects.exists() is wanted
    if not wanted:
        assert response.context["form"].errors["email"]
        assert response.context["form"]["email"].value() == case["value"]


def test_a_pasted_name_and_address_is_answered_with_the_address_alone(signed_in):
    response = signed_in.post(ADD, typed(email="Name <a@example.test>"))

    assert response.context["form"].errors["email"] == ["Enter only the address: a@example.test"]


def test_an_address_that_looks_mistyped_is_saved_with_a_question(signed_in):
    response = signed_in.post(ADD, typed(email="a@gmial.con"), follow=True)

    assert Candidate.objects.get().email == "a@gmial.con"
    assert "is it a@gmail.com?" in response.content.decode()


@pytest.mark.parametrize("case", phones(), ids=lambda case: case["value"] or "empty")
def test_a_phone_number_is_read_with_its_extension_or_refused(signed_in, case):
    response = signed_in.post(ADD, typed(phone=case["value"]))

    if case["e164"] is None and case["value"]:
        assert "713 555 0142 ext. 7" in response.context["form"].errors["phone"][0]
        assert response.context["form"]["phone"].value() == case["value"]
        return
    phone = Candidate.objects.get().phone
    extension = f";ext={phone.extension}" if phone and phone.extension else ""
    assert (f"{phone.as_e164}{extension}" if phone else None) == case["e164"]


@pytest.mark.parametrize("name", naughty())
def test_a_strange_name_is_kept_whole_and_shown_as_text_or_refused(signed_in, name):
    text, expected = naughty()[name], naughty_entries()[name]["expect"]

    response = signed_in.post(ADD, typed(full_name=text, call_name="Pat"))

    refused = expected in REFUSED or any(line in text.strip() for line in "\r\n") or len(text.strip()) > 150
    if refused:
        assert response.context["form"].errors["full_name"]
        assert not Candidate.objects.exists()
        return
    kept = Candidate.objects.get().full_name
    assert kept.split() == unicodedata.normalize("NFC", INVISIBLE.sub("", text)).replace("\x0b", " ").split()
    page = signed_in.get("/candidates/", {"q": text[:100]}).content.decode()
    assert escape(kept) in page


def test_a_look_alike_is_another_name(signed_in, counselor):
    make_candidate(counselor, full_name="аdmіn")

    assert "аdmіn" not in signed_in.get("/candidates/", {"q": "admin"}).content.decode()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"agreed": "on"}, "email"),
        ({"agreed": "on", "email": "a@example.com", "agreed_on": "2999-01-01"}, "agreed_on"),
        ({"agreed": "on", "email": "a@example.com", "agreed_on": "1826-03-08"}, "agreed_on"),
        ({"language": "xx"}, "language"),
        ({"full_name": ""}, "full_name"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(signed_in, facts, field):
    form = signed_in.post(ADD, typed(**facts)).context["form"]

    assert list(form.errors) == [field]
    assert not Candidate.objects.exists()


def test_the_same_form_sent_twice_adds_one(signed_in):
    key = signed_in.get(ADD).context["form_key"]

    first = signed_in.post(ADD, typed(form_key=key, email="anh@example.com"))
    second = signed_in.post(ADD, typed(form_key=key, email="anh@example.com"))

    assert Candidate.objects.count() == 1
    assert first.url == second.url


def test_of_two_sendings_at_the_same_moment_the_first_counts(counselor):
    key, at = uuid.uuid4(), timezone.now()
    first, second = Candidate(full_name="Ánh"), Candidate(full_name="Ánh")

    register.take_in(first, by=counselor, at=at, form_key=key)

    assert register.take_in(second, by=counselor, at=at, form_key=key) == first
    assert AuditEntry.objects.count() == 1


def test_no_field_that_the_form_does_not_show_can_be_set(signed_in, counselor):
    stranger = make_user()
    smuggled = {"counselor": stranger.pk, "office": stranger.home_office.pk, "consent_on": "2020-01-01"}

    signed_in.post(ADD, typed(consent_by=stranger.pk, search_text="x", status="left", pk=7, **smuggled))

    candidate = Candidate.objects.get()
    assert (candidate.counselor, candidate.office) == (counselor, counselor.home_office)
    assert (candidate.consent_on, candidate.consent_by, candidate.status) == (None, None, "active")


@pytest.mark.parametrize(
    "facts",
    [
        {"full_name": "Somebody else", "email": "ANH@example.com"},
        {"full_name": "NGUYEN thi anh", "phone": "713 555 0142"},
    ],
)
def test_a_possible_twin_is_shown_and_can_be_saved_anyway(signed_in, counselor, facts):
    twin = make_candidate(counselor, full_name="Nguyễn Thị Ánh", email="anh@example.com", phone="+17135550142")

    asked = signed_in.post(ADD, typed(**facts))

    assert Candidate.objects.get() == twin
    assert f'href="/candidates/{twin.pk}/"' in asked.content.decode()
    assert asked.context["form"]["full_name"].value() == facts["full_name"]
    signed_in.post(ADD, typed(save_anyway="on", **facts))
    assert Candidate.objects.count() == 2


def test_a_twin_whom_the_counselor_may_not_see_is_not_told(signed_in):
    make_candidate(email="anh@example.com")

    signed_in.post(ADD, typed(email="anh@example.com"))

    assert Candidate.objects.count() == 2


def test_people_who_share_a_phone_are_not_twins(signed_in, counselor):
    make_candidate(counselor, full_name="A brother", phone="+17135550142")

    signed_in.post(ADD, typed(phone="713 555 0142"))

    assert Candidate.objects.count() == 2


def test_taking_the_tick_off_withdraws_consent(signed_in, counselor):
    candidate = make_candidate(counselor)

    signed_in.post(edit_url(candidate), typed(email=candidate.email, status="active"))

    candidate.refresh_from_db()
    assert (candidate.consent_on, candidate.consent_by) == (None, None)


def test_consent_keeps_its_first_witness_while_its_day_is_not_changed(signed_in, counselor):
    colleague = make_user(office=counselor.home_office)
    candidate = make_candidate(counselor, consent_by=colleague)
    agreed = typed(email=candidate.email, status="active", agreed="on", agreed_on=candidate.consent_on)

    signed_in.post(edit_url(candidate), agreed)
    candidate.refresh_from_db()
    assert candidate.consent_by == colleague

    signed_in.post(edit_url(candidate), {**agreed, "agreed_on": timezone.localdate()})
    candidate.refresh_from_db()
    assert (candidate.consent_on, candidate.consent_by) == (timezone.localdate(), counselor)


def test_a_change_is_on_record_with_what_changed(signed_in, counselor):
    candidate = make_candidate(counselor, full_name="Nguyễn Thị Ánh", call_name="Ánh", consent=False)

    signed_in.get(edit_url(candidate))
    signed_in.post(
        edit_url(candidate), typed(call_name="Ánh", email=candidate.email, phone="713 555 0142", status="working")
    )

    candidate.refresh_from_db()
    assert (candidate.status, candidate.language, candidate.phone.as_e164) == ("working", "vi", "+17135550142")
    entries = AuditEntry.objects.filter(candidate_id=candidate.pk, user_id=counselor.pk).order_by("pk")
    assert [entry.what for entry in entries] == ["job seeker's form", "changed: phone, language, status"]


def test_what_a_colleague_changed_meanwhile_stays(counselor):
    candidate = make_candidate(counselor)
    Candidate.objects.filter(pk=candidate.pk).update(names_employer=False)

    candidate.phone = "+17135550142"
    register.change(candidate, ["phone"], by=counselor, at=timezone.now())

    candidate.refresh_from_db()
    assert (candidate.names_employer, candidate.phone.as_e164) == (False, "+17135550142")


@pytest.mark.parametrize("role", [User.Role.MANAGER, User.Role.REGIONAL, User.Role.ADMINISTRATOR])
def test_only_counselors_add_and_change(client, counselor, role):
    candidate = make_candidate(counselor)
    client.force_login(make_user(role, office=counselor.home_office))

    for url in (ADD, edit_url(candidate)):
        assert client.get(url).status_code == 404
        assert client.post(url, typed()).status_code == 404


def test_a_colleagues_job_seeker_can_be_changed_only_while_covering(signed_in, counselor):
    candidate = make_candidate(make_user(office=counselor.home_office), full_name="Before")
    url, change = edit_url(candidate), typed(email=candidate.email, status="active")

    assert signed_in.post(url, change).status_code == 404
    Cover.objects.create(user=counselor, candidate=candidate, until=timezone.now() - days(1))
    assert signed_in.post(url, change).status_code == 404
    Cover.begin(candidate, by=counselor, at=timezone.now())
    assert signed_in.post(url, change).status_code == 302


def test_a_counselor_of_two_offices_chooses_among_their_own(signed_in, counselor):
    second, foreign = make_office("Galveston"), make_office("Foreign")
    counselor.offices.add(second)

    assert signed_in.post(ADD, typed(office=foreign.pk)).context["form"].errors["office"]
    signed_in.post(ADD, typed(office=second.pk))
    assert Candidate.objects.get().office == second


def test_a_counselor_without_an_office_is_told_so(client):
    client.force_login(User.objects.create(email="new@example.org", name="New", role=User.Role.COUNSELOR))

    assert "You belong to no office yet" in client.get(ADD, follow=True).content.decode()


def test_a_key_that_is_none_does_no_harm(signed_in):
    signed_in.post(ADD, typed(form_key="' OR 1=1"))

    assert isinstance(Candidate.objects.get().form_key, uuid.UUID)


def test_the_day_of_consent_may_lie_in_the_past(signed_in):
    signed_in.post(ADD, typed(email="a@example.com", agreed="on", agreed_on="2026-03-08"))

    assert Candidate.objects.get().consent_on == datetime.date(2026, 3, 8)
