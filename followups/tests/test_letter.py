"""A letter's life: written, kept in versions, shared, sent, taken back; and what of it is refused."""

import datetime

import pytest
from django.db import IntegrityError

from accounts.models import AuditEntry, User
from candidates.models import Contact, Cover
from followups.models import Entry, FollowUp, Letter, LetterChanged, TransitionNotAllowed
from followups.tests.builders import MONDAY, days, hours, make_follow_up, make_user
from followups.tests.letter_building import make_letter
from followups.tests.test_follow_up_races import race

pytestmark = pytest.mark.django_db

LATER = MONDAY + days(1)
MINUTE = datetime.timedelta(minutes=1)


def send(letter, by=None, **facts):
    facts = {"sent_on": MONDAY.date() + days(1), "source": "seeker", "at": LATER, **facts}
    letter.mark_sent(by=by, **facts)


def kinds(follow_up):
    return list(follow_up.timeline.values_list("kind", flat=True))


def test_what_is_written_is_saved_and_counted():
    letter = make_letter()

    letter.write({"text": "Thank you, Pat.", "to_email": "pat@example.com"}, edition=1, by=None, at=LATER)

    letter.refresh_from_db()
    assert (letter.text, letter.to_email, letter.edition, letter.saved_at) == (
        "Thank you, Pat.",
        "pat@example.com",
        2,
        LATER,
    )


def test_a_letter_that_was_saved_elsewhere_is_not_overwritten():
    letter = make_letter()
    letter.write({"text": "First."}, edition=1, by=None, at=LATER)

    with pytest.raises(LetterChanged):
        Letter.objects.get(pk=letter.pk).write({"text": "Second."}, edition=1, by=None, at=LATER)

    assert Letter.objects.get().text == "First."


def test_saving_what_stands_there_already_is_no_change_even_late():
    letter = make_letter()
    letter.write({"text": "First."}, edition=1, by=None, at=LATER)

    letter.write({"text": "First."}, edition=1, by=None, at=LATER + MINUTE)

    assert letter.edition == 2
    assert letter.versions.count() == 2


def test_one_sitting_is_one_version_and_the_draft_stays():
    letter = make_letter()

    for edition, minutes in enumerate([0, 4, 9, 11], start=1):
        letter.write({"text": f"Text {minutes}"}, edition=edition, by=None, at=LATER + minutes * MINUTE)

    drafted, *written = letter.versions.order_by("number")
    assert drafted.text.startswith("Thank you for showing me")
    assert [version.text for version in written] == ["Text 9", "Text 11"]


def test_another_person_makes_another_version():
    letter = make_letter()
    letter.write({"text": "Mine."}, edition=1, by=None, at=LATER)

    letter.write({"text": "Ours."}, edition=2, by=make_user(), at=LATER + MINUTE)

    assert [version.text for version in letter.versions.all()][:2] == ["Ours.", "Mine."]


def test_a_box_emptied_by_a_slip_of_the_thumb_stays_among_the_versions():
    letter = make_letter()
    letter.write({"text": "Twenty minutes of work. " * 9}, edition=1, by=None, at=LATER)

    letter.write({"text": ""}, edition=2, by=None, at=LATER + MINUTE)

    assert [version.text for version in letter.versions.all()][:2] == ["", "Twenty minutes of work. " * 9]


def test_a_version_that_is_brought_back_is_a_new_one_and_loses_nothing_of_the_same_sitting():
    letter = make_letter()
    letter.write({"text": "Typed just now."}, edition=1, by=None, at=LATER)

    letter.bring_back(letter.versions.get(number=1), edition=2, by=None, at=LATER + MINUTE)

    draft = letter.versions.get(number=1).text
    assert [version.text for version in letter.versions.all()] == [draft, "Typed just now.", draft]
    assert (letter.text, letter.edition) == (draft, 3)


def test_a_letter_that_has_gone_out_stays_as_it_was_sent():
    letter = make_letter()
    send(letter)

    with pytest.raises(TransitionNotAllowed):
        letter.write({"text": "Something else."}, edition=1, by=None, at=LATER)

    assert Letter.objects.get().edition == 1


def test_addresses_make_no_version():
    letter = make_letter()

    letter.write({"to_address": "1 Main St"}, edition=1, by=None, at=LATER)

    assert letter.versions.count() == 1


