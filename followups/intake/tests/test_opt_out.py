"""Opting out, agreeing again, and opting out once more."""

import datetime

import pytest

from candidates.models import Candidate
from followups.intake.opt_out import is_opted_out, opt_out
from followups.models import Suppression
from followups.nudges import facts, rules
from followups.tests.builders import MONDAY, days, make_candidate

pytestmark = pytest.mark.django_db


def reason(candidate):
    candidate = Candidate.objects.select_related("office").get(pk=candidate.pk)
    return rules.not_by_mail(candidate, facts.stops([candidate]))


def agree(candidate, on):
    candidate.agree_to_email(on, by=candidate.counselor)
    candidate.save()


def test_who_opts_out_again_after_a_new_consent_gets_no_mail():
    candidate = make_candidate()
    opt_out(candidate.email_key, MONDAY)
    agree(candidate, on=datetime.date(2026, 10, 10))
    assert reason(candidate) == ""

    assert opt_out(candidate.email_key, MONDAY + days(10))

    assert reason(candidate) == "opted_out"
    assert Suppression.objects.in_force().get().since == MONDAY + days(10)


def test_opting_out_twice_without_a_consent_between_is_one_opt_out():
    candidate = make_candidate()
    opt_out(candidate.email_key, MONDAY)

    assert not opt_out(candidate.email_key, MONDAY + days(10))

    assert Suppression.objects.get().since == MONDAY


def test_an_address_is_not_opted_out_any_more_after_a_new_consent():
    candidate = make_candidate()
    opt_out(candidate.email_key, MONDAY)
    assert is_opted_out(candidate.email_key)

    agree(candidate, on=datetime.date(2026, 10, 10))

    assert not is_opted_out(candidate.email_key)
