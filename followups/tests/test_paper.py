"""The short code of a slip, and the four digits of a shared address."""

import pytest

from followups.models import Digits, Slip
from followups.models.paper import CODE_LETTERS, TRIES
from followups.tests.builders import MONDAY, days, make_candidate, make_follow_up, make_user
from followups.tests.test_follow_up_races import race

pytestmark = pytest.mark.django_db

LATER = MONDAY + days(1)


def test_a_follow_up_has_one_slip_however_often_it_is_printed():
    follow_up, counselor = make_follow_up(), make_user()

    first, second = Slip.of(follow_up, by=counselor, at=MONDAY), Slip.of(follow_up, by=counselor, at=LATER)

    assert first.code == second.code
    assert second.made_at == MONDAY


def test_a_code_is_ten_letters_that_nobody_mistakes():
    slip = Slip.of(make_follow_up(), by=make_user(), at=MONDAY)

    assert len(slip.code) == 10
    assert set(slip.code) <= set(CODE_LETTERS)
    assert not set("01OIL") & set(CODE_LETTERS)
    assert slip.code_words == f"{slip.code[:5]}-{slip.code[5:]}"


def test_a_revoked_link_takes_its_code_along():
    follow_up, counselor = make_follow_up(), make_user()
    old = Slip.of(follow_up, by=counselor, at=MONDAY).code
    follow_up.link_key = "12345678-1234-5678-1234-567812345678"
    follow_up.save()

    new = Slip.of(follow_up, by=counselor, at=LATER)

    assert new.code != old
    assert list(Slip.objects.values_list("code", flat=True)) == [new.code]


def test_the_right_digits_open_and_give_all_tries_back():
    candidate = make_candidate()
    Digits.choose(candidate, "0427", at=MONDAY)

    opened = [candidate.digits.open(digits) for digits in ("1111", "0427")]

    assert opened == [False, True]
    assert Digits.objects.get().tries_left == TRIES


def test_after_five_wrong_tries_not_even_the_right_ones_open():
    candidate = make_candidate()
    Digits.choose(candidate, "0427", at=MONDAY)

    opened = [candidate.digits.open(digits) for digits in ["1111"] * TRIES + ["0427"]]

    assert not any(opened)


def test_new_digits_take_the_place_of_the_old_ones():
    candidate = make_candidate()
    Digits.choose(candidate, "0427", at=MONDAY)
    for _try in range(TRIES):
        candidate.digits.open("1111")

    Digits.choose(candidate, "7531", at=LATER)

    digits = Digits.objects.get()
    assert [digits.open("0427"), digits.open("7531")] == [False, True]


def test_digits_that_were_right_until_others_were_set_open_nothing_and_use_up_no_try():
    candidate = make_candidate()
    Digits.choose(candidate, "0427", at=MONDAY)
    as_read = Digits.objects.get()

    Digits.choose(candidate, "7531", at=LATER)

    assert not as_read.open("0427")
    assert Digits.objects.get().tries_left == TRIES


def test_the_digits_are_not_kept_as_they_are():
    candidate = make_candidate()

    Digits.choose(candidate, "0427", at=MONDAY)

    assert "0427" not in Digits.objects.get().kept.split("$")[-1]
    assert len(Digits.objects.get().kept) > 40


@pytest.mark.django_db(transaction=True)
def test_many_tries_at_once_are_all_counted():
    candidate = make_candidate()
    Digits.choose(candidate, "0427", at=MONDAY)

    results = race(*[lambda: Digits.objects.get().open("1111")] * 12)

    assert results == [False] * 12
    assert Digits.objects.get().tries_left == 0