def test_staff_see_a_letter_once_it_is_shared_and_not_after():
    letter = make_letter()
    counselor = letter.follow_up.interview.candidate.counselor
    seen = [Letter.objects.visible_to(counselor).count()]

    letter.share(at=LATER)
    letter.share(at=LATER + MINUTE)
    seen.append(Letter.objects.visible_to(counselor).count())
    letter.keep_private(at=LATER + 2 * MINUTE)

    assert [*seen, Letter.objects.visible_to(counselor).count()] == [0, 1, 0]
    assert kinds(letter.follow_up).count(Entry.Kind.SHARED) == 1


def test_what_is_kept_private_or_taken_back_again_is_in_the_audit_trail_once():
    follow_up = make_follow_up()
    send(make_letter(follow_up))
    card = make_letter(follow_up, kind="card", shared_at=LATER)
    send(card)
    before = AuditEntry.objects.filter(what="letter").count()

    for _press in range(2):
        card.keep_private(at=LATER + MINUTE)
        card.take_back_sent(by=None, at=LATER + MINUTE)

    assert AuditEntry.objects.filter(what="letter").count() == before + 2


def test_shared_letters_are_seen_in_scope_only():
    letter = make_letter(shared_at=LATER)
    candidate = letter.follow_up.interview.candidate
    colleague = make_user(office=candidate.office)
    manager, regional = make_user(User.Role.MANAGER, office=candidate.office), make_user(User.Role.REGIONAL)

    seen = [
        Letter.objects.visible_to(user).count()
        for user in (candidate.counselor, colleague, manager, regional, make_user(), make_user(User.Role.ADMINISTRATOR))
    ]

    assert seen == [1, 1, 1, 1, 0, 0]


def test_a_colleague_writes_after_pressing_cover():
    letter = make_letter(shared_at=LATER)
    candidate = letter.follow_up.interview.candidate
    colleague = make_user(office=candidate.office)
    before = Letter.objects.writable_by(colleague, LATER).count()

    Cover.begin(candidate, by=colleague, at=LATER)

    assert (before, Letter.objects.writable_by(colleague, LATER).count()) == (0, 1)
    assert Letter.objects.writable_by(candidate.counselor, LATER).count() == 1


def test_a_letter_that_staff_began_stays_shared():
    letter = make_letter(by=make_user())

    with pytest.raises(TransitionNotAllowed):
        letter.keep_private(at=LATER)

    assert Letter.objects.get().is_shared


@pytest.mark.parametrize(
    ("kind", "way", "method"),
    [
        ("strategic", "email", "letter_email"),
        ("check_in", "post", "letter_post"),
        ("short", "email", "letter_email"),
        ("card", "post", "card"),
        ("card", "email", "card"),
    ],
)
def test_the_first_letter_sent_closes_the_follow_up_as_done(kind, way, method):
    letter = make_letter(kind=kind, way=way)

    send(letter)

    follow_up = FollowUp.objects.get()
    assert (follow_up.status, follow_up.method, follow_up.source) == ("done", method, "seeker")
    assert (follow_up.sent_on, letter.sent_on, letter.closed_follow_up) == (letter.sent_on, letter.sent_on, True)


def test_a_second_letter_is_noted_and_changes_no_answer():
    follow_up = make_follow_up()
    send(make_letter(follow_up))
    card = make_letter(follow_up, kind="card", way="post")

    send(card, at=LATER + hours(1))

    assert FollowUp.objects.get().method == "letter_email"
    assert (card.sent_on is not None, card.closed_follow_up) == (True, False)
    assert kinds(follow_up).count(Entry.Kind.LETTER_SENT) == 1


def test_saying_it_twice_is_harmless():
    letter = make_letter()
    send(letter)

    send(letter, at=LATER + hours(1))

    assert kinds(letter.follow_up).count(Entry.Kind.DONE) == 1


@pytest.mark.parametrize("day", [-1, 2])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_day_that_cannot_be_is_refused(day, is_first):
    follow_up = make_follow_up()
    if not is_first:
        send(make_letter(follow_up, kind="card"))
    letter = make_letter(follow_up)

    with pytest.raises(TransitionNotAllowed):
        send(letter, sent_on=MONDAY.date() + days(day))

    assert Letter.objects.get(pk=letter.pk).sent_on is None


