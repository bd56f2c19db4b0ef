"""A letter behind the link: written, shared, sent and taken back without an account; private where mail is shared."""

import re

import pytest
from django.utils import timezone

from candidates.tests.badinput import naughty
from followups.models import Digits, FollowUp, Letter
from followups.seeker.tests.builders import everything, make_linked, url_of
from followups.tests.builders import make_candidate, make_user
from followups.tests.letter_building import make_letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    return make_letter(make_linked(met=["Pat O’Hara"]), to_name="Pat O’Hara", at=timezone.now())


def page_of(letter, end="/"):
    return f"{url_of(letter.follow_up)}letters/{letter.pk}{end}"


def press(client, letter, act, **typed):
    typed = {"edition": letter.edition, "paragraph": letter.text.split("\n\n"), **typed}
    answer = client.post(page_of(letter), {"act": act, **typed})
    letter.refresh_from_db()
    return answer


def text_of(answer):
    return answer.content.decode()


def test_opening_the_page_and_its_files_changes_nothing_and_sets_no_cookie(client, letter):
    before = everything()

    answers = [client.get(page_of(letter, end)) for end in ("/", "/?version=1", ".pdf", ".docx", "/envelope.pdf")]

    assert [answer.status_code for answer in answers] == [200] * 5
    assert everything() == before
    assert client.cookies == {}


def test_a_link_opens_no_letter_but_those_of_its_own_interview(client, letter):
    other = make_letter(make_linked())

    answers = [client.get(f"{url_of(letter.follow_up)}letters/{other.pk}{end}") for end in ("/", ".pdf", ".docx")]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert "This link does not work" in text_of(answers[0])


def test_the_language_is_switched_without_losing_what_was_typed(client, letter):
    typed = {"edition": letter.edition, "paragraph": ["Thank you, Pat."], "language": "vi"}

    page = text_of(client.post(page_of(letter), typed, follow=True))

    letter.refresh_from_db()
    assert letter.text == "Thank you, Pat."
    assert '<html lang="vi">' in page
    assert page.count('form="letter" formnovalidate') == 2


def test_what_is_typed_is_saved_and_every_button_keeps_it(client, letter):
    press(client, letter, "save", paragraph=["Thank you, Pat."])
    press(client, letter, "share", paragraph=["Thank you, Pat.", "I bake well."])

    assert letter.text == "Thank you, Pat.\n\nI bake well."
    assert letter.is_shared
    assert letter.versions.first().saved_by is None


def test_of_two_devices_both_texts_are_kept_if_the_second_is_saved_all_the_same(client, letter):
    client.post(page_of(letter), {"act": "save", "edition": 1, "paragraph": ["Typed on the phone."]})
    conflict = text_of(client.post(page_of(letter), {"act": "save", "edition": 1, "paragraph": ["On the laptop."]}))
    both = re.search(r'<input type="hidden" form="letter" name="(\w+)" value="(\w+)">', conflict)

    press(client, letter, "save", edition=2, paragraph=["On the laptop."], **{both[1]: both[2]})

    assert letter.text == "On the laptop."
    assert [version.text for version in letter.versions.all()][:2] == ["On the laptop.", "Typed on the phone."]


def test_a_letter_is_shared_and_kept_private_again(client, letter):
    press(client, letter, "share")
    shared = letter.is_shared

    press(client, letter, "keep_private")

    assert (shared, letter.is_shared) == (True, False)


def test_one_that_the_counselor_began_stays_shared_and_the_page_says_why(client):
    letter = make_letter(make_linked(), by=make_user(), at=timezone.now())

    answer = press(client, letter, "keep_private")

    assert (answer.status_code, letter.is_shared) == (409, True)
    assert "Your counselor began this letter with you" in text_of(answer)


def test_the_job_seeker_reads_what_the_counselor_says_and_cannot_speak_for_them(client, letter):
    letter.share(at=timezone.now())
    letter.comment("Say what you saw.", by=make_user(name="Maria Lopez"), at=timezone.now())

    answer = press(client, letter, "comment", comment="I am the counselor")

    page = text_of(client.get(page_of(letter)))
    assert answer.status_code == 400
    assert "Say what you saw." in page
    assert letter.comments.count() == 1


