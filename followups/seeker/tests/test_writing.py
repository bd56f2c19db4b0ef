"""What the page offers to write with: the first thing to do depends on what was begun."""

import re

import pytest
from django.utils import timezone

from followups.letters.begin import begin
from followups.models import Debrief, Letter
from followups.seeker.tests.builders import make_linked, url_of
from followups.tests.builders import days

pytestmark = pytest.mark.django_db

MAIN_BUTTON = re.compile(r'class="button ?"[^>]*>([^<]+)<')
WRITE_IT, GO_ON, HALF = "Help me write it", "Go on with your letter", "Open your half-written letter"


def page_of(client, follow_up):
    return client.get(url_of(follow_up)).content.decode()


def make_letter(follow_up, by=None):
    contact = follow_up.interview.contacts.first()
    return begin(follow_up, Letter.Kind.STRATEGIC, contact, Letter.Way.EMAIL, by=by, at=timezone.now())


def first_button(page):
    return MAIN_BUTTON.search(page)[1].strip()


def press_to_begin(client, follow_up):
    """Press the button that begins a letter, with what stands in its form."""
    page = page_of(client, follow_up)
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if 'value="begin"' in form)
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    return client.post(re.search(r'action="([^"]+)"', form)[1], fields)


def test_before_the_questions_are_answered_sent_comes_first_and_help_asks_them(client):
    follow_up = make_linked(days_ago=1)

    page = page_of(client, follow_up)

    assert first_button(page) == "Yes, I sent it"
    assert f'href="{url_of(follow_up)}debrief/">{WRITE_IT}<' in page


@pytest.mark.parametrize("has_debrief", [False, True])
def test_one_tap_opens_a_half_written_letter(client, has_debrief):
    follow_up = make_linked(days_ago=1, met=["Pat O’Hara"])
    if has_debrief:
        Debrief.objects.create(follow_up=follow_up)

    answer = press_to_begin(client, follow_up)

    letter = Letter.objects.get()
    assert (answer.status_code, answer.url) == (303, f"{url_of(follow_up)}letters/{letter.pk}/")
    assert letter.to_name == "Pat O’Hara"
    assert letter.text


def test_the_letter_comes_first_once_its_questions_are_answered(client):
    follow_up = make_linked(days_ago=1)
    Debrief.objects.create(follow_up=follow_up)

    page = page_of(client, follow_up)

    assert first_button(page) == HALF
    assert WRITE_IT not in page


def test_the_letter_comes_first_once_it_is_begun(client):
    follow_up = make_linked(days_ago=1, met=["Pat O’Hara"])
    letter = make_letter(follow_up)

    page = page_of(client, follow_up)

    assert first_button(page) == GO_ON
    assert f'href="{url_of(follow_up)}letters/{letter.pk}/"' in page
    assert "Pat O’Hara" not in page


def test_the_letter_that_was_written_last_is_gone_on_with(client):
    follow_up = make_linked(days_ago=1, met=["Pat O’Hara"])
    old, new = make_letter(follow_up), begin(follow_up, "card", None, "post", by=None, at=timezone.now())
    new.mark_sent(sent_on=timezone.localdate(), source="seeker", by=None, at=timezone.now())
    follow_up.reopen(by=None, at=timezone.now())
    Letter.objects.filter(pk=new.pk).update(sent_on=timezone.localdate())

    assert f"letters/{old.pk}/" in page_of(client, follow_up)


def test_what_the_counselor_said_about_the_letter_is_announced_and_stands_beside_it(client):
    follow_up = make_linked(days_ago=1, met=["Pat O’Hara"])
    counselor = follow_up.interview.candidate.counselor
    letter = make_letter(follow_up, by=counselor)
    assert "wrote to you about your letter" not in page_of(client, follow_up)

    letter.comment("Say more about the kitchen.", by=counselor, at=timezone.now())

    page = page_of(client, follow_up)
    assert f"{counselor.name} wrote to you about your letter." in page
    assert "Say more about the kitchen." not in page
    assert "Say more about the kitchen." in client.get(f"{url_of(follow_up)}letters/{letter.pk}/").content.decode()


def test_once_it_was_sent_the_letters_can_still_be_read(client):
    follow_up = make_linked(days_ago=1)
    letter = make_letter(follow_up)
    letter.mark_sent(sent_on=timezone.localdate(), source="seeker", by=None, at=timezone.now())

    page = page_of(client, follow_up)

    assert "Well done" in page
    assert f'href="{url_of(follow_up)}letters/">Your letters<' in page


def test_a_late_letter_is_offered_where_nobody_answered(client):
    follow_up = make_linked(days_ago=12)
    follow_up.miss(by=None, at=timezone.now())

    page = page_of(client, follow_up)

    assert WRITE_IT in page
    assert f'href="{url_of(follow_up)}advice/too-late/"' in page


@pytest.mark.parametrize("days_ago", [-2, 2])
def test_nothing_is_offered_to_write_about_an_interview_that_was_not_held(client, days_ago):
    follow_up = make_linked(days_ago=days_ago)
    if days_ago > 0:
        follow_up.void(by=None, at=timezone.now())

    page = page_of(client, follow_up)

    assert WRITE_IT not in page
    assert "half-written" not in page


def test_the_plan_can_be_put_into_a_calendar(client):
    follow_up = make_linked(days_ago=1)
    assert "plan.ics" not in page_of(client, follow_up)

    day = (timezone.localdate() + days(3)).isoformat()
    client.post(url_of(follow_up), {"act": "remind", "day": day, "time": "18:00"})

    assert f'href="{url_of(follow_up)}plan.ics"' in page_of(client, follow_up)
    assert client.get(f"{url_of(follow_up)}plan.ics").content.startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize(("days_ago", "slugs"), [(1, {"why-follow-up"}), (4, {"why-follow-up", "too-late"})])
def test_advice_stands_where_it_helps(client, days_ago, slugs):
    page = page_of(client, make_linked(days_ago=days_ago))

    assert set(re.findall(r"/advice/([a-z-]+)/", page)) == slugs
