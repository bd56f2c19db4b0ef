"""The debrief from the link: asked in the seeker's language, saved by a POST alone, closed at a shared address."""

import re

import pytest
from django.utils import timezone
from django.utils.html import escape

from candidates.tests.badinput import naughty
from followups.intake.tests.debriefs import WORDS, opened
from followups.letters import phrases
from followups.models import Debrief, Digits, Letter
from followups.nudges import links, schedule
from followups.seeker.tests.builders import everything, make_linked
from followups.tests.builders import days, make_candidate
from followups.tests.letter_building import make_debrief, make_letter

pytestmark = pytest.mark.django_db

BEGIN = {"act": "begin", "kind": "strategic", "way": "email", "contact": ""}


def url(follow_up, page="debrief/"):
    return f"/f/{links.follow_up_token(follow_up)}/{page}"


def sent(follow_up, **changes):
    return {"act": "save", **opened(follow_up, timezone.now()), **changes}


def text_of(response):
    return response.content.decode()


@pytest.fixture
def follow_up():
    return make_linked(days_ago=1, met=["Pat O’Hara"])


@pytest.fixture
def shared():
    """A follow-up whose mail others read too, with the digits that open what is private."""
    candidate = make_candidate(shares_address=True)
    Digits.choose(candidate, "2580", at=timezone.now())
    return make_linked(days_ago=1, candidate=candidate)


def test_who_was_met_is_offered_first_for_a_message_of_ones_own_choice(client, follow_up):
    page = text_of(client.get(url(follow_up, "letters/")))

    assert "selected>Pat O’Hara</option>" in page


def test_own_words_are_folded_until_there_are_some(client, follow_up):
    empty = text_of(client.get(url(follow_up)))
    make_debrief(follow_up, why_words=WORDS)
    refused = text_of(client.post(url(follow_up), sent(follow_up, moment_words="123-45-6789")))

    assert empty.count('<details class="fold fold--one">') == 4
    assert refused.count('<details class="fold fold--one" open>') == 2


def test_a_plan_is_one_tap_away_on_what_to_send(client, follow_up):
    page = text_of(client.get(url(follow_up, "letters/")))
    moment = re.findall('name="moment" value="([^"]+)"', page)[-1]

    answer = client.post(url(follow_up, ""), {"act": "remind", "moment": moment}, follow=True)

    assert f'action="{url(follow_up, "")}"' in page
    assert "Where will you write?" in text_of(answer)
    assert schedule.wishes_of(follow_up).get().planned_at.isoformat() == moment


def switched(client, follow_up, **typed):
    """The page after the button of another language was pressed among the questions."""
    return text_of(client.post(url(follow_up), sent(follow_up, language="es", **typed), follow=True))


def test_the_language_is_switched_without_losing_what_was_typed(client, follow_up):
    page = switched(client, follow_up, why_words=WORDS, plan_day="")

    assert '<html lang="es">' in page
    assert escape(WORDS) in page
    assert 'id="questions"' in page
    assert Debrief.objects.get().why_words == WORDS


def test_a_mistake_is_told_in_the_language_that_was_switched_to(client, follow_up):
    page = switched(client, follow_up, why_words=WORDS, plan_day="2020-01-01")

    assert "Todavía no se guardó." in page
    assert escape(WORDS) in page
    assert not Debrief.objects.exists()


def test_switching_the_language_alone_answers_no_question(client, follow_up):
    page = switched(client, follow_up)

    assert '<html lang="es">' in page
    assert not Debrief.objects.exists()


def test_at_a_shared_address_the_language_is_switched_behind_the_digits_too(client, shared):
    page = switched(client, shared, digits="2580", why_words=WORDS)

    assert '<html lang="es">' in page
    assert escape(WORDS) in page
    assert 'name="proof"' in page