def test_i_sent_it_marks_letter_and_follow_up_from_the_link(client, letter):
    press(client, letter, "sent email today")

    follow_up = FollowUp.objects.get()
    assert letter.is_sent
    assert (follow_up.status, follow_up.method, follow_up.source) == ("done", "letter_email", "seeker")


def test_posted_on_an_earlier_day_is_a_letter_by_post_of_that_day(client, letter):
    held_on = letter.follow_up.interview.held_on

    press(client, letter, "sent post earlier", sent_on_post=held_on.isoformat())

    assert (letter.sent_on, FollowUp.objects.get().method) == (held_on, "letter_post")


def test_saying_it_twice_is_harmless_and_a_day_ahead_is_refused(client, letter):
    ahead = press(client, letter, "sent post earlier", sent_on_post="2999-01-01")
    press(client, letter, "sent email today")

    again = press(client, letter, "sent email today")

    assert (ahead.status_code, again.status_code) == (400, 303)
    assert letter.follow_up.timeline.filter(kind="done").count() == 1


def test_what_was_typed_in_a_window_left_open_is_shown_once_the_letter_went_out(client, letter):
    press(client, letter, "sent email today")

    other = text_of(press(client, letter, "save", paragraph=["A better one.", "<b>Truly</b>."]))
    same = text_of(press(client, letter, "save"))

    assert "A better one.\n\n&lt;b&gt;Truly&lt;/b&gt;.</textarea>" in other
    assert "What you typed is not saved" not in same
    assert "better" not in letter.text


def test_what_was_sent_is_shown_as_it_reads_and_can_be_undone(client, letter):
    press(client, letter, "sent email today")
    page = text_of(client.get(page_of(letter)))

    client.post(page_of(letter), {"act": "take_back"})

    letter.refresh_from_db()
    assert 'name="paragraph"' not in page
    assert "Undo: it has not gone out" in page
    assert not letter.is_sent


def test_an_answer_given_before_is_told_in_the_job_seekers_words(client, letter):
    letter.follow_up.decline(reason="other", by=None, at=timezone.now())

    answer = press(client, letter, "sent email today")

    assert (answer.status_code, letter.is_sent) == (409, False)
    assert "You told us that you decided not to write" in text_of(answer)


def test_the_language_of_each_part_is_said(client):
    letter = make_letter(make_linked(language="vi"), at=timezone.now())

    page = text_of(client.get(page_of(letter)))

    assert '<html lang="vi">' in page
    assert page.count('name="paragraph" lang="en"') == 3
    assert '<p class="closing" lang="en">' in page


def test_at_a_shared_address_the_letter_stands_behind_the_digits_and_goes_on_with_the_proof(client):
    candidate = make_candidate(shares_address=True)
    letter = make_letter(make_linked(candidate=candidate), at=timezone.now())
    Digits.choose(candidate, "2580", at=timezone.now())
    locked = text_of(client.get(page_of(letter)))
    opened = client.post(page_of(letter), {"act": "open", "digits": "2580"})
    proof = opened.context["proof"]

    saved = press(client, letter, "save", paragraph=["Only mine."], proof=proof)
    refused = press(client, letter, "autosave", paragraph=["Somebody else’s."], proof="forged")

    assert "Thank you for showing me" not in locked
    assert (opened.status_code, saved.status_code, refused.status_code) == (200, 200, 403)
    assert letter.text == "Only mine."
    assert "Only mine.</textarea>" in text_of(saved)
    assert client.post(page_of(letter, ".pdf"), {"act": "open", "proof": proof}).content.startswith(b"%PDF-")


def test_any_text_is_shown_escaped_and_never_breaks_the_page(client, letter):
    broken = []

    for name, text in naughty().items():
        # The longest is a million letters, which no form takes; and no form and no database keeps a NUL.
        kept = text.replace("\0", "")
        Letter.objects.filter(pk=letter.pk).update(text=kept[:9000], greeting=kept[:200], to_name=kept[:150])
        letter.refresh_from_db()
        shown = client.get(page_of(letter))
        typed = press(client, letter, "autosave", paragraph=[text])
        is_raw = any(tag in text_of(shown) for tag in ("<script>", "<img", "<svg"))
        if shown.status_code != 200 or typed.status_code not in (200, 400) or is_raw:
            broken.append(name)

    assert broken == []
