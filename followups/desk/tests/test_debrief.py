"""The debrief at the desk, the page of what to send, and the ways that lead there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from accounts.models import AuditEntry
from candidates.models import Contact
from candidates.tests.badinput import naughty
from followups.desk.tests.builders import ago, counselor_of, make_row, text_of
from followups.intake.tests.debriefs import WORDS, opened
from followups.intake.tests.forms import day, filled
from followups.models import Debrief, Letter
from followups.nudges import schedule
from followups.tests.builders import days, make_candidate, make_user
from followups.tests.letter_building import make_debrief, make_letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def follow_up():
    return make_row(held_days_ago=1, met=["Pat O’Hara"], candidate={"full_name": "Nguyễn Thị Ánh", "call_name": "Ánh"})


@pytest.fixture
def signed_in(client, follow_up):
    client.force_login(counselor_of(follow_up))
    return client


def url(follow_up, page="debrief"):
    return f"/interviews/{follow_up.interview_id}/{page}/"


def sent(follow_up, **changes):
    return {**opened(follow_up, timezone.now()), **changes}


def begin(client, follow_up, kind="strategic", way="email", contact=""):
    return client.post(url(follow_up, "letters"), {"kind": kind, "way": way, "contact": contact})


def test_it_is_saved_and_leads_to_what_to_send(signed_in, follow_up):
    response = signed_in.post(url(follow_up), sent(follow_up, why_words=WORDS), follow=True)

    assert response.redirect_chain == [(url(follow_up, "letters"), 302)]
    assert "Saved. Here is what to send." in text_of(response)
    assert Debrief.objects.get().filled_by == counselor_of(follow_up)


def test_a_refused_form_keeps_what_was_typed_and_says_what_is_wrong_beside_it(signed_in, follow_up):
    said = sent(follow_up, why_words=f"{WORDS} 123-45-6789", concern_words="Nothing.", plan_place="home")

    page = text_of(signed_in.post(url(follow_up), said))

    assert f"{WORDS} 123-45-6789" in page
    assert page.count("looks like a social security number") == page.count("Choose the day of your plan.") == 2
    assert '<option value="home" selected>' in page
    assert not Debrief.objects.exists()


def test_a_debrief_that_was_saved_meanwhile_is_shown_beside_ones_own(signed_in, follow_up):
    said = sent(follow_up, why_words=WORDS)
    make_debrief(follow_up, why_words="Their <b>reason</b>.", filled_by=None)

    page = text_of(signed_in.post(url(follow_up), said))

    assert WORDS in page
    assert "Saved meanwhile: “Their &lt;b&gt;reason&lt;/b&gt;.”" in page
    assert '<input type="hidden" name="edition" value="1"' in page


@pytest.mark.parametrize("page", ["debrief", "letters", "plan.ics"])
def test_only_who_may_write_opens_it(client, follow_up, page):
    address = url(follow_up, page).replace("ics/", "ics")
    for user in (make_user(), make_user("administrator")):
        client.force_login(user)
        assert client.get(address).status_code == 404

    assert not AuditEntry.objects.filter(act=AuditEntry.Act.READ).exists()


def test_reading_is_in_the_audit_trail(signed_in, follow_up):
    for page in ("debrief", "letters"):
        signed_in.get(url(follow_up, page))

    read = AuditEntry.objects.filter(act=AuditEntry.Act.READ)
    assert list(read.order_by("pk").values_list("what", flat=True)) == ["debrief", "letters"]


@pytest.mark.parametrize("page", ["debrief", "letters"])
@pytest.mark.parametrize("reason", ["void", "ahead"])
def test_without_an_interview_there_is_nothing_to_write_about(client, page, reason):
    follow_up = make_row(held_days_ago=-1 if reason == "ahead" else 1)
    if reason == "void":
        follow_up.void(by=None, at=timezone.now())
    client.force_login(counselor_of(follow_up))

    response = client.post(url(follow_up, page), {"kind": "short", "way": "email", "why_words": WORDS}, follow=True)

    assert "this interview has not taken place" in text_of(response)
    assert not Debrief.objects.exists()
    assert not Letter.objects.exists()


# What to send


def test_each_message_is_one_button_away(signed_in, follow_up):
    pat = follow_up.interview.contacts.get()
    helper = follow_up.interview.contacts.create(name="Ana Ruiz", role="assistant", particularly_helpful=True)
    page = text_of(signed_in.get(url(follow_up, "letters")))
    assert "Letter to Pat O’Hara" in page
    assert "Thank-you card to Ana Ruiz" in page
    assert page.count('name="contact" value="') == 2

    response = begin(signed_in, follow_up, "card", "post", helper.pk)

    letter = Letter.objects.get()
    assert response.url == f"/letters/{letter.pk}/"
    assert (letter.contact, letter.kind, letter.way, letter.is_shared) == (helper, "card", "post", True)
    assert f'name="contact" value="{helper.pk}"' not in text_of(signed_in.get(url(follow_up, "letters")))
    assert pat.letters.count() == 0


def test_through_an_agency_whoever_has_no_name_is_the_recruiter(client):
    follow_up = make_row(held_days_ago=1)
    client.force_login(counselor_of(follow_up))
    make_debrief(follow_up, through_agency=True)

    before = text_of(client.get(url(follow_up, "letters")))
    begin(client, follow_up)
    after = text_of(client.get(url(follow_up, "letters")))

    assert "Letter to the recruiter" in before
    assert '<option value="" selected>the recruiter</option>' in before
    assert "Letter to the recruiter" in after
    assert Letter.objects.get().greeting == "Dear Recruiter,"


def test_beginning_twice_leads_to_the_same_letter(signed_in, follow_up):
    first, second = begin(signed_in, follow_up), begin(signed_in, follow_up)

    assert first.url == second.url
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"kind": "novel"}, {"way": "pigeon"}, {"contact": "0"}, {"contact": "x"}])
def test_what_cannot_be_begun_is_refused(signed_in, follow_up, wrong):
    response = begin(signed_in, follow_up, **wrong)

    assert response.status_code == 200
    assert "error-summary" in text_of(response)
    assert not Letter.objects.exists()


def test_nothing_is_begun_for_a_person_of_another_interview(signed_in, follow_up):
    foreign = Contact.objects.create(interview=make_row().interview, name="Somebody")

    assert begin(signed_in, follow_up, contact=foreign.pk).status_code == 200
    assert not Letter.objects.exists()


def test_of_a_private_letter_staff_see_that_it_is_there_and_nothing_else(signed_in, follow_up):
    pat = follow_up.interview.contacts.get()
    make_letter(follow_up, contact=pat, text="My secret paragraph.")
    make_letter(follow_up, kind="card", to_name="Secret Person")

    page = text_of(signed_in.get(url(follow_up, "letters")))

    assert "Ánh is writing it; it is not shared yet." in page
    assert "Ánh is writing a letter; it is not shared yet." in page
    assert not any(words in page for words in ("secret paragraph", "Secret Person", "/letters/1/"))
    assert "has not shared it yet" in text_of(
        signed_in.post(url(follow_up, "letters"), {"kind": "strategic", "way": "email", "contact": pat.pk}, follow=True)
    )


def test_letters_that_were_begun_show_how_far_they_are(signed_in, follow_up):
    shared = make_letter(follow_up, by=counselor_of(follow_up), contact=follow_up.interview.contacts.get())
    sent_one = make_letter(follow_up, by=counselor_of(follow_up), kind="card", to_name="Ana Ruiz")
    Letter.objects.filter(pk=sent_one.pk).update(sent_on=timezone.localdate())

    page = text_of(signed_in.get(url(follow_up, "letters")))

    assert page.index("Go on writing") < page.index(f"Thank-you card to {sent_one.to_name}") < page.index("Read it")
    assert f'href="/letters/{shared.pk}/"' in page


@pytest.mark.parametrize(("interest", "is_equal"), [("low", True), ("medium", False)])
def test_deciding_against_it_is_an_equal_choice_at_low_interest(client, interest, is_equal):
    follow_up = make_row(held_days_ago=1, interest=interest)
    client.force_login(counselor_of(follow_up))

    page = text_of(client.get(url(follow_up, "letters")))

    assert ("Or decide not to write" in page) is is_equal
    assert (f"/followups/{follow_up.pk}/decline/" in page) is is_equal


def test_the_plan_is_a_file_for_the_calendar_while_there_is_one(signed_in, follow_up):
    address = f"/interviews/{follow_up.interview_id}/plan.ics"
    assert signed_in.get(address).status_code == 404
    assert address not in text_of(signed_in.get(url(follow_up, "letters")))

    schedule.remind_at(follow_up, moment=timezone.now() + days(1), place="library", by=None, at=timezone.now())

    response = signed_in.get(address)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.content.startswith(b"BEGIN:VCALENDAR")
    assert address in text_of(signed_in.get(url(follow_up, "letters")))


# The ways there


def test_the_row_leads_to_the_debrief_and_then_to_its_letters(signed_in, follow_up):
    assert f'href="{url(follow_up)}"' in text_of(signed_in.get("/desk/"))

    make_debrief(follow_up, why_words=WORDS)

    page = text_of(signed_in.get("/desk/"))
    assert f'href="{url(follow_up, "letters")}"' in page
    assert f'href="{url(follow_up)}"' not in page


@pytest.mark.parametrize("answer", ["decline", "ahead", "colleague"])
def test_the_row_leads_nowhere_when_there_is_nothing_to_write_together(client, answer):
    follow_up = make_row(held_days_ago=-1 if answer == "ahead" else 1)
    reader = counselor_of(follow_up)
    if answer == "decline":
        follow_up.decline(reason="other", by=None, at=timezone.now())
    if answer == "colleague":
        reader = make_user(office=reader.home_office)
    client.force_login(reader)

    assert "Write with them" not in text_of(client.get(f"/candidates/{follow_up.interview.candidate_id}/"))


def test_the_interviews_page_shows_what_was_written_down(signed_in, follow_up):
    make_debrief(follow_up, why="learn", why_words=f"{WORDS}\nTwice.", decides_on=timezone.localdate() + days(3))

    page = text_of(signed_in.get(f"/interviews/{follow_up.interview_id}/"))

    assert f"{WORDS}<br>Twice." in page
    assert f"Written down by {counselor_of(follow_up).name}" in page


def test_the_story_says_what_was_written_together(signed_in, follow_up):
    signed_in.post(url(follow_up), sent(follow_up, why_words=WORDS))
    begin(signed_in, follow_up)

    page = text_of(signed_in.get(f"/interviews/{follow_up.interview_id}/"))

    assert "Letter begun: strategic letter" in page
    assert f"{counselor_of(follow_up).name}</span>\n    Debrief" in page


def test_naughty_answers_are_shown_escaped(signed_in, follow_up):
    addresses, shown = (url(follow_up), f"/interviews/{follow_up.interview_id}/"), 0
    for text in naughty().values():
        signed_in.post(url(follow_up), sent(follow_up, moment_words=text))
        kept = Debrief.objects.filter(follow_up=follow_up).values_list("moment_words", flat=True).first()
        for page in [text_of(signed_in.get(address)) for address in addresses if kept]:
            assert escape(kept).replace("\n", "<br>") in page.replace("\n", "<br>")
            assert escape(kept) == kept or f">{kept}<" not in page
            shown += 1

    assert shown > 40


@pytest.mark.parametrize(("days_ago", "is_offered"), [(1, True), (-2, False)])
def test_logging_an_interview_offers_the_debrief_at_once(client, days_ago, is_offered):
    counselor = make_user()
    seeker = make_candidate(counselor)
    client.force_login(counselor)
    said = filled(seeker.full_name, candidate=seeker.pk, day=day(days_ago).isoformat(), employer_name="<b>Grill</b>")

    page = text_of(client.post("/interviews/add/", said, follow=True))

    interview = seeker.interviews.get()
    assert (f'<a href="/interviews/{interview.pk}/debrief/">Debrief now (5 minutes)</a>' in page) is is_offered
    assert "<b>Grill</b>" not in page


def test_one_row_and_twenty_debriefed_ones_cost_the_same(client):
    counselor = make_user()
    client.force_login(counselor)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/desk/").status_code == 200
        return len(queries)

    make_debrief(make_row(counselor))
    for_one = cost()
    for number in range(19):
        make_debrief(make_row(counselor, held_days_ago=3 + number / 100))

    assert cost() == for_one


def test_a_long_list_of_people_and_letters_costs_no_more_queries(signed_in, follow_up):
    def cost(page):
        with CaptureQueriesContext(connection) as queries:
            assert signed_in.get(url(follow_up, page)).status_code == 200
        return len(queries)

    before = {page: cost(page) for page in ("debrief", "letters")}
    for number in range(10):
        person = Contact.objects.create(interview=follow_up.interview, name=f"Person {number}")
        make_letter(follow_up, by=counselor_of(follow_up), contact=person, at=ago(0))

    assert {page: cost(page) for page in before} == before
    assert max(before.values()) <= 25