def test_saved_it_leads_to_what_to_send_and_says_so(client, follow_up):
    response = client.post(url(follow_up), sent(follow_up, why_words=WORDS, plan_day=""), follow=True)

    assert response.redirect_chain == [(url(follow_up, "letters/?noted=saved"), 303)]
    assert "Your answers are saved." in text_of(response)
    assert "Letter to Pat O’Hara" in text_of(response)
    kept = Debrief.objects.get()
    assert (kept.why_words, kept.filled_by) == (WORDS, None)


def test_a_get_changes_nothing_and_no_cookie_is_set(client, follow_up):
    make_debrief(follow_up, why_words=WORDS)
    make_letter(follow_up)
    schedule.remind_at(follow_up, moment=timezone.now() + days(1), by=None, at=timezone.now())
    before = everything()

    for page in ("debrief/", "letters/", "plan.ics"):
        for _twice in range(2):
            response = client.get(url(follow_up, page))
            assert response.status_code == 200
            assert response.headers["Cache-Control"] == "no-store, private"
            assert not response.cookies

    assert everything() == before


def test_a_refused_form_keeps_what_was_typed_and_names_what_is_wrong(client, follow_up):
    said = sent(
        follow_up, why_words="<b>" + "x" * 500, moment=(picked := next(iter(phrases.MOMENTS))), helper_name="Ana"
    )

    response = client.post(url(follow_up), said)

    assert response.status_code == 400
    page = text_of(response)
    assert "&lt;b&gt;" + "x" * 500 in page
    assert f'<option value="{picked}" selected>' in page
    assert 'value="Ana"' in page
    assert 'aria-describedby="id_why_words_error"' in page
    assert page.count("This has 503 characters. Keep it to 500.") == 2
    assert not Debrief.objects.exists()


def test_the_counselor_is_said_to_see_the_answers(client, follow_up):
    counselor = follow_up.interview.candidate.counselor.name

    assert f"{counselor} can see these answers too" in text_of(client.get(url(follow_up)))


@pytest.mark.parametrize(("language", "asked"), [("es", "¿Por qué quiere este trabajo?"), ("vi", "Vì sao bạn muốn")])
def test_questions_and_phrases_are_in_the_seekers_language(client, language, asked):
    page = text_of(client.get(url(make_linked(language=language))))

    assert f'<html lang="{language}">' in page
    assert asked in page
    assert not any(phrase.label_english in page for phrase in phrases.WHYS.values())


def test_the_language_is_switched_on_the_page(client, follow_up):
    response = client.post(url(follow_up), {"act": "language", "language": "es"}, follow=True)

    assert "¿Por qué quiere este trabajo?" in text_of(response)
    assert not Debrief.objects.exists()


@pytest.mark.parametrize("page", ["debrief/", "letters/"])
def test_without_an_interview_the_page_leads_back(client, page):
    ahead, void = make_linked(days_ago=-1), make_linked()
    void.void(by=None, at=timezone.now())

    for follow_up in (ahead, void):
        response = client.post(url(follow_up, page), {**BEGIN, "why_words": WORDS})
        assert response.url == url(follow_up, "")

    assert (Debrief.objects.count(), Letter.objects.count()) == (0, 0)


@pytest.mark.parametrize("page", ["debrief/", "letters/", "plan.ics"])
def test_a_link_that_ended_or_was_never_ours_opens_nothing(client, page):
    ended = make_linked(days_ago=61)

    assert client.get(url(ended, page)).status_code == 410
    assert client.post(url(ended, page), {"why_words": WORDS}).status_code == 410
    assert client.get(f"/f/{'x' * 44}/{page}").status_code == 404
    assert not Debrief.objects.exists()


def test_a_draft_is_one_tap_away_and_stays_private(client, follow_up):
    pat = follow_up.interview.contacts.get()

    response = client.post(url(follow_up, "letters/"), {**BEGIN, "contact": pat.pk})

    letter = Letter.objects.get()
    assert (response.status_code, response.url) == (303, url(follow_up, f"letters/{letter.pk}/"))
    assert (letter.contact, letter.begun_by, letter.is_shared) == (pat, None, False)
    assert "Go on writing" in text_of(client.get(url(follow_up, "letters/")))


