"""The envelope sender that says which mail came back."""

import uuid

import pytest

from followups.models import Delivery
from followups.nudges.verp import delivery_in, envelope_sender

NUMBER = uuid.UUID("1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed")


@pytest.fixture
def bounce_address(settings):
    settings.BOUNCE_ADDRESS = "Bounces@example.org"


def test_a_mail_that_comes_back_says_which_one_it_was(bounce_address):
    sender = envelope_sender(Delivery(pk=NUMBER), "office@example.org")

    assert sender == "Bounces+1b9d6bcdbbfd4b2d9b5dab8dfbbd4bed@example.org"
    assert delivery_in(sender) == NUMBER
    # Mail servers on the way may change the case.
    assert delivery_in(f" {sender.upper()} ") == NUMBER


def test_a_copy_comes_back_like_the_mail_that_it_is_a_copy_of(bounce_address):
    copy = Delivery(copy_of_id=NUMBER)

    assert delivery_in(envelope_sender(copy, "office@example.org")) == NUMBER


def test_without_an_address_for_bounces_they_come_back_to_the_office(settings):
    settings.BOUNCE_ADDRESS = ""

    assert envelope_sender(Delivery(pk=NUMBER), "office@example.org") == "office@example.org"
    assert delivery_in("bounces+1b9d6bcdbbfd4b2d9b5dab8dfbbd4bed@example.org") is None


@pytest.mark.parametrize(
    "address",
    [
        "bounces@example.org",
        "bounces+1b9d6bcd@example.org",
        "bounces+1b9d6bcdbbfd4b2d9b5dab8dfbbd4bed@elsewhere.example",
        "others+1b9d6bcdbbfd4b2d9b5dab8dfbbd4bed@example.org",
        "1b9d6bcdbbfd4b2d9b5dab8dfbbd4bed@example.org",
        "",
        "@",
    ],
)
def test_any_other_address_names_no_mail(bounce_address, address):
    assert delivery_in(address) is None
