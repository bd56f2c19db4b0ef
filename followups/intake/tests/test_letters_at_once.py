"""Two people at one letter at the same moment: one wins, the other is told, and nothing counts twice."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from followups.intake import letters
from followups.intake.forms.letter import SEEKER_ACTS, STAFF_ACTS, LetterForm
from followups.models import FollowUp, Letter
from followups.tests.builders import days, make_follow_up
from followups.tests.letter_building import make_letter

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def make_shared():
    held_at = timezone.now() - days(2)
    return make_letter(make_follow_up(held_at=held_at, logged_at=held_at), at=held_at, shared_at=timezone.now())


def at_once(letter, *presses):
    """Press the buttons at the same moment, each on a page that was opened before; return what became of each."""
    together = threading.Barrier(len(presses))

    def run(press):
        by, typed = press
        data = QueryDict(mutable=True)
        data.update({"edition": "1", **typed})
        found = Letter.objects.select_related("follow_up__interview__office").get(pk=letter.pk)
        form = LetterForm(data, letter=found, acts=STAFF_ACTS if by else SEEKER_ACTS, at=timezone.now())
        together.wait(timeout=30)
        try:
            return letters.answer(form, by=by, at=timezone.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(run, presses))


@pytest.mark.parametrize("_round", range(5))
def test_of_two_who_save_at_once_one_is_told_and_nothing_is_overwritten(_round):
    letter = make_shared()
    maria = letter.follow_up.interview.candidate.counselor
    typed = [{"act": "autosave", "paragraph": text} for text in ("Maria’s words.", "The seeker’s words.")]

    answers = at_once(letter, (maria, typed[0]), (None, typed[1]))

    assert sorted(answer.is_conflict for answer in answers) == [False, True]
    winner = [answer.is_conflict for answer in answers].index(False)
    letter.refresh_from_db()
    assert (letter.text, letter.edition) == (typed[winner]["paragraph"], 2)
    assert letter.versions.count() == 2


@pytest.mark.parametrize("_round", range(5))
def test_sent_pressed_twice_at_once_is_noted_once(_round):
    letter = make_shared()
    maria = letter.follow_up.interview.candidate.counselor

    answers = at_once(letter, (maria, {"act": "sent email today"}), (None, {"act": "sent email today"}))

    assert [answer.noted for answer in answers] == ["sent", "sent"]
    follow_up = FollowUp.objects.get()
    assert follow_up.timeline.filter(kind="done").count() == 1
    assert not follow_up.timeline.filter(kind="letter_sent").exists()
    assert Letter.objects.get().closed_follow_up


@pytest.mark.parametrize("_round", range(5))
def test_sent_and_decided_not_to_at_once_leave_one_answer_and_the_other_is_told(_round):
    letter = make_shared()
    maria = letter.follow_up.interview.candidate.counselor
    together = threading.Barrier(2)

    def decline():
        together.wait(timeout=30)
        try:
            FollowUp.objects.get().decline(reason="other", by=None, at=timezone.now())
        except Exception as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        declined = pool.submit(decline)
        together.wait(timeout=30)
        [answer] = at_once(letter, (maria, {"act": "sent email today"}))

    is_done = FollowUp.objects.get().status == "done"
    assert (answer.noted == "sent", Letter.objects.get().is_sent) == (is_done, is_done)
    assert (declined.result() is not None) == is_done