@pytest.mark.parametrize("wrong", [{"kind": "novel"}, {"way": ""}, {"contact": "999999"}])
def test_what_cannot_be_begun_is_refused_on_the_same_page(client, follow_up, wrong):
    response = client.post(url(follow_up, "letters/"), {**BEGIN, **wrong})

    assert response.status_code == 400
    assert '<p class="error"' in text_of(response)
    assert not Letter.objects.exists()


def test_the_seeker_reads_all_their_letters_and_none_of_another_interview(client, follow_up):
    make_letter(follow_up, kind="card", to_name="Ana Ruiz")
    make_letter(make_linked(candidate=follow_up.interview.candidate), kind="card", to_name="Somebody Else")

    page = text_of(client.get(url(follow_up, "letters/")))

    assert "Thank-you card to Ana Ruiz" in page
    assert "Somebody Else" not in page


def test_naughty_names_and_answers_are_shown_escaped(client, follow_up):
    shown = 0
    for text in naughty().values():
        client.post(url(follow_up), sent(follow_up, why_words=text, helper_name=text))
        people = follow_up.interview.contacts.exclude(name="Pat O’Hara")
        for person in people:
            page = text_of(client.get(url(follow_up, "letters/")))
            assert escape(person.name) in page
            assert escape(person.name) == person.name or f"to {person.name}<" not in page
            shown += 1
        people.delete()

    assert shown > 20


def test_deciding_against_it_is_an_equal_choice_at_low_interest(client):
    follow_up = make_linked(interest="low")
    page = text_of(client.get(url(follow_up, "letters/")))
    assert "this is just as good an answer" in page

    client.post(url(follow_up, ""), {"act": "declined", "reason": "not_interested"})

    assert "this is just as good an answer" not in text_of(client.get(url(follow_up, "letters/")))


def test_the_plan_is_a_file_for_the_calendar_while_there_is_one(client, follow_up):
    assert client.get(url(follow_up, "plan.ics")).status_code == 404

    client.post(url(follow_up), sent(follow_up, plan_day=timezone.localdate() + days(2), plan_place="library"))

    response = client.get(url(follow_up, "plan.ics"))
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"BEGIN:VEVENT" in response.content
    assert url(follow_up, "plan.ics") in text_of(client.get(url(follow_up, "letters/")))


# Where others read the address


@pytest.mark.parametrize("page", ["debrief/", "letters/"])
def test_at_a_shared_address_the_digits_come_first(client, shared, page):
    make_debrief(shared, why_words=WORDS)
    make_letter(shared, to_name="Ana Ruiz")

    locked = text_of(client.get(url(shared, page)))
    opened_page = text_of(client.post(url(shared, page), {"act": "open", "digits": "2580"}))

    assert not any(words in locked for words in (WORDS, "Ana Ruiz", "Why do you want"))
    assert any(words in opened_page for words in (WORDS, "Ana Ruiz"))


def test_what_was_typed_outlives_the_question_for_the_digits(client, shared):
    carried = {**sent(shared, why_words=WORDS), "digits": "2580"}

    page = text_of(client.post(url(shared), carried))

    assert Debrief.objects.get().why_words == WORDS
    assert "Your answers are saved." in page


def test_behind_the_digits_a_draft_is_shown_at_once_and_no_address_holds_the_proof(client, shared):
    page = text_of(client.post(url(shared, "letters/"), {"act": "open", "digits": "2580"}))
    proof = page.partition('name="proof" value="')[2].partition('"')[0]

    response = client.post(url(shared, "letters/"), {**BEGIN, "proof": proof})

    assert response.status_code == 200
    assert Letter.objects.get().text.split()[0] in text_of(response)
    assert proof not in "".join(part for part in page.split('"') if part.startswith("/"))


def test_a_wrong_proof_begins_nothing(client, shared):
    client.post(url(shared, "letters/"), {**BEGIN, "proof": "forged"})

    assert not Letter.objects.exists()