def test_a_letter_about_what_was_decided_against_is_not_noted_as_sent():
    letter = make_letter()
    letter.follow_up.decline(reason="withdrew", by=None, at=LATER)

    with pytest.raises(TransitionNotAllowed):
        send(letter)

    assert (Letter.objects.get().sent_on, FollowUp.objects.get().status) == (None, "declined")


def test_taking_it_back_opens_the_follow_up_that_it_closed():
    letter = make_letter()
    send(letter)

    letter.take_back_sent(by=None, at=LATER + hours(1))

    assert (letter.sent_on, letter.closed_follow_up, FollowUp.objects.get().status) == (None, False, "open")


def test_taking_back_the_first_of_two_leaves_the_follow_up_closed_by_the_other():
    follow_up = make_follow_up()
    letter, card = make_letter(follow_up), make_letter(follow_up, kind="card", way="post")
    send(letter, source="witnessed")
    send(card, sent_on=MONDAY.date())

    letter.take_back_sent(by=None, at=LATER + hours(1))

    follow_up.refresh_from_db()
    assert (follow_up.status, follow_up.method, follow_up.source) == ("done", "card", "seeker")
    assert follow_up.sent_on == MONDAY.date()
    assert list(Letter.objects.values_list("kind", "closed_follow_up")) == [("strategic", False), ("card", True)]


def test_taking_back_both_letters_opens_the_follow_up():
    follow_up = make_follow_up()
    letters = [make_letter(follow_up), make_letter(follow_up, kind="card")]
    for letter in letters:
        send(letter)

    for letter in letters:
        letter.take_back_sent(by=None, at=LATER + hours(1))

    assert FollowUp.objects.get().status == "open"
    assert not Letter.objects.filter(sent_on__isnull=False).exists()


def test_taking_back_a_second_letter_leaves_the_answer():
    follow_up = make_follow_up()
    send(make_letter(follow_up))
    card = make_letter(follow_up, kind="card")
    send(card)

    card.take_back_sent(by=None, at=LATER + hours(1))

    assert (card.sent_on, FollowUp.objects.get().status) == (None, "done")


def test_a_seeker_takes_it_back_for_30_days():
    letter = make_letter()
    send(letter)

    with pytest.raises(TransitionNotAllowed):
        letter.take_back_sent(by=None, at=LATER + days(31))

    assert Letter.objects.get().sent_on is not None


def test_an_answer_taken_back_elsewhere_takes_the_letter_with_it():
    letter = make_letter()
    send(letter)

    letter.follow_up.reopen(by=make_user(), at=LATER + hours(1))

    assert Letter.objects.get().sent_on is None


def test_what_is_not_shared_is_not_commented():
    letter = make_letter()

    with pytest.raises(TransitionNotAllowed):
        letter.comment("Say more about the oven.", by=make_user(), at=LATER)

    assert letter.comments.count() == 0


def test_a_comment_stands_in_the_timeline():
    letter = make_letter(shared_at=LATER)

    letter.comment("Say more about the oven.", by=make_user(), at=LATER)

    assert (letter.comments.count(), kinds(letter.follow_up)[-1]) == (1, Entry.Kind.COMMENTED)


def test_a_contact_gets_one_letter_of_a_kind():
    follow_up = make_follow_up(met=["Pat O’Hara"])
    contact = Contact.objects.get()
    make_letter(follow_up, contact=contact)

    with pytest.raises(IntegrityError):
        make_letter(follow_up, contact=contact)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(3))
def test_of_two_who_save_at_once_one_wins_and_the_other_is_told(_round):
    letter = make_letter()

    def write(text):
        def act():
            try:
                Letter.objects.get(pk=letter.pk).write({"text": text}, edition=1, by=None, at=LATER)
            except LetterChanged as refusal:
                return refusal

        return act

    results = race(write("One."), write("Two."))

    assert sorted(type(result).__name__ for result in results) == ["LetterChanged", "NoneType"]
    assert Letter.objects.get().edition == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(3))
def test_a_letter_noted_as_sent_while_it_is_decided_against_ends_in_one_answer(_round):
    letter = make_letter()
    follow_up = letter.follow_up

    results = race(
        lambda: send(Letter.objects.get(pk=letter.pk)),
        lambda: FollowUp.objects.get(pk=follow_up.pk).decline(reason="withdrew", by=None, at=LATER),
    )

    status = FollowUp.objects.get().status
    assert sum(isinstance(result, TransitionNotAllowed) for result in results) == 1
    assert (status == "done") == (Letter.objects.get().sent_on is not None)
